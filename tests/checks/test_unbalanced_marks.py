"""AC403: brackets and quotation marks without a partner."""

from __future__ import annotations

import pytest
from made import find_all, side

from aligncheck.checks import unbalanced_marks
from aligncheck.report import Finding, Pair


def found(target: str, source: str | None = None) -> list[Finding]:
    held = Pair("p1", "1:1", side(source) if source is not None else None, side(target))
    return find_all(unbalanced_marks, held)


def quoted(target: str, source: str | None = None) -> list[str]:
    return [finding.target_spans[0].cut(target) for finding in found(target, source)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The factory (built in 1956 was closed in 1991.", "("),
        ("The factory built in 1956) was closed in 1991.", ")"),
        ("He said “no and left. She said “yes” and stayed.", "“"),
        ("He said “no” and left” at once.", "”"),
        ('She said "yes" and "no, and he heard "maybe" then.', '"'),
    ],
)
def test_reports_marks_without_a_partner(text: str, mark: str) -> None:
    assert quoted(text) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "He said ”no“ and left.",
        "The ”five-year plan“ failed in 1931.",
        "He called it ‘good’ and ”bad“ at once.",
    ],
)
def test_reports_marks_that_turn_the_wrong_way(text: str) -> None:
    (mark,) = found(text)
    assert mark.message == "The quotation mark ” turns the wrong way."
    assert mark.confidence >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "He said “no” and left.",
        "He called it ‘good’ and “bad” at once.",
        "He read »Pravda« and „Iskra“ at home.",
        "She said, “Go,” and he said, “Stay.”",
    ],
)
def test_marks_of_other_countries_and_right_ones_turn_no_wrong_way(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“The speech runs on, and the paragraph ends here.",
        "and that was the end of the speech.”",
        "“The first part.\n“The second part.”",
        '"The first part of the speech.',
        "He was 6'2\" tall and the pipe was 8” wide.",
        "There are 1) lakes, 2) rivers and a) streams (few).",
        "Good :) and better ;-)",
        "The interval [0, 1) is half open.",
        "Don’t, can't, the ’90s and the workers’ council.",
        "(This note is long. It goes on.",
        "See https://example.org/a_(b) and `f(x` there.",
        "第一（first）and (second）.",
    ],
)
def test_leaves_marks_alone_that_may_have_a_partner(text: str) -> None:
    assert found(text) == []


def test_source_that_closes_its_quotation_shows_that_the_english_should() -> None:
    target, source = "He said: “We shall go tomorrow.", "他说：“我们明天去。”"
    assert quoted(target, source) == ["“"]
    assert quoted(target, "他说：“我们明天去。") == []


def test_pair_without_english_has_no_findings() -> None:
    assert find_all(unbalanced_marks, Pair("p1", "1:0", side("他说。"), None)) == []
