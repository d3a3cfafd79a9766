"""Amounts, dates and shares as values, so that 740亿 and "74 billion" can be compared.

>>> values_agree(make_amount(74_000_000_000), make_amount(74 * 10**9))
True
"""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from aligncheck.document import Span
from aligncheck.quantities.exact_value import Value, divide_exactly
from aligncheck.quantities.units import UNITS
from aligncheck.text.normalise import NormalisedText, normalise


class QuantityKind(StrEnum):
    """What a number says; shares and percentages are held as the ratio they stand for."""

    CARDINAL = "number"
    ORDINAL = "ordinal"
    PERCENT = "percentage"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    DECADE = "decade"  # the value is its first year: 1970
    CENTURY = "century"
    TIME = "time"  # hours since midnight


K = QuantityKind
SHARES = frozenset({K.PERCENT, K.FRACTION, K.MULTIPLE})
DATES = frozenset({K.YEAR, K.MONTH, K.DAY, K.DECADE, K.CENTURY, K.TIME})
CONVERSION = Fraction(6, 100)  # 10亩 is 1.65 acres; translators write 1.6 or 1.7
_GROUPS = dict.fromkeys(K, "") | dict.fromkeys(SHARES, "share")
_GROUPS |= {kind: kind.value for kind in (K.MONTH, K.TIME, K.DECADE)}
_DOLLARS = {"dollar", "USD", "HKD", "TWD", "AUD", "CAD"}
_YUAN = {"元", "CNY", "HKD", "TWD", "JPY", "KRW"}  # 元 is what the place pays with
VULGAR = {
    "\ue000": Fraction(1, 2),
    "\ue001": Fraction(1, 4),
    "\ue002": Fraction(3, 4),
    "\ue003": Fraction(1, 3),
    "\ue004": Fraction(2, 3),
}
# Marks above and below the line are no digits of the number they follow; NFKC would make them so.
_TAME = {ord(mark): "^" for mark in "⁰¹²³⁴⁵⁶⁷⁸⁹"} | {ord(mark): "_" for mark in "₀₁₂₃₄₅₆₇₈₉"}
_TAME |= {
    code: "^" for code in (*range(0x2460, 0x24FF), *range(0x2776, 0x2794), *range(0x3251, 0x32C0))
}
_TAME |= {ord(mark): private for mark, private in zip("½¼¾⅓⅔", VULGAR, strict=True)}
_TAME |= {
    ord("⁄"): "/",
    ord("ㄧ"): "一",
    ord("○"): "〇",
    ord("◯"): "〇",
    ord("•"): "·",
    ord("‧"): "·",
    ord("・"): "·",
}


_WILD = re.compile(f"[{''.join(map(chr, _TAME))}]")


class Quantity(NamedTuple):
    """An amount from `low` to `high` (the same if exact) and where it stands.

    `others` are further values the same words may have: 增长两倍 is three times as much, loosely
    twice. `optional` marks what the other language may say without a number; `about` an amount
    that its writer may have rounded ("about 150 million"); `vague` an amount named by its size
    only (几百万). `scale` is the power of ten that a following word lends ("5 and 7 million").
    """

    kind: QuantityKind
    low: Value
    high: Value
    span: Span
    unit: str | None = None
    vague: bool = False
    optional: bool = False
    about: bool = False
    others: tuple[Value, ...] = ()
    scale: int = 1

    @property
    def exact(self) -> bool:
        """Return whether there is one value and no doubt about it."""
        return self.low == self.high and not self.vague


def normalise_figures(text: str) -> NormalisedText:
    """Normalise `text` and neutralise the digits of footnote marks, exponents and list marks."""
    if not text.isascii() and _WILD.search(text):
        text = text.translate(_TAME)
    return normalise(text)


def make_amount(value: Value, *, unit: str | None = None) -> Quantity:
    """Return an exact cardinal that stands nowhere."""
    exact = value
    return Quantity(K.CARDINAL, exact, exact, Span(0, 0), unit)


def values_agree(one: Quantity, other: Quantity) -> bool:
    """Return whether `other` can be a translation of `one`, by value.

    The translation may round what it calls approximate, the source may not be made more precise.
    A lost percent sign or another currency does not make values differ; see `same_unit`.
    """
    if (one.kind is K.MONTH) != (other.kind is K.MONTH):
        counted = "month" in (one.unit, other.unit)  # 1至8月: the first eight months
        ordinal = K.ORDINAL in (one.kind, other.kind)
        return (counted or ordinal) and one.low == other.low
    if {one.kind, other.kind} == {K.DECADE, K.YEAR}:
        return False
    if one.kind is K.TIME or other.kind is K.TIME:
        return _is_same_time(one, other)
    if one.unit == "by" and other.unit == "to":  # 增长两倍 is tripled, and never doubled
        return one.low <= other.low <= one.high
    if _intervals_overlap(one, other) or _is_rounding_of(one, other):
        return True
    return _is_unit_conversion(one, other)


def values_equal(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities have the same value without any leniency."""
    return value_key(one) == value_key(other)


def value_key(quantity: Quantity) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """Return what is the same for quantities of plainly equal value.

    Two whole numbers in place of a fraction, which is slow to compare and to look up.
    """
    low = quantity.low.as_integer_ratio()
    high = low if quantity.high is quantity.low else quantity.high.as_integer_ratio()
    return _GROUPS[quantity.kind], low, high


def is_money(quantity: Quantity) -> bool:
    """Return whether `quantity` is an amount of money."""
    return UNITS.get(quantity.unit or "", ("", 0))[0] == "money"


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Return whether nothing speaks against the two being counted in the same unit."""
    if one.unit is None or other.unit is None or one.unit == other.unit:
        return True
    mine, yours = UNITS.get(one.unit), UNITS.get(other.unit)
    if mine is None or yours is None or mine[0] != yours[0]:
        return True
    if mine[0] == "heat":
        return "degree" in (one.unit, other.unit)
    if mine[0] == "money":
        return {one.unit, other.unit} <= _DOLLARS or {one.unit, other.unit} <= _YUAN
    return False


def power_of_ten_apart(one: Quantity, other: Quantity) -> int:
    """Return by which power of ten two exact values differ, 0 if by none."""
    if one.low <= 0 or other.low <= 0 or (one.kind in SHARES) != (other.kind in SHARES):
        return 0
    ratio = divide_exactly(other.low, one.low)
    big, small = (
        (ratio.numerator, ratio.denominator) if ratio > 1 else (ratio.denominator, ratio.numerator)
    )
    zeros = len(str(big)) - 1
    if small != 1 or zeros == 0 or big != 10**zeros:
        return 0
    return zeros if ratio > 1 else -zeros


def count_significant_digits(value: Value) -> int:
    """Count the significant digits of a decimal number; 0.3 and 3000 have one."""
    numerator, denominator = value.numerator, value.denominator
    while denominator % 10 == 0:
        denominator //= 10
    while denominator % 2 == 0 or denominator % 5 == 0:
        factor = 5 if denominator % 2 == 0 else 2
        numerator, denominator = numerator * factor, denominator * factor // 10
    return len(str(abs(numerator)).strip("0")) or 1


def last_digit_unit(value: Value) -> Value:
    """Return what one unit in the last significant digit of `value` is worth."""
    size = Fraction(1)
    while (value / size).denominator != 1 and size > Fraction(1, 10**9):
        size /= 10
    while (value / size) % 10 == 0 and value:
        size *= 10
    return size


def restore_span(quantity: Quantity, back: NormalisedText) -> Quantity:
    """Return `quantity` with its span in the text before normalising."""
    return quantity if back.origin is None else quantity._replace(span=back.back(quantity.span))


def _is_same_time(one: Quantity, other: Quantity) -> bool:
    if one.kind is other.kind:
        return (one.low - other.low) % 12 == 0
    hours, number = (one, other) if one.kind is K.TIME else (other, one)
    return number.kind in (K.CARDINAL, K.ORDINAL) and (hours.low.__floor__() - number.low) % 12 == 0


def _value_intervals(quantity: Quantity, *, times: int = 1) -> list[tuple[Value, Value]]:
    """List the intervals `quantity` may mean, multiplied by `times`."""
    all_of = [(quantity.low, quantity.high)]
    if quantity.others:
        all_of += [(value, value) for value in quantity.others]
    if times == 1:
        return all_of
    return [(low * times, high * times) for low, high in all_of]


def _intervals_overlap(one: Quantity, other: Quantity) -> bool:
    mine = _value_intervals(
        one, times=100 if one.kind is K.PERCENT and other.kind not in SHARES else 1
    )
    yours = _value_intervals(
        other, times=100 if other.kind is K.PERCENT and one.kind not in SHARES else 1
    )
    if is_open_ended(one) and other.exact and other.kind is not K.DECADE:
        mine[0] = (mine[0][0], mine[0][0])  # 50多 is "more than 50", not 53
    for low, high in mine:
        for low2, high2 in yours:
            if low <= high2 and low2 <= high:
                return True
    return False


def is_open_ended(quantity: Quantity) -> bool:
    """Return whether a number is exact as far as it goes, as 50多 and 3.1亿余 are."""
    return (
        quantity.low != quantity.high and not quantity.vague and quantity.kind not in DATES | SHARES
    )


def _is_rounding_of(exact: Quantity, round_one: Quantity) -> bool:
    """Return whether `round_one`, said to be approximate, is `exact` cut or rounded."""
    if (
        not round_one.about
        or exact.low <= 0
        or round_one.low != round_one.high
        or round_one.low <= 0
    ):
        return False
    if (exact.kind in SHARES) != (round_one.kind in SHARES) or count_significant_digits(
        exact.low
    ) <= count_significant_digits(round_one.low):
        return False
    apart = max(exact.low - round_one.low, round_one.low - exact.low)
    return apart <= last_digit_unit(round_one.low) and apart * 10 <= exact.low


def _is_unit_conversion(one: Quantity, other: Quantity) -> bool:
    if one.unit is None or other.unit is None or one.unit == other.unit:
        return False
    mine, yours = UNITS.get(one.unit), UNITS.get(other.unit)
    if mine is None or yours is None or mine[0] != yours[0]:
        return False
    if mine[0] in ("money", "heat"):  # for heat see `quantity_heat`
        return False
    left, right = one.low * mine[1], other.low * yours[1]
    return abs(left - right) <= CONVERSION * max(left, right)
