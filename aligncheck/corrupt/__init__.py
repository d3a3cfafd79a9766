"""Plant known errors into good pairs, for measuring (`eval`) and for trying settings (`selftest`).

Needs no word links: the translation table tells which English words are the clear partner of one
Chinese word. What is left is tidied, so that it reads like a translator's slip and not like a hole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from aligncheck.corrupt import alterations, deletions
from aligncheck.corrupt.alterations import Replacements, collect_replacements
from aligncheck.corrupt.damage import Damage
from aligncheck.corrupt.number_errors import corrupt_numbers
from aligncheck.corrupt.partner_words import AnalysedPair, analyse_pair

__all__ = [
    "KINDS",
    "AnalysedPair",
    "Damage",
    "Replacements",
    "analyse_pair",
    "collect_replacements",
    "corrupt_pair",
]

KINDS = (
    "noun dropped",
    "verb dropped",
    "adjective or adverb dropped",
    "name dropped",
    "number dropped",
    "phrase dropped",
    "clause dropped",
    "sentence dropped",
    "number replaced",
    "magnitude changed",
    "name replaced",
    "negation changed",
    "phrase added",
    "Chinese left in",
)


def corrupt_pair(pair: AnalysedPair, held: Replacements, seed: str = "0") -> Iterator[Damage]:
    """Yield at most one damage of each kind; `held` gives what is put where it does not belong."""
    yield from chain(
        deletions.drop_words(pair, seed),
        deletions.drop_phrase(pair, seed),
        deletions.drop_clause(pair, seed),
        deletions.drop_sentence(pair, seed),
        corrupt_numbers(pair, seed),
        alterations.replace_name(pair, held, seed),
        alterations.change_negation(pair, seed),
        alterations.add_phrase(pair, held, seed),
        alterations.leave_chinese_in(pair, seed),
    )
