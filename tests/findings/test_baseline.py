"""The baseline: what is known does not fail, what is new does, and it only shrinks by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aligncheck.errors import ReadError
from aligncheck.findings.baseline import (
    KnownFinding,
    collect_baseline,
    count_known,
    dump_baseline,
    find_gone,
    load_baseline,
    mark_known,
    prune_baseline,
)
from aligncheck.report import Finding, Status

ONE = Finding("AC301", "1", "a number", 0.9, fingerprint="f1")
OTHER = Finding("AC103", "2", "a word", 0.9, fingerprint="f2")
ZH = "工厂去年生产了三千台机器。\n\n今年全市新建了十二所学校。\n"
EN = "Last year the factory produced 5,000 machines.\n\nThis year the city built 12 new schools.\n"


def test_known_findings_are_marked_as_often_as_they_are_counted() -> None:
    left = count_known((KnownFinding("f1", "AC301", 1),))
    marked = mark_known([ONE, ONE, OTHER], left)
    assert [f.status for f in marked] == [Status.BASELINE, Status.NEW, Status.NEW]
    dismissed = replace(ONE, status=Status.DISMISSED)
    assert mark_known([dismissed], left) == (dismissed,)
    assert mark_known([ONE], left) == (ONE,)  # another document: the one that is known was met


def test_a_baseline_is_read_back_and_sorted(tmp_path: Path) -> None:
    known = collect_baseline([ONE, OTHER, ONE], [])
    path = tmp_path / "known.jsonl"
    path.write_text(dump_baseline(known), encoding="utf-8")
    read = load_baseline(path)
    assert [(entry.rule, entry.count) for entry in read] == [("AC103", 1), ("AC301", 2)]
    assert dump_baseline(reversed(read)) == dump_baseline(known)


def test_it_only_shrinks() -> None:
    known = (KnownFinding("f1", "AC301", 2), KnownFinding("f3", "AC305", 1))
    assert [entry.fingerprint for entry in find_gone(known, [ONE, OTHER])] == ["f1", "f3"]
    assert prune_baseline(known, [ONE, OTHER]) == (KnownFinding("f1", "AC301", 1),)


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{",
        '{"fingerprint": "a", "rule": "AC301"}',
        '{"fingerprint": "a", "rule": "AC301", "count": 0}',
        '{"fingerprint": 1, "rule": "AC301", "count": 1}',
        '{"fingerprint": "a", "rule": "AC301", "count": 1, "line": 3}',
        "[" * 5000,
    ],
)
def test_a_line_that_is_no_entry_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"known\.jsonl:2"):
        load_baseline(tmp_path / "known.jsonl")


def test_old_debt_passes_and_a_new_fault_fails(
    cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    check = ("check", "zh.txt", "en.txt", "--no-report", "--depth", "fast")
    known = ("--baseline", "aligncheck-baseline.jsonl")
    assert cli(*check, *known).code == 2
    assert cli(*check).code == 1
    assert cli("baseline", "write", "zh.txt", "en.txt", "--depth", "fast").code == 0
    assert cli(*check, *known).code == 0
    assert cli("baseline", "check", "zh.txt", "en.txt", "--depth", "fast").code == 0
    worse = EN.replace("12 new", "21 new")
    (tmp_path / "en.txt").write_text(worse, encoding="utf-8")
    assert cli(*check, *known).code == 1
    (tmp_path / "en.txt").write_text(EN.replace("5,000", "3,000"), encoding="utf-8")
    done = cli("baseline", "check", "zh.txt", "en.txt", "--depth", "fast")
    assert done.code == 1
    assert "found no more" in done.out
    assert cli("baseline", "prune", "zh.txt", "en.txt", "--depth", "fast").code == 0
    assert load_baseline(tmp_path / "aligncheck-baseline.jsonl") == ()


def test_a_document_that_cannot_be_checked_leaves_the_baseline(
    cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "known.jsonl").write_text("kept", encoding="utf-8")
    done = cli("baseline", "write", "zh.txt", "none.txt", "--baseline", "known.jsonl")
    assert done.code == 2
    assert "left as it is" in done.err
    assert (tmp_path / "known.jsonl").read_text() == "kept"
