"""Where in the target a dropped source word should stand, and what a hole there says of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from aligncheck.document import Span
from aligncheck.models.encoder import Floats, Mask
from aligncheck.models.judge import Judgement
from aligncheck.text.words import Word

# A hole in the English where a word of the source should stand, and that word without a partner,
# are two witnesses that look at different evidence: the hole multiplies the odds of the drop.
HOLE_ODDS = 40.0  # at probability 1
LEAST_BACKED = 0.05  # probability a word must have of its own


def gap_probabilities(en: list[Word], holes: Sequence[tuple[Span, float]]) -> Floats:
    """Return (m + 1,): the probability that the English is broken before word j, m: at the end."""
    gaps = np.zeros(len(en) + 1, dtype=np.float32)
    for span, probability in holes:
        j = bisect_left(en, span.end, key=lambda word: word.span.start)
        if j < len(en) and (j == 0 or en[j - 1].span.end <= span.start):
            gaps[j] = max(gaps[j], probability)
    return gaps


def raise_at_gaps(omitted: Floats, content: Mask, places: Floats, gaps: Floats) -> Floats:
    """Raise the likeliest word that belongs where the English has a hole."""
    out = omitted.copy()
    at = places.argmax(axis=1)
    for j in np.flatnonzero(gaps):
        here = np.flatnonzero(content & (abs(at - j) <= 1) & (omitted >= LEAST_BACKED))
        if len(here):
            i = here[omitted[here].argmax()]
            odds = omitted[i] / (1 - omitted[i] + 1e-6) * (1 + HOLE_ODDS * gaps[j])
            out[i] = odds / (1 + odds)
    return out


def likely_places(tags: Judgement, gaps: Floats) -> Floats:
    """Return (n, m + 1): how likely each Chinese word belongs before each English one, m: the end.

    Where its neighbours' partners stand, times where the judge sees a gap, times the holes.
    """
    n, m = tags.partners.shape
    partner, sure = tags.partners.argmax(axis=1), tags.partners.max(axis=1)
    sure = np.where(sure > 0.2, sure, 0)
    weights, expected = np.zeros(n), np.zeros(n)
    for step in range(1, min(5, n)):
        for own, near, beyond in (
            (slice(None, -step), slice(step, None), 0),
            (slice(step, None), slice(None, -step), 1),
        ):
            weights[own] += sure[near] / step
            expected[own] += sure[near] / step * (partner[near] + beyond)
    even = m * (np.arange(n) + 0.5) / n
    centre = np.where(weights > 0, expected / np.where(weights > 0, weights, 1), even)
    gap = tags.gap + 0.02 + (gaps > 0) + 4 * gaps
    far = np.abs(np.arange(m + 1) - centre[:, None])
    return np.asarray(gap * np.exp(-far / 4), dtype=np.float32)
