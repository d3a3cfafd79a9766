"""Exact values: whole ones are plain integers, which are many times as quick as fractions."""

from __future__ import annotations

from fractions import Fraction

Value = int | Fraction


def parse_figures(written: str) -> Value:
    """Return the value of ASCII figures, "12" or "3.5"."""
    return int(written) if written.isdigit() else Fraction(written)


def divide_exactly(value: Value, by: Value) -> Value:
    """Divide exactly."""
    exact = Fraction(value, by)
    return exact.numerator if exact.denominator == 1 else exact
