"""Whether many Chinese names sound like many Latin ones, all asked at once.

What is told is what `transliteration.gains_enough` tells of one name and one word, by the same
sums of the same table: arrays tell it of all names of a document in a tenth of the time. Those few
that stand at the very limit are asked one by one, as floats may be summed in another order.
`tests/names/test_batch_transliteration.py` holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligncheck.names.gazetteer import SCALE
from aligncheck.names.piece_costs import SIZES, Floats, Ints, PieceCostTable, load_piece_costs
from aligncheck.names.transliteration import BACKGROUND, LONGEST_PIECE, SLACK, gains_enough

AT_ONCE = 1 << 8  # questions that are put to the table together
BATCH = 1 << 12  # letters whose pieces are scored side by side, so that they stay in the cache
NEVER = 1 << 24  # more than any cutting costs


class Question(NamedTuple):
    """Which of the Chinese names write which of the Latin words better than chance.

    Each name and each word tells by how much a letter at least; the more of the two counts.
    """

    names: tuple[tuple[str, float], ...]
    words: tuple[tuple[str, float], ...]


Answer = Iterable[tuple[str, str]]  # names, each with a word that it writes
Answers = Mapping[Question, Answer]
NOT_ASKED: Answers = {}


def answer_all(questions: Iterable[Question]) -> dict[Question, Answer]:
    """Return the answers to all questions, which are put to the table many at once."""
    new = iter(dict.fromkeys(questions))
    told: dict[Question, Answer] = {}
    while some := list(islice(new, AT_ONCE)):
        told.update(zip(some, _answer_batch(some), strict=True))
    return told


def get_answer(question: Question, heard: Answers = NOT_ASKED) -> Answer:
    """Return the answer to a question: the one that was heard, or at once."""
    known = heard.get(question)
    return _answer_singly(question) if known is None else known


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
    """Return for each pair whether the word gains `least` (n,) a letter, as `gains_enough`."""
    names, name, words, word = pairs
    told = np.zeros(len(name), np.bool_)
    if not any(names) or not any(words):
        return told
    table = load_piece_costs()
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
    table: PieceCostTable, rows: Ints, columns: Ints, start: Ints, count: Ints, size: Ints
) -> Floats:
    """Return how much less than its likeliest pieces a name writes at both ends of a word."""
    first, last = rows[:, 0], rows[np.arange(len(rows)), count - 1]
    wide = table.costs.shape[1]
    begins = table.costs.take(first * wide + columns.take(start, 1)).min(0)
    tails = [columns[more].take(start + np.maximum(size - more, 0)) for more in SIZES]
    ends = table.costs.take(last * wide + np.stack(tails)).min(0)
    lost = begins - table.least[first] + (count > 1) * (ends - table.least[last])
    return np.asarray(lost / -SCALE)


def _split_batches(left: Ints, count: Ints, size: Ints) -> Iterator[Ints]:
    """Yield questions in batches, those about names and words of one length side by side."""
    left = left[np.lexsort((size[left], count[left]))]
    ends = np.cumsum(size[left] + 1) // BATCH
    yield from np.split(left, np.flatnonzero(np.diff(ends)) + 1)


def _best_segmentations(
    table: PieceCostTable, rows: Ints, columns: Ints, count: Ints, size: Ints
) -> Floats:
    """Return the log probability of the best cutting of each word, one piece a character."""
    best = np.empty(len(rows))
    sums = np.full(columns.shape[1:], NEVER, np.int32)
    sums[:, 0] = 0
    for at in range(int(count.max(initial=0))):
        begins = rows[:, at, None] * table.costs.shape[1]
        added = sums + table.costs.take(begins + columns)
        sums = added[0]
        for more in SIZES[1:]:
            np.minimum(sums[:, more:], added[more, :, :-more], out=sums[:, more:])
        (whole,) = (count == at + 1).nonzero()
        best[whole] = sums[whole, size[whole]] / -SCALE
    return best
