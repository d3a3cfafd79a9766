"""Footnotes are linked to their originals, in Markdown, HTML and plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.alignment.note_pairing import select_footnotes
from aligncheck.document import Kind, Paragraph
from aligncheck.pipeline import check
from aligncheck.report import Report

BODY = (
    (
        "镇上的集市每逢五日开一次，附近的农民都来买卖。",
        "A market is held in town every five days, and farmers from nearby come to trade.",
    ),
    (
        "集市由行会管理，收取少量摊位费用于修路。",
        "The guild runs the market and charges a small stall fee that pays for the roads.",
    ),
)
NOTES = (
    (
        "据旧志记载，最多时有摊位三百二十个。",
        "According to the old gazetteer there were at most 320 stalls.",
    ),
    (
        "行会的账本保存到了二十世纪初年。",
        "The guild's account books survived into the early twentieth century.",
    ),
    (
        "摊位费每日铜钱五文，盐商免收。",
        "The stall fee was five copper coins a day; salt merchants were exempt.",
    ),
)


def _write(folder: Path, form: str, side: int, notes: tuple[str, ...]) -> Path:
    lang = ("zh", "en")[side]
    body = [pair[side] for pair in BODY]
    if form == "md":
        text = "\n\n".join(f"{one}[^{n}]" for n, one in enumerate(body, 1))
        text += "\n\n" + "\n".join(f"[^{n}]: {note}" for n, note in enumerate(notes, 1))
    elif form == "html":
        text = "".join(f"<p>{one}</p>" for one in body)
        text += "<ol class='footnotes'>" + "".join(f"<li>{note}</li>" for note in notes) + "</ol>"
    else:
        text = "\n\n".join(body)
        text += "\n\n" + "\n\n".join(f"[{n}] {note}" for n, note in enumerate(notes, 1))
    path = folder / f"town.{lang}.{form}"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _check(folder: Path, form: str, english: tuple[str, ...]) -> Report:
    source = _write(folder, form, 0, tuple(zh for zh, _ in NOTES))
    return check(source, _write(folder, form, 1, english))


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_a_wrong_number_in_a_note_is_found(tmp_path: Path, form: str) -> None:
    english = (NOTES[0][1].replace("320", "230"), NOTES[1][1], NOTES[2][1])
    report = _check(tmp_path, form, english)
    assert [one.rule for one in report.findings if one.rule.startswith("AC3")] == ["AC301"]


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_a_missing_note_is_a_missing_paragraph(tmp_path: Path, form: str) -> None:
    report = _check(tmp_path, form, (NOTES[0][1], NOTES[2][1]))
    (found,) = (one for one in report.findings if one.rule == "AC101")
    assert "行会的账本" in found.message


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_notes_that_were_translated_are_no_finding(tmp_path: Path, form: str) -> None:
    report = _check(tmp_path, form, tuple(en for _, en in NOTES))
    assert [one.rule for one in report.findings if one.rule in {"AC101", "AC102", "AC301"}] == []


def test_references_and_the_translators_own_notes_stand_alone() -> None:
    texts = (
        "王某：《集市史》，某某出版社，1998年，第12页。",
        "Wang, A History of Markets, Northern Press, 1998, p. 12.",
        "译者注：一文约合今日一角。",
        "据旧志记载，最多时有摊位三百二十个。",
    )
    notes = [Paragraph(n, text, kind=Kind.NOTE) for n, text in enumerate(texts)]
    assert [one.index for one in select_footnotes(notes)] == [3]


def test_notes_of_one_side_alone_are_left_alone(tmp_path: Path) -> None:
    report = _check(tmp_path, "md", ())
    assert [one for one in report.findings if one.rule == "AC101"] == []
