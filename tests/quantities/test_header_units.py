"""Scales that the heads of a table lend to its numbers: `header_units`."""

from __future__ import annotations

import pytest

from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.header_units import (
    HeadScales,
    read_head,
    read_head_scale,
    scale_by_head,
)


@pytest.mark.parametrize(
    ("cell", "scale"),
    [
        ("产量（万吨）", 10**4),
        ("单位：亿元", 10**8),
        ("面积（公顷）", 1),
        ("Output (million tons)", 10**6),
        ("Budget (RMB 100 million)", 10**8),
        ("Visitors (10,000 persons)", 10**4),
        ("Area (hectares)", 1),
        ("地区", None),
        ("Region", None),
        ("They saved a million lives there", None),
    ],
)
def test_a_head_gives_a_scale(cell: str, scale: int | None) -> None:
    assert read_head_scale(cell) == scale


def test_a_row_of_heads_gives_a_scale_for_each_column() -> None:
    head = read_head("地区 | 产量（万吨） | 面积（公顷）")
    assert head == HeadScales((1, 10**4, 1))
    assert head.any
    assert not HeadScales((1, 1)).any
    assert read_head("地区 | 年份") is None


def values(text: str, head: HeadScales | None) -> list[tuple[int, ...]]:
    found = scale_by_head(read_quantities_en(text), text, head)
    return [tuple(int(value) for value in one.others) for one in found]


def test_each_column_takes_its_own_scale() -> None:
    assert values("North | 12 | 34", HeadScales((1, 1000, 1))) == [(12_000,), ()]


def test_one_scale_holds_for_all_columns() -> None:
    assert values("North | 12 | 34", HeadScales((1000,))) == [(12_000,), (34_000,)]


def test_without_a_head_nothing_is_lent() -> None:
    assert values("North | 12 | 34", None) == [(), ()]


def test_a_number_with_a_unit_takes_no_scale() -> None:
    assert values("North | 12 km", HeadScales((1, 1000))) == [()]


def test_a_row_with_its_own_head_lends_it_to_its_cells() -> None:
    assert values("Visitors (10,000 persons) | 12", None) == [(120_000,)]
