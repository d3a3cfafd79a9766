"""Whether many Chinese names sound like many Latin ones, all asked at once.

What is told is what `sound.gains` tells of one name and one word, from the same table by the same
sums; arrays tell it of the names of a whole document in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, count, islice, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligncheck.names.gazetteer import SCALE, load_sounds
from aligncheck.names.transliteration import BACKGROUND, LONGEST_PIECE, SLACK, UNSEEN, gains_enough

REMEMBERED = 1 << 16  # questions of which the answer is kept; those of one document are, at least
AT_ONCE = 1 << 8  # questions that are put to the table together
BATCH = 1 << 12  # letters whose pieces are scored side by side, so that they stay in the cache
_ROOT = 1  # the node of the piece without letters
NEVER = 1 << 24  # more than any cutting costs
_BITS = 5  # of a letter in the number of a piece
_SIZES = range(LONGEST_PIECE + 1)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Signs = NDArray[np.uint8]


class Question(NamedTuple):
    """Which of the Chinese names write which of the Latin words better than chance.

    Each name and each word tells by how much a letter at least; the more of the two counts.
    """

    names: tuple[tuple[str, float], ...]
    words: tuple[tuple[str, float], ...]


Answer = Iterable[tuple[str, str]]  # names, each with a word that it writes


def answer_all(questions: Iterable[Question]) -> None:
    """Answer questions at once and remember the answers."""
    if len(_TOLD) > REMEMBERED:
        _TOLD.clear()
    new = (one for one in dict.fromkeys(questions) if one not in _TOLD)
    while some := list(islice(new, AT_ONCE)):
        _TOLD.update(zip(some, _answer_batch(some), strict=True))


def get_answer(question: Question) -> Answer:
    """Answer a question, at once if it was asked before among others."""
    known = _TOLD.get(question)
    return _answer_singly(question) if known is None else known


_TOLD: dict[Question, Sequence[tuple[str, str]]] = {}


def _answer_singly(question: Question) -> Answer:
    return (
        (zh, latin)
        for zh, least in question.names
        for latin, other in question.words
        if gains_enough(zh, latin, max(least, other))
    )


def _answer_batch(asked: Sequence[Question]) -> list[list[tuple[str, str]]]:
    """Try each name of a question with each word of it."""
    names, words = (
        _TermColumn([one.names for one in asked]),
        _TermColumn([one.words for one in asked]),
    )
    sizes = names.sizes * words.sizes
    owner = np.repeat(np.arange(len(asked)), sizes)
    place = np.arange(len(owner)) - (sizes.cumsum() - sizes)[owner]
    wide = words.sizes[owner]
    name, word = names.first[owner] + place // wide, words.first[owner] + place % wide
    least = np.maximum(names.least[name], words.least[word])
    out: list[list[tuple[str, str]]] = [[] for _ in asked]
    pairs = NamePairs(
        list(names.numbers), names.number[name], list(words.numbers), words.number[word]
    )
    for at in are_transliterations(pairs, least).nonzero()[0].tolist():
        out[owner[at]].append((names.texts[name[at]], words.texts[word[at]]))
    return out


class _TermColumn:
    """The names, or the words, of several questions one after the other."""

    def __init__(self, rows: Sequence[tuple[tuple[str, float], ...]]) -> None:
        self.sizes = np.fromiter(map(len, rows), np.int64, len(rows))
        self.first = self.sizes.cumsum() - self.sizes
        cells = list(chain.from_iterable(rows))
        self.texts = [text for text, _ in cells]
        self.least = np.array([least for _, least in cells])
        self.numbers = dict(zip(dict.fromkeys(self.texts), count()))
        of = map(self.numbers.__getitem__, self.texts)
        self.number = np.fromiter(of, np.int64, len(self.texts))


class NamePairs(NamedTuple):
    """Names and words, and which of them are paired, by their numbers."""

    names: list[str]
    name: Ints
    words: list[str]
    word: Ints


def are_transliterations(pairs: NamePairs, least: Floats) -> NDArray[np.bool_]:
    """Tell of each pair what `gains_enough` tells of it."""
    names, name, words, word = pairs
    told = np.zeros(len(name), np.bool_)
    if not any(names) or not any(words):
        return told
    table = _cost_table()
    rows, counts, tops = table.rows(names)
    columns, starts, sizes = table.columns(words)
    count, size = counts[name], sizes[word]
    length, chance = np.maximum(size, 2 * count), BACKGROUND * size
    floor = least * length + chance - SLACK
    some = (count > 0) & (size > 0) & (size <= LONGEST_PIECE * count) & (tops[name] >= floor)
    left = some.nonzero()[0]
    start = starts[word]
    most = _end_losses(table, rows[name[left]], columns, start[left], count[left], size[left])
    left = left[most + tops[name[left]] >= floor[left]]
    for part in _split_batches(left, count, size):
        at = start[part, None] + np.arange(int(size[part].max(initial=0)) + 1)
        best = _best_segmentations(
            table, rows[name[part]], columns.take(at, 1), count[part], size[part]
        )
        over = (best - chance[part]) / length[part] - least[part]
        told[part] = over >= 0
        for at in part[abs(over) < SLACK].tolist():  # floats summed in another order
            told[at] = gains_enough(names[name[at]], words[word[at]], float(least[at]))
    return told


def _end_losses(
    table: _PieceCostTable, rows: Ints, columns: Ints, start: Ints, count: Ints, size: Ints
) -> Floats:
    """Return how much less than its likeliest pieces a name writes at both ends of a word."""
    first, last = rows[:, 0], rows[np.arange(len(rows)), count - 1]
    wide = table.costs.shape[1]
    begins = table.costs.take(first * wide + columns.take(start, 1)).min(0)
    tails = [columns[more].take(start + np.maximum(size - more, 0)) for more in _SIZES]
    ends = table.costs.take(last * wide + np.stack(tails)).min(0)
    lost = begins - table.least[first] + (count > 1) * (ends - table.least[last])
    return np.asarray(lost / -SCALE)


def _split_batches(left: Ints, count: Ints, size: Ints) -> Iterator[Ints]:
    """Yield questions in batches, those about names and words of one length side by side."""
    left = left[np.lexsort((size[left], count[left]))]
    ends = np.cumsum(size[left] + 1) // BATCH
    yield from np.split(left, np.flatnonzero(np.diff(ends)) + 1)


def _best_segmentations(
    table: _PieceCostTable, rows: Ints, columns: Ints, count: Ints, size: Ints
) -> Floats:
    """Return the log probability of the best cutting of each word, one piece a character."""
    best = np.empty(len(rows))
    sums = np.full(columns.shape[1:], NEVER, np.int32)
    sums[:, 0] = 0
    for at in range(int(count.max(initial=0))):
        begins = rows[:, at, None] * table.costs.shape[1]
        added = sums + table.costs.take(begins + columns)
        sums = added[0]
        for more in _SIZES[1:]:
            np.minimum(sums[:, more:], added[more, :, :-more], out=sums[:, more:])
        (whole,) = (count == at + 1).nonzero()
        best[whole] = sums[whole, size[whole]] / -SCALE
    return best


class _PieceCostTable:
    """What each piece costs each character: its log probability in tenths, without the sign.

    A piece that no character is known to write has one of the last columns, by its length. The row
    of a character is written when it is asked for.
    """

    def __init__(self) -> None:
        rows = load_sounds().rows
        start, colon, end, signs = _locate_entries(" ".join(rows.values()))
        pieces = _piece_numbers(signs, start)[colon - start, np.arange(len(start))]
        numbers, first, self.column = np.unique(pieces, return_index=True, return_inverse=True)
        sizes = np.concatenate([(colon - start)[first], _SIZES])
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
        columns = np.empty((len(_SIZES), len(node)), np.int64)
        for size in _SIZES:
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


_cost_table = cache(_PieceCostTable)


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
    numbers = np.zeros((len(_SIZES), len(starts)), np.int64)
    for size in _SIZES[1:]:
        letter = signs[starts + size - 1].astype(np.int64) & 31
        numbers[size] = numbers[size - 1] | letter << _BITS * (LONGEST_PIECE - size)
    return numbers


def _build_tree(numbers: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Return the tree of all pieces, which is faster than to look each piece up.

    Node 0 leads nowhere. Entry n << 5 | letter of the first array is the node behind node n; entry
    [size, n] of the second is the column of the piece that leads to n, or of unseen ones.
    """
    shifts = [_BITS * (LONGEST_PIECE - size) for size in _SIZES]
    levels = [
        np.unique(numbers[sizes >= size] >> shift << shift) for size, shift in enumerate(shifts)
    ]
    firsts = np.cumsum([_ROOT, *map(len, levels)])
    follow = np.zeros(firsts[-1] << _BITS, np.int64)
    held = np.repeat(len(numbers) + np.array(_SIZES)[:, None], firsts[-1], 1)
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
