"""The rules at work: one module a family, each a function from a pair to findings."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.checks import (
    citation,
    coverage,
    english,
    hole,
    negation,
    numbers,
    quotation,
    similarity,
)
from aligncheck.report import Finding, Pair

FAMILIES = (coverage, similarity, numbers, negation, quotation, citation, hole, english)


def find(pair: Pair) -> Iterator[Finding]:
    """Yield what every family finds in a pair."""
    for family in FAMILIES:
        yield from family.find(pair)
