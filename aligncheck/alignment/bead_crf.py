"""The best path, and how likely each bead is, in a band of a grid of cuts.

A node (i, j) is a cut after i units of the left and j of the right; a bead of shape (p, q) leads
from (i, j) to (i + p, j + q). Its score is a log potential: paths are as likely as the exponential
of the sum of their beads' scores (a semi-Markov conditional random field, Sarawagi and Cohen 2004).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

SHAPES = (
    (1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2),
    (1, 5), (5, 1), (1, 6), (6, 1), (2, 4), (4, 2), (3, 3),
)  # fmt: skip
LEAST, TINY = np.float32(-1e30), np.float32(1e-37)  # for nodes that no path reaches


@dataclass(frozen=True, slots=True)
class Band:
    """The nodes that a path may take, in order of i + j, so that every bead leads onward.

    Row i has the columns low[i]..high[i]; both ascend, (0, 0) and (rows, columns) are in.
    levels: where the nodes of each i + j begin, and the end; `order`: the place of the nodes taken
    row by row.
    """

    low: Ints
    high: Ints
    i: Ints
    j: Ints
    levels: Ints
    order: Ints
    base: Ints

    @classmethod
    def of(cls, low: Ints, high: Ints) -> Band:
        """Make a band of its first and last columns."""
        width = high - low + 1
        base = np.cumsum(width) - width - low
        i = np.repeat(np.arange(len(low)), width)
        j = np.arange(len(i)) - np.repeat(base, width)
        sort = np.argsort(i + j, kind="stable")
        order = np.empty(len(i), dtype=np.int64)
        order[sort] = np.arange(len(i))
        counts = np.bincount((i + j)[sort])
        return cls(
            low, high, i[sort], j[sort], np.concatenate([[0], np.cumsum(counts)]), order, base
        )

    def __len__(self) -> int:
        return len(self.i)

    @property
    def rows(self) -> int:
        """The number of left units."""
        return len(self.low) - 1

    @property
    def columns(self) -> int:
        """The number of right units."""
        return int(self.high[-1])

    def find(self, i: Ints, j: Ints) -> Ints:
        """Return the place of each node, or the number of nodes where there is none."""
        row = np.clip(i, 0, self.rows)
        inside = (i == row) & (j >= self.low[row]) & (j <= self.high[row])
        at = np.where(inside, self.base[row] + j, 0)
        return np.where(inside, self.order[at], len(self))

    def onward(self) -> Ints:
        """Return the node each bead leads to, (nodes, shapes)."""
        return np.stack([self.find(self.i + p, self.j + q) for p, q in SHAPES], axis=1)

    def behind(self) -> Ints:
        """Return the node each bead that arrives comes from, (nodes, shapes)."""
        return np.stack([self.find(self.i - p, self.j - q) for p, q in SHAPES], axis=1)


def best_path(band: Band, scores: Floats) -> list[tuple[int, int, int]]:
    """Return (i, j, shape) of the beads of the best path; `scores` is (nodes, shapes)."""
    behind = band.behind()
    arriving = _arrival_scores(scores, behind)
    value = np.full(len(band) + 1, -np.inf)
    value[0] = 0.0
    move = np.zeros(len(band), dtype=np.int8)
    for start, stop in zip(band.levels[1:-1], band.levels[2:], strict=True):
        options = value[behind[start:stop]] + arriving[start:stop]
        kinds = options.argmax(axis=1)
        move[start:stop] = kinds
        value[start:stop] = options[np.arange(len(kinds)), kinds]
    beads: list[tuple[int, int, int]] = []
    node = len(band) - 1
    while node:
        kind = int(move[node])
        node = int(behind[node, kind])
        beads.append((int(band.i[node]), int(band.j[node]), kind))
    return beads[::-1]


def _arrival_scores(scores: Floats, behind: Ints) -> Floats:
    """Return the score of each bead at the node where it arrives."""
    padded = np.concatenate([scores, np.full((1, *scores.shape[1:]), -np.inf, scores.dtype)])
    return np.asarray(padded[behind, np.arange(len(SHAPES))])


@dataclass(frozen=True, slots=True)
class Paths:
    """All paths through one or several bands, which are gone through side by side.

    `places` has, for each band, where its nodes stand among all; `owner` is each node's band.
    """

    behind: Ints
    onward: Ints
    levels: Ints
    places: list[Ints]
    owner: Ints

    @classmethod
    def of(cls, bands: Sequence[Band]) -> Paths:
        """Put the nodes of all bands in order of i + j."""
        depth = np.concatenate([band.i + band.j for band in bands])
        owner = np.repeat(np.arange(len(bands)), [len(band) for band in bands])
        sort = np.argsort(depth, kind="stable")
        order = np.empty(len(sort), dtype=np.int64)
        order[sort] = np.arange(len(sort))
        places = [order[owner == k] for k in range(len(bands))]
        behind = np.full((len(sort), len(SHAPES)), len(sort), dtype=np.int64)
        onward = behind.copy()
        for band, place in zip(bands, places, strict=True):
            to = np.append(place, len(sort))
            behind[place], onward[place] = to[band.behind()], to[band.onward()]
        levels = np.concatenate([[0], np.cumsum(np.bincount(depth))])
        return cls(behind, onward, levels, places, owner[sort])

    def sums(self, scores: Floats) -> tuple[Floats, Floats]:
        """Return the log of the sum of all ways to each node, and of all from it to its end.

        `scores` is (nodes, shapes), or (nodes, shapes, models) to weigh all beads in several ways.
        """
        arriving = _arrival_scores(scores, self.behind)
        alpha = np.full((len(scores) + 1, *scores.shape[2:]), -np.inf, dtype=scores.dtype)
        beta = alpha.copy()
        for place in self.places:
            alpha[place[0]] = 0.0
            beta[place[-1]] = 0.0
        steps = list(zip(self.levels[:-1], self.levels[1:], strict=True))
        for start, stop in steps[1:]:
            alpha[start:stop] = _log_sum(alpha[self.behind[start:stop]] + arriving[start:stop])
        for start, stop in steps[::-1]:
            summed = _log_sum(beta[self.onward[start:stop]] + scores[start:stop])
            np.maximum(beta[start:stop], summed, out=beta[start:stop])
        return alpha, beta

    def bead_posteriors(self, scores: Floats) -> tuple[Floats, Floats]:
        """Return the probability of every bead, and each band's log of the sum of all paths."""
        alpha, beta = self.sums(scores)
        totals = np.stack([alpha[place[-1]] for place in self.places])
        total = totals[self.owner][:, None]
        logs = alpha[:-1, None] + scores + beta[self.onward] - total
        return np.exp(np.minimum(logs, 0)), totals


def _log_sum(values: Floats) -> Floats:
    top = np.maximum(values.max(axis=1), LEAST)
    return np.asarray(top + np.log(np.exp(values - top[:, None]).sum(axis=1) + TINY))
