"""What units of measure are called and how large they are: `units`."""

from __future__ import annotations

import pytest

from aligncheck.quantities.units import UNITS, is_currency, read_unit_en, read_unit_zh


@pytest.mark.parametrize(
    ("text", "unit", "end"),
    [
        ("3公里", "km", 3),
        ("3 公里", "km", 4),
        ("3平方米", "m2", 4),  # the longest name
        ("3米", "m", 2),
        ("3米其林", None, 1),
        ("3个月", "month", 3),
        ("3月均", None, 1),
        ("3两个", None, 1),
        ("3元人民币", "CNY", 5),
        ("3", None, 1),
        ("3猫", None, 1),
    ],
)
def test_a_chinese_unit_stands_behind_its_number(text: str, unit: str | None, end: int) -> None:
    assert read_unit_zh(text, 1) == (unit, end)


@pytest.mark.parametrize(
    ("text", "unit", "end"),
    [
        ("3 km", "km", 4),
        ("3-mile", "mile", 6),
        ("3 square feet", "sqft", 13),
        ("3 US dollars", "USD", 12),
        ("3 Hectares", "ha", 10),
        ("3%", "%", 2),
        ("3 MW", "MW", 4),
        ("3 mw", None, 1),  # symbols are read as they are written
        ("3 kmart", None, 1),
        ("3 cats", None, 1),
        ("3", None, 1),
    ],
)
def test_an_english_unit_stands_behind_its_number(text: str, unit: str | None, end: int) -> None:
    assert read_unit_en(text, 1) == (unit, end)


def test_currencies_are_told_from_other_units() -> None:
    assert is_currency("元")
    assert is_currency("dollar")
    assert not is_currency("km")
    assert not is_currency("%")
    assert not is_currency(None)


def test_sizes_convert_within_a_dimension() -> None:
    assert UNITS["hour"][1] == 60 * UNITS["minute"][1]
    assert UNITS["km"][1] == 2 * UNITS["li"][1]
    assert UNITS["kg"][1] == 20 * UNITS["liang"][1]
    assert UNITS["ha"][1] > 14 * UNITS["mu"][1]
    assert "%" not in UNITS
