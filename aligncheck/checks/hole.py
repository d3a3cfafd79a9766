"""Find sentences of the translation in which a word must have fallen out (AC401)."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.hole import FAINT, LEAST, Hole, holes

BACKED = 0.85  # confidence of such a hole: two witnesses that look at different evidence
NEAR = 2  # words between a hole and the place of a dropped word


def find(pair: Pair) -> Iterator[Finding]:
    """Yield a finding for every hole in the English of `pair`.

    A hole that the English alone shows faintly is told of when a word of the source is missing at
    that very place.
    """
    if pair.target is None:
        return
    text = pair.target.text
    for hole in holes(text, least=FAINT):
        backed = any(
            dropped.place is not None and _near(hole, dropped.place, text)
            for dropped in pair.dropped
        )
        if hole.probability < LEAST and not backed:
            continue
        left, right = hole.left.cut(text), hole.right.cut(text)
        yield Finding(
            rule="AC401",
            pair=pair.id,
            message=f'A word seems to be missing between "{left}" and "{right}".',
            confidence=max(hole.probability, BACKED) if backed else hole.probability,
            target_spans=(Span(hole.left.start, hole.right.end),),
        )


def _near(hole: Hole, place: Span, text: str) -> bool:
    low, high = sorted((hole.span.start, place.start))
    return len(text[low:high].split()) <= NEAR
