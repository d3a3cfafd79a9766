"""Quantities written as English would: `english_wording`."""

from __future__ import annotations

from fractions import Fraction

import pytest

from aligncheck.document import Span
from aligncheck.quantities.english_wording import write_decimal, write_english
from aligncheck.quantities.exact_value import Value
from aligncheck.quantities.quantity import Quantity, QuantityKind

K = QuantityKind


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (K.CARDINAL, 7, "7"),
        (K.CARDINAL, 12_345, "12,345"),
        (K.CARDINAL, 3_000_000, "3 million"),
        (K.CARDINAL, 2_500_000_000, "2.5 billion"),
        (K.CARDINAL, 4 * 10**12, "4 trillion"),
        (K.PERCENT, Fraction(1, 8), "12.5%"),
        (K.ORDINAL, 1, "the 1st"),
        (K.ORDINAL, 12, "the 12th"),
        (K.ORDINAL, 22, "the 22nd"),
        (K.ORDINAL, 113, "the 113th"),
        (K.DAY, 3, "the 3rd"),
        (K.CENTURY, 21, "the 21st century"),
        (K.DECADE, 1970, "the 1970s"),
        (K.MONTH, 1, "January"),
        (K.MONTH, 12, "December"),
        (K.MONTH, 13, "13"),
        (K.TIME, Fraction(19, 2), "9:30"),
        (K.MULTIPLE, 3, "3 times"),
        (K.FRACTION, Fraction(2, 3), "2/3"),
        (K.YEAR, 1066, "1066"),
    ],
)
def test_each_kind_is_written_its_own_way(kind: K, value: Value, written: str) -> None:
    assert write_english(Quantity(kind, value, value, Span(0, 0))) == written


def test_a_range_names_both_its_ends() -> None:
    share = Quantity(K.PERCENT, Fraction(1, 20), Fraction(2, 25), Span(0, 0))
    assert write_english(share) == "5% to 8%"
    vague = Quantity(K.CARDINAL, 20, 90, Span(0, 0), vague=True)
    assert write_english(vague) == "20 to 90"


def test_a_number_that_goes_a_little_further_is_open_ended() -> None:
    assert write_english(Quantity(K.CARDINAL, 50, 59, Span(0, 0))) == "more than 50"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1799, "1,799"),
        (1800, "1800"),
        (2100, "2100"),
        (2101, "2,101"),
        (Fraction(1, 3), "0.3333"),
        (Fraction(5, 2), "2.5"),
    ],
)
def test_what_may_be_a_year_goes_without_a_comma(value: Value, written: str) -> None:
    assert write_decimal(value) == written
