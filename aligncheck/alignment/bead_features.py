"""What speaks for and against each bead that leaves a node of a band."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligncheck.alignment.bead_crf import SHAPES
from aligncheck.alignment.node_sums import Floats, NodeSums

_OTHER = {"head": "tail", "tail": "head"}


class Nodes(NodeSums):
    """The features of the beads that leave some nodes of a band."""

    def can_leave(self, kind: int) -> NDArray[np.bool_]:
        """Return (nodes,) whether a bead of the shape may leave each node."""
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
