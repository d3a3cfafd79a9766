"""Small parts of reading numbers: exact values, whole units in words, degrees, joined parts.

Covers `exact_value`, `idioms`, `temperature`, `compounds` and `ranges`.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from aligncheck.quantities.compounds import join_parts
from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.exact_value import divide_exactly, parse_figures
from aligncheck.quantities.idioms import is_said_as_unit
from aligncheck.quantities.temperature import convert_fahrenheit
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh


def test_whole_values_are_plain_integers() -> None:
    assert type(parse_figures("12")) is int
    assert parse_figures("3.5") == Fraction(7, 2)
    assert type(divide_exactly(12, 4)) is int
    assert divide_exactly(1, 8) == Fraction(1, 8)
    assert divide_exactly(Fraction(9, 2), Fraction(3, 2)) == 3


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("24小时", "It is open all day, each day.", True),
        ("24小时", "It takes 24 hours.", False),
        ("6个月", "They waited half a year.", True),
        ("12个月", "An annual report.", True),
        ("14天", "It lasts a fortnight.", True),
        ("5天", "It lasts a week.", False),
    ],
)
def test_a_whole_unit_may_be_said_without_its_number(zh: str, en: str, said: bool) -> None:
    (amount,) = read_quantities_zh(zh)
    assert is_said_as_unit(amount, en) is said


def degrees(zh: str, en: str) -> tuple[list[object], list[object]]:
    source, target = convert_fahrenheit(read_quantities_zh(zh), read_quantities_en(en), zh, en)
    return [one.low for one in source], [one.low for one in target]


def test_fahrenheit_is_read_as_the_celsius_that_it_converts() -> None:
    assert degrees("气温升到20摄氏度", "It rose to 68°F")[1] == [20]
    assert degrees("气温升到20摄氏度", "It rose to 90°F")[1] == [90]
    assert degrees("零下15摄氏度", "5°F")[1] == [15]


def test_below_zero_is_negative_where_the_english_knows_of_none() -> None:
    assert degrees("零下10摄氏度", "10 degrees Celsius")[0][-1] == -10
    assert degrees("零下10摄氏度", "minus 10 degrees Celsius")[0][-1] == 10


def joined(zh: str, en: str) -> tuple[list[str], list[str]]:
    sides = join_parts(read_quantities_zh(zh), read_quantities_en(en), zh, en)
    return [str(one.low) for one in sides[0]], [str(one.low) for one in sides[1]]


def test_two_parts_are_one_amount_where_the_other_side_says_the_whole() -> None:
    assert joined("三年零四个月", "40 months") == (["40"], ["40"])
    assert (
        joined("三年零四个月", "three years and four months")[0]
        == joined("三年零四个月", "three years and four months")[1]
    )
    assert joined("三年，四个月后", "three years; four months later")[0] == ["3", "4"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("20-30万人", ["200000", "300000"]),
        ("3、4月", ["3", "4"]),
    ],
)
def test_the_numbers_of_a_range_share_unit_and_scale(text: str, values: list[str]) -> None:
    assert [str(one.low) for one in read_quantities_zh(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("about 20 to 30 million people", ["20000000", "30000000"]),
        ("5 people and 30 million birds", ["5", "30000000"]),
    ],
)
def test_english_ranges_do_so_as_well(text: str, values: list[str]) -> None:
    assert [str(one.low) for one in read_quantities_en(text)] == values
