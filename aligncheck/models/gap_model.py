"""The network that says between which two words of English a word is missing.

A few layers of convolution over word vectors; every gap between two words gets log odds. Words
beyond the vocabulary share a vector with the words that end alike. A Bloom filter remembers which
words stand side by side in good English. Trained by `training/gap_model_fit.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligncheck.models.gap_prefilter import GATE, OPENS, Floats, GapPrefilter, Ints

Bytes = npt.NDArray[np.uint8]
Line = Sequence[tuple[str, int]]  # form and shape of each word

SHAPES = 13  # 0 is the border; then six shapes, glued to the word before it or not
VOID = -1  # in place of a shape: nothing stands here
BORDER = 0  # the number of the word that stands between two lines
KEY = 1 << 20  # first number * KEY + second number: the key of two neighbours
SHUT = -30.0  # log odds of a gap that the gate takes for whole
_BATCH = 4096  # words the network reads at once, so that its layers stay in the processor's cache
_MIXERS = (  # odd 64-bit factors, as in splitmix64 and wyhash
    0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F,
    0xE7037ED1A0B428DB,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GapModel:
    """The network and its vocabulary.

    `layers` are (kernel * inputs, outputs) matrices with their biases, the last two see one gap.
    """

    numbers: dict[str, int]
    endings: dict[str, int]
    words: Floats  # (words + endings, dim)
    shapes: Floats  # (SHAPES, dim)
    layers: tuple[tuple[Floats, Floats], ...]
    head: tuple[tuple[Floats, Floats], ...]
    gate: GapPrefilter
    pairs: Bytes  # a Bloom filter of the neighbours that good English knows
    common: Floats  # log occurrences of each word, less half the log size of the corpus
    curve: Floats  # (2, n): log odds of the network and the probability they stand for

    def number(self, form: str) -> int:
        """Return the row of a word, or of the ending it shares with other rare words."""
        found = self.numbers.get(form)
        return self.endings[longest_known_ending(form, self.endings)] if found is None else found

    def gap_probabilities(self, lines: Sequence[Line]) -> list[Floats]:
        """Return for each line the probability of a hole before each of its words but the first.

        Gaps that the gate takes for whole, all but a few, get the least there is.
        """
        out: list[Floats] = []
        batch: list[Line] = []
        size = 0
        for line in lines:
            batch.append(line)
            size += len(line)
            if size >= _BATCH:
                out.extend(self._batch_probabilities(batch))
                batch, size = [], 0
        return [*out, *(self._batch_probabilities(batch) if batch else [])]

    def probability(self, odds: Floats) -> Floats:
        """Turn log odds of the network into calibrated probabilities."""
        return np.asarray(np.interp(odds, self.curve[0], self.curve[1]), dtype=np.float32)

    def _batch_probabilities(self, lines: Sequence[Line]) -> list[Floats]:
        words, shapes, starts = self.row(lines)
        found = self.probability(self.screen(words, shapes))
        return [
            found[start : start + len(line) - 1] for start, line in zip(starts, lines, strict=True)
        ]

    def row(self, lines: Sequence[Line]) -> tuple[Ints, Ints, list[int]]:
        """Write lines in one row with borders around: words, shapes, and where each begins.

        A void between two borders keeps the first layer from seeing the next line.
        """
        starts: list[int] = []
        words, shapes = [BORDER, BORDER], [VOID, 0]
        for line in lines:
            starts.append(len(words))
            words += [self.number(form) for form, _ in line]
            shapes += [shape for _, shape in line]
            words += [BORDER, BORDER, BORDER]
            shapes += [0, VOID, 0]
        return np.asarray(words), np.asarray(shapes), starts

    def run(self, words: Ints, shapes: Ints) -> Floats:
        """Return the log odds of a hole after each word, the last left out."""
        gaps = np.arange(len(words) - 1)
        return self._run(
            shapes, *self.kind_vectors(words, shapes), gaps, self.neighbour_oddity(words)
        )

    def screen(self, words: Ints, shapes: Ints) -> Floats:
        """Return what `run` does where the gate is open, and SHUT elsewhere."""
        gaps = np.flatnonzero((shapes[:-1] > 0) & (shapes[1:] > 0))
        seen, odd = self.kind_vectors(words, shapes), self.neighbour_oddity(words)
        gaps = gaps[self.gate.sums(*seen, odd, gaps) >= OPENS]
        odds = np.full(len(words) - 1, SHUT, dtype=np.float32)
        if gaps.size:
            odds[gaps] = self._run(shapes, *seen, gaps, odd[gaps])
        return odds

    def kind_vectors(self, words: Ints, shapes: Ints) -> tuple[Floats, Ints]:
        """Return the vectors of all kinds of words that come, and which each word is of."""
        kinds, at = np.unique(words * SHAPES + shapes, return_inverse=True)
        seen = self.words[kinds // SHAPES] + self.shapes[kinds % SHAPES]
        seen[kinds < 0] = 0
        return seen, at

    def _run(self, shapes: Ints, seen: Floats, at: Ints, gaps: Ints, odd: Floats) -> Floats:
        """Return the log odds of gaps, each after a word; only the words around them are read.

        Row at[i] of `kind_vectors` is the vector of word i.
        """
        width = len(self.layers[0][1])
        sizes = [seen.shape[1], *[width] * (len(self.layers) - 1)]
        reaches = [len(w) // size // 2 for (w, _), size in zip(self.layers, sizes, strict=True)]
        around = _reach_of_layers(gaps, reaches, len(at))
        x = np.zeros((len(at), width), dtype=np.float32)
        for i, (weight, bias) in enumerate(self.layers):
            rows = around[i][shapes[around[i]] > 0]
            window = rows[:, None] + np.arange(-reaches[i], reaches[i] + 1)
            near = x.take(window, axis=0, mode="clip") if i else seen[at.take(window, mode="clip")]
            x[rows] += np.maximum(near.reshape(len(rows), -1) @ weight + bias, 0)
        return self._score_hidden_pairs(x[gaps], x[gaps + 1], odd)

    def neighbour_oddity(self, words: Ints) -> Floats:
        """Return how odd each word's next neighbour is."""
        known = bloom_filter_contains(self.pairs, words[:-1] * KEY + words[1:])
        return neighbour_surprise(known, self.common[words[:-1]] + self.common[words[1:]])

    def _score_hidden_pairs(self, left: Floats, right: Floats, odd: Floats) -> Floats:
        """Return the log odds of gaps from the last layer on both sides."""
        (weight, bias), (last, offset) = self.head
        seen = np.concatenate((left, right, odd[:, None]), axis=1)
        odds: Floats = (np.maximum(seen @ weight + bias, 0) @ last + offset)[:, 0]
        return odds


def _reach_of_layers(gaps: Ints, reaches: Sequence[int], size: int) -> list[Ints]:
    """Return for each layer the words whose outputs the layers after it need."""
    needed = np.zeros(size, dtype=np.bool_)
    needed[gaps] = needed[gaps + 1] = True
    rows = []
    for reach in reversed(reaches):
        rows.append(np.flatnonzero(needed))
        for _ in range(reach):
            needed[:-1] |= needed[1:]
            needed[1:] |= needed[:-1]
    return rows[::-1]


@cache  # read once a process
def load_gap_model(path: Path) -> GapModel:
    """Read the network from `path`."""
    with np.load(path) as file:
        words = bytes(file["vocabulary"]).decode("utf-8").split("\n")
        endings = bytes(file["endings"]).decode("utf-8").split("\n")
        rows = file["words"].astype(np.float32) * file["words_scale"].astype(np.float32)
        pairs = [
            (
                file[f"w{i}"].astype(np.float32) * file[f"s{i}"].astype(np.float32),
                file[f"b{i}"].astype(np.float32),
            )
            for i in range(int(file["depth"]))
        ]
        return GapModel(
            numbers={word: i for i, word in enumerate(words)},
            endings={end: len(words) + i for i, end in enumerate(endings)},
            words=rows,
            shapes=file["shapes"].astype(np.float32),
            layers=tuple(pairs[:-2]),
            head=tuple(pairs[-2:]),
            gate=GapPrefilter(**{name: file[f"gate_{name}"] for name in GATE}),
            pairs=file["pairs"],
            common=file["common"].astype(np.float32),
            curve=file["curve"].astype(np.float32),
        )


def neighbour_surprise(known: Floats, chance: Floats) -> Floats:
    """Say how odd it is that two words are neighbours; -1 if good English knows them as such.

    `chance` is the log of how often they would meet by accident: two common words that never stand
    side by side tell more than two rare ones.
    """
    odd = np.full(len(known), -1, dtype=np.float32)
    odd[known == 0] = np.log1p(np.exp(chance[known == 0])) / 3
    return odd


def build_bloom_filter(keys: Ints, size: int) -> Bytes:
    """Return a Bloom filter (Bloom 1970) of `keys`, `size` bytes long: a power of two."""
    bits = np.zeros(size * 8, dtype=np.bool_)
    for at in _hash_keys(keys, size * 8):
        bits[at] = True
    return np.packbits(bits, bitorder="little")


def bloom_filter_contains(table: Bytes, keys: Ints) -> Floats:
    """Return 1 for each key that is in the filter, and for about one in eighty that is not."""
    found = np.ones(len(keys), dtype=np.bool_)
    for at in _hash_keys(keys, len(table) * 8):
        found &= (table[at >> 3] >> (at & 7).astype(np.uint8)) & 1 == 1
    return found.astype(np.float32)


def _hash_keys(keys: Ints, size: int) -> Iterator[Ints]:
    """Yield five places in a table of `size` bits, a power of two, for each key."""
    mixed = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for factor in _MIXERS:
        part = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(factor)
        yield ((part >> np.uint64(24)) & np.uint64(size - 1)).astype(np.int64)


def longest_known_ending(form: str, known: dict[str, int]) -> str:
    """Return the longest ending of `form` that is known; "" always is."""
    for length in (4, 3, 2, 1):
        if len(form) > length and form[-length:] in known:
            return form[-length:]
    return ""
