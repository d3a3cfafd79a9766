"""What it costs each Chinese character to write each piece of a Latin word, as arrays.

The table that `gazetteer.load_sounds` gives, for the names of a whole document at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from aligncheck.names.gazetteer import SCALE, load_sounds
from aligncheck.names.transliteration import LONGEST_PIECE, UNSEEN

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Signs = NDArray[np.uint8]
SIZES = range(LONGEST_PIECE + 1)
_ROOT = 1  # the node of the piece without letters
_BITS = 5  # of a letter in the number of a piece


class PieceCostTable:
    """What each piece costs each character: its log probability in tenths, without the sign.

    A piece that no character is known to write has one of the last columns, by its length. The row
    of a character is written when it is asked for.
    """

    def __init__(self) -> None:
        rows = load_sounds().rows
        start, colon, end, signs = _locate_entries(" ".join(rows.values()))
        pieces = _piece_numbers(signs, start)[colon - start, np.arange(len(start))]
        numbers, first, self.column = np.unique(pieces, return_index=True, return_inverse=True)
        sizes = np.concatenate([(colon - start)[first], SIZES])
        self.next, self.held = _build_tree(numbers, (colon - start)[first])
        self.cost = _parse_figures(signs, colon + 1, end)
        counts = np.fromiter((row.count(" ") + 1 for row in rows.values()), np.int64, len(rows))
        ends = counts.cumsum()
        self.entries = dict(
            zip(rows, zip((ends - counts).tolist(), ends.tolist(), strict=True), strict=True)
        )
        self.unseen = np.rint(-SCALE * (UNSEEN - sizes)).astype(np.uint8)
        self.costs = np.empty((len(rows) + 1, len(sizes)), np.uint8)
        self.least = np.zeros(len(self.costs), np.int64)  # of each row
        self.row: dict[str, int] = {}
        self._add("")  # stands for every character that is not in the table

    def rows(self, names: Sequence[str]) -> tuple[Ints, Ints, Floats]:
        """Return the rows of the characters, how many there are, and the log of the likeliest."""
        for char in set("".join(names)).difference(self.row):
            if char in self.entries:
                self._add(char)
        counts = np.fromiter(map(len, names), np.int64, len(names))
        owner = np.repeat(np.arange(len(names)), counts)
        found = np.fromiter(map(self.row.get, "".join(names), repeat(0)), np.int64, len(owner))
        rows = np.zeros((len(names), int(counts.max())), np.int64)
        rows[owner, np.arange(len(owner)) - (counts.cumsum() - counts)[owner]] = found
        return rows, counts, np.bincount(owner, self.least[found], len(names)) / -SCALE

    def columns(self, words: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """Return the columns of the pieces of each size at each place of the words in a row.

        Then where each word begins, and how long it is. Behind the last stands room enough to read
        as much as the longest word from there.
        """
        sizes = np.fromiter(map(len, words), np.int64, len(words))
        starts = np.cumsum(sizes + 1) - sizes - 1
        room = "`" * (int(sizes.max()) + LONGEST_PIECE)  # the sign before the letter a
        letters = np.frombuffer(f"{'`'.join(words)}{room}".encode("ascii"), np.uint8) & 31
        node = np.full(len(letters) - LONGEST_PIECE, _ROOT)
        columns = np.empty((len(SIZES), len(node)), np.int64)
        for size in SIZES:
            if size:
                node = self.next.take((node << _BITS) + letters[size - 1 :][: len(node)])
            columns[size] = self.held[size].take(node)
        return columns, starts, sizes

    def _add(self, char: str) -> None:
        at = self.row[char] = len(self.row)
        self.costs[at] = self.unseen
        low, high = self.entries.get(char, (0, 0))
        self.costs[at, self.column[low:high]] = self.cost[low:high]
        self.least[at] = self.costs[at].min()


def _locate_entries(text: str) -> tuple[Ints, Ints, Ints, Signs]:
    """Return where entries like "v:6 f:18" begin, where their colons stand, their ends, and all."""
    signs = np.frombuffer(f"{text} {'`' * LONGEST_PIECE}".encode("ascii"), np.uint8)
    (end,) = (signs == ord(" ")).nonzero()
    (colon,) = (signs == ord(":")).nonzero()
    return np.concatenate(([0], end[:-1] + 1)), colon, end, signs


def _piece_numbers(signs: Signs, starts: Ints) -> Ints:
    """Return the numbers of the pieces of each size that begin there: five bits a letter.

    Letters that a piece has not are zero; so are the signs ` that stand between words.
    """
    numbers = np.zeros((len(SIZES), len(starts)), np.int64)
    for size in SIZES[1:]:
        letter = signs[starts + size - 1].astype(np.int64) & 31
        numbers[size] = numbers[size - 1] | letter << _BITS * (LONGEST_PIECE - size)
    return numbers


def _build_tree(numbers: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Return the tree of all pieces, which is faster than to look each piece up.

    Node 0 leads nowhere. Entry n << 5 | letter of the first array is the node behind node n; entry
    [size, n] of the second is the column of the piece that leads to n, or of unseen ones.
    """
    shifts = [_BITS * (LONGEST_PIECE - size) for size in SIZES]
    levels = [
        np.unique(numbers[sizes >= size] >> shift << shift) for size, shift in enumerate(shifts)
    ]
    firsts = np.cumsum([_ROOT, *map(len, levels)])
    follow = np.zeros(firsts[-1] << _BITS, np.int64)
    held = np.repeat(len(numbers) + np.array(SIZES)[:, None], firsts[-1], 1)
    for size, (level, first, shift) in enumerate(
        zip(levels, firsts.tolist(), shifts, strict=False)
    ):
        node = first + np.arange(len(level))
        at = numbers.searchsorted(level)
        whole = numbers[at] == level
        held[size, node[whole]] = at[whole]
        if size:
            above = level >> shift + _BITS << shift + _BITS
            before = firsts[size - 1] + levels[size - 1].searchsorted(above)
            follow[(before << _BITS) + (level >> shift & 31)] = node
    return follow, held


def _parse_figures(signs: Signs, starts: Ints, ends: Ints) -> Ints:
    """Return the numbers that are written there in figures."""
    values = np.zeros(len(starts), np.int64)
    for place in range(int((ends - starts).max())):
        more = starts + place < ends
        values[more] = values[more] * 10 + signs[starts[more] + place] - ord("0")
    return values


@cache  # some milliseconds; read once a process
def load_piece_costs() -> PieceCostTable:
    """Return the table; rows are added to it as characters are met."""
    return PieceCostTable()
