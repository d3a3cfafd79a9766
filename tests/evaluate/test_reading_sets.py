"""Reading sets: what holds, what is found, by hand-made findings and marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck.document import Span
from aligncheck.evaluate import reading_sets
from aligncheck.evaluate.check_results import KeptFinding, Options, Scored
from aligncheck.evaluate.labelled_set_reader import read_sets
from aligncheck.evaluate.labelled_sets import ErrorMark, Read
from aligncheck.evaluate.reading_sets import measure_read_pairs, shared_marks, touches_mark

ZH, EN = "产量首次超过十万吨。", "Output exceeded a hundred thousand tons."


def mark(reader: str, start: int, end: int, *, category: str = "omission") -> ErrorMark:
    return ErrorMark(category, "major", reader, True, Span(start, end))


def finding(rule: str, severity: str, start: int, end: int) -> KeptFinding:
    return KeptFinding(rule, severity, 0.8, ((start, end),), "")


def read(number: int, *marks: tuple[ErrorMark, ...]) -> Read:
    names = "AB"[: len(marks)]
    return Read(str(number), f"d{number}", ZH, EN, True, dict(zip(names, marks, strict=True)))


def test_a_finding_touches_a_mark_on_its_own_side_alone() -> None:
    lost = mark("A", 2, 4)
    assert touches_mark(finding("AC103", "warning", 3, 5), lost)
    assert not touches_mark(finding("AC103", "warning", 4, 6), lost)
    english = KeptFinding("AC401", "error", 0.9, (), "", ((2, 4),))
    assert not touches_mark(english, lost)
    assert not touches_mark(
        finding("AC103", "warning", 2, 4), ErrorMark("name", "major", "A", True, None)
    )


def test_a_mark_is_shared_when_every_reader_made_it() -> None:
    both = read(1, (mark("A", 2, 4),), (mark("B", 2, 3),))
    one = read(2, (mark("A", 2, 4),), ())
    other = read(3, (mark("A", 2, 4),), (mark("B", 2, 4, category="name"),))
    assert [len(list(shared_marks(row, "omission", "major"))) for row in (both, one, other)] == [
        1,
        0,
        0,
    ]


def test_precision_and_recall_are_counted_over_findings_and_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [read(n, (mark("A", 2, 4),), (mark("B", 2, 4),)) for n in range(12)]
    rows += [read(n, (), ()) for n in range(12, 24)]
    hit = Scored(0.9, 0, 0, found=(finding("AC103", "error", 2, 4),))
    quiet = Scored(0.2, 0, 0, found=(finding("AC103", "info", 2, 4),))
    alarm = Scored(0.5, 0, 0, found=(finding("AC103", "warning", 0, 2),))
    scored = [hit] * 9 + [quiet] * 3 + [alarm] * 3 + [Scored(0.1, 0, 0)] * 9
    monkeypatch.setattr(reading_sets, "score_texts", lambda *_: scored)
    found = measure_read_pairs("read", rows, Options(keep=False))
    values = {figure.name: figure.value for figure in found.figures}
    assert values["warnings and errors: hold"] == pytest.approx(9 / 12)
    assert values["errors: hold"] == 1.0
    assert values["major omission, found at warning or above"] == pytest.approx(9 / 12)
    assert values["omission of a pair as flagged, F1, reader A"] == pytest.approx(18 / 24)
    assert values["omission of a pair, AUC, reader B"] == pytest.approx(9 / 12 + 3 / 12 * 9 / 12)


def test_rows_of_one_reader_and_of_two_are_read(tmp_path: Path) -> None:
    error = {"category": "omission", "severity": "major", "zh": "首次", "en": "", "why": ""}
    one = {"id": "1", "doc": "d", "system": "human", "is_human": True, "zh": ZH, "en": EN}
    (tmp_path / "one.jsonl").write_text(json.dumps({**one, "errors": [error]}), encoding="utf-8")
    (tmp_path / "two.jsonl").write_text(
        json.dumps({**one, "A": [error], "B": []}), encoding="utf-8"
    )
    first, second = read_sets([tmp_path / "one.jsonl", tmp_path / "two.jsonl"])
    [row] = first.of(Read)
    assert row.marks["reader"] == (ErrorMark("omission", "major", "reader", True, Span(2, 4)),)
    [row] = second.of(Read)
    assert [len(row.marks[name]) for name in "AB"] == [1, 0]
