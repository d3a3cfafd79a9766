"""Plant known errors into good pairs, for measuring (`eval`) and for trying settings (`selftest`).

Needs no word links: the translation table tells which English words are the clear partner of one
Chinese word. What is left is tidied, so that it reads like a translator's slip and not like a hole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from aligncheck.plant import changes, drops
from aligncheck.plant.changes import Pool, pool
from aligncheck.plant.damage import Damage
from aligncheck.plant.numbers import numbers
from aligncheck.plant.study import Studied, study

__all__ = ["KINDS", "Damage", "Pool", "Studied", "damages", "pool", "study"]

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


def damages(pair: Studied, held: Pool, seed: str = "0") -> Iterator[Damage]:
    """Yield at most one damage of each kind; `held` gives what is put where it does not belong."""
    yield from chain(
        drops.words(pair, seed),
        drops.phrases(pair, seed),
        drops.clauses(pair, seed),
        drops.whole_sentences(pair, seed),
        numbers(pair, seed),
        changes.names(pair, held, seed),
        changes.negation(pair, seed),
        changes.phrase_added(pair, held, seed),
        changes.chinese(pair, seed),
    )
