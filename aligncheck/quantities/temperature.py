"""Degrees above and below zero: 零下15摄氏度 is 5°F.

>>> from aligncheck.quantities.en.english_numbers import read_quantities_en
>>> from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh
>>> zh, en = "零下15摄氏度", "5°F"
>>> read = read_quantities_zh(zh), read_quantities_en(en)
>>> [str(one.low) for one in convert_fahrenheit(*read, zh, en)[1]]
['15']
"""

from __future__ import annotations

import re
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.quantities.exact_value import Value
from aligncheck.quantities.quantity import Quantity, QuantityKind

K = QuantityKind
NEAR = {"F": 2, "degree": 2, None: 1}  # degrees Fahrenheit that translators round away
_HEAT = frozenset({"C", "F", "degree"})
_BELOW_ZH = re.compile(r"零下(?:约|近)?$|(?<![\d%度℃])[-−－负]$")
_ZERO = re.compile("零下(?:约|近)?$")
_BELOW_EN = re.compile(r"(?:\b(?:minus|negative|sub-?zero) |(?<![\w%°])[-−–])$", re.I)
_AFTER_EN = re.compile(r"[\w °]{0,12}? below\b", re.I)
_ANY_BELOW = re.compile(
    r"\b(?:minus|negative|below|sub-?zero|freezing|frost|under)\b|[-−–]\s?\d", re.I
)


def convert_fahrenheit(
    source: list[Quantity], target: list[Quantity], zh: str, en: str
) -> tuple[list[Quantity], list[Quantity]]:
    """Return both sides with Fahrenheit read as the Celsius it stands for.

    A value that the Chinese has below zero is negative where the English knows of nothing below.
    """
    celsius = [one for one in source if one.unit == "C" and one.exact]
    if not celsius or any(one.unit == "F" for one in source):
        return source, target
    values = {(one.low, _signed_value(one, zh, _BELOW_ZH)) for one in celsius}
    read = [_as_celsius(one, values, en) for one in target]
    if "零下" in zh and read == target and not _ANY_BELOW.search(en):
        source = [_negate_below_zero(one, zh) for one in source]
    return source, read


def _as_celsius(one: Quantity, values: set[tuple[Value, Value]], en: str) -> Quantity:
    """Return `one` with the Celsius value that it converts."""
    if one.kind is not K.CARDINAL or one.unit not in NEAR or not one.exact:
        return one
    heat = _signed_value(one, en, _BELOW_EN)
    if heat > 0 and _AFTER_EN.match(en, one.span.end):
        heat = -heat
    for low, value in values:
        if abs(value * Fraction(9, 5) + 32 - heat) <= NEAR[one.unit]:
            return one._replace(low=low, high=low, unit="C", others=(*one.others, one.low))
    return one


def _signed_value(one: Quantity, text: str, below: re.Pattern[str]) -> Value:
    """Return the value with its sign."""
    return -one.low if below.search(text, max(0, one.span.start - 10), one.span.start) else one.low


def _negate_below_zero(one: Quantity, zh: str) -> Quantity:
    found = _ZERO.search(zh, max(0, one.span.start - 3), one.span.start)
    if found is None or one.unit not in _HEAT or not one.exact:
        return one
    span = Span(found.start(), one.span.end)
    return one._replace(low=-one.low, high=-one.high, others=(), span=span)
