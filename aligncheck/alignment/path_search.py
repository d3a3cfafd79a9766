"""The dynamic program that finds the cheapest beads of two sequences of vectors, inside a band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligncheck.models.encoder import Floats
from aligncheck.models.static_encoder import normalise_rows

Ints = NDArray[np.int64]

Step = tuple[int, int, int, int, float]  # (i, j, p, q, score)
SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (1, 5), (5, 1))
BLOCK = 64  # rows whose beads are weighed at once
CHANCE = 64  # units of the other side that a unit is compared with for its chance similarity
NEAREST = 1e-3  # least distance of chance: all units of a text may be the same
SAME_COST = 1e-6  # costs that differ by less are the same
TIE = 1e-3  # cost of a unit over two in a bead, so that equal units are aligned one to one


@dataclass(frozen=True, slots=True)
class Costs:
    """What an alignment pays beside the distances of its beads; a bead of chance costs about 1.

    skip: for a unit without a partner; merge: for each unit over two in a bead; length: for each
    unit of log length ratio. `learned`: this is a first pass only; the beads near it are weighed by
    what was learned of gold ones (aligncheck.alignment.refinement).
    """

    skip: float
    merge: float
    length: float
    learned: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """One side: `vectors` (n, dim) weighted by length, `length` (n,) in English characters."""

    vectors: Floats
    length: Floats

    def __len__(self) -> int:
        return len(self.length)

    def merge_neighbours(self) -> Units:
        """Join neighbours two by two."""
        starts = np.arange(0, len(self), 2)
        return Units(
            np.add.reduceat(self.vectors, starts, axis=0), np.add.reduceat(self.length, starts)
        )


class PathSearch:
    """The dynamic program over rows; row i holds columns low[i]..high[i]."""

    def __init__(self, left: Units, right: Units, low: Ints, high: Ints, costs: Costs) -> None:
        self.costs = costs
        self.n, self.m = len(left), len(right)
        self.low, self.high = low, high
        own, other = normalise_rows(left.vectors), normalise_rows(right.vectors)
        near, far = chance_similarity(own, other), chance_similarity(other, own)
        self.left = {p: _sum_runs(left, p, near) for p in {p for p, _ in SHAPES}}
        self.right = {q: _sum_runs(right, q, far) for q in {q for _, q in SHAPES}}
        self.block: dict[int, Floats] = {}  # costs of the shapes' beads that end in some rows
        self.ends = range(0)  # those rows
        self.first = 0  # the column where `block` begins

    def run(self) -> list[Step]:
        """Return the cheapest path from the first units to the last."""
        costs: list[Floats] = []
        moves: list[NDArray[np.int8]] = []
        for i in range(self.n + 1):
            row, move = self._row(i, costs)
            costs.append(row)
            moves.append(move)
        return self._trace_path(moves)

    def _row(self, i: int, costs: list[Floats]) -> tuple[Floats, NDArray[np.int8]]:
        if i not in self.ends:
            self._weigh_block(i)
        low, high = int(self.low[i]), int(self.high[i])
        best = np.full(high - low + 1, np.inf, dtype=np.float32)
        move = np.full(high - low + 1, -2, dtype=np.int8)
        if i == 0 and low == 0:
            best[0] = 0
        if i > 0:
            self._keep_cheaper(
                best, move, -1, self._previous_costs(costs, i, 1, low, high, 0) + self.costs.skip
            )
        for kind, (p, q) in enumerate(SHAPES):
            if p > i:
                continue
            first = max(low, q)
            if first > high:
                continue
            cost = self.block[kind][i - self.ends.start, first - self.first : high - self.first + 1]
            cost = cost + self._previous_costs(costs, i, p, first, high, q)
            self._keep_cheaper(best[first - low :], move[first - low :], kind, cost)
        # In double precision: rounded to single, a skip beside equal costs looks cheaper by chance.
        steps = np.arange(len(best), dtype=np.float64) * self.costs.skip
        swept = np.minimum.accumulate(best - steps) + steps
        move[swept < best - SAME_COST] = -3
        return np.asarray(swept, dtype=np.float32), move

    def _previous_costs(
        self, costs: list[Floats], i: int, p: int, first: int, last: int, q: int
    ) -> Floats:
        """Return the costs of row i - p at columns first - q .. last - q; inf outside its band."""
        row = costs[i - p]
        low = int(self.low[i - p])
        out = np.full(last - first + 1, np.inf, dtype=np.float32)
        start, stop = max(first - q, low), min(last - q, low + len(row) - 1)
        if start <= stop:
            out[start - first + q : stop - first + q + 1] = row[start - low : stop - low + 1]
        return out

    def _weigh_block(self, start: int) -> None:
        """Weigh the beads that end in the next rows and their columns, one shape at a time."""
        self.ends = range(start, min(start + BLOCK, self.n + 1))
        self.first = int(self.low[start])
        columns = np.arange(self.first, int(self.high[self.ends[-1]]) + 1)
        for kind, (p, q) in enumerate(SHAPES):
            self.block[kind] = np.full((len(self.ends), len(columns)), np.inf, dtype=np.float32)
            rows = slice(max(p - start, 0), len(self.ends))
            after = slice(max(q - self.first, 0), len(columns))
            if rows.start < rows.stop and after.start < after.stop:
                i = np.arange(start + rows.start, self.ends.stop) - p
                self.block[kind][rows, after] = self._cost(i, columns[after] - q, p, q)

    def _cost(self, i: Ints, j: Ints, p: int, q: int) -> Floats:
        """Return the costs of beads of p units from each of i and q units from each of j."""
        vectors, lengths, near = (a[i[0] : i[-1] + 1] for a in self.left[p])
        others, other_lengths, far = (a[j[0] : j[-1] + 1] for a in self.right[q])
        chance = 2 - near[:, None] - far[None, :]
        skew = np.abs(lengths[:, None] - other_lengths[None, :])
        distance = 2 * (1 - vectors @ others.T) * p * q / np.maximum(chance, NEAREST)
        merged = (self.costs.merge + TIE) * (p + q - 2)
        return np.asarray(
            distance + self.costs.length * skew * (p + q) / 2 + merged, dtype=np.float32
        )

    @staticmethod
    def _keep_cheaper(best: Floats, move: NDArray[np.int8], kind: int, cost: Floats) -> None:
        better = cost < best
        best[better] = cost[better]
        move[better] = kind

    def _trace_path(self, moves: list[NDArray[np.int8]]) -> list[Step]:
        i, j = self.n, self.m
        beads: list[Step] = []
        while i or j:
            kind = int(moves[i][j - int(self.low[i])])
            p, q = (1, 0) if kind == -1 else (0, 1) if kind == -3 else SHAPES[kind]
            i, j = i - p, j - q
            beads.append((i, j, p, q, self._bead_cosine(i, j, p, q)))
        return beads[::-1]

    def _bead_cosine(self, i: int, j: int, p: int, q: int) -> float:
        if not p or not q:
            return 1.0
        return float(np.clip(self.left[p][0][i] @ self.right[q][0][j], 0, 1))


def _sum_runs(units: Units, size: int, chance: Floats) -> tuple[Floats, Floats, Floats]:
    """Return unit vectors, log lengths and chance of every run of `size` neighbours."""
    windows = len(units) - size + 1
    if windows < 1:
        none = np.zeros(0, np.float32)
        return np.zeros((0, units.vectors.shape[1]), np.float32), none, none
    vectors = units.vectors[:windows].copy()
    lengths, means = units.length[:windows].copy(), chance[:windows].copy()
    for k in range(1, size):
        vectors += units.vectors[k : k + windows]
        lengths += units.length[k : k + windows]
        means += chance[k : k + windows]
    return (
        normalise_rows(vectors),
        np.asarray(np.log(lengths), np.float32),
        np.asarray(means / size, np.float32),
    )


def chance_similarity(units: Floats, others: Floats) -> Floats:
    """Return each unit's mean cosine with an even draw of the other side."""
    picked = others[np.linspace(0, len(others) - 1, min(CHANCE, len(others))).astype(np.int64)]
    return np.asarray((units @ picked.T).mean(axis=1), dtype=np.float32)
