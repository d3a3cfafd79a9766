"""What tells a partner from a stranger, as a probability.

A unit beside the rest of its bead: does it say what stands at its end of the text it may belong to,
better than the rest (aligncheck.alignment.edge_evidence); does that text come nearer or go farther
with the unit; is it long enough for it. Two texts: do their words translate each other, both ways.
The logistic
models were fitted on planted gaps (`benchmarks/gaps_fit.py`), so their values are probabilities.

The evidence comes from the embedded model and the translation table whatever model aligns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from aligncheck.alignment.edge_evidence import EDGE_FEATURES, edge_features
from aligncheck.document import Lang
from aligncheck.models import lexicon, static_encoder
from aligncheck.models.encoder import Floats
from aligncheck.text.sentence_split import split_sentences
from aligncheck.text.words import (
    en_word_table,
    is_content_en,
    is_content_zh,
    stem_word,
    zh_word_table,
)

RATIO = 3.1  # English characters a Chinese one, as the aligner has it
RUN = 6  # most sentences of the other side that are held against a unit
UNIT_FEATURES = ("one", *EDGE_FEATURES, "nearest", "gain", "end", "skew", "english")


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Weights of FEATURES."""

    weights: tuple[float, ...]

    def __call__(self, features: Floats) -> float:
        """Return the probability that the unit stands alone."""
        return float(1 / (1 + np.exp(-np.clip(features @ np.array(self.weights), -30, 30))))


# As `benchmarks/gaps_fit.py` prints them of four work reports (2016, 2018, 2020, 2022), of
# unity_of_power_book, news_commentary_10k and TICO-19, in this order.
PARAGRAPH_MODEL = LogisticModel(
    (
        6.983,
        1.541,
        -0.394,
        -3.367,
        3.943,
        -8.116,
        -3.923,
        -5.201,
        0.016,
        -2.614,
        -10.917,
        -7.203,
        5.62,
        -3.855,
    )
)
SENTENCE_MODEL = LogisticModel(
    (
        -0.018,
        -1.477,
        -0.469,
        -0.384,
        4.374,
        -13.89,
        -3.95,
        -0.449,
        1.508,
        -2.916,
        -13.068,
        -1.639,
        4.535,
        -0.489,
    )
)
# Of an earlier fit, which gaps_fit.py does not reproduce.
PAIR_MODEL = LogisticModel((-2.869, 7.374, 8.075, 10.733, -3.068, -0.981, -0.867))


@dataclass(frozen=True, slots=True)
class TextProfile:
    """What is known of one paragraph or sentence; `vectors` (sentences, dim) weighted by length."""

    words: tuple[str, ...]
    length: float
    vectors: Floats


@lru_cache(maxsize=20_000)  # a unit is held against several neighbours
def profile_text(text: str, lang: Lang) -> TextProfile:
    """Return the distinct content words, the length in English characters, the vectors."""
    if lang is Lang.ZH:
        words = [word for word in zh_word_table(text).texts if is_content_zh(word)]
    else:
        words = [stem_word(word) for word in en_word_table(text).texts if is_content_en(word)]
    parts = [span.cut(text) for span in split_sentences(text, lang)] or [text]
    sizes = np.array([max(len(part), 1) for part in parts], dtype=np.float32)
    ratio = RATIO if lang is Lang.ZH else 1.0
    vectors = static_encoder.load_static_encoder().encode(parts) * sizes[:, None] * ratio
    return TextProfile(tuple(dict.fromkeys(words)), float(sizes.sum()) * ratio, vectors)


def unit_features(
    unit: str,
    rest: Sequence[str],
    other: Sequence[str],
    lang: Lang,
    first: bool,
    room: float = 1.0,
) -> Floats:
    """Return FEATURES of a unit in `lang` before (`first`) or after `rest`, against `other`.

    `room` is how much longer than usual the translation is of what it translates.
    """
    wider = room if lang is Lang.ZH else 1 / room
    far = Lang.EN if lang is Lang.ZH else Lang.ZH
    one = profile_text(unit, lang)
    near = _join_profiles([profile_text(text, lang) for text in rest])
    held = _join_profiles([profile_text(text, far) for text in other])
    whole, alone = (one.length + near.length) * wider, near.length * wider
    fit = [
        _best_run_cosine(one, held),
        _cosine_gain(one, near, held),
        _edge_cosine(one, held, first),
    ]
    skew = _length_skew(whole, held.length) - _length_skew(alone, held.length)
    won = edge_features(unit, rest, other, lang, first)
    return np.array([1.0, *won, *fit, skew, float(lang is Lang.EN)])


def pair_features(source: Sequence[str], target: Sequence[str]) -> Floats:
    """Return the features by which `translation_probability` judges."""
    one = _join_profiles([profile_text(text, Lang.ZH) for text in source])
    held = _join_profiles([profile_text(text, Lang.EN) for text in target])
    strength = np.sqrt(np.minimum(_link_strength(one, held, Lang.ZH), 1))
    said, back = strength.max(axis=1, initial=0), strength.max(axis=0, initial=0)
    return np.array(
        [
            1.0,
            float(said.mean()) if len(said) else 0.3,
            float(back.mean()) if len(back) else 0.3,
            cosine(one.vectors.sum(axis=0), held.vectors.sum(axis=0)),
            _length_skew(one.length, held.length),
            np.log(1 + len(one.words)),
            np.log(1 + len(held.words)),
        ]
    )


def translation_probability(source: Sequence[str], target: Sequence[str]) -> float:
    """Return the probability that two texts translate each other, however few their words."""
    return PAIR_MODEL(pair_features(source, target))


def _join_profiles(texts: Sequence[TextProfile]) -> TextProfile:
    words = tuple(dict.fromkeys(word for text in texts for word in text.words))
    vectors = [text.vectors for text in texts]
    dim = static_encoder.load_static_encoder().rows.shape[1]
    joined = np.concatenate(vectors) if vectors else np.zeros((0, dim), np.float32)
    return TextProfile(words, sum(text.length for text in texts), joined)


def _link_strength(one: TextProfile, held: TextProfile, lang: Lang) -> Floats:
    """Return (words of one, words of held): how strong the translation table links them."""
    zh, en = (one.words, held.words) if lang is Lang.ZH else (held.words, one.words)
    ahead, back = lexicon.load_lexicon().matrices(list(zh), list(en))
    strength = np.sqrt(ahead * back)
    places = {word: j for j, word in enumerate(en)}
    for i, word in enumerate(zh):
        if word in places:
            strength[i, places[word]] = 1
    return np.asarray(strength if lang is Lang.ZH else strength.T, dtype=np.float32)


def _cosine_gain(one: TextProfile, near: TextProfile, held: TextProfile) -> float:
    """Return how much nearer the rest comes to the other side with the unit."""
    rest, other = near.vectors.sum(axis=0), held.vectors.sum(axis=0)
    whole = rest + one.vectors.sum(axis=0)
    return cosine(whole, other) - cosine(rest, other)


def _best_run_cosine(one: TextProfile, held: TextProfile) -> float:
    """Return the best cosine of the unit with a run of sentences of the other side."""
    unit, best = one.vectors.sum(axis=0), 0.0
    total = np.concatenate([np.zeros((1, len(unit)), np.float32), held.vectors.cumsum(axis=0)])
    for size in range(1, min(RUN, len(held.vectors)) + 1):
        runs = total[size:] - total[:-size]
        norms = np.linalg.norm(runs, axis=1) * np.linalg.norm(unit)
        best = max(best, float(((runs @ unit) / np.where(norms > 0, norms, 1)).max()))
    return best


def _edge_cosine(one: TextProfile, held: TextProfile, first: bool) -> float:
    """Return the best cosine of the unit with sentences from that end of the other side."""
    unit = one.vectors.sum(axis=0)
    runs = (held.vectors if first else held.vectors[::-1])[:RUN].cumsum(axis=0)
    return max((cosine(unit, run) for run in runs), default=0.0)


def _length_skew(one: float, other: float) -> float:
    return float(min(abs(np.log((one + 1) / (other + 1))), 1.0))


def cosine(one: Floats, other: Floats) -> float:
    """Return the cosine of two vectors; 0 if one has no length."""
    norm = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / norm if norm else 0.0
