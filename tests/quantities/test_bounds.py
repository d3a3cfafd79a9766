"""Words beside a number that make it a least, a most or only an approach: `bounds`."""

from __future__ import annotations

import pytest

from aligncheck.document import Span
from aligncheck.quantities.bounds import (
    Bound,
    is_bound_lost,
    may_bound_zh,
    read_bound_en,
    read_bound_zh,
)


def place(text: str, number: str) -> Span:
    start = text.index(number)
    return Span(start, start + len(number))


@pytest.mark.parametrize(
    ("text", "number", "kind", "words"),
    [
        ("至少30台", "30", Bound.LEAST, "至少"),
        ("不低于30台", "30", Bound.LEAST, "不低于"),
        ("30岁以上", "30", Bound.LEAST, "以上"),
        ("超过30台", "30", Bound.ABOVE, "超过"),
        ("不超过30台", "30", Bound.MOST, "不超过"),
        ("30公斤以内", "30", Bound.MOST, "以内"),
        ("不足30台", "30", Bound.BELOW, "不足"),
        ("未满30岁", "30", Bound.BELOW, "未满"),
        ("将近30台", "30", Bound.NEAR, "将近"),
        ("买了30台", "30", None, None),
        ("最近30天", "30", None, None),
    ],
)
def test_a_chinese_number_is_bound_by_what_stands_beside_it(
    text: str, number: str, kind: Bound | None, words: str | None
) -> None:
    found = read_bound_zh(text, place(text, number))
    assert (found.kind if found else None) is kind
    assert (found.span.cut(text) if found else None) == words


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("at least 40 boats", "40", Bound.LEAST),
        ("no fewer than 40 boats", "40", Bound.LEAST),
        ("40 boats or more", "40", Bound.LEAST),
        ("more than 40 boats", "40", Bound.ABOVE),
        ("not more than 40 boats", "40", Bound.MOST),
        ("up to 40 boats", "40", Bound.MOST),
        ("40 years or younger", "40", Bound.MOST),
        ("fewer than 40 boats", "40", Bound.BELOW),
        ("nearly 40 boats", "40", Bound.NEAR),
        ("just under 40 boats", "40", Bound.NEAR),
        ("they bought 40 boats", "40", None),
        ("more than that, and 40 boats", "40", None),
    ],
)
def test_an_english_number_is_bound_by_what_stands_beside_it(
    text: str, number: str, kind: Bound | None
) -> None:
    found = read_bound_en(text, place(text, number))
    assert (found.kind if found else None) is kind


def test_a_glance_tells_texts_that_can_hold_no_bound() -> None:
    assert may_bound_zh("三十岁以上")
    assert may_bound_zh("超过三十台")
    assert not may_bound_zh("买了三台车")


@pytest.mark.parametrize(
    ("word", "zh", "en", "lost"),
    [
        ("超过", "超过50辆车停着。", "There were 50 cars parked.", True),
        ("超过", "超过50辆车停着。", "There were over 50 cars parked.", False),
        ("不足", "不足50辆车停着。", "There were 50 cars parked.", True),
        ("最高", "最高50辆车停着。", "There were 50 cars parked.", False),
        ("超过", "大约超过50辆车停着。", "There were 50 cars parked.", False),
    ],
)
def test_a_bound_is_lost_where_the_english_has_no_word_of_the_kind(
    word: str, zh: str, en: str, lost: bool
) -> None:
    assert is_bound_lost(word, zh, place(zh, "50"), en, place(en, "50")) is lost
