"""What speaks for and against each bead that leaves a node of a band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligncheck.alignment.bead_crf import SHAPES, Band
from aligncheck.alignment.pair_evidence import REACH, Evidence, Text

Floats = NDArray[np.floating[Any]]  # sums are doubles, what is looked up is not
Ints = NDArray[np.int64]

_OTHER = {"head": "tail", "tail": "head"}


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


class Nodes:
    """The features of the beads that leave some nodes of a band."""

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

    def can_leave(self, kind: int) -> NDArray[np.bool_]:
        """Tell which nodes a bead of the shape may leave."""
        p, q = SHAPES[kind]
        return self.band.find(self.i + p, self.j + q) < len(self.band)

    def bead_features(self, kind: int, valid: NDArray[np.bool_]) -> Floats:
        """Return the features (beads, features) of the beads of a shape that leave these nodes."""
        columns = self._feature_columns(*SHAPES[kind])
        return np.stack([column[valid] for column in columns], axis=1).astype(np.float32)

    def _feature_columns(self, p: int, q: int) -> list[Floats]:
        zh, en = self.left_sum("weight", p), self.right_sum("weight", q)
        tz, te = np.maximum(zh, 0.3), np.maximum(en, 0.3)
        cz, ce = self.cover_zh(p, q), self.cover_en(p, q)
        columns: list[Floats] = [cz / tz, ce / te, zh / 5, en / 5, cz / 5, ce / 5]
        columns += [self.block("share_zh", p, q) / tz, self.block("share_en", p, q) / te]
        columns += [self.block("share_zh", p, q) / 5, self.block("share_en", p, q) / 5]
        here = self.joined_cosine(p, q)
        columns += [here, np.square(here)]
        # what a neighbour would add
        for dj in (-1, 0):
            columns.append((self.cover_zh(p, q + 1, 0, dj) - cz) / tz)
            columns.append(self.joined_cosine(p, q + 1, 0, dj) - here)
            columns.append(
                np.abs(self.length_skew(p, q + 1, 0, dj)) - np.abs(self.length_skew(p, q))
            )
        for di in (-1, 0):
            columns.append((self.cover_en(p + 1, q, di, 0) - ce) / te)
            columns.append(self.joined_cosine(p + 1, q, di, 0) - here)
            columns.append(
                np.abs(self.length_skew(p + 1, q, di, 0)) - np.abs(self.length_skew(p, q))
            )
        # how near the neighbours outside are to what is inside
        for dj in (-1, q):
            other = np.maximum(self.right_sum("weight", 1, dj), 0.3)
            columns.append(self.cover_en(p, 1, 0, dj) / other)
            columns.append(self.block("share_en", p, 1, 0, dj) / other)
        for di in (-1, p):
            other = np.maximum(self.left_sum("weight", 1, di), 0.3)
            columns.append(self.cover_zh(1, q, di, 0) / other)
            columns.append(self.block("share_zh", 1, q, di, 0) / other)
        # what the first and last unit add
        columns += self._edge_features(p, q, cz, ce, tz, te, here)
        columns += self._clause_features(p, q)
        columns += self._length_features(p, q)
        columns += self._mark_features(p, q)
        sizes = np.log(self.scale.slope)
        columns += [np.full(len(self.i), value, np.float32) for value in
                    (p / 2, q / 2, p == q, p > 1, q > 1, p * q == 0, (q - p) * sizes / 2, sizes,
                     *(k == SHAPES.index((p, q)) for k in range(len(SHAPES))))]  # fmt: skip
        return columns

    def _edge_features(
        self, p: int, q: int, cz: Floats, ce: Floats, tz: Floats, te: Floats, here: Floats
    ) -> list[Floats]:
        zero = np.zeros(len(self.i), dtype=np.float32)
        columns: list[Floats] = []
        for dj, at in ((0, q - 1), (1, 0)):  # without the last, without the first
            if q > 1:
                alone = np.maximum(self.right_sum("weight", 1, at), 0.3)
                columns.append((cz - self.cover_zh(p, q - 1, 0, dj)) / tz)
                columns.append(here - self.joined_cosine(p, q - 1, 0, dj))
                columns.append(
                    np.abs(self.length_skew(p, q)) - np.abs(self.length_skew(p, q - 1, 0, dj))
                )
                columns.append(self.cover_en(p, 1, 0, at) / alone)
                columns.append(self.block("share_en", p, 1, 0, at) / alone)
            else:
                columns += [zero] * 5
        for di, at in ((0, p - 1), (1, 0)):
            if p > 1:
                alone = np.maximum(self.left_sum("weight", 1, at), 0.3)
                columns.append((ce - self.cover_en(p - 1, q, di, 0)) / te)
                columns.append(here - self.joined_cosine(p - 1, q, di, 0))
                columns.append(
                    np.abs(self.length_skew(p, q)) - np.abs(self.length_skew(p - 1, q, di, 0))
                )
                columns.append(self.cover_zh(1, q, at, 0) / alone)
                columns.append(self.block("share_zh", 1, q, at, 0) / alone)
            else:
                columns += [zero] * 5
        return columns

    def _clause_features(self, p: int, q: int) -> list[Floats]:
        """Return how well first and last clauses are covered: by all, by the edge, from outside."""
        columns: list[Floats] = []
        for what, end, unit, inside, out in (
            ("head", 0, -1, 0, -1),
            ("tail", p - 1, p, q - 1, q),
        ):
            weight = np.maximum(self.left_sum(what, 1, end), 0.3)
            cover = getattr(self.evidence, f"{what}_zh")
            columns += self._cover_features(cover, q, (end, 0), (end, inside), (end, out), weight)
            weight = np.maximum(self.left_sum(_OTHER[what], 1, unit), 0.3)
            cover = getattr(self.evidence, f"{_OTHER[what]}_zh")
            columns.append(cover[0][self.place(unit, inside)] / weight)
        for what, end, unit, inside, out in (
            ("head", 0, -1, 0, -1),
            ("tail", q - 1, q, p - 1, p),
        ):
            weight = np.maximum(self.right_sum(what, 1, end), 0.3)
            cover = getattr(self.evidence, f"{what}_en")
            columns += self._cover_features(cover, p, (0, end), (inside, end), (out, end), weight)
            weight = np.maximum(self.right_sum(_OTHER[what], 1, unit), 0.3)
            cover = getattr(self.evidence, f"{_OTHER[what]}_en")
            columns.append(cover[0][self.place(inside, unit)] / weight)
        return columns

    def _cover_features(
        self,
        cover: Sequence[Floats],
        run: int,
        whole: tuple[int, int],
        edge: tuple[int, int],
        outside: tuple[int, int],
        weight: Floats,
    ) -> list[Floats]:
        everything = cover[run - 1][self.place(*whole)] / weight if run else np.zeros_like(weight)
        beyond = cover[0][self.place(*outside)] / weight
        return [
            everything,
            cover[0][self.place(*edge)] / weight,
            beyond,
            np.maximum(beyond - everything, 0),
        ]

    def _length_features(self, p: int, q: int) -> list[Floats]:
        a, b = self.left_sum("length", p), self.right_sum("length", q)
        skew = self.length_skew(p, q)
        return [
            skew,
            np.abs(skew),
            np.abs(a * np.exp(-self.scale.ratio) - b) / np.sqrt(a + b + 8) / 4,
            np.log(a + 8) - 4,
            np.log(b + 8) - 4,
        ]

    def _mark_features(self, p: int, q: int) -> list[Floats]:
        columns: list[Floats] = []
        for name in ("opens", "closes", "asks", "cries"):
            a, b = self.left_sum(name, p), self.right_sum(name, q)
            columns += [np.abs(a - b) / 2, np.minimum(a, b) / 2]
        for name, di, dj in (("begins", 0, 0), ("ends", p - 1, q - 1), ("begins", p, q),
                             ("ends", -1, -1), ("inside", 0, 0), ("inside", p, q)):  # fmt: skip
            a, b = self.left_sum(name, 1, di), self.right_sum(name, 1, dj)
            columns += [a, b, a * b]
        inner = np.zeros(len(self.i), dtype=np.float32)
        columns.append(self.right_sum("lower", 1))
        columns.append(self.right_sum("lower", q - 1, 1) if q > 1 else inner)
        columns.append(self.right_sum("begins", q - 1, 1) if q > 1 else inner)
        columns.append(self.left_sum("begins", p - 1, 1) if p > 1 else inner)
        columns.append(self.left_sum("stops", 1, p - 1) if p else inner)
        columns.append(self.right_sum("stops", 1, q - 1) if q else inner)
        columns.append(self.left_sum("colon", 1, p - 1) if p else inner)
        columns.append(self.right_sum("colon", 1, q - 1) if q else inner)
        return columns


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
