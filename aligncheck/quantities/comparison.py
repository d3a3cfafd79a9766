"""Whether one number may be another, changed, and whether two equal numbers count the same."""

from __future__ import annotations

from aligncheck.quantities.english_wording import write_decimal
from aligncheck.quantities.quantity import (
    DATES,
    SHARES,
    Quantity,
    QuantityKind,
    same_unit,
    value_key,
)
from aligncheck.quantities.units import UNITS

K = QuantityKind
_SAID_ALIKE = frozenset({K.ORDINAL, K.MULTIPLE, K.CENTURY, K.FRACTION})
_PERCENT = frozenset(("%", "pp", "‰", "bp", "pt"))


def _confusion_group(quantity: Quantity) -> str:
    """Name what a number can be mistaken for: a year is no number of years."""
    kind = quantity.kind
    if kind in SHARES:
        return "share"
    if kind in DATES and kind is not K.YEAR:
        return kind.value
    return "years" if kind is K.CARDINAL and quantity.unit == "year" else "number"


def _may_be_confused(one: Quantity, other: Quantity) -> bool:
    """Return whether one can be mistaken for the other; a day may stand as "the 24th"."""
    return _confusion_group(one) == _confusion_group(other) or (
        one.kind is K.DAY and other.kind is K.ORDINAL
    )


def may_be_changed_number(one: Quantity, other: Quantity) -> bool:
    """Return whether one number may be the other, changed: a day and "the 24th", both of a kind.

    Numbers that may go unsaid are compared only where both sides say what they count.
    """
    if not _may_be_confused(one, other):
        return False
    if not (one.optional or other.optional):
        return True
    if not (one.exact and other.exact):
        return False
    if one.kind is other.kind and one.kind in _SAID_ALIKE:
        return True
    return one.kind is other.kind is K.CARDINAL and one.unit == other.unit and one.unit in UNITS


def differ_in_one_digit(one: Quantity, other: Quantity) -> bool:
    """Return whether two exact numbers are written alike but for one digit."""
    if not one.exact or not _may_be_confused(one, other):
        return False
    mine, yours = (
        write_decimal(each.low * (100 if each.kind is K.PERCENT else 1)) for each in (one, other)
    )
    if len(mine) != len(yours) or len(mine) < 2:
        return False
    return sum(a != b for a, b in zip(mine, yours, strict=True)) == 1


def may_count_the_same(one: Quantity, other: Quantity) -> bool:
    """Return whether two equal numbers may count the same thing."""
    if (one.kind is K.PERCENT) == (other.kind is K.PERCENT):
        return same_unit(one, other) or value_key(one) != value_key(other)
    if {one.unit, other.unit} <= _PERCENT:
        return True
    return (one.kind in SHARES and other.kind in SHARES) or K.MULTIPLE in (one.kind, other.kind)
