"""How well the words of sentences find partners in sentences of the other side.

Two words match by the translation table, by their vectors, by being the same, or because the text
itself pairs them again and again (names), whichever says most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligncheck.models import lexicon as table
from aligncheck.models.static_encoder import load_static_encoder, normalise_rows
from aligncheck.text.words import (
    en_word_table,
    is_content_en,
    is_content_zh,
    stem_word,
    zh_word_table,
)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

RARE = 4.5  # log10 of a frequency per million; a word as common as this carries nothing
GLUE = 0.12  # weight of a word without content of its own
CLAUSE = frozenset("，；：。！？,;:.!?—–…、")  # marks between clauses
ENOUGH = 1.0  # weight of a clause that is looked at alone
TABLE = 0.35  # what the table says, against a cosine
PAIRED = 0.4  # what the text's own pairing says
SAME = 1.2  # a word that stands on both sides as it is
FLOOR = 0.15  # what says nothing
SEEN = 2  # times two words must meet in a text to be paired by it


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a side's sentences: `types`, and for each occurrence its type.

    `start` has one entry a sentence and one more; `weight` is that of each occurrence. `head` and
    `tail` are the same, but 0 outside the sentence's first and last clauses.
    """

    types: list[str]
    ids: Ints
    start: Ints
    weight: Floats
    head: Floats
    tail: Floats

    def total(self, weight: Floats) -> Floats:
        """Return the sum of a weight of each sentence."""
        sums = np.concatenate([[0], np.cumsum(weight, dtype=np.float64)])
        return np.asarray(sums[self.start[1:]] - sums[self.start[:-1]], dtype=np.float32)

    def of(self, first: int, last: int) -> slice:
        """Return where the words of sentences first..last - 1 stand."""
        return slice(int(self.start[first]), int(self.start[last]))


def split_words_zh(texts: Sequence[str]) -> Words:
    """Cut Chinese sentences."""
    lexicon = table.load_lexicon()
    rows = [zh_word_table(text).texts for text in texts]

    def weigh_word(word: str) -> float:
        at = lexicon.zh.get(word, -1)
        return _word_weight(is_content_zh(word), word, lexicon.count_zh[at] if at >= 0 else 0.0)

    return _build_words(rows, weigh_word)


def split_words_en(texts: Sequence[str]) -> Words:
    """Cut English sentences into stems."""
    lexicon = table.load_lexicon()
    content: dict[str, bool] = {}
    rows: list[list[str]] = []
    for text in texts:
        row: list[str] = []
        for word in en_word_table(text).texts:
            key = stem_word(word)
            content[key] = content.get(key, True) and is_content_en(word)
            row.append(key)
        rows.append(row)

    def weigh_word(word: str) -> float:
        at = lexicon.en.get(word, -1)
        return _word_weight(content[word], word, lexicon.count_en[at] if at >= 0 else 0.0)

    return _build_words(rows, weigh_word)


def _word_weight(content: bool, word: str, count: float) -> float:
    if not any(char.isalnum() for char in word):
        return 0.0
    return GLUE if not content else max(1 - float(count) / RARE, GLUE)


def _build_words(rows: list[list[str]], weigh: Callable[[str], float]) -> Words:
    place: dict[str, int] = {}
    ids = np.array([place.setdefault(w, len(place)) for row in rows for w in row], dtype=np.int64)
    start = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    types = list(place)
    weights = np.array([weigh(word) for word in types] or [0.0], dtype=np.float32)
    weight = weights[ids] if len(ids) else np.zeros(0, np.float32)
    head, tail = np.zeros_like(weight), np.zeros_like(weight)
    for row, low, high in zip(rows, start[:-1], start[1:], strict=True):
        own = weight[low:high]
        size = _count_edge_words(row, own)
        head[low : low + size] = own[:size]
        size = _count_edge_words(row[::-1], own[::-1])
        tail[high - size : high] = own[len(own) - size :]
    return Words(types, ids, start, weight, head, tail)


def _count_edge_words(row: Sequence[str], weight: Floats) -> int:
    """Return how many words the first clauses have that together weigh enough."""
    total = 0.0
    for k, (word, value) in enumerate(zip(row, weight.tolist(), strict=True)):
        if word in CLAUSE and total >= ENOUGH:
            return k
        total += value
    return len(row)


def match_strength(zh: Sequence[str], en: Sequence[str]) -> Floats:
    """Return how well each Chinese word goes with each English stem: (len(zh), len(en)).

    Vectors say most, the table adds to them: a sum of both told words' own sentence from its
    neighbours in novels better than either or their maximum.
    """
    model = load_static_encoder()
    cosine = normalise_rows(model.words(list(zh))) @ normalise_rows(model.words(list(en))).T
    out = cosine + TABLE * _log_scale(_look_up(zh, en))
    place = {word: j for j, word in enumerate(en)}
    for i, word in enumerate(zh):
        j = place.get(stem_word(word), -1) if word.isascii() else -1
        if j >= 0 and word[0].isalnum():
            out[i, j] = SAME
    return np.asarray(np.maximum(out - FLOOR, 0), dtype=np.float32)


def _look_up(zh: Sequence[str], en: Sequence[str]) -> Floats:
    """Return p(zh | en) of each word with each stem, (len(zh), len(en)), in time of the entries."""
    lexicon = table.load_lexicon()
    column = {word: j for j, word in enumerate(en)}
    owner, places, _, shares = lexicon.rows(zh, column.keys())
    back = np.zeros((len(zh), len(en)), dtype=np.float32)
    back[owner, [column[lexicon.en.words[place]] for place in places.tolist()]] = shares
    return back


def _log_scale(probability: Floats) -> Floats:
    """Map 1e-4..1 to 0..1 on a log scale."""
    return np.clip(np.log10(np.maximum(probability, 1e-4)) / 4 + 1, 0, 1)


def dice_coefficients(left: Words, right: Words, beads: Sequence[tuple[slice, slice]]) -> Floats:
    """Return how steadily the words of two sides meet in the same beads: Dice, one meeting off."""
    count_left = np.zeros(len(left.types), dtype=np.float32)
    count_right = np.zeros(len(right.types), dtype=np.float32)
    met = np.zeros((len(left.types), len(right.types)), dtype=np.float32)
    for own, other in beads:
        rows, columns = np.unique(left.ids[own]), np.unique(right.ids[other])
        count_left[rows] += 1
        count_right[columns] += 1
        met[rows[:, None], columns[None, :]] += 1
    dice = 2 * (met - 1) / np.maximum(count_left[:, None] + count_right[None, :], 1)
    return np.where(met >= SEEN, dice, 0).astype(np.float32)
