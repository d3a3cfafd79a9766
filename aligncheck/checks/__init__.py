"""The rules at work: one module a family, each a function from a pair to findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligncheck.checks import coverage, english, hole, latin, names, numbers, order, similarity, spellings
from aligncheck.report import Finding, Pair

FAMILIES = (coverage, similarity, numbers, names, latin, hole, english)
ACROSS = (order, spellings)  # families that compare the pairs of a document with each other


def find(pair: Pair) -> Iterator[Finding]:
    """Yield what every family finds in a pair."""
    for family in FAMILIES:
        yield from family.find(pair)


def find_across(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield what shows only when all pairs of a document are looked at together."""
    for family in ACROSS:
        yield from family.find(pairs)
