"""What the readers make of a phrase: kind, value, unit, doubt, and where it stands."""

from __future__ import annotations

from fractions import Fraction

import pytest

from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.english_wording import write_english
from aligncheck.quantities.quantity import Quantity, QuantityKind, power_of_ten_apart, same_unit
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh

K = QuantityKind


def first(found: list[Quantity]) -> Quantity:
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "value", "quoted"),
    [
        ("达到３.１２亿吨", K.CARDINAL, 312_000_000, "３.１２亿吨"),
        ("共計兩萬億元", K.CARDINAL, 2 * 10**12, "兩萬億元"),
        ("第二十八次", K.ORDINAL, 28, "第二十八"),
        ("占百分之七点四", K.PERCENT, Fraction(74, 1000), "百分之七点四"),
        ("三分之二", K.FRACTION, Fraction(2, 3), "三分之二"),
        ("增长两倍", K.MULTIPLE, 3, "两倍"),
        ("一九八九年", K.YEAR, 1989, "一九八九年"),
        ("12月", K.MONTH, 12, "12月"),
        ("25日", K.DAY, 25, "25日"),
        ("上世纪70年代", K.DECADE, 1970, "70年代"),
        ("19世纪", K.CENTURY, 19, "19世纪"),
        ("18时30分", K.TIME, Fraction(37, 2), "18时30分"),
    ],
)
def test_reads_chinese(text: str, kind: QuantityKind, value: Fraction | int, quoted: str) -> None:
    one = first(read_quantities_zh(text))
    assert (one.kind, one.low, one.span.cut(text)) == (kind, value, quoted)


@pytest.mark.parametrize(
    ("text", "kind", "value", "quoted"),
    [
        ("some 3.12 hundred million tons", K.CARDINAL, 312_000_000, "3.12 hundred million tons"),
        ("worth $16 billion", K.CARDINAL, 16 * 10**9, "$16 billion"),
        ("the Twenty-Fifth Congress", K.ORDINAL, 25, "Twenty-Fifth"),
        ("by 7.4 per cent", K.PERCENT, Fraction(74, 1000), "7.4 per cent"),
        ("two-thirds of", K.FRACTION, Fraction(2, 3), "two-thirds"),
        ("has tripled", K.MULTIPLE, 3, "tripled"),
        ("in 1989 he", K.YEAR, 1989, "1989"),
        ("in March 1989", K.MONTH, 3, "March"),
        ("the mid-1980s", K.DECADE, 1980, "1980s"),
        ("the nineteenth century", K.CENTURY, 19, "nineteenth"),
        ("at 6:30 p.m. on", K.TIME, Fraction(13, 2), "6:30 p.m"),
        ("two and a half million", K.CARDINAL, 2_500_000, "two and a half million"),
    ],
)
def test_reads_english(text: str, kind: QuantityKind, value: Fraction | int, quoted: str) -> None:
    one = first(read_quantities_en(text))
    assert (one.kind, one.low, one.span.cut(text)) == (kind, value, quoted)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("几百万", 2_000_000, 9_900_000),
        ("二三百人", 200, 300),
        ("数十", 20, 99),
        ("十七八岁", 17, 18),
        ("四五十万", 400_000, 500_000),
    ],
)
def test_reads_vague_chinese_as_a_range(text: str, low: int, high: int) -> None:
    one = first(read_quantities_zh(text))
    assert one.vague
    assert (one.low, one.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "见 https://example.org/2019/12345",
        "文献[12]",
        "写信给a12@example.org",
        "星期三",
        "万一",
        "参加人数十分多",
        "CO₂和m²",
        "注释①",
    ],
)
def test_chinese_that_is_no_number_is_not_read_as_one(text: str) -> None:
    assert [one for one in read_quantities_zh(text) if not one.optional] == []


@pytest.mark.parametrize(
    "text",
    [
        "5 million rubles.14 The".replace("5 million ", ""),
        "people.”1 “As",
        "of the Party.57",
        "on a COVID-19 ward",
        "see [12, 13]",
        "at www.example.org/44",
        "the G20 and the F-16",
        "Louis XIV",
        "a person of the first rank",
        "km² and CO₂",
        "note¹²",
    ],
)
def test_english_that_is_no_number_is_not_read_as_one(text: str) -> None:
    assert [one for one in read_quantities_en(text) if not one.optional] == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("74 billion yuan", "CNY"),
        ("RMB 74 billion", "CNY"),
        ("US$5 million", "USD"),
        ("5 Square Kilometers", "km2"),
        ("30 degrees Celsius", "C"),
        ("a 35-day visit", "day"),
    ],
)
def test_reads_english_units(text: str, unit: str) -> None:
    assert first(read_quantities_en(text)).unit == unit


@pytest.mark.parametrize(
    ("zh", "en", "same"),
    [
        ("5亿美元", "$500 million", True),
        ("5亿美元", "€500 million", False),
        ("5亿元", "500 million yuan", True),
        ("5亿元", "500 million euros", False),
        ("5公里", "5 miles", False),
        ("5公里", "5 kilometers", True),
        ("5公里", "5 people", True),
    ],
)
def test_tells_units_apart(zh: str, en: str, same: bool) -> None:
    assert same_unit(first(read_quantities_zh(zh)), first(read_quantities_en(en))) is same


@pytest.mark.parametrize(
    ("zh", "text"),
    [
        ("740亿", "74 billion"),
        ("1.5万", "15,000"),
        ("2021年", "2021"),
        ("百分之七点四", "7.4%"),
        ("第二十一次", "the 21st"),
        ("七十年代", "the 1970s"),
        ("20世纪", "the 20th century"),
        ("12月", "December"),
        ("二三百人", "200 to 300"),
        ("300多万元", "more than 3 million"),
        ("四分之一", "1/4"),
        ("增长两倍", "3 times"),
        ("18时05分", "18:05"),
    ],
)
def test_writes_what_english_would_say(zh: str, text: str) -> None:
    assert write_english(first(read_quantities_zh(zh))) == text


@pytest.mark.parametrize(
    ("one", "other", "zeros"),
    [
        ("1亿", "10 million", -1),
        ("1万", "100 million", 4),
        ("12", "21 people", 0),
        ("5%", "50%", 1),
    ],
)
def test_tells_by_which_power_of_ten_values_differ(one: str, other: str, zeros: int) -> None:
    assert (
        power_of_ten_apart(first(read_quantities_zh(one)), first(read_quantities_en(other)))
        == zeros
    )


@pytest.mark.parametrize(
    "text", ["1" * 5000, "一二三百万" * 400, "1,234 567 " * 400, "a.b-c_1" * 400]
)
def test_nonsense_of_any_length_is_read_at_once(text: str) -> None:
    assert all(
        one.low <= one.high for one in [*read_quantities_zh(text), *read_quantities_en(text)]
    )


def test_a_version_with_two_points_is_no_number() -> None:
    assert read_quantities_zh("请使用Kubernetes-v1.18.2版") == []
    assert [one.low for one in read_quantities_zh("请使用v1.18.2，共30台主机")] == [30]
