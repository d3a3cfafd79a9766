"""Stretches of words that were dropped or added together, from the chances of single words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from aligncheck.models.encoder import Floats, Mask
from aligncheck.text.words import Word

WordRange = tuple[int, int]  # of words, from the first to before the second

EDGE = 0.5  # share of a span's best probability that a word beside it needs to belong to it
# A clause of CLAUSE content words or more that all look untranslated a little, and much on average.
CLAUSE, CLAUSE_MEAN, CLAUSE_LEAST = 3, 0.2, 0.08
CLAUSE_ENDS = frozenset(',，。;；:：!！?？.“”"()（）')
BRIDGE = 1  # words without content that two parts of one span may have between them


def find_spans(probability: Floats, content: Mask, least: float) -> list[WordRange]:
    """Return stretches of words that belong to one drop: a seed and neighbours at EDGE of it."""
    found: list[WordRange] = []
    for seed in np.argsort(-probability, kind="stable"):
        if probability[seed] < least:
            break
        if not content[seed] or any(low <= seed < high for low, high in found):
            continue
        edge = EDGE * probability[seed]
        low, high = int(seed), int(seed) + 1
        while (step := _next_content_word(probability, content, low - 1, -1, edge)) is not None:
            low = step
        while (step := _next_content_word(probability, content, high, 1, edge)) is not None:
            high = step + 1
        found.append((low, high))
    return merge_overlapping(found)


def find_untranslated_clauses(
    zh: Sequence[Word], omitted: Floats, content: Mask
) -> list[WordRange]:
    """Return the stretches of clauses none of whose words is well translated."""
    found: list[WordRange] = []
    ends = [i for i, word in enumerate(zh) if word.text in CLAUSE_ENDS]
    for low, high in pairwise([-1, *ends, len(zh)]):
        places = low + 1 + np.flatnonzero(content[low + 1 : high])
        if len(places) < CLAUSE:
            continue
        chances = omitted[places]
        if chances.mean() >= CLAUSE_MEAN and chances.min() >= CLAUSE_LEAST:
            found.append((int(places[0]), int(places[-1]) + 1))
    return found


def merge_overlapping(stretches: Sequence[WordRange]) -> list[WordRange]:
    """Put stretches that overlap into one, from left to right."""
    out: list[WordRange] = []
    for low, high in sorted(stretches):
        if out and low < out[-1][1]:
            out[-1] = (out[-1][0], max(high, out[-1][1]))
        else:
            out.append((low, high))
    return out


def _next_content_word(
    probability: Floats, content: Mask, at: int, step: int, least: float
) -> int | None:
    """Return the next content word in direction `step` if it reaches `least`."""
    for _ in range(BRIDGE + 1):
        if not 0 <= at < len(probability):
            return None
        if content[at]:
            return at if probability[at] >= least else None
        if probability[at] < least / 2:
            return None
        at += step
    return None
