"""The rules at work: one module a family, each a function from a pair to findings."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.checks import coverage, english, hole, latin, names, numbers, similarity
from aligncheck.report import Finding, Pair

FAMILIES = (coverage, similarity, numbers, names, latin, hole, english)


def find(pair: Pair) -> Iterator[Finding]:
    """Yield what every family finds in a pair."""
    for family in FAMILIES:
        yield from family.find(pair)
