"""What the word behind a Chinese number makes of it, and numbers that a pattern gives whole.

Covers `zh/unit_readers`, `zh/pattern_readers`, `en/token_readers` and `en/partial_numeral`.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.quantity import Quantity, QuantityKind
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh

K = QuantityKind


def only(text: str) -> Quantity:
    (found,) = read_quantities_zh(text)
    assert found.span.cut(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("下降三成", K.PERCENT, Fraction(3, 10)),
        ("打八折", K.PERCENT, Fraction(4, 5)),
        ("增加两倍", K.MULTIPLE, 3),
        ("增加到两倍", K.MULTIPLE, 2),
        ("产量翻了两番", K.MULTIPLE, 4),
        ("一九八九年", K.YEAR, 1989),
        ("民国三十八年", K.YEAR, 1949),
        ("光绪二十六年", K.YEAR, 1900),
        ("上世纪八十年代", K.DECADE, 1980),
        ("21世纪", K.CENTURY, 21),
        ("下午3点半", K.TIME, Fraction(7, 2)),
        ("第三届", K.ORDINAL, 3),
        ("3‰", K.PERCENT, Fraction(3, 1000)),
    ],
)
def test_units_shape_their_number(text: str, kind: QuantityKind, value: object) -> None:
    found = [one for one in read_quantities_zh(text) if one.kind is kind]
    assert [one.low for one in found] == [value]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("三分之二", K.FRACTION, Fraction(2, 3)),
        ("百分之七", K.PERCENT, Fraction(7, 100)),
        ("18:30开会", K.TIME, Fraction(37, 2)),
        ("1½杯", K.FRACTION, Fraction(3, 2)),
        ("半年", K.CARDINAL, Fraction(1, 2)),
        ("叁佰元", K.CARDINAL, 300),
    ],
)
def test_patterns_are_read_whole(text: str, kind: QuantityKind, value: object) -> None:
    found = only(text)
    assert (found.kind, found.low) == (kind, value)


def test_a_date_in_figures_is_three_numbers() -> None:
    kinds = [(one.kind, one.low) for one in read_quantities_zh("2021-03-15发布")]
    assert kinds == [(K.YEAR, 2021), (K.MONTH, 3), (K.DAY, 15)]


def test_half_of_a_unit_may_go_unsaid() -> None:
    assert only("半年").optional
    assert not only("三百年").optional


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("two and a half hours", K.CARDINAL, Fraction(5, 2)),
        ("three dozen eggs", K.CARDINAL, 36),
        ("a hundred and five men", K.CARDINAL, 105),
        ("two thirds of them", K.FRACTION, Fraction(2, 3)),
        ("the twenty-first century", K.CENTURY, 21),
        ("the 1980s", K.DECADE, 1980),
        ("$4.7bn", K.CARDINAL, 4_700_000_000),
        ("half a percent", K.PERCENT, Fraction(1, 200)),
        ("one ten-thousandth", K.FRACTION, Fraction(1, 10_000)),
    ],
)
def test_english_numbers_are_put_together(text: str, kind: QuantityKind, value: object) -> None:
    found = [one for one in read_quantities_en(text) if one.kind is kind]
    assert [one.low for one in found] == [value]
