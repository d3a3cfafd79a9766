"""Numbers below zero and words that say that something falls: `signs`."""

from __future__ import annotations

import pytest

from aligncheck.document import Span
from aligncheck.quantities.signs import goes_down_en, goes_down_zh, is_negative_en, is_negative_zh


def place(text: str, number: str) -> Span:
    start = text.index(number)
    return Span(start, start + len(number))


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("利润率为-9%", True),
        ("利润率为－9%", True),
        ("利润率为负9%", True),
        ("气温零下9度", True),
        ("利润率为9%", False),
        ("5月-9月", False),
        ("他负责9个班", False),
        ("第3-9章", False),
    ],
)
def test_a_chinese_number_is_written_below_zero(text: str, negative: bool) -> None:
    assert is_negative_zh(text, place(text, "9")) is negative


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("a margin of -9%", True),
        ("a margin of −9%", True),
        ("minus 9 degrees", True),
        ("a negative 9 percent", True),
        ("9 degrees below zero", True),
        ("9 degrees below the mean", False),
        ("pages 3-9", False),
        ("a margin of 9%", False),
        ("group A-9", False),
    ],
)
def test_an_english_number_is_written_below_zero(text: str, negative: bool) -> None:
    assert is_negative_en(text, place(text, "9")) is negative


def test_any_word_may_say_that_something_falls() -> None:
    assert goes_down_zh("销量回落")
    assert not goes_down_zh("销量很好")
    assert goes_down_en("Sales Slipped again.")
    assert goes_down_en("a sub-zero night")
    assert not goes_down_en("Sales went well.")
    assert not goes_down_en("They were hundreds strong.")  # "red" only inside a word
