"""Fahrenheit beside Celsius, above and below zero: `temperature`."""

from __future__ import annotations

import pytest

from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.temperature import convert_fahrenheit
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh


def converted(zh: str, en: str) -> tuple[list[str], list[str]]:
    source, target = convert_fahrenheit(read_quantities_zh(zh), read_quantities_en(en), zh, en)
    return [str(one.low) for one in source if one.unit], [str(one.low) for one in target]


@pytest.mark.parametrize(
    ("zh", "en", "value"),
    [
        ("20摄氏度", "68°F", "20"),
        ("20摄氏度", "69°F", "20"),  # rounded
        ("20摄氏度", "80°F", "80"),  # another heat
        ("零下40摄氏度", "minus 40°F", "40"),
        ("20摄氏度", "20 degrees Celsius", "20"),
        ("68华氏度", "68°F", "68"),
        ("20公里", "68°F", "68"),
    ],
)
def test_fahrenheit_is_read_as_the_celsius_it_stands_for(zh: str, en: str, value: str) -> None:
    assert converted(zh, en)[1] == [value]


def test_what_was_written_is_kept_beside() -> None:
    zh, en = "20摄氏度", "68°F"
    _, (one,) = convert_fahrenheit(read_quantities_zh(zh), read_quantities_en(en), zh, en)
    assert (one.unit, one.others) == ("C", (68,))


def test_a_lost_minus_makes_the_chinese_value_negative() -> None:
    assert converted("零下20摄氏度", "20 degrees Celsius")[0] == ["-20"]
    assert converted("零下20摄氏度", "minus 20 degrees Celsius")[0] == ["20"]
    assert converted("20摄氏度", "20 degrees Celsius")[0] == ["20"]
