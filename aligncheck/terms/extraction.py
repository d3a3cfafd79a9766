"""Find the words, and the runs of words, that come again and again in a document's Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from aligncheck.text.words import WordTable, is_content_zh, is_han, is_numeral

LONGEST = 4  # Chinese words of a term
Term = tuple[str, ...]


def find_recurring_terms(texts: Sequence[WordTable], least: int) -> dict[Term, int]:
    """Count the words, and the longest runs of words, that come at least `least` times.

    A part of a longer term that never stands alone is no term of its own.
    """
    often = _count_recurring(texts, least)
    inside = {
        part for term, n in often.items() for part in _shorter_terms(term) if often.get(part) == n
    }
    return {term: n for term, n in often.items() if term not in inside}


def _count_recurring(texts: Sequence[WordTable], least: int) -> dict[Term, int]:
    """Count the runs: one recurs only if it does without its last word, and so does that word."""
    words = list(chain.from_iterable([cut.texts for cut in texts]))
    fit = {word: n for word, n in Counter(words).items() if n >= least and _can_be_term(word)}
    often: dict[Term, int] = {(word,): n for word, n in fit.items() if len(word) > 1}
    known = {word: i for i, word in enumerate(fit)}
    last = run = np.fromiter(map(known.get, words, repeat(-1)), np.int64, len(words))
    touching = _mark_adjacent(texts, len(words))
    for size in range(2, LONGEST + 1):
        ends = np.roll(last, 1 - size)
        open_ = (run >= 0) & (ends >= 0) & np.roll(touching, 1 - size)
        open_[len(words) - size + 1 :] = False
        at = np.flatnonzero(open_)
        _, first, place, counts = np.unique(
            run[at] * len(known) + ends[at],
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        run = np.full(len(words), -1)
        run[at] = np.where(counts[place] >= least, place, -1)
        again = counts >= least
        for start, n in zip(at[first[again]].tolist(), counts[again].tolist(), strict=True):
            often[tuple(words[start : start + size])] = n
    return often


def _mark_adjacent(texts: Sequence[WordTable], size: int) -> npt.NDArray[np.bool_]:
    """Return (size,) whether each word begins where the one before it ends."""
    starts = np.fromiter(chain.from_iterable([cut.starts for cut in texts]), np.int64, size)
    ends = np.fromiter(chain.from_iterable([cut.ends for cut in texts]), np.int64, size)
    touching = np.zeros(size, np.bool_)
    touching[1:] = (starts[1:] == ends[:-1]) & (starts[1:] > 0)
    return touching


def _can_be_term(text: str) -> bool:
    return is_han(text[0]) and is_content_zh(text) and not is_numeral(text)


def _shorter_terms(term: Term) -> Iterator[Term]:
    """Yield a term without its first or last word; of shorter parts these are the longer terms."""
    if len(term) > 1:
        yield term[:-1]
        yield term[1:]
