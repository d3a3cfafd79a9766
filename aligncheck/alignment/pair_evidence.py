"""Pairs of sentences near a band, and what is known of each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligncheck.alignment.bead_crf import Band
from aligncheck.alignment.word_evidence import PAIRED, Words, dice_coefficients, match_strength

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LONGEST = 6  # units on one side of a bead
REACH = LONGEST + 1  # a bead is compared with itself and one neighbour more
BLOCK = 16  # sentences whose words are looked at together


@dataclass(frozen=True, slots=True)
class Text:
    """One side as the features see it; rows of `vectors` are unit vectors."""

    vectors: Floats  # (n, dim), each times its length
    length: Floats  # in English characters
    words: Words
    marks: Floats  # (n, MARKS), see `marks`
    chance: Floats  # mean cosine of each unit with a draw of the other side

    def __len__(self) -> int:
        return len(self.length)


class Cells:
    """Pairs of sentences near a band, rows first..last - 1, laid out flat row by row."""

    def __init__(self, band: Band, first: int, last: int) -> None:
        n, m = band.rows, band.columns
        self.first, self.last = max(first - 1, 0), min(last + REACH, n)
        rows = np.arange(self.first, self.last)
        self.low = np.maximum(band.low[np.maximum(rows - REACH, 0)] - 1, 0)
        self.high = np.minimum(band.high[np.minimum(rows + REACH, n)] + 1, m)  # past the end
        width = self.high - self.low
        self.base = np.cumsum(width) - width - self.low
        self.size = int(width.sum())
        self.i = np.repeat(rows, width)
        self.j = np.arange(self.size) - np.repeat(self.base, width)
        self.columns = (int(self.low[0]), int(self.high[-1])) if len(rows) else (0, 0)

    def find(self, i: Ints, j: Ints) -> Ints:
        """Return the place of each pair, or `size` where it is not here."""
        inside = (i >= self.first) & (i < self.last)
        row = np.clip(i - self.first, 0, max(self.last - self.first - 1, 0))
        if not self.size:
            return np.full(len(i), 0, dtype=np.int64)
        inside &= (j >= self.low[row]) & (j < self.high[row])
        return np.where(inside, self.base[row] + j, self.size)

    def rows_of(self, j: int) -> tuple[int, int]:
        """Return the first and past the last row that has column j."""
        low = int(np.searchsorted(self.high, j, side="right"))
        high = int(np.searchsorted(self.low, j, side="right"))
        return self.first + low, self.first + high


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of each pair of sentences; every array has one entry more, which is zero.

    cover_zh[q - 1]: weight of the row's words that the run of q columns from this one on covers;
    cover_en[p - 1]: weight of the column's words that the run of p rows from this one on covers.
    head_zh, tail_zh, head_en, tail_en: the same of the first and last clauses' words alone.
    share_zh, share_en: weight of words for which this is the pair, of all near.
    dot: inner product of the vectors.
    """

    cells: Cells
    dot: Floats
    share_zh: Floats
    share_en: Floats
    cover_zh: Sequence[Floats]
    cover_en: Sequence[Floats]
    head_zh: Sequence[Floats]
    head_en: Sequence[Floats]
    tail_zh: Sequence[Floats]
    tail_en: Sequence[Floats]


def gather_evidence(
    left: Text, right: Text, cells: Cells, beads: Sequence[tuple[int, int, int, int]]
) -> Evidence:
    """Compare the sentences of all cells; `beads` of a first pass teach the text's own words."""
    c0, c1 = cells.columns
    own, other = (
        _slice_words(left.words, cells.first, cells.last),
        _slice_words(right.words, c0, c1),
    )
    match = match_strength(own.types, other.types)
    match += PAIRED * dice_coefficients(own, other, _word_slices(own, other, cells, beads))
    size = cells.size + 1
    plain: list[Floats] = [np.zeros(size, np.float32) for _ in range(3)]
    runs: list[list[Floats]] = [
        [np.zeros(size, np.float32) for _ in range(REACH)] for _ in range(6)
    ]
    evidence = Evidence(cells, plain[0], plain[1], plain[2], *runs)
    sides = [(runs[k], runs[k + 2], runs[k + 4]) for k in (0, 1)]
    for start in range(cells.first, cells.last, BLOCK):
        stop = min(start + BLOCK, cells.last)
        low, high = int(cells.low[start - cells.first]), int(cells.high[stop - 1 - cells.first])
        if low == high:
            continue
        i, j = np.meshgrid(np.arange(start, stop), np.arange(low, high), indexing="ij")
        at = cells.find(i.ravel(), j.ravel()).reshape(i.shape)
        evidence.dot[at] = left.vectors[start:stop] @ right.vectors[low:high].T
        zh_rows, en_rows = (start - cells.first, stop - cells.first), (low - c0, high - c0)
        _add_cover(own, other, match, zh_rows, en_rows, at, sides[0], evidence.share_zh)
    turned = match.T.copy()
    for start in range(c0, c1, BLOCK):
        stop = min(start + BLOCK, c1)
        low, high = cells.rows_of(start)[0], cells.rows_of(stop - 1)[1]
        if low >= high:
            continue
        j, i = np.meshgrid(np.arange(start, stop), np.arange(low, high), indexing="ij")
        at = cells.find(i.ravel(), j.ravel()).reshape(i.shape)
        en_rows, zh_rows = (start - c0, stop - c0), (low - cells.first, high - cells.first)
        _add_cover(other, own, turned, en_rows, zh_rows, at, sides[1], evidence.share_en)
    for array in (*plain, *(array for run in runs for array in run)):
        array[-1] = 0
    return evidence


def _slice_words(words: Words, first: int, last: int) -> Words:
    """Return the words of sentences first..last - 1, with the types that occur there."""
    where = words.of(first, last)
    types, ids = np.unique(words.ids[where], return_inverse=True)
    return Words(
        [words.types[k] for k in types],
        ids.astype(np.int64).reshape(-1),
        words.start[first : last + 1] - words.start[first],
        words.weight[where],
        words.head[where],
        words.tail[where],
    )


def _word_slices(
    own: Words, other: Words, cells: Cells, beads: Sequence[tuple[int, int, int, int]]
) -> list[tuple[slice, slice]]:
    out = []
    c0, c1 = cells.columns
    for i, j, p, q in beads:
        if p and q and i >= cells.first and i + p <= cells.last and j >= c0 and j + q <= c1:
            out.append((own.of(i - cells.first, i - cells.first + p), other.of(j - c0, j - c0 + q)))
    return out


def _add_cover(
    own: Words,
    other: Words,
    match: Floats,
    rows: tuple[int, int],
    columns: tuple[int, int],
    at: Ints,
    cover: tuple[list[Floats], list[Floats], list[Floats]],
    share: Floats,
) -> None:
    """Fill in how well the words of `rows` are matched by each of `columns` and runs of them."""
    mine, theirs = own.of(*rows), other.of(*columns)
    reach = _largest_in(
        match[own.ids[mine]][:, other.ids[theirs]],
        other.start[columns[0] : columns[1] + 1] - other.start[columns[0]],
    )  # (words, columns)
    reach[:, np.diff(other.start[columns[0] : columns[1] + 1]) == 0] = 0
    weight = own.weight[mine][:, None]
    starts = own.start[rows[0] : rows[1] + 1] - own.start[rows[0]]
    sharp = reach**4
    sharp /= sharp.sum(axis=1, keepdims=True) + 0.02
    share[at] = _sum_rows(sharp * weight, starts)
    run = reach.copy()
    for extent in range(REACH):
        if extent and extent < reach.shape[1]:
            run[:, :-extent] = np.maximum(run[:, :-extent], reach[:, extent:])
        for weights, out in zip((own.weight, own.head, own.tail), cover, strict=True):
            out[extent][at] = _sum_rows(run * weights[mine][:, None], starts)


def _largest_in(values: Floats, starts: Ints) -> Floats:
    """Return the largest of each stretch of columns; zero for an empty one."""
    out = np.zeros((len(values), len(starts) - 1), dtype=np.float32)
    filled = np.flatnonzero(np.diff(starts) > 0)
    if len(filled) and len(values):
        out[:, filled] = np.maximum.reduceat(values, starts[filled], axis=1)
    return out


def _sum_rows(values: Floats, starts: Ints) -> Floats:
    """Return the sum of each stretch of rows."""
    out = np.zeros((len(starts) - 1, values.shape[1]), dtype=np.float32)
    filled = np.flatnonzero(np.diff(starts) > 0)
    if len(filled):
        out[filled] = np.add.reduceat(values, starts[filled], axis=0)
    return out
