"""Write a quantity as English would."""

from __future__ import annotations

from aligncheck.quantities.exact_value import Value, divide_exactly
from aligncheck.quantities.quantity import Quantity, QuantityKind, is_open_ended

K = QuantityKind
MONTHS = (
    "January February March April May June July August September October November December".split()
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_SCALES = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))


def write_english(quantity: Quantity) -> str:
    """Write a quantity as English would.

    >>> from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh
    >>> write_english(read_quantities_zh("740亿")[0])
    '74 billion'
    """
    low = _write_exact(quantity.kind, quantity.low)
    if quantity.low == quantity.high:
        return low
    if is_open_ended(quantity):
        return f"more than {low}"
    return f"{low} to {_write_exact(quantity.kind, quantity.high)}"


def write_decimal(value: Value) -> str:
    """Write a value in figures; what may be a year goes without its comma."""
    if value.denominator != 1:
        return f"{float(value):,.4f}".rstrip("0").rstrip(".")
    return str(value) if 1800 <= value <= 2100 else f"{int(value):,}"


def _write_exact(kind: QuantityKind, value: Value) -> str:
    if kind is K.PERCENT:
        return f"{_write_figures(value * 100)}%"
    if kind in (K.ORDINAL, K.DAY, K.CENTURY):
        ordinal = f"the {value}{_ordinal_ending(int(value))}"
        return f"{ordinal} century" if kind is K.CENTURY else ordinal
    if kind is K.DECADE:
        return f"the {value}s"
    if kind is K.MONTH and value in range(1, 13):
        return MONTHS[int(value) - 1]
    if kind is K.TIME:
        return f"{int(value)}:{int(value % 1 * 60):02d}"
    if kind is K.MULTIPLE:
        return f"{_write_figures(value)} times"
    if kind is K.FRACTION or kind is K.YEAR:
        return str(value)
    return _write_figures(value)


def _write_figures(value: Value) -> str:
    for name, size in _SCALES:
        if value >= size and divide_exactly(value * 10**6, size).denominator == 1:
            return f"{write_decimal(divide_exactly(value, size))} {name}"
    return write_decimal(value)


def _ordinal_ending(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
