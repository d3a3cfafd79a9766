"""AC201: source and target of a pair hardly mean the same."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.document import Span
from aligncheck.report import Finding, Pair

LEAST_CHARACTERS = 12  # of the source; vectors of shorter texts say too little
LOW = 0.1  # probability of being a translation


def find_in_pair(pair: Pair) -> Iterator[Finding]:
    """Yield AC201 when the vectors take the pair for chance."""
    if pair.source is None or pair.target is None or pair.similarity is None:
        return
    if pair.similarity >= LOW or len(pair.source.text) < LEAST_CHARACTERS:
        return
    yield Finding(
        "AC201",
        pair.id,
        f"Source and translation hardly mean the same: the chance that they belong together "
        f"is {pair.similarity:.0%}.",
        round(1 - pair.similarity, 4),
        (Span(0, len(pair.source.text)),),
        (Span(0, len(pair.target.text)),),
    )
