"""A contest for the end of a text between a unit and its neighbours on the other side.

A sentence that a translator set apart says what stands at that end of its original, and nothing
else says it; one that was added meets words there that its neighbours say already.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from aligncheck.alignment.word_evidence import Words, match_strength, split_words_en, split_words_zh
from aligncheck.document import Lang
from aligncheck.models.encoder import Floats

LEAST = 3.0  # weight of the neighbours' words that are held against the unit, at least
LITTLE = 0.3  # weight below which words say nothing

# won: words of the end that the unit says better than its neighbours; claim: how long that end is;
# said: of the unit's words at the end it needs; beside: of the neighbours' words there; fresh: all
# words that only the unit says; covered: of that end by the unit; ahead: by how much more than by
# the neighbours; weight: of the unit's words.
EDGE_FEATURES = ("won", "claim", "said", "beside", "fresh", "covered", "ahead", "weight")


@lru_cache(maxsize=20_000)  # a unit is held against several neighbours
def read_words(text: str, lang: Lang) -> Words:
    """Return the words of a text as one sentence."""
    return (split_words_zh if lang is Lang.ZH else split_words_en)([text])


@lru_cache(maxsize=512)  # a unit is held against several neighbours
def _match_texts(zh: str, en: str) -> Floats:
    left, right = read_words(zh, Lang.ZH), read_words(en, Lang.EN)
    return match_strength(left.types, right.types)[left.ids][:, right.ids]


def _match_words(text: str, others: Sequence[str], lang: Lang) -> Floats:
    """Return how well each word of a text goes with each of some others'."""
    if lang is Lang.ZH:
        return np.concatenate([_match_texts(text, other) for other in others], axis=1)
    return np.concatenate([_match_texts(other, text).T for other in others], axis=1)


def edge_features(
    unit: str, rest: Sequence[str], other: Sequence[str], lang: Lang, first: bool
) -> Floats:
    """Return NAMES of a unit before (`first`) or after `rest`, against `other` in full."""
    far = Lang.EN if lang is Lang.ZH else Lang.ZH
    own, held = (
        read_words(unit, lang).weight,
        np.concatenate([read_words(text, far).weight for text in other]),
    )
    near = np.concatenate([read_words(text, lang).weight for text in rest])
    whole = float(own.sum())
    if min(len(own), len(held), len(near)) == 0 or whole < LITTLE:
        return np.array([0, 0, 0.3, 0.3, 0, 0.3, 0, np.log1p(whole)])
    mine = _match_words(unit, other, lang)
    theirs = np.concatenate([_match_words(text, other, lang) for text in rest])
    if not first:
        mine, theirs, held, near = mine[:, ::-1], theirs[::-1, ::-1], held[::-1], near[::-1]
    # as much of the neighbours as the unit is long: of many words one always fits
    size = int(np.searchsorted(np.cumsum(near), max(whole, LEAST))) + 1
    mine_best, rest_best = mine.max(axis=0), theirs[:size].max(axis=0)
    reached = np.cumsum(held)
    gains = np.concatenate([[0], np.cumsum(held * (mine_best - rest_best))])
    end = int(gains.argmax())
    there = int(np.searchsorted(reached, whole)) + 1  # an end as long as the unit
    needed = max(end, there)
    part = held[:there]
    covered, ahead = (
        float((best[:there] * part).sum() / max(part.sum(), LITTLE))
        for best in (mine_best, mine_best - rest_best)
    )
    edge = theirs[:size, :needed].max(axis=1) * near[:size]
    return np.array(
        [
            gains[end] / whole,
            np.log(((reached[end - 1] if end else 0) + LITTLE) / (whole + LITTLE)),
            (mine[:, :needed].max(axis=1) * own).sum() / whole,
            edge.sum() / max(near[:size].sum(), LITTLE),
            (np.maximum(mine_best - theirs.max(axis=0), 0) * held).sum() / whole,
            covered,
            ahead,
            np.log1p(whole),
        ]
    )
