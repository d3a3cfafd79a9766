"""Whether one number may be another, changed: `comparison`."""

from __future__ import annotations

import pytest

from aligncheck.document import Span
from aligncheck.quantities.comparison import (
    differ_in_one_digit,
    may_be_changed_number,
    may_count_the_same,
)
from aligncheck.quantities.exact_value import Value, divide_exactly
from aligncheck.quantities.quantity import Quantity, QuantityKind, make_amount

K = QuantityKind


def number(kind: QuantityKind, value: Value, unit: str | None = None) -> Quantity:
    return Quantity(kind, value, value, Span(0, 0), unit)


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (make_amount(5), make_amount(7), True),
        (number(K.YEAR, 1990), make_amount(1991), True),
        (number(K.YEAR, 1990), make_amount(12, unit="year"), False),
        (number(K.DAY, 24), number(K.ORDINAL, 25), True),
        (number(K.ORDINAL, 24), number(K.DAY, 25), False),
        (number(K.MONTH, 3), number(K.DAY, 4), False),
        (number(K.PERCENT, 1), number(K.FRACTION, 2), True),
        (number(K.PERCENT, 1), make_amount(2), False),
    ],
)
def test_only_numbers_of_a_kind_are_mistaken_for_each_other(
    one: Quantity, other: Quantity, may_be: bool
) -> None:
    assert may_be_changed_number(one, other) is may_be


def test_what_may_go_unsaid_is_compared_by_its_unit() -> None:
    week, month = make_amount(3, unit="week"), make_amount(4, unit="month")
    assert may_be_changed_number(week._replace(optional=True), make_amount(4, unit="week"))
    assert not may_be_changed_number(week._replace(optional=True), month)
    assert not may_be_changed_number(make_amount(3)._replace(optional=True), make_amount(4))
    first = number(K.ORDINAL, 1)._replace(optional=True)
    assert may_be_changed_number(first, number(K.ORDINAL, 2))
    assert not may_be_changed_number(first, number(K.ORDINAL, 2)._replace(vague=True))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (1234, 1244, True),
        (1234, 1235, True),
        (1234, 1324, False),
        (1234, 1234, False),
        (1234, 123, False),
        (3, 4, False),  # one figure says too little
    ],
)
def test_two_numbers_differ_in_one_figure(one: int, other: int, differ: bool) -> None:
    assert differ_in_one_digit(make_amount(one), make_amount(other)) is differ


def test_shares_are_compared_as_they_are_written() -> None:
    one, other = (number(K.PERCENT, divide_exactly(value, 1000)) for value in (123, 128))
    assert differ_in_one_digit(one, other)
    assert not differ_in_one_digit(one._replace(vague=True), other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (make_amount(3, unit="km"), make_amount(3, unit="km"), True),
        (make_amount(3, unit="km"), make_amount(3, unit="mile"), False),
        (make_amount(3, unit="km"), make_amount(3), True),
        (number(K.PERCENT, 3, "%"), make_amount(3, unit="pt"), True),
        (number(K.PERCENT, 3, "%"), make_amount(3, unit="km"), False),
        (number(K.PERCENT, 3, "%"), number(K.FRACTION, 3), True),
        (number(K.PERCENT, 3, "%"), number(K.MULTIPLE, 3, "times"), True),
    ],
)
def test_equal_numbers_may_count_different_things(
    one: Quantity, other: Quantity, same: bool
) -> None:
    assert may_count_the_same(one, other) is same
