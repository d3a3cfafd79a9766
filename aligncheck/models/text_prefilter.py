"""Which of many texts may hold a hole, their words side by side in arrays.

Reading words one by one takes longer than the network does. What is rare in a text (several lines,
footnote marks, a character that normalisation makes two of) is not read here: such a text passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import eq

import numpy as np

from aligncheck.models.gap_model import VOID, GapModel
from aligncheck.models.gap_prefilter import Ints
from aligncheck.models.word_shapes import (
    BEFORE_NOUN,
    CLOSING,
    FIGURES,
    FINITE,
    MARK,
    OWN,
    OWN_SHAPE,
    QUOTES,
    STOPS,
    describe_word,
    word_shape,
)
from aligncheck.text.normalise import normalise
from aligncheck.text.words import WordTable, en_word_table

BATCH = 8192  # words read at once, so that the arrays stay in the processor's cache
SLACK = 0.02  # of a probability: rounding
REMEMBERED = 1 << 17  # words whose code is kept
_BREAK = "\n"  # stands between two texts; no word holds white space
# A code is the number of a word above these bits and its shape below them.
_OWNER, _BORDER, _MARK, _STOP, _QUOTE, _NOUN, _FINITE, _DIGIT = (1 << bit for bit in range(4, 12))
_NUMBER = 12
_KINDS = (
    (_STOP, CLOSING | STOPS), (_QUOTE, QUOTES), (_NOUN, BEFORE_NOUN), (_FINITE, FINITE)
)  # fmt: skip
_FLAGS = {
    form: sum(flag for flag, some in _KINDS if form in some)
    for form in chain.from_iterable(some for _, some in _KINDS)
}


class TextPrefilter:
    """Lets the texts through that may have holes."""

    def __init__(self, model: GapModel) -> None:
        self.model = model
        self.own = model.number(OWN)
        self.codes = _PieceCodes(model)

    def select_suspects(self, texts: Sequence[str], least: float) -> list[str]:
        """Return the texts that may have a hole at least so probable: all that do, few others."""
        if len(self.codes) > REMEMBERED:
            self.codes = _PieceCodes(self.model)
        found = {i for i, text in enumerate(texts) if _needs_full_reading(text)}
        for first, cuts in _split_batches([en_word_table(text) for text in texts]):
            found.update((first + self._suspect_numbers(cuts, least)).tolist())
        return [texts[i] for i in sorted(found)]

    def _suspect_numbers(self, cuts: Sequence[WordTable], least: float) -> Ints:
        """Return which texts have a place to be looked at, by their number."""
        pieces, starts, ends = [_BREAK], [-1], [-2]
        for cut in cuts:
            pieces += (*cut.pieces, _BREAK)
            starts += (*cut.starts, -1)
            ends += (*cut.ends, -2)
        code = np.fromiter(map(self.codes.__getitem__, pieces), np.int64, len(pieces))
        touching = map(eq, starts, chain((-3,), ends))
        glued = np.fromiter(touching, np.bool_, len(code))
        words, shapes, place = self._row(code, glued)
        chances = self.model.probability(self.model.screen(words, shapes))
        some = (chances >= least - SLACK) & (shapes[:-1] > 0) & (shapes[1:] > 0)
        at = np.concatenate([place[:-1][some], _find_rule_places(code, glued)])
        return np.asarray((np.cumsum(code & _BORDER > 0) - 1)[at])

    def _row(self, code: Ints, glued: np.typing.NDArray[np.bool_]) -> tuple[Ints, Ints, Ints]:
        """Return the words and shapes as `Model.row` does, and which piece each stems from."""
        counts = 1 + (code & _OWNER > 0) + 2 * (code & _BORDER > 0)
        place = np.repeat(np.arange(len(code)), counts)
        words = (code >> _NUMBER)[place]
        shapes = ((code & 15) + 6 * glued)[place]
        second = (np.cumsum(counts) - counts + 1)[counts > 1]
        owns = code[counts > 1] & _OWNER > 0
        words[second[owns]], shapes[second[owns]] = self.own, OWN_SHAPE
        shapes[second[~owns]] = VOID
        return words, shapes, place


class _PieceCodes(dict[str, int]):
    """The code of each piece of English met so far."""

    def __init__(self, model: GapModel) -> None:
        super().__init__({_BREAK: _BORDER})
        self.model = model

    def __missing__(self, piece: str) -> int:
        word = piece.lower()
        if piece.isalpha():  # most words, of which nothing is cut off
            form, shape, owner = word, word_shape(piece), False
        else:
            word = word.replace("’", "'")
            form, shape, owner = describe_word(word, piece)
        code = self.model.number(form) << _NUMBER | shape | _FLAGS.get(form, 0)
        if shape == FIGURES:
            code |= _DIGIT | _MARK if MARK.fullmatch(word) else _DIGIT
        self[piece] = code | _OWNER if owner else code
        return self[piece]


def _needs_full_reading(text: str) -> bool:
    return "\n" in text or normalise(text).origin is not None


def _find_rule_places(code: Ints, glued: np.typing.NDArray[np.bool_]) -> Ints:
    """Return where a footnote mark may stand or a rule of grammar finds a hole."""
    before = code[:-1]
    mark = (code[1:] & _MARK > 0) & ((before & _QUOTE > 0) | (glued[1:] & (before & _STOP > 0)))
    verb = (before[:-1] & _NOUN > 0) & (before[1:] & _FINITE > 0) & (code[2:] & _DIGIT > 0)
    return np.concatenate([np.flatnonzero(mark) + 1, np.flatnonzero(verb)])


def _split_batches(cuts: Sequence[WordTable]) -> Iterator[tuple[int, Sequence[WordTable]]]:
    """Yield the texts in batches, each with the number of its first."""
    first = size = 0
    for i, cut in enumerate(cuts):
        size += len(cut.texts)
        if size >= BATCH or i == len(cuts) - 1:
            yield first, cuts[first : i + 1]
            first, size = i + 1, 0
