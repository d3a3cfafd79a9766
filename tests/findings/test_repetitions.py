"""One fault is one finding: what another says better goes, what it does not say stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from made import finding, pair

from aligncheck.document import Span
from aligncheck.findings.repetitions import covers_most, drop_repetitions
from aligncheck.report import Finding, Severity

HELD = pair("p1", [("水坝高185米，坝长三公里。", "The dam is 158 metres high, 三公里 long.")])


def at(rule: str, zh: str | None = None, en: str | None = None, level: str = "error") -> Finding:
    return replace(finding(rule, HELD, zh, en), severity=Severity(level))


def kept(*found: Finding) -> list[str]:
    return [one.rule for one in drop_repetitions(found, HELD)]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("AC301", "185米"), ("AC103", "185米")),
        (("AC302", "185米"), ("AC301", "185米")),
        (("AC305", "水坝"), ("AC103", "水坝高")),
    ],
)
def test_the_more_exact_finding_stays_alone(better: Sequence[str], worse: Sequence[str]) -> None:
    assert kept(at(*better), at(*worse)) == [better[0]]


@pytest.mark.parametrize(("first", "second"), [("AC103", "AC108"), ("AC108", "AC103")])
def test_of_two_that_repeat_each_other_the_surer_stays(first: str, second: str) -> None:
    sure, doubtful = at(first, "水坝"), replace(at(second, "水坝"), confidence=0.85)
    assert kept(sure, doubtful) == kept(doubtful, sure) == [first]


def test_words_that_are_hardly_covered_are_no_repetition() -> None:
    assert kept(at("AC301", "高185米"), at("AC103", "185米，坝长三公里")) == ["AC301", "AC103"]


def test_a_doubtful_finding_hides_no_sure_one() -> None:
    assert kept(at("AC301", "185米", level="info"), at("AC103", "185米")) == ["AC301", "AC103"]


def test_a_missing_sentence_leaves_a_changed_number_in_the_translation_alone() -> None:
    sentence = at("AC107", "水坝高185米")
    assert kept(sentence, at("AC301", "185米", "158 metres")) == ["AC107", "AC301"]
    assert kept(sentence, at("AC301", "185米")) == ["AC107"]


def test_words_that_were_left_in_chinese_are_not_dropped_as_well() -> None:
    left = at("AC105", en="三公里")
    assert kept(left, at("AC103", "三公里")) == ["AC105"]
    assert kept(left, at("AC103", "水坝")) == ["AC105", "AC103"]


def test_what_is_said_of_the_english_alone_is_never_a_repetition() -> None:
    assert kept(at("AC101", "水坝高185米"), at("AC402", en="The dam")) == ["AC101", "AC402"]


@pytest.mark.parametrize(
    ("over", "under", "covered"),
    [
        ((0, 4), (0, 4), True),
        ((0, 2), (0, 4), True),
        ((0, 1), (0, 4), False),
        ((5, 9), (0, 4), False),
    ],
)
def test_half_the_letters_must_be_covered(over, under, covered) -> None:
    assert covers_most([Span(*over)], [Span(*under)], HELD.source) is covered
    assert covers_most([Span(*over)], [Span(*under)], None) is False
