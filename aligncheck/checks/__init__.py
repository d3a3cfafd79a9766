"""The rules at work: one module a family, each a function from a pair to findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligncheck.checks import (
    calendar,
    citation,
    consistency,
    coverage,
    english,
    hole,
    latin,
    names,
    negation,
    numbers,
    order,
    quotation,
    similarity,
    spelling,
    spellings,
)
from aligncheck.checks.terms import Glossary
from aligncheck.report import Finding, Pair

FAMILIES = (
    coverage,
    similarity,
    numbers,
    calendar,
    names,
    latin,
    negation,
    quotation,
    citation,
    hole,
    english,
)
ACROSS = (order, spellings, consistency)  # families that compare a document's pairs with each other


def prepare(pairs: Sequence[Pair]) -> None:
    """Do for all pairs at once what is cheaper together; scores and findings then use it."""
    hole.prepare(pairs)
    names.prepare(pairs)


def find(pair: Pair) -> Iterator[Finding]:
    """Yield what every family finds in a pair."""
    for family in FAMILIES:
        yield from family.find(pair)


def find_across(
    pairs: Sequence[Pair], glossary: Glossary | None = None, *, spell: bool = False
) -> Iterator[Finding]:
    """Yield what only the whole document shows, and what a glossary asks for."""
    for family in ACROSS:
        yield from family.find(pairs)
    if glossary is not None:
        for pair in pairs:
            yield from glossary.find(pair)
    if spell:
        yield from spelling.find(pairs)
