"""Scores that a baseline holds: they only get better, and a pair that gets worse is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made
import pytest

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.score_regression import find
from aligncheck.errors import ReadError
from aligncheck.findings.baseline import load_baseline
from aligncheck.findings.score_ratchet import (
    RecordedScore,
    collect_scores,
    describe_unused,
    drop_explained,
    dump_scores,
    index_scores,
    load_scores,
    merge_scores,
    name_maker,
    tighten_scores,
)
from aligncheck.report import Finding, Severity, Status

GOOD = replace(
    made.pair("1", [("工厂去年生产了三千台机器。", "The factory made machines.")]),
    similarity=0.9,
    omission=0.1,
)
ZH = "工厂去年生产了三千台机器，卖到了二十个国家。\n\n今年全市新建了十二所学校。\n"
EN = (
    "Last year the factory produced 3,000 machines and sold them to twenty countries.\n\n"
    "This year the city built 12 new schools.\n"
)


def test_scores_are_read_back_beside_the_findings(tmp_path: Path) -> None:
    scores = collect_scores([GOOD], "m")
    path = tmp_path / "known.jsonl"
    path.write_text(dump_scores(scores), encoding="utf-8")
    assert load_scores(path) == scores
    assert load_baseline(path) == ()
    assert scores[0].source == "工厂去年生产了三千台机器。"


def test_of_equal_originals_the_worst_scores_are_kept() -> None:
    worse = replace(GOOD, id="2", similarity=0.5, omission=0.05)
    (entry,) = collect_scores([GOOD, worse], "m")
    assert (entry.similarity, entry.omission) == (0.5, 0.1)
    parts = [collect_scores([GOOD], "m"), collect_scores([worse], "m")]
    assert merge_scores(parts) == (entry,)
    assert collect_scores([replace(GOOD, similarity=None)], "m") == ()


def test_scores_only_get_better_by_themselves() -> None:
    known = (
        RecordedScore("a", "m", 0.5, 0.2),
        RecordedScore("b", "m", 0.5, 0.2),
        RecordedScore("gone", "m", 0.5, 0.2),
        RecordedScore("other", "n", 0.5, 0.2),
    )
    now = (
        RecordedScore("a", "m", 0.9, 0.1),
        RecordedScore("b", "m", 0.1, 0.9),
        RecordedScore("other", "m", 0.9, 0.1),
        RecordedScore("new", "m", 0.9, 0.1),
    )
    assert tighten_scores(known, now) == (now[0], known[1], known[3])


def test_a_pair_that_got_worse_is_told_by_more_than_a_hair() -> None:
    scores = index_scores(collect_scores([GOOD], "m"), "m")
    context = DocumentContext([GOOD], recorded=scores)
    assert list(find(context, GOOD)) == []
    assert list(find(context, replace(GOOD, similarity=0.86, omission=0.3))) == []
    (told,) = find(context, replace(GOOD, similarity=0.6, omission=0.5))
    assert told.rule == "AC204"
    assert "similarity fell from 0.90 to 0.60" in told.message
    assert "rose from 0.10 to 0.50" in told.message
    assert list(find(DocumentContext([GOOD]), replace(GOOD, similarity=0.0))) == []
    assert index_scores(collect_scores([GOOD], "m"), "n") == {}


def test_what_explains_the_scores_speaks_alone() -> None:
    worse = Finding("AC204", "1", "worse", 0.7)
    number = Finding("AC301", "1", "a number", 0.9, severity=Severity.ERROR)
    assert drop_explained([worse, number]) == (number,)
    dismissed = replace(number, status=Status.DISMISSED)
    assert drop_explained([worse, dismissed]) == (dismissed,)
    for aside in (
        replace(number, severity=Severity.INFO),
        replace(number, status=Status.BASELINE),
        replace(number, pair="2"),
    ):
        assert drop_explained([worse, aside]) == (worse, aside)


def test_scores_of_another_model_are_said_not_to_be_compared() -> None:
    scores = collect_scores([GOOD], "m")
    assert describe_unused(scores, "m") == ()
    assert "1 score of the baseline" in describe_unused(scores, "n")[0]
    assert name_maker("version:1|model:a|judge:b|rules:x") == name_maker(
        "version:1|model:a|judge:b|rules:y"
    )
    assert name_maker("version:1|model:a|judge:b") != name_maker("version:1|model:a|judge:c")


@pytest.mark.parametrize(
    "line",
    [
        '{"pair": "a"}',
        '{"pair": "a", "made": "m", "similarity": 2, "omission": 0}',
        '{"pair": "a", "made": "m", "similarity": "1", "omission": 0}',
        '{"pair": "a", "made": 1, "similarity": 1, "omission": 0}',
        '{"pair": "a", "made": "m", "similarity": 1, "omission": 0, "line": 3}',
    ],
)
def test_a_line_that_is_no_score_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"known\.jsonl:2"):
        load_scores(tmp_path / "known.jsonl")


def test_the_command_records_compares_and_tightens(
    cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    path = tmp_path / "aligncheck-baseline.jsonl"
    fast = ("zh.txt", "en.txt", "--depth", "fast")
    done = cli("baseline", "write", *fast, "--scores")
    assert "scores of 2 pairs" in done.out
    assert "scores of 2 pairs" in cli("baseline", "write", *fast).out  # it goes on having them
    check = ("check", *fast, "--no-report", "--baseline", path.name, "--ignore", "AC1,AC3,AC4")
    assert cli(*check).code == 0
    lost = EN.replace(" and sold them to twenty countries", "")
    (tmp_path / "en.txt").write_text(lost, encoding="utf-8")
    done = cli(*check)
    assert (done.code, "AC204 score-regression" in done.out) == (1, True)
    before = path.read_text(encoding="utf-8")
    assert cli("baseline", "prune", *fast).code == 0
    assert path.read_text(encoding="utf-8") == before  # worse scores are not taken over
    done = cli(*(a if a != "fast" else "full" for a in check))
    assert "2 scores of the baseline, made with another version, model or depth" in done.out
