"""What the judge keeps, drops, grades and names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import STEADY, finding, pair, report

from aligncheck.config import Config, FailOn
from aligncheck.document import Span
from aligncheck.findings.decisions import Decision, Verdict
from aligncheck.findings.fingerprint import compute_fingerprints
from aligncheck.findings.grading import build_summary, exit_code, grade_findings, grade_severity
from aligncheck.report import Finding, Pair, Severity, Status

GROWTH = ("本市国内生产总值增长百分之五。", "The city's of the grew by five percent.")
GRAIN = ("粮食产量达到四十二万吨。", "Grain output reached 42,000 tons.")
ROADS = ("新修公路三百公里。", "Three hundred kilometres of road were built.")
P1 = pair("p1", [GROWTH, GRAIN])
P2 = pair("p2", [ROADS], 1)
LOST = pair("p3", [("各村已经通电。", "")], 2)
LEFT = pair("p5", [("新修水库一座。", "One 水库 was built.")], 4)
EXTRA = pair("p4", [("", "Photographs by the author.")], 3)

ALL = (P1, P2, LOST, EXTRA, LEFT)
CONFIG = Config()


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [item.rule for item in findings]


@pytest.mark.parametrize(
    ("rule", "confidence", "config", "expected"),
    [
        ("AC103", 0.95, CONFIG, Severity.ERROR),
        ("AC103", 0.8, CONFIG, Severity.ERROR),
        ("AC103", 0.79, CONFIG, Severity.WARNING),
        ("AC103", 0.49, CONFIG, Severity.INFO),
        ("AC201", 1.0, CONFIG, Severity.WARNING),
        ("AC201", 0.3, CONFIG, Severity.INFO),
        ("AC201", 0.9, Config(severity=(("AC201", Severity.ERROR),)), Severity.ERROR),
        ("AC201", 0.6, Config(severity=(("AC201", Severity.ERROR),)), Severity.WARNING),
        ("AC301", 0.9, Config(severity=(("AC3", Severity.INFO),)), Severity.INFO),
        (
            "AC301",
            0.9,
            Config(severity=(("AC3", Severity.INFO), ("AC301", Severity.WARNING))),
            Severity.WARNING,
        ),
    ],
)
def test_severity_follows_confidence_up_to_the_ceiling(
    rule: str, confidence: float, config: Config, expected: Severity
) -> None:
    assert grade_severity(finding(rule, P1, confidence=confidence), config) is expected


@pytest.mark.parametrize(
    ("name", "said", "confidence"),
    [("生产总值", None, 0.7), ("生产总值", "grew", 0.5), ("五", None, 0.5), ("", None, 0.5)],
)
def test_words_of_a_name_without_a_sound_are_as_sure_as_both_together(
    name: str, said: str | None, confidence: float
) -> None:
    drop = finding("AC103", P1, "国内生产总值", confidence=0.5)
    other = [finding("AC305", P1, name, en=said, confidence=0.4)] if name else []
    found = grade_findings(ALL, [drop, *other], CONFIG)
    [now] = [item for item in found if item.rule == "AC103"]
    assert now.confidence == pytest.approx(confidence)
    assert ("AC305" in now.message) is (confidence > 0.5)
    assert grade_findings(ALL, found, CONFIG) == found


def test_drops_what_is_not_selected_or_not_sure_enough() -> None:
    found = [
        finding("AC301", P1, "四十二万", confidence=0.6),
        finding("AC104", P2, en="Three", confidence=0.6),
        finding("AC201", P2, confidence=0.6),
    ]
    config = Config(ignore=("AC2",), confidence=(("AC3", 0.7), ("AC104", 0.5)))
    assert rules(grade_findings(ALL, found, config)) == ["AC104"]


def test_says_the_same_thing_once_with_the_greatest_confidence() -> None:
    found = [finding("AC301", P1, "四十二万", confidence=c) for c in (0.6, 0.9, 0.7)]
    (kept,) = grade_findings(ALL, found, CONFIG)
    assert kept.confidence == 0.9


def test_a_hole_is_as_sure_as_the_words_dropped_there_and_both_name_each_other() -> None:
    drop = replace(
        finding("AC103", P1, "国内生产总值", after="The city's of the ", confidence=0.88),
        suggestion="gross domestic product",
    )
    hole = finding("AC401", P1, en="of the grew", confidence=0.7)
    hole_now, drop_now = grade_findings(ALL, [hole, drop], CONFIG)
    assert (hole_now.rule, drop_now.rule) == ("AC401", "AC103")
    assert hole_now.confidence == drop_now.confidence == pytest.approx(0.88)
    assert hole_now.severity is drop_now.severity is Severity.ERROR
    assert "“国内生产总值”" in hole_now.message
    assert "(AC103)" in hole_now.message
    assert "(AC401)" in drop_now.message
    assert hole_now.suggestion == "gross domestic product"


def test_a_hole_elsewhere_confirms_nothing() -> None:
    drop = finding("AC103", P1, "国内生产总值", after="output reached 42,000 ", confidence=0.6)
    hole = finding("AC401", P1, en="of the grew", confidence=0.7)
    assert {item.confidence for item in grade_findings(ALL, [hole, drop], CONFIG)} == {0.6, 0.7}


# Findings as (rule, Chinese, English[, confidence]), and the rules that stay.
REPEATS: list[tuple[Pair, list[tuple[str, str | None, str | None, float]], list[str]]] = [
    # a missing sentence tells of all its words, and of a number that is nowhere
    (
        P1,
        [
            ("AC107", GRAIN[0], None, 0.9),
            ("AC103", "粮食", None, 0.9),
            ("AC301", "四十二万", None, 0.9),
        ],
        ["AC107"],
    ),
    # … but not of another sentence's words, nor of a number that stands there changed
    (
        P1,
        [("AC107", GRAIN[0], None, 0.9), ("AC103", "生产总值", None, 0.9)],
        ["AC103", "AC107"],
    ),
    (
        P1,
        [("AC107", GRAIN[0], None, 0.9), ("AC301", "四十二万", "42,000", 0.9)],
        ["AC107", "AC301"],
    ),
    # a doubtful finding hides no sure one
    (P1, [("AC107", GRAIN[0], None, 0.4), ("AC103", "粮食", None, 0.9)], ["AC103", "AC107"]),
    # a number says more than "words dropped", unless other words went with it
    (P1, [("AC103", "四十二万吨", None, 0.9), ("AC301", "四十二万", None, 0.9)], ["AC301"]),
    (
        P1,
        [("AC103", "粮食产量达到四十二万吨", None, 0.9), ("AC301", "四十二万", None, 0.9)],
        ["AC103", "AC301"],
    ),
    (
        P1,
        [("AC301", "四十二万", None, 0.9), ("AC302", "四十二万吨", "42,000", 0.9)],
        ["AC302"],
    ),
    (P1, [("AC104", None, "42,000", 0.9), ("AC301", "四十二万", "42,000", 0.9)], ["AC301"]),
    # words left in Chinese were not dropped
    (LEFT, [("AC103", "水库", None, 0.9), ("AC105", None, "水库", 0.9)], ["AC105"]),
    (LEFT, [("AC103", "一座", None, 0.9), ("AC105", None, "水库", 0.9)], ["AC105", "AC103"]),
    # a paragraph that stands alone tells everything but what is wrong with its English
    (LOST, [("AC101", "各村已经通电。", None, 0.9), ("AC103", "通电", None, 0.9)], ["AC101"]),
    (
        EXTRA,
        [
            ("AC102", None, None, 0.9),
            ("AC104", None, "Photographs", 0.9),
            ("AC401", None, "by the", 0.6),
        ],
        ["AC102", "AC401"],
    ),
]


@pytest.mark.parametrize(("held", "found", "kept"), REPEATS)
def test_says_each_fault_once_by_the_rule_that_says_most(
    held: Pair, found: list[tuple[str, str | None, str | None, float]], kept: list[str]
) -> None:
    made = [finding(rule, held, zh, en, confidence=sure) for rule, zh, en, sure in found]
    assert rules(grade_findings(ALL, made, CONFIG)) == kept
    assert rules(grade_findings(ALL, made[::-1], CONFIG)) == kept


def test_orders_by_the_source_then_the_rule() -> None:
    found = [
        finding("AC101", LOST),
        finding("AC301", P2, "三百"),
        finding("AC401", P1, en="output reached"),
        finding("AC103", P1, "粮食"),
        finding("AC103", P1, "增长"),
        Finding("AC201", "", "The whole document.", 0.9),
    ]
    assert [(item.pair, item.rule) for item in grade_findings(ALL, found, CONFIG)] == [
        ("", "AC201"),
        ("p1", "AC103"),
        ("p1", "AC103"),
        ("p1", "AC401"),
        ("p2", "AC301"),
        ("p3", "AC101"),
    ]


def test_only_a_dismissal_sets_a_finding_aside() -> None:
    found = [finding("AC301", P1, "四十二万"), finding("AC301", P2, "三百")]
    first, second = grade_findings(ALL, found, CONFIG)
    decisions = [
        Decision(first.fingerprint, Verdict.DISMISS),
        Decision(second.fingerprint, Verdict.COMMENT),
    ]
    assert [f.status for f in grade_findings(ALL, found, CONFIG, decisions)] == [
        Status.DISMISSED,
        Status.NEW,
    ]


def test_fingerprint_outlives_another_order_of_pairs_and_other_names() -> None:
    before = grade_findings(ALL, [finding("AC301", P2, "三百")], CONFIG)
    renamed = pair("x7", [ROADS], 8)
    after = grade_findings([LOST, renamed], [finding("AC301", renamed, "三百")], CONFIG)
    assert before[0].fingerprint == after[0].fingerprint
    assert len(before[0].fingerprint) == 32


def test_fingerprint_of_a_dropped_word_depends_on_the_sentence_and_not_on_the_hole() -> None:
    drops = [
        finding("AC103", P1, "国内生产总值", after=words)
        for words in ("The city's of the ", "The city's ")
    ]
    assert len({grade_findings(ALL, [drop], CONFIG)[0].fingerprint for drop in drops}) == 1


def test_fingerprint_ignores_case_width_and_traditional_forms() -> None:
    (plain,) = grade_findings(ALL, [finding("AC301", P2, "三百")], CONFIG)
    for zh, en in [
        (ROADS[0], ROADS[1].upper()),
        (ROADS[0].replace("公里", "公裏"), ROADS[1].replace(" ", "  ")),
        (ROADS[0], ROADS[1].replace("T", "Ｔ")),
    ]:
        other = pair("p2", [(zh, en)], 1)
        (same,) = grade_findings([other], [finding("AC301", other, "三百")], CONFIG)
        assert same.fingerprint == plain.fingerprint


def test_a_repeated_finding_is_told_apart_by_its_order() -> None:
    twice = pair("p1", [ROADS, ROADS])
    spans = [Span(4, 6), Span(4 + len(ROADS[0]), 6 + len(ROADS[0]))]
    found = [Finding("AC301", "p1", "…", 0.9, (span,)) for span in spans]
    first, second = grade_findings([twice], found, CONFIG)
    assert first.fingerprint != second.fingerprint
    assert first.fingerprint == grade_findings([twice], found[:1], CONFIG)[0].fingerprint


def test_the_paragraph_is_the_neighbourhood_without_sentences() -> None:
    bare = replace(P1, sentences=())
    edited = replace(pair("p1", [GROWTH, (GRAIN[0], "Grain fell.")]), sentences=())
    marks = [
        compute_fingerprints([finding("AC103", p, "增长")], {p.id: p})[0] for p in (bare, edited)
    ]
    assert marks[0] != marks[1]


def test_summary_counts_new_findings_and_lonely_paragraphs() -> None:
    no_original = replace(pair("p5", [("", "Notes.")], 4), note="no original given")
    pairs = [
        replace(P1, coverage=0.8),
        replace(P2, coverage=0.5),
        LOST,
        EXTRA,
        no_original,
        replace(pair("p6", [("", "¹ A footnote.")], 5), note="note: read, not aligned"),
    ]
    found = [
        finding("AC301", P1, "四十二万"),
        finding("AC104", P2, en="Three"),
        finding("AC101", LOST),
    ]
    judged = grade_findings(pairs, found, CONFIG)
    dismissal = Decision(judged[0].fingerprint, Verdict.DISMISS)
    counted = build_summary(pairs, grade_findings(pairs, found, CONFIG, [dismissal]), CONFIG)
    assert counted.verdict == "fail"
    assert (counted.pairs, counted.unpaired_source, counted.unpaired_target) == (6, 1, 1)
    assert counted.no_original == 1
    assert counted.findings == {"error": 1, "warning": 1, "info": 0}
    assert counted.by_rule == {"AC101": 1, "AC104": 1}
    lengths = [len(GROWTH[0] + GRAIN[0]), len(ROADS[0]), len("各村已经通电。")]
    expected = (0.8 * lengths[0] + 0.5 * lengths[1]) / sum(lengths)
    assert counted.source_coverage == pytest.approx(expected, abs=1e-4)
    assert build_summary([EXTRA], [], CONFIG).source_coverage is None


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [(FailOn.ERROR, 0), (FailOn.WARNING, 1), (FailOn.INFO, 1), (FailOn.NEVER, 0)],
)
def test_exit_code_follows_the_worst_new_finding(fail_on: FailOn, code: int) -> None:
    config = Config(fail_on=fail_on)
    made = report(ALL, [finding("AC104", P2, en="Three")], config=config)
    assert exit_code(made, config) == code
    assert made.summary.verdict == ("fail" if code else "pass")


WORDS = st.sampled_from(["修路", "粮食", "增产", "会议", "road", "plan", "harvest", "meeting"])
SENTENCE = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LINK = st.tuples(SENTENCE.map(lambda t: t + "。"), SENTENCE.map(lambda t: t + "."))


def _mark(
    before: list[tuple[str, str]], core: tuple[str, str], after: list[tuple[str, str]], rule: str
) -> str:
    """Return the fingerprint of a finding on the first words of `core` between other sentences."""
    held = pair("p", [*before, core, *after])
    start = sum(len(zh) for zh, _ in before)
    spans = {"source_spans": (Span(start, start + 2),)}
    if rule == "AC401":
        at = sum(len(en) + 1 for _, en in before)
        spans = {"target_spans": (Span(at, at + 2),)}
    return compute_fingerprints([Finding(rule, "p", "…", 0.9, **spans)], {"p": held})[0]


@STEADY
@given(
    st.lists(LINK, max_size=3),
    LINK,
    st.lists(LINK, max_size=3),
    st.sampled_from(["AC103", "AC301", "AC401"]),
)
def test_fingerprint_survives_edits_elsewhere_in_the_paragraph(
    before: list[tuple[str, str]], core: tuple[str, str], after: list[tuple[str, str]], rule: str
) -> None:
    assert _mark(before, core, after, rule) == _mark([], core, [], rule)


@STEADY
@given(LINK, SENTENCE, st.booleans(), st.sampled_from(["AC103", "AC301", "AC401"]))
def test_fingerprint_expires_with_its_own_sentence(
    core: tuple[str, str], words: str, in_source: bool, rule: str
) -> None:
    zh, en = core
    edited = (zh[:-1] + words + "了。", en) if in_source else (zh, en[:-1] + words + " now.")
    assert _mark([], core, [], rule) != _mark([], edited, [], rule)


RULES = ["AC103", "AC104", "AC107", "AC201", "AC301", "AC302", "AC401"]


@st.composite
def _found(draw: st.DrawFn) -> list[Finding]:
    found = []
    for held in ALL:
        for rule in draw(
            st.lists(
                st.sampled_from(["AC103", "AC104", "AC107", "AC301", "AC302", "AC401", "AC201"]),
                max_size=4,
            )
        ):
            source, target = (_span(draw, text) for text in (held.source, held.target))
            confidence = draw(st.sampled_from([0.3, 0.55, 0.7, 0.85, 1.0]))
            found.append(Finding(rule, held.id, "…", confidence, source, target))
    return found


def _span(draw: st.DrawFn, held: object) -> tuple[Span, ...]:
    text = getattr(held, "text", "")
    if not text or draw(st.booleans()):
        return ()
    start = draw(st.integers(0, len(text) - 1))
    return (Span(start, draw(st.integers(start, len(text)))),)


@STEADY
@given(_found())
def test_judging_what_was_judged_changes_nothing(found: list[Finding]) -> None:
    once = grade_findings(ALL, found, CONFIG)
    assert grade_findings(ALL, once, CONFIG) == once
    assert grade_findings(ALL, found[::-1], CONFIG) == once
    assert len({item.fingerprint for item in once}) == len(once)


def test_is_quick_on_many_findings() -> None:
    pairs: list[Pair] = [pair(f"p{i}", [ROADS, GRAIN], i) for i in range(1000)]
    found = [finding("AC301", held, words) for held in pairs for words in ("三百", "四十二万")]
    assert len(grade_findings(pairs, found, CONFIG)) == 2000
