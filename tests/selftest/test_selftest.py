"""What counts as caught, and which errors are planted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import made
import pytest

from aligncheck import selftest as module
from aligncheck.corrupt import Damage
from aligncheck.document import Bead, Document, Lang, Layout, Material, Paragraph, Span
from aligncheck.errors import UsageError
from aligncheck.report import Finding, Pair, Report
from aligncheck.selftest import Outcome, selftest
from aligncheck.selftest.selftest_plan import PARAGRAPH, PlannedError, group_rounds, plant_errors

ZH = ["河边的老磨坊关了。", "村民每天早上卖面包。"]
EN = ["The old mill by the river is closed.", "The villagers sell bread every morning."]
DAMAGED = "The villagers sell every morning."
MATERIAL = Material(
    Document("a.zh.txt", Lang.ZH, "text", "", tuple(Paragraph(i, t) for i, t in enumerate(ZH))),
    Document(
        "a.en.txt",
        Lang.EN,
        "text",
        "",
        tuple(Paragraph(i, t, ((0, 2 * i + 1),)) for i, t in enumerate(EN)),
    ),
    Layout.DOCUMENTS,
)
BREAD = PlannedError(
    1,
    1,
    1,
    Damage("noun dropped", DAMAGED, (Span(7, 9),), frozenset({"bread"}), Span(18, 18)),
)


def paired(english: Sequence[str] = EN) -> list[Pair]:
    return [
        made.pair(f"p{i}", [(zh, en)], i)
        for i, (zh, en) in enumerate(zip(ZH, english, strict=True))
    ]


CLEAN, BAD = paired(), paired([EN[0], DAMAGED])


def outcome(
    monkeypatch: pytest.MonkeyPatch, before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[str, tuple[str, ...]]:
    """Return what becomes of a dropped word if these are the findings without and with it."""
    reports = [made.report(CLEAN, before), made.report(BAD, after)]

    def check(*_: object) -> Report:
        return reports.pop(0)

    monkeypatch.setattr(module, "read_material", lambda *_, **__: MATERIAL)
    monkeypatch.setattr(module, "check_material", check)
    monkeypatch.setattr(module, "plan_errors", lambda *_: [BREAD])
    (trial,) = selftest("a.zh.txt", "a.en.txt").trials
    assert (trial.line, trial.source) == (3, "面包")
    return trial.outcome.value, trial.rules


def dropped(zh: str, confidence: float, pair: Pair = BAD[1], rule: str = "AC103") -> Finding:
    return made.finding(rule, pair, zh, after="sell", confidence=confidence)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [dropped("面包", 0.9)], ("warning", ("AC103",))),
        ([], [dropped("卖面包", 0.6)], ("warning", ("AC103",))),
        ([], [dropped("面包", 0.3)], ("info", ("AC103",))),
        ([], [dropped("早上", 0.9)], ("missed", ())),  # another word
        ([], [made.finding("AC401", BAD[1], en="sell every")], ("warning", ("AC401",))),
        ([], [made.finding("AC104", BAD[1], en="sell every")], ("missed", ())),
        ([], [made.finding("AC103", BAD[0], "磨坊")], ("missed", ())),
        # what was there before does not count, unless it has become louder
        ([dropped("面包", 0.9, CLEAN[1])], [dropped("面包", 0.9)], ("missed", ())),
        ([dropped("面包", 0.3, CLEAN[1])], [dropped("面包", 0.9)], ("warning", ("AC103",))),
        (
            [dropped("面包", 0.9, CLEAN[1], "AC104")],
            [dropped("面包", 0.9)],
            ("warning", ("AC103",)),
        ),
        (
            [],
            [dropped("面包", 0.3), made.finding("AC401", BAD[1], en="sell every")],
            ("warning", ("AC401", "AC103")),  # they confirm each other; the loudest comes first
        ),
    ],
)
def test_what_counts_as_caught(
    before: list[Finding],
    after: list[Finding],
    expected: tuple[str, tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert outcome(monkeypatch, before, after) == expected


def test_a_fault_of_the_english_that_was_there_is_not_caught_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added = replace(BREAD, damage=replace(BREAD.damage, en=EN[1], place=Span(4, 13), zh=()))
    said = [made.finding("AC104", CLEAN[1], en="villagers")]
    monkeypatch.setattr(module, "read_material", lambda *_, **__: MATERIAL)
    monkeypatch.setattr(module, "check_material", lambda *_: made.report(CLEAN, said))
    monkeypatch.setattr(module, "plan_errors", lambda *_: [added])
    (trial,) = selftest("a.zh.txt", "a.en.txt").trials
    assert trial.outcome is Outcome.MISSED


def test_a_paragraph_that_is_gone_moves_those_after_it() -> None:
    gone = PlannedError(0, 0, 0, Damage(PARAGRAPH, "", (Span(0, 9),), frozenset(), Span(0, 0)))
    found, old = plant_errors(replace(MATERIAL, beads=(Bead((0,), (0,)), Bead((1,), (1,)))), [gone])
    assert [(p.index, p.text) for p in found.target.paragraphs] == [(0, EN[1])]
    assert old == {0: 1}
    assert [bead.target for bead in found.beads] == [(), (0,)]
    assert found.source is MATERIAL.source


def test_only_the_planted_paragraph_changes() -> None:
    found, old = plant_errors(MATERIAL, [BREAD])
    assert [p.text for p in found.target.paragraphs] == [EN[0], DAMAGED]
    assert [p.line for p in found.target.paragraphs] == [1, 3]
    assert old == {0: 0, 1: 1}


def test_errors_planted_together_stand_apart() -> None:
    word = [replace(BREAD, place=place) for place in range(6)]
    together = [[plant.place for plant in group] for group in group_rounds(word)]
    assert together == [[0, 2, 4], [1, 3, 5]]
    assert len(group_rounds(word, apart=1)) == 1
    gone = replace(BREAD.damage, kind=PARAGRAPH)
    assert [
        len(group) for group in group_rounds([replace(BREAD, place=0, damage=gone), *word[3:]])
    ] == [
        2,
        1,
        1,
    ]


def test_a_text_without_a_clear_sentence_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("好。\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("Good.\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"en\.txt: no sentence is clear enough"):
        selftest(tmp_path / "zh.txt", tmp_path / "en.txt")
