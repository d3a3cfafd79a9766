"""What two revisions have in common: findings new, fixed, still there, moved; passages changed."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import STEADY, finding, pair, report, side

from aligncheck.comparison.comparison import Change, Comparison, Edit, compare, fails_comparison
from aligncheck.comparison.revisions import match_texts
from aligncheck.config import Config, FailOn
from aligncheck.document import Span
from aligncheck.errors import CompareError
from aligncheck.findings.decisions import Decision, Verdict
from aligncheck.report import Finding, Pair, Report, Status

GROWTH = ("本市国内生产总值增长百分之五。", "The city's of the grew by five percent.")
GRAIN = ("粮食产量达到四十二万吨。", "Grain output reached 42,000 tons.")
ROADS = ("新修公路三百公里。", "Three hundred kilometres of road were built.")
SCHOOL = ("十所学校开学。", "Ten schools opened their doors.")


def told(comparison: Comparison) -> list[tuple[str, str]]:
    return [(item.change.value, item.finding.rule) for item in comparison.findings]


def edits(comparison: Comparison) -> list[str]:
    return [passage.change.value for passage in comparison.passages]


def pairs(*texts: tuple[str, str]) -> list[Pair]:
    """One paragraph pair for each text; targets are numbered as they come."""
    made = []
    target = 0
    for i, text in enumerate(texts):
        made.append(pair(f"p{i + 1}", [text], i, target=target))
        target += bool(text[1])
    return made


OLD = pairs(GROWTH, GRAIN, ROADS)
DROP = finding("AC103", OLD[0], "国内生产总值", after="The city's of the ")
HOLE = finding("AC401", OLD[0], en="of the grew")
NUMBER = finding("AC302", OLD[1], "四十二万", "42,000")


def test_a_report_against_itself_has_nothing_new_or_fixed() -> None:
    made = report(OLD, [DROP, HOLE, NUMBER])
    result = compare(made, made)
    assert told(result) == [("still", "AC401"), ("still", "AC103"), ("still", "AC302")]
    assert edits(result) == ["unchanged"] * 3
    assert not fails_comparison(result, Config(fail_on=FailOn.INFO))


def test_a_mended_sentence_loses_its_findings_and_a_broken_one_gains_them() -> None:
    new = pairs(
        (GROWTH[0], "The city's gross domestic product grew by five percent."),
        (GRAIN[0], "Grain output reached 420,000 tons."),
        (ROADS[0], "Three hundred of road were built."),
    )
    made = report(new, [finding("AC103", new[2], "公里")])
    result = compare(report(OLD, [DROP, HOLE, NUMBER]), made)
    assert told(result) == [
        ("fixed", "AC401"),
        ("fixed", "AC103"),
        ("fixed", "AC302"),
        ("new", "AC103"),
    ]
    assert edits(result) == ["edited"] * 3
    assert dict(result.summary) == {
        Change.NEW: 1,
        Change.FIXED: 3,
        Change.STILL: 0,
        Change.MOVED: 0,
    }
    assert fails_comparison(result, Config(fail_on=FailOn.ERROR))
    assert not fails_comparison(result, Config(fail_on=FailOn.NEVER))


def test_a_fault_that_outlives_an_edit_of_its_sentence_is_still_there() -> None:
    new = pairs(
        (GROWTH[0], "The city's of the rose by some five percent."),
        (GRAIN[0], "The grain harvest reached 42,000 tons."),
        ROADS,
    )
    found = [
        finding("AC103", new[0], "生产总值"),  # the span is a little shorter than before
        finding("AC401", new[0], en="of the rose"),
        finding("AC302", new[1], "四十二万", "42,000"),
    ]
    result = compare(report(OLD, [DROP, HOLE, NUMBER]), report(new, found))
    assert {change for change, _ in told(result)} == {"still"}
    assert edits(result) == ["edited", "edited", "unchanged"]


def test_another_number_of_the_same_sentence_is_another_finding() -> None:
    old = pairs(("三县有四村、五乡。", "Three counties have villages and townships."))
    before = report(old, [finding("AC301", old[0], "四")])
    after = report(old, [finding("AC301", old[0], "五")])
    assert told(compare(before, after)) == [("new", "AC301"), ("fixed", "AC301")]


def test_paragraphs_put_in_front_move_nothing() -> None:
    added = pair("p9", [("", "A note by the translator.")], 0)
    shifted = [
        pair(f"p{i + 1}", [text], i, target=i + 1) for i, text in enumerate([GROWTH, GRAIN, ROADS])
    ]
    found = [replace(DROP, pair="p1"), replace(HOLE, pair="p1"), replace(NUMBER, pair="p2")]
    result = compare(report(OLD, [DROP, HOLE, NUMBER]), report([added, *shifted], found))
    assert {change for change, _ in told(result)} == {"still"}
    assert edits(result) == ["added", "unchanged", "unchanged", "unchanged"]


def test_a_finding_moves_with_its_paragraph() -> None:
    texts = [SCHOOL[1], ROADS[1], GROWTH[1], GRAIN[1]]
    old = [pair(f"p{i}", [("", text)], i) for i, text in enumerate(texts)]
    new = [
        pair(f"q{i}", [("", text)], i) for i, text in enumerate([*texts[:2], texts[3], texts[2]])
    ]
    before = report(old, [finding("AC401", old[2], en="of the grew")])
    after = report(new, [finding("AC401", new[3], en="of the grew")])
    result = compare(before, after)
    assert sorted(edits(result)) == ["moved", "unchanged", "unchanged", "unchanged"]
    at = next(i for i, passage in enumerate(result.passages) if passage.change is Edit.MOVED)
    (item,) = result.findings
    assert item.change is (Change.MOVED if item.passage == at else Change.STILL)


def test_a_translation_that_left_its_original_has_moved() -> None:
    old = pairs(GROWTH, GRAIN, ROADS)
    new = [*pairs((GROWTH[0], ""), GRAIN, ROADS), pair("p9", [("", GROWTH[1])], 2)]
    before = report(old, [HOLE])
    after = report(new, [finding("AC101", new[0]), finding("AC401", new[3], en="of the grew")])
    result = compare(before, after)
    assert edits(result) == ["moved", "unchanged", "unchanged"]
    assert told(result) == [("new", "AC101"), ("moved", "AC401")]


def test_a_deleted_paragraph_is_told_with_what_it_lacks_now() -> None:
    new = pairs(GROWTH, (GRAIN[0], ""), ROADS)
    made = report(new, [finding("AC101", new[1])])
    result = compare(report(OLD, [NUMBER]), made)
    assert edits(result) == ["unchanged", "deleted", "unchanged"]
    assert told(result) == [("new", "AC101"), ("fixed", "AC302")]


def test_revisions_that_are_cut_differently_share_a_passage() -> None:
    both = Pair(
        id="p1",
        kind="2:1",
        source=replace(
            side(f"{GROWTH[0]}\n{GRAIN[0]}"),
            paragraphs=(0, 1),
            lines=((0, 1), (len(GROWTH[0]) + 1, 2)),
        ),
        target=side(f"{GROWTH[1]} {GRAIN[1]}"),
        quality=0.9,
    )
    joined = [both, pair("p2", [ROADS], 2, target=1)]
    start = len(GROWTH[0]) + 1 + GRAIN[0].index("四十二万")
    number = Finding("AC302", "p1", "…", 0.9, (Span(start, start + 4),))
    result = compare(report(OLD, [NUMBER]), report(joined, [number]))
    assert told(result) == [("still", "AC302")]
    assert edits(result) == ["unchanged", "unchanged"]
    assert result.passages[0].old_pairs == ("p1", "p2")


def test_passages_say_whether_they_became_better() -> None:
    before, after = (0.3, 0.9, 0.5), (0.9, 0.6, 0.52)
    old = [replace(held, quality=q) for held, q in zip(OLD, before, strict=True)]
    new = [replace(held, quality=q) for held, q in zip(OLD, after, strict=True)]
    trends = [p.trend for p in compare(report(old), report(new)).passages]
    assert trends == ["better", "worse", ""]
    assert compare(report(OLD), report(new)).passages[0].trend == ""


def test_dismissed_findings_do_not_count() -> None:
    made = report(OLD, [NUMBER])
    dismissal = Decision(made.findings[0].fingerprint, Verdict.DISMISS)
    dismissed = report(OLD, [NUMBER], decisions=[dismissal])
    result = compare(report(OLD), dismissed)
    assert [(item.change, item.finding.status) for item in result.findings] == [
        (Change.NEW, Status.DISMISSED)
    ]
    assert not any(result.summary.values())
    assert not fails_comparison(result, Config(fail_on=FailOn.INFO))


def test_findings_on_the_whole_document_have_no_passage() -> None:
    whole = Finding("AC201", "", "Nothing could be read.", 0.9)
    (item,) = compare(report(OLD), report(OLD, [whole])).findings
    assert (item.change, item.passage) == (Change.NEW, None)


def test_refuses_reports_on_different_sources() -> None:
    other = report(pairs((SCHOOL[0], GROWTH[1])), sha="cc" * 32)
    with pytest.raises(CompareError, match=r"talk\.zh\.md .*the sources differ") as caught:
        compare(report(OLD), other, force=True)
    assert "aaaaaaaa" in str(caught.value)
    assert "cccccccc" in str(caught.value)


def test_refuses_other_pairs_that_came_without_a_file() -> None:
    other = report(pairs((SCHOOL[0], GROWTH[1])), sha="")
    with pytest.raises(CompareError, match="the sources differ"):
        compare(report(OLD, sha=""), other)


def test_takes_a_source_file_that_changed_in_its_english_only() -> None:
    assert told(compare(report(OLD), report(OLD, sha="cc" * 32))) == []


def test_refuses_reports_made_differently_unless_forced() -> None:
    old, new = report(OLD), report(OLD, signature="version:0.2.0|model:5c1e")
    with pytest.raises(CompareError, match=r"version 0\.1\.0 → 0\.2\.0.*--force"):
        compare(old, new)
    assert compare(old, new, force=True).notes == (
        "The reports were made differently: version 0.1.0 → 0.2.0.",
    )


TEXTS = [GROWTH, GRAIN, ROADS, SCHOOL, (GROWTH[0], ""), ("", GRAIN[1]), ("", "Thanks to all.")]


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    chosen = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
    made = []
    for i, text in enumerate(chosen):
        made.append(pair(f"p{i}", [text], i))
    found = []
    for held in made:
        for rule in draw(st.lists(st.sampled_from(["AC103", "AC301", "AC401"]), max_size=2)):
            text = held.target if rule == "AC401" else held.source
            span = (Span(0, draw(st.integers(0, len(text.text)))),) if text else ()
            spans = {"target_spans" if rule == "AC401" else "source_spans": span}
            found.append(Finding(rule, held.id, "…", 0.9, **spans))
    return report(made, found)


@STEADY
@given(_reports(), st.booleans())
def test_nothing_is_new_or_fixed_against_itself(made: Report, named: bool) -> None:
    if not named:
        made = replace(made, findings=tuple(replace(f, fingerprint="") for f in made.findings))
    result = compare(made, made)
    assert result.summary[Change.NEW] == result.summary[Change.FIXED] == 0
    assert result.summary[Change.STILL] == len(made.findings)
    assert {passage.change for passage in result.passages} <= {Edit.UNCHANGED}


@STEADY
@given(_reports(), _reports())
def test_every_finding_and_paragraph_is_told_once(old: Report, new: Report) -> None:
    new = replace(new, source=old.source)
    result = compare(old, new)
    counts = result.summary
    carried = counts[Change.STILL] + counts[Change.MOVED]
    assert counts[Change.NEW] + carried == len(new.findings)
    assert counts[Change.FIXED] + carried == len(old.findings)
    olds = [name for passage in result.passages for name in passage.old_pairs]
    news = [name for passage in result.passages for name in passage.new_pairs]
    assert sorted(olds) == sorted(p.id for p in old.pairs)
    assert sorted(news) == sorted(p.id for p in new.pairs)


def test_matches_equal_texts_first_then_the_most_alike() -> None:
    old = ["Introduction", "The plan for roads and bridges", "The plan for roads", "Thanks"]
    new = ["The plan for roads", "A plan for the roads and bridges", "Foreword"]
    assert match_texts(old, new) == {0: 2, 1: 1}


def test_a_long_document_is_compared_in_time() -> None:
    vocabulary = [f"{a}{b}" for a in "bcdfghjklm" for b in range(150)]
    texts = [" ".join(vocabulary[(7 * i + k * k) % 1500] for k in range(60)) for i in range(800)]
    edited = [f"So {text}" if i % 2 else text for i, text in enumerate(texts)]
    old = [pair(f"p{i}", [("", text)], i) for i, text in enumerate(texts)]
    new = [pair(f"p{i}", [("", text)], i) for i, text in enumerate(edited)]
    started = time.process_time()
    result = compare(report(old), report(new))
    assert time.process_time() - started < 4
    assert edits(result) == ["unchanged", "edited"] * 400
