"""Amounts in two parts, such as three years and four months: `compounds`."""

from __future__ import annotations

import pytest

from aligncheck.quantities.compounds import join_parts, unit_suffix
from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.quantity import make_amount
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh


def joined(zh: str, en: str) -> tuple[list[str], list[str]]:
    source, target = join_parts(read_quantities_zh(zh), read_quantities_en(en), zh, en)
    return [str(one.low) for one in source], [str(one.low) for one in target]


@pytest.mark.parametrize(
    ("zh", "en", "source", "target"),
    [
        ("两年零三个月", "27 months", ["27"], ["27"]),
        ("27个月", "2 years and 3 months", ["27"], ["27"]),
        ("两年零三个月", "2 years and 3 months", ["27"], ["27"]),
        ("两年", "2 years", ["2"], ["2"]),
    ],
)
def test_two_parts_are_one_amount(zh: str, en: str, source: list[str], target: list[str]) -> None:
    assert joined(zh, en) == (source, target)


def test_parts_stay_apart_where_the_other_side_says_nothing_of_the_kind() -> None:
    assert joined("两年零三个月", "They own 27 boats.")[0] == ["2", "3"]


def test_parts_of_different_dimensions_stay_apart() -> None:
    assert joined("2公里3小时", "2 kilometers, 3 hours") == (["2", "3"], ["2", "3"])


def test_a_smaller_part_must_be_less_than_the_larger_unit() -> None:
    assert joined("两年十五个月", "39 months")[0] == ["2", "15"]


def test_doubling_twice_is_four_times() -> None:
    assert joined("增长到四倍", "The stock doubled twice.")[1] == ["4"]
    assert joined("增长到两倍", "The stock doubled.")[1] == ["2"]


def test_the_unit_is_named_only_with_a_whole_of_two_parts() -> None:
    months = make_amount(27, unit="month")
    assert unit_suffix(months, "两年零三个月") == " months"
    assert unit_suffix(months, "27个月") == ""
    assert unit_suffix(make_amount(27, unit="inch"), "两英尺零三英寸") == ""
