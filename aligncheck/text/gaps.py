"""The network that says between which two words of English a word is missing.

A few layers of convolution over word vectors; every gap between two words gets log odds. Words
beyond the vocabulary share a vector with the words that end alike. A Bloom filter remembers which
words stand side by side in good English. Trained by `aligncheck/train/hole.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Line = Sequence[tuple[str, int]]  # form and shape of each word

SHAPES = 13  # 0 is the border; then six shapes, glued to the word before it or not
BORDER = 0  # the number of the word that stands between two lines
KEY = 1 << 20  # first number * KEY + second number: the key of two neighbours
_BATCH = 4096  # words the network reads at once, so that its layers stay in the processor's cache
_MIXERS = (  # odd 64-bit factors, as in splitmix64 and wyhash
    0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F,
    0xE7037ED1A0B428DB,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """The network and its vocabulary.

    `layers` are (kernel * inputs, outputs) matrices with their biases, the last two see one gap.
    """

    numbers: dict[str, int]
    endings: dict[str, int]
    words: Floats  # (words + endings, dim)
    shapes: Floats  # (SHAPES, dim)
    layers: tuple[tuple[Floats, Floats], ...]
    head: tuple[tuple[Floats, Floats], ...]
    pairs: Bytes  # a Bloom filter of the neighbours that good English knows
    common: Floats  # log occurrences of each word, less half the log size of the corpus
    curve: Floats  # (2, n): log odds of the network and the probability they stand for

    def number(self, form: str) -> int:
        """Return the row of a word, or of the ending it shares with other rare words."""
        found = self.numbers.get(form)
        return self.endings[ending(form, self.endings)] if found is None else found

    def score(self, lines: Sequence[Line]) -> list[Floats]:
        """Return for each line the log odds of a hole before each of its words but the first."""
        out: list[Floats] = []
        batch: list[Line] = []
        for line in lines:
            batch.append(line)
            if sum(map(len, batch)) >= _BATCH:
                out.extend(self._score(batch))
                batch = []
        return [*out, *(self._score(batch) if batch else [])]

    def probability(self, odds: Floats) -> Floats:
        """Turn log odds of the network into calibrated probabilities."""
        return np.asarray(np.interp(odds, self.curve[0], self.curve[1]), dtype=np.float32)

    def _score(self, lines: Sequence[Line]) -> list[Floats]:
        starts: list[int] = []
        words, shapes = [BORDER], [0]
        for line in lines:
            starts.append(len(words))
            words.extend(self.number(form) for form, _ in line)
            shapes.extend(shape for _, shape in line)
            words.append(BORDER)
            shapes.append(0)
        odds = self.run(np.asarray(words), np.asarray(shapes))
        return [
            odds[start : start + len(line) - 1] for start, line in zip(starts, lines, strict=True)
        ]

    def run(self, words: Ints, shapes: Ints) -> Floats:
        """Return the log odds of a hole after each word, the last left out."""
        inside = (shapes > 0).astype(np.float32)[:, None]
        x = self.words[words] + self.shapes[shapes]  # (n, dim)
        for depth, (weight, bias) in enumerate(self.layers):
            y = np.maximum(_windows(x, len(weight) // x.shape[1]) @ weight + bias, 0) * inside
            x = y if depth == 0 else x + y
        (weight, bias), (last, offset) = self.head
        known = filter_has(self.pairs, words[:-1] * KEY + words[1:])
        odd = surprise(known, self.common[words[:-1]] + self.common[words[1:]])[:, None]
        gap = np.maximum(np.concatenate((x[:-1], x[1:], odd), axis=1) @ weight + bias, 0)
        odds: Floats = (gap @ last + offset)[:, 0]
        return odds


@cache
def load(path: Path) -> Model:
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
        return Model(
            numbers={word: i for i, word in enumerate(words)},
            endings={end: len(words) + i for i, end in enumerate(endings)},
            words=rows,
            shapes=file["shapes"].astype(np.float32),
            layers=tuple(pairs[:-2]),
            head=tuple(pairs[-2:]),
            pairs=file["pairs"],
            common=file["common"].astype(np.float32),
            curve=file["curve"].astype(np.float32),
        )


def surprise(known: Floats, chance: Floats) -> Floats:
    """Say how odd it is that two words are neighbours; -1 if good English knows them as such.

    `chance` is the log of how often they would meet by accident: two common words that never stand
    side by side tell more than two rare ones.
    """
    odd = np.where(known > 0, -1.0, np.log1p(np.exp(chance)) / 3)
    return np.asarray(odd, dtype=np.float32)


def filter_bits(keys: Ints, size: int) -> Bytes:
    """Return a Bloom filter (Bloom 1970) of `keys`, `size` bytes long."""
    bits = np.zeros(size * 8, dtype=np.bool_)
    for at in _hashes(keys, size * 8):
        bits[at] = True
    return np.packbits(bits, bitorder="little")


def filter_has(table: Bytes, keys: Ints) -> Floats:
    """Return 1 for each key that is in the filter, and for about one in eighty that is not."""
    found = np.ones(len(keys), dtype=np.bool_)
    for at in _hashes(keys, len(table) * 8):
        found &= (table[at >> 3] >> (at & 7).astype(np.uint8)) & 1 == 1
    return found.astype(np.float32)


def _hashes(keys: Ints, size: int) -> Iterator[Ints]:
    """Yield five places in a table of `size` bits for each key."""
    mixed = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for factor in _MIXERS:
        part = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(factor)
        yield ((part >> np.uint64(24)) % np.uint64(size)).astype(np.int64)


def ending(form: str, known: dict[str, int]) -> str:
    """Return the longest ending of `form` that is known; "" always is."""
    for length in (4, 3, 2, 1):
        if len(form) > length and form[-length:] in known:
            return form[-length:]
    return ""


def _windows(x: Floats, width: int) -> Floats:
    """Return for each row of `x` the rows around it, side by side; zeros beyond the ends."""
    reach = width // 2
    padded = np.zeros((len(x) + 2 * reach, x.shape[1]), dtype=np.float32)
    padded[reach : reach + len(x)] = x
    return np.concatenate([padded[i : i + len(x)] for i in range(width)], axis=1)
