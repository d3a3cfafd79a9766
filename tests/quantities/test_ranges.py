"""Units and scales that the last number of a range or list lends to the others: `ranges`."""

from __future__ import annotations

from fractions import Fraction

import pytest

from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.quantity import QuantityKind
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh

K = QuantityKind


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("40至60万人", 400_000, 600_000),
        ("40-60万人", 400_000, 600_000),
        ("40万至60万人", 400_000, 600_000),
    ],
)
def test_a_chinese_range_shares_its_scale(text: str, low: int, high: int) -> None:
    found = read_quantities_zh(text)
    assert (found[0].low, found[-1].high) == (low, high)


def test_chinese_months_and_shares_are_listed_before_their_mark() -> None:
    assert [one.kind for one in read_quantities_zh("6、9月")] == [K.MONTH, K.MONTH]
    assert [one.low for one in read_quantities_zh("6、9月")] == [6, 9]
    assert read_quantities_zh("4至9%")[0].unit == "%"


def test_numbers_with_words_between_share_nothing() -> None:
    first, last = read_quantities_zh("40台机器运走了60万吨煤")
    assert (first.low, first.unit) == (40, None)
    assert last.low == 600_000


def test_an_english_range_shares_its_scale_and_unit() -> None:
    first, last = read_quantities_en("40 to 60 million tons")
    assert (first.low, last.low) == (40_000_000, 60_000_000)
    assert first.unit == last.unit == "t"


def test_numbers_of_a_list_may_have_the_scale_of_the_last() -> None:
    first, _ = read_quantities_en("40 and 60 million")
    assert first.low == 40
    assert 40_000_000 in first.others


def test_the_second_share_may_go_without_its_sign() -> None:
    _, last = read_quantities_en("It rose from 5 percent to 8.")
    assert (last.kind, last.low) == (K.PERCENT, Fraction(2, 25))
    _, far = read_quantities_en("It rose from 5 percent to 800.")
    assert far.kind is K.CARDINAL


def test_a_number_beside_a_month_is_a_day() -> None:
    assert [one.kind for one in read_quantities_en("June 24")] == [K.MONTH, K.DAY]
    assert [one.kind for one in read_quantities_en("24 June")] == [K.DAY, K.MONTH]


def test_a_short_second_year_is_completed() -> None:
    _, last = read_quantities_en("the 2011-12 season")
    assert (last.kind, last.low) == (K.YEAR, 2012)
