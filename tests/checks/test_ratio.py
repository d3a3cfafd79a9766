"""Scores, ratios and votes: what is another one, and what only looks like it."""

from __future__ import annotations

import pytest
from made import find_all

from aligncheck.checks import number_mismatch
from aligncheck.report import Finding, Pair, Side


def findings(zh: str, en: str) -> list[Finding]:
    lines = ((0, 1),)
    return find_all(
        number_mismatch, Pair("p1", "1:1", Side(zh, (0,), lines), Side(en, (0,), lines))
    )


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        (
            "主队昨天以3比1获胜。",
            "The home team won 2-1 yesterday.",
            "3比1 is 3 to 1; the translation says 2-1.",
        ),
        (
            "主队昨天以2比0获胜。",
            "The home team won 3-0 yesterday.",
            "2比0 is 2 to 0; the translation says 3-0.",
        ),
        (
            "主队以4比2战胜客队。",
            "The home team beat the visitors 2-1.",
            "4比2 is 4 to 2; the translation says 2-1.",
        ),
        (
            "最终比分是3:1。",
            "The final score was 6-2.",
            "3:1 is 3 to 1; the translation says 6-2.",
        ),
        (
            "法案以120票对35票通过。",
            "The bill passed by 35 votes to 120.",
            "120票对35票 is 120 to 35; the translation says 35 votes to 120.",
        ),
        (
            "决议以80票赞成、12票反对通过。",
            "The motion passed with 12 in favor and 80 against.",
            "80票赞成、12票 is 80 to 12; the translation says 12 in favor and 80 against.",
        ),
    ],
)
def test_another_score_or_vote_is_one_finding(zh: str, en: str, message: str) -> None:
    (found,) = findings(zh, en)
    assert (found.rule, found.message) == ("AC301", message)
    assert found.confidence >= 0.5
    assert found.source_spans[0].cut(zh)
    assert found.target_spans[0].cut(en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("主队以3比1获胜。", "The visitors lost 1-3."),
        ("法案以35票对120票被否决。", "The bill was rejected by 120 votes to 35."),
        ("三比一的比例", "a ratio of three to one"),
        ("他们以21比18、21比15获胜。", "They won 21-18, 21-15."),
        ("今年比去年好。", "This year is better than last, by 2-1."),
        ("主队以3比1获胜。", "The home team won."),
        ("两种溶液按4比2混合。", "The two solutions are mixed at 2:1."),
        ("男女比例为4：2。", "There are two men for every woman, a ratio of 2:1."),
        ("最终比分是3:1。", "The final score was 3-1."),
        ("会议3:30开始。", "The meeting starts at 3:30."),
    ],
)
def test_the_same_score_and_what_is_none_are_left_alone(zh: str, en: str) -> None:
    assert [one for one in findings(zh, en) if one.confidence >= 0.5] == []
