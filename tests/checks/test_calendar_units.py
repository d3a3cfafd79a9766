"""AC304 on weekdays, quarters, halves of a year and parts of a decade."""

from __future__ import annotations

import pytest
from made import find_all

from aligncheck.checks import calendar_units
from aligncheck.report import Finding, Pair, Side


def findings(zh: str, en: str) -> list[Finding]:
    lines = ((0, 1),)
    return find_all(calendar_units, Pair("p1", "1:1", Side(zh, (0,), lines), Side(en, (0,), lines)))


CHANGED = (
    ("会议在星期三召开。", "The meeting opened on Wednesday.", "The meeting opened on Tuesday."),
    ("周日晚上下了雨。", "It rained on Sunday night.", "It rained on Saturday night."),
    ("礼拜五停电。", "The power failed on Friday.", "The power failed on Monday."),
    ("一季度出口下降。", "Exports fell in Q1.", "Exports fell in the third quarter."),
    (
        "第四季度利润上升。",
        "Profits rose in the last quarter.",
        "Profits rose in the second quarter.",
    ),
    ("上半年产量下降。", "Output fell in the first half.", "Output fell in the second half."),
    ("下半年物价上涨。", "Prices rose in the last six months.", "Prices rose in the first half."),
    ("上世纪八十年代初，", "In the early 1980s,", "In the late 1980s,"),
    ("十九世纪末，", "At the end of the 19th century,", "In the early 19th century,"),
)


@pytest.mark.parametrize(("zh", "good", "bad"), CHANGED)
def test_another_day_or_part_is_found_and_the_right_one_is_not(
    zh: str, good: str, bad: str
) -> None:
    assert findings(zh, good) == []
    (found,) = findings(zh, bad)
    assert found.rule == "AC304"
    assert found.confidence >= 0.5
    assert found.source_spans[0].cut(zh)
    assert found.target_spans[0].cut(bad)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他每周五天上班。", "He works five days a week, Monday to Friday."),
        ("周三和周五开会。", "Meetings are on Wednesday and Friday, not on Sunday and Friday."),
        ("前三季度增长5%。", "It grew by 5 percent in the first three quarters."),
        ("他星期一到家。", "He came home at the start of the week."),
        ("世纪之初", "At the turn of the century, and late in the day"),
        ("工厂停工了。", "The factory stopped on Tuesday."),
        ("本周三天有雨。", "It will rain on three days this week."),
        ("他周日休息。", "He rests on weekends."),
        ("第二季度增长。", "It grew from April to June."),
        ("第二季度回升。", "It recovered in Q2, after the first quarter's fall."),
        ("公园四季度花开。", "Flowers bloom in the park in all four seasons."),
        ("一季度和二季度", "the first and second quarters"),
        ("全年四个季度", "in each quarter of the year"),
    ],
)
def test_what_only_one_side_names_is_left_alone(zh: str, en: str) -> None:
    assert findings(zh, en) == []


def test_the_message_is_an_editors_note() -> None:
    (found,) = findings("会议在星期三召开。", "The meeting opened on Tuesday.")
    assert found.message == "星期三 is Wednesday; the translation says Tuesday."
    assert found.suggestion == "Wednesday"
