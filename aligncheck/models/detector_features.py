"""What is known of each word of a sentence pair: the numbers the detector reads.

Lexical evidence (the translation table both ways), vectors (nearest word of the other side,
nearest pair of words), words that compete for the same match, and contrast: how much nearer the
sentence comes to the other side's when the word is taken out (contrastive conditioning, Vamvas and
Sennrich 2022, done with vectors).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligncheck.models.encoder import Floats
from aligncheck.models.lexicon import Lexicon
from aligncheck.models.static_encoder import StaticEncoder, normalise_rows
from aligncheck.text.words import Word, is_han, stem_word

WORD_FEATURES = 22
PAIR_FEATURES = 7


@dataclass(frozen=True, slots=True)
class SideWords:
    """The words of one side; `vectors` (n, dim) are sums of pieces, `fixed` (n, 8) stand alone."""

    words: tuple[str, ...]
    vectors: Floats
    fixed: Floats


@dataclass(frozen=True, slots=True)
class Features:
    """All inputs of the detector for one sentence pair of n Chinese and m English words.

    vectors: unit rows (n + m, dim), Chinese first; words: (n + m, WORD_FEATURES); pairs:
    (n, m, PAIR_FEATURES).
    """

    n: int
    m: int
    vectors: Floats
    words: Floats
    pairs: Floats


def extract_features(
    pairs: Sequence[tuple[Sequence[Word], Sequence[Word]]], encoder: StaticEncoder, lexicon: Lexicon
) -> list[Features]:
    """Return the features of sentence pairs, given as Chinese and English words."""
    sides = [[[word.text for word in side] for side in pair] for pair in pairs]
    encoder.words([word for pair in sides for side in pair for word in side])  # cut at once
    found = []
    for zh, en in sides:
        left = SideWords(tuple(zh), encoder.words(zh), fixed_zh(zh, lexicon))
        right = SideWords(tuple(en), encoder.words(en), fixed_en(en, lexicon))
        found.append(
            combine_sides(left, right, *lexicon.matrices(zh, [stem_word(word) for word in en]))
        )
    return found


def combine_sides(left: SideWords, right: SideWords, ahead: Floats, back: Floats) -> Features:
    """Join both sides and the table's matrices (n, m) into features."""
    n, m = len(left.words), len(right.words)
    unit_left, unit_right = normalise_rows(left.vectors), normalise_rows(right.vectors)
    cosine = unit_left @ unit_right.T  # (n, m)
    strength = ahead * back + 1e-6 + 0.02 * np.maximum(cosine, 0) ** 4
    by_left = strength / strength.sum(axis=1, keepdims=True)
    by_right = strength / strength.sum(axis=0, keepdims=True)
    same = _mark_identical(left.words, right.words)
    place_left, place_right = (np.linspace(0, 1, k, dtype=np.float32) for k in (n, m))
    pairs = np.stack(
        [
            _log_scale(ahead),
            _log_scale(back),
            cosine,
            by_left,
            by_right,
            np.abs(place_left[:, None] - place_right[None, :]),
            same,
        ],
        axis=2,
    ).astype(np.float32)
    whole = _pair_features(left, right)
    rows_left = _word_features(left, right, unit_left, unit_right, pairs, whole, place_left)
    rows_right = _word_features(
        right, left, unit_right, unit_left, pairs.transpose(1, 0, 2), whole, place_right
    )
    return Features(
        n,
        m,
        np.concatenate([unit_left, unit_right]),
        np.concatenate([rows_left, rows_right]).astype(np.float32),
        pairs,
    )


def fixed_zh(texts: Sequence[str], lexicon: Lexicon) -> Floats:
    """Return (n, 8): null rate, frequency, known, length, and the kind of each Chinese word."""
    return _fixed_features(
        [lexicon.zh.get(text, -1) for text in texts], texts, lexicon.null_zh, lexicon.count_zh
    )


def fixed_en(texts: Sequence[str], lexicon: Lexicon) -> Floats:
    """Return (m, 8), as `fixed_zh` for English words."""
    ids = [lexicon.en.get(stem_word(text), -1) for text in texts]
    return _fixed_features(ids, texts, lexicon.null_en, lexicon.count_en)


def _fixed_features(ids: list[int], texts: Sequence[str], null: Floats, count: Floats) -> Floats:
    rows = np.zeros((len(texts), 8), dtype=np.float32)
    if not ids:
        return rows
    at = np.array(ids)
    known = at >= 0
    rows[:, 0] = np.where(known, null[at], 0.3)
    rows[:, 1] = np.where(known, count[at] / 4, 0)
    rows[:, 2] = known
    for i, text in enumerate(texts):
        rows[i, 3] = min(len(text), 8) / 4
        rows[i, 4] = is_han(text[0])
        rows[i, 5] = text[0].isdigit()
        rows[i, 6] = not text[0].isalnum()
        rows[i, 7] = text[0].isascii() and text[0].isalpha()
    return rows


def _pair_features(left: SideWords, right: SideWords) -> tuple[float, float, float, float]:
    """Return what is the same for every word: similarity, length ratio, both lengths."""
    cosine = float(
        normalise_rows(left.vectors.sum(axis=0)[None])[0]
        @ normalise_rows(right.vectors.sum(axis=0)[None])[0]
    )
    characters = sum(len(word) for word in left.words)
    ratio = float(np.log((len(right.words) + 1) / (characters + 1)))
    return cosine, ratio, len(left.words) / 40, len(right.words) / 40


def _word_features(
    own: SideWords,
    other: SideWords,
    unit_own: Floats,
    unit_other: Floats,
    pairs: Floats,
    whole: tuple[float, float, float, float],
    place: Floats,
) -> Floats:
    """Return (n, WORD_FEATURES) for the words of one side."""
    total_own, total_other = (
        own.vectors.sum(axis=0),
        normalise_rows(other.vectors.sum(axis=0)[None])[0],
    )
    around = own.vectors + _shift_rows(own.vectors, 1) + _shift_rows(own.vectors, -1)
    norm = np.linalg.norm(own.vectors, axis=1)
    toward = normalise_rows(total_own[None])[0]
    rest = normalise_rows((toward - (toward @ total_other) * total_other)[None])[0]
    couples = (
        normalise_rows(other.vectors[:-1] + other.vectors[1:])
        if len(other.words) > 1
        else unit_other
    )
    columns = [
        pairs[:, :, 0].max(axis=1),
        pairs[:, :, 1].max(axis=1),
        pairs[:, :, 2].max(axis=1),
        (unit_own @ couples.T).max(axis=1),
        (pairs[:, :, 3] * pairs[:, :, 4]).max(axis=1),
        (normalise_rows(total_own - own.vectors) @ total_other - whole[0]) * 10,
        (normalise_rows(total_own - around) @ total_other - whole[0]) * 5,
        unit_own @ rest,
        np.log(norm + 1e-3) / 2,
        place,
    ]
    return np.concatenate(
        [own.fixed, np.stack(columns, axis=1), np.tile(np.array(whole), (len(own.words), 1))],
        axis=1,
    )


def _shift_rows(rows: Floats, by: int) -> Floats:
    out = np.zeros_like(rows)
    if by > 0:
        out[by:] = rows[:-by]
    else:
        out[:by] = rows[-by:]
    return out


def _log_scale(probability: Floats) -> Floats:
    """Map 1e-4..1 to 0..1 on a log scale."""
    return np.clip(np.log10(np.maximum(probability, 1e-4)) / 4 + 1, 0, 1)


def _mark_identical(left: tuple[str, ...], right: tuple[str, ...]) -> Floats:
    """Mark Latin words, numbers and marks that stand on both sides as they are."""
    out = np.zeros((len(left), len(right)), dtype=np.float32)
    places: dict[str, list[int]] = {}
    for j, word in enumerate(right):
        places.setdefault(word, []).append(j)
    for i, word in enumerate(left):
        for j in places.get(word, ()):
            out[i, j] = 1
    return out
