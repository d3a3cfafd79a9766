"""The rules at work: one module a family, each a function from a pair to findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligncheck.checks import (
    calendar_units,
    citation,
    consistency,
    english_defects,
    latin_words,
    misspelling,
    mistranslation,
    name_rendering,
    name_spellings,
    number_mismatch,
    omission_addition,
    paragraph_order,
    polarity,
    quotation,
    sentence_hole,
    similarity,
)
from aligncheck.checks.glossary_terms import Glossary
from aligncheck.report import Finding, Pair

FAMILIES = (
    omission_addition,
    mistranslation,
    similarity,
    number_mismatch,
    calendar_units,
    name_rendering,
    latin_words,
    polarity,
    quotation,
    citation,
    sentence_hole,
    english_defects,
)
ACROSS = (
    paragraph_order,
    name_spellings,
    consistency,
)  # families that compare a document's pairs with each other


def prepare_pairs(pairs: Sequence[Pair]) -> None:
    """Do for all pairs at once what is cheaper together; scores and findings then use it."""
    sentence_hole.prepare_pairs(pairs)
    name_rendering.prepare_pairs(pairs)


def find_in_pair(pair: Pair) -> Iterator[Finding]:
    """Yield what every family finds in a pair."""
    for family in FAMILIES:
        yield from family.find_in_pair(pair)


def find_across(
    pairs: Sequence[Pair], glossary: Glossary | None = None, *, spell: bool = False
) -> Iterator[Finding]:
    """Yield what only the whole document shows, and what a glossary asks for."""
    for family in ACROSS:
        yield from family.find_in_document(pairs)
    if glossary is not None:
        for pair in pairs:
            yield from glossary.find(pair)
    if spell:
        yield from misspelling.find_in_document(pairs)
