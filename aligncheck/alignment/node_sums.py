"""Sums over the runs of units that a bead from a node of a band may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligncheck.alignment.bead_crf import Band
from aligncheck.alignment.pair_evidence import REACH, Evidence, Text

Floats = NDArray[np.floating[Any]]  # sums are doubles, what is looked up is not
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SideSums:
    """Running sums of a text's columns, and the length of the sum of each run of its vectors."""

    sums: dict[str, Floats]
    norms: list[Floats]

    @classmethod
    def of(cls, text: Text) -> SideSums:
        """Add up a text, once for all stretches of the band."""
        return cls(
            {name: _running_sums(column) for name, column in _text_columns(text).items()},
            [_run_norms(text.vectors, size) for size in range(REACH + 1)],
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """What is usual in a text, as the first pass saw it.

    ratio: log length ratio of a bead; slope: right units a left one; spread: how far the cosine of
    a pair is above chance.
    """

    ratio: float
    slope: float
    spread: float


def _text_columns(text: Text) -> dict[str, Floats]:
    names = ("opens", "closes", "begins", "ends", "asks", "cries", "stops", "lower", "colon",
             "inside")  # fmt: skip
    return {
        "length": text.length,
        "weight": text.words.total(text.words.weight),
        "head": text.words.total(text.words.head),
        "tail": text.words.total(text.words.tail),
        "chance": text.chance,
        **{name: text.marks[:, k] for k, name in enumerate(names)},
    }


def _running_sums(column: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(column, dtype=np.float64)])


def _run_norms(vectors: Floats, size: int) -> Floats:
    """Return the length of the sum of each run of `size` vectors from -1 on, and one zero.

    Of a run that begins before the first or ends after the last, what there is counts.
    """
    padded = np.concatenate([np.zeros_like(vectors[:1]), vectors])
    total = np.zeros_like(padded)
    for step in range(min(size, len(padded))):
        total[: len(padded) - step] += padded[step:]
    return np.asarray(np.append(np.linalg.norm(total, axis=1), 0), dtype=np.float32)


class NodeSums:
    """What the runs of units from some nodes of a band sum up to; each is added up once."""

    def __init__(
        self,
        sides: tuple[SideSums, SideSums],
        evidence: Evidence,
        band: Band,
        where: slice,
        scale: Scale,
    ) -> None:
        self.left, self.right = sides
        self.evidence, self.band, self.scale = evidence, band, scale
        self.i, self.j = band.i[where], band.j[where]
        self._places: dict[tuple[int, int], Ints] = {}
        self._kept: dict[tuple[object, ...], Floats] = {}

    def place(self, di: int, dj: int) -> Ints:
        """Return the cells (i + di, j + dj) of all nodes."""
        if (di, dj) not in self._places:
            self._places[di, dj] = self.evidence.cells.find(self.i + di, self.j + dj)
        return self._places[di, dj]

    def left_sum(self, name: str, p: int, di: int = 0) -> Floats:
        """Return the sum of a column over p left units from i + di on; units outside count 0."""
        return self._column_sum(self.left.sums[name], self.i, p, di, ("l", name))

    def right_sum(self, name: str, q: int, dj: int = 0) -> Floats:
        """Return the sum of a column over q right units from j + dj on."""
        return self._column_sum(self.right.sums[name], self.j, q, dj, ("r", name))

    def _column_sum(
        self, sums: Floats, at: Ints, size: int, by: int, name: tuple[object, ...]
    ) -> Floats:
        key = (*name, size, by)
        if key not in self._kept:
            last = len(sums) - 1
            low = np.clip(at + by, 0, last)
            high = np.clip(at + by + size, 0, last)
            self._kept[key] = np.asarray(sums[high] - sums[low], dtype=np.float32)
        return self._kept[key]

    def cover_zh(self, p: int, q: int, di: int = 0, dj: int = 0) -> Floats:
        """Return the weight of the words of p left units that q right units cover."""
        return self._covered_weight("zh", p, q, di, dj)

    def cover_en(self, p: int, q: int, di: int = 0, dj: int = 0) -> Floats:
        """Return the weight of the words of q right units that p left units cover."""
        return self._covered_weight("en", p, q, di, dj)

    def _covered_weight(self, what: str, p: int, q: int, di: int, dj: int) -> Floats:
        key = (what, p, q, di, dj)
        if key not in self._kept:
            out: Floats = np.zeros(len(self.i), dtype=np.float32)
            if p and q:
                for step in range(p if what == "zh" else q):
                    if what == "zh":
                        out = out + self.evidence.cover_zh[q - 1][self.place(di + step, dj)]
                    else:
                        out = out + self.evidence.cover_en[p - 1][self.place(di, dj + step)]
            self._kept[key] = out
        return self._kept[key]

    def block(self, what: str, p: int, q: int, di: int = 0, dj: int = 0) -> Floats:
        """Return the sum of a pair quantity over p left and q right units."""
        key = (what, p, q, di, dj)
        if key not in self._kept:
            out: Floats
            if not p or not q:
                out = np.zeros(len(self.i), dtype=np.float32)
            elif q > 1:
                out = self.block(what, p, q - 1, di, dj) + self.block(what, p, 1, di, dj + q - 1)
            elif p > 1:
                out = self.block(what, p - 1, 1, di, dj) + self.block(what, 1, 1, di + p - 1, dj)
            else:
                out = getattr(self.evidence, what)[self.place(di, dj)]
            self._kept[key] = out
        return self._kept[key]

    def joined_cosine(self, p: int, q: int, di: int = 0, dj: int = 0) -> Floats:
        """Return the similarity of the joined units: 0 by chance, 1 as a pair usually has it."""
        key = ("cosine", p, q, di, dj)
        if key not in self._kept:
            if not p or not q:
                self._kept[key] = np.zeros(len(self.i), dtype=np.float32)
            else:
                a, b = self.left.norms[p], self.right.norms[q]
                norm = (
                    a[np.minimum(self.i + di + 1, len(a) - 1)]
                    * b[np.minimum(self.j + dj + 1, len(b) - 1)]
                )
                raw = self.block("dot", p, q, di, dj) / np.maximum(norm, 1e-6)
                chance = (
                    self.left_sum("chance", p, di) / p + self.right_sum("chance", q, dj) / q
                ) / 2
                self._kept[key] = (raw - chance) / self.scale.spread
        return self._kept[key]

    def length_skew(self, p: int, q: int, di: int = 0, dj: int = 0) -> Floats:
        """Return the log of the length ratio, against that of the text."""
        key = ("skew", p, q, di, dj)
        if key not in self._kept:
            a, b = self.left_sum("length", p, di), self.right_sum("length", q, dj)
            self._kept[key] = (
                np.log((a + 4) / (b + 4)) - self.scale.ratio
                if p and q
                else np.zeros(len(self.i), np.float32)
            )
        return self._kept[key]
