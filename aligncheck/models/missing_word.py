"""Find the place in an English sentence where a word must have fallen out.

A small convolutional network reads the words around each gap between two words and says how
likely a word is missing there. Its weights lie in models/embedded/hole.npz; how they come about
stands in `training/gap_model_fit.py`, how well they do in docs/english.md.

>>> model = load_missing_word_model()
>>> [hole.span.start for hole in model.find("The growth rate of the reached 7.4%.")]
[22]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from aligncheck.document import Span
from aligncheck.models.gap_model import GapModel, load_gap_model
from aligncheck.models.gap_prefilter import Floats
from aligncheck.models.model_folder import model_folder
from aligncheck.models.text_prefilter import TextPrefilter
from aligncheck.models.word_shapes import (
    BEFORE_NOUN,
    CLOSING,
    FIGURES,
    FINITE,
    MARK,
    QUOTES,
    STOPS,
    describe_word,
)
from aligncheck.report import MissingWord
from aligncheck.text.words import HAN, en_words

LEAST = 0.5  # probability below which nothing is said
MOST = 2_000  # texts whose words are held at once
UNGRAMMATICAL = 0.9  # probability of a hole in such a place
_STRANGE = re.compile(  # another script, or code
    rf"[{HAN}\u0370-\u1dff\u2e80-\uabff\uac00-\ud7af]|[_{{}}<>|\\=@#`~^]|\w\(\)|https?:|www\."
)
_AFTER_NOUN = frozenset("to of in and for".split())
_LIST_ENDS = frozenset(".)")
_ENDS = frozenset(".!?:;…")


class Token(NamedTuple):
    """A word as the network reads it: what it looks like (1..12) and where it stands."""

    form: str
    shape: int
    span: Span

    @property
    def glued(self) -> bool:
        """Whether no space stands before it."""
        return self.shape > 6


class MissingWordModel:
    """The network, and the prefilter that spares it the sentences without a suspect gap."""

    def __init__(self, network: GapModel) -> None:
        self.network = network
        self.prefilter = TextPrefilter(network)

    def find(self, text: str, least: float = LEAST) -> list[MissingWord]:
        """Return the holes of `text` that are at least as probable as `least`, in order."""
        return [hole for hole in self.find_in_texts([text], least)[0] if hole.probability >= least]

    def find_in_texts(
        self, texts: Sequence[str], least: float = LEAST
    ) -> list[tuple[MissingWord, ...]]:
        """Return the holes of each text; many at once are read in a fraction of the time."""
        found: dict[str, tuple[MissingWord, ...]] = dict.fromkeys(texts, ())
        new = list(found)
        for start in range(0, len(new), MOST):
            few = self.prefilter.select_suspects(new[start : start + MOST], least)
            found.update(zip(few, self._read_texts(few, least), strict=True))
        return [found[text] for text in texts]

    def _read_texts(self, texts: Sequence[str], least: float) -> list[tuple[MissingWord, ...]]:
        """Let the network read all sentences of the texts at once."""
        lines = [[line for line in split_token_lines(text) if is_prose(line)] for text in texts]
        judged = iter(score_gaps([line for some in lines for line in some], self.network))
        return [
            tuple(
                replace(hole, probability=round(hole.probability, 3))
                for line in some
                for hole in select_missing_words(text, line, next(judged), least)
            )
            for text, some in zip(texts, lines, strict=True)
        ]


def score_gaps(lines: Sequence[Sequence[Token]], network: GapModel) -> list[Floats]:
    """Return for each line the probability of a hole after each of its words but the last."""
    found = network.gap_probabilities(
        [[(token.form, token.shape) for token in line] for line in lines]
    )
    for line, row in zip(lines, found, strict=True):
        _raise_ungrammatical_gaps(line, row)
    return found


@cache  # a file of the model, read once a process
def load_missing_word_model() -> MissingWordModel:
    """Return the model that ships; raises EncoderError if it cannot be read."""
    return MissingWordModel(load_gap_model(model_folder() / "hole.npz"))


def _raise_ungrammatical_gaps(line: Sequence[Token], row: Floats) -> None:
    """Raise the gap between a word that wants a noun and a finite verb before a number."""
    verbs = [i for i, token in enumerate(line) if token.form in FINITE]
    for i in verbs:
        number = 0 < i < len(line) - 1 and line[i + 1].form[0].isdigit()
        if number and line[i - 1].form in BEFORE_NOUN:
            row[i - 1] = max(row[i - 1], UNGRAMMATICAL)


def split_token_lines(text: str) -> list[list[Token]]:
    """Cut `text` into words, line by line; a line that runs on in the next is one with it."""
    tokens = _tokenise(text)
    if "\n" not in text:
        return [tokens] if tokens else []
    lines: list[list[Token]] = [[]]
    end = 0
    for token in tokens:
        if "\n" in text[end : token.span.start] and _starts_new_line(text, lines[-1], token):
            lines.append([])
        lines[-1].append(token)
        end = token.span.end
    return [line for line in lines if line]


def is_prose(line: Sequence[Token]) -> bool:
    """Return whether a line is a sentence, no heading, table cell or the like."""
    if len(line) < 4 or sum([token.shape % 6 == 3 for token in line]) > len(line) / 2:
        return False
    if any(token.form in _ENDS for token in line[-3:]):
        return True
    long = [token for token in line if len(token.form) > 3]
    high = sum(token.shape % 6 in (2, 3) for token in long)
    return len(line) >= 10 and high <= 0.4 * len(long)


def select_missing_words(
    text: str, line: Sequence[Token], probability: Floats, least: float
) -> list[MissingWord]:
    """Keep the most probable gap of each place and drop the places we do not judge."""
    found: list[MissingWord] = []
    for i in np.flatnonzero(probability >= least).tolist():
        left, right = line[i], line[i + 1]
        near = probability[max(0, i - 2) : i + 3]
        if probability[i] < near.max() or _is_unjudgeable_gap(text, line, i):
            continue
        span = Span(left.span.end, left.span.end)
        found.append(MissingWord(span, left.span, right.span, float(probability[i])))
    return found


def _tokenise(text: str) -> list[Token]:
    tokens: list[Token] = []
    end = -1
    for word, span in en_words(text):
        start, stop = span.start, span.end
        glued, end = 6 * (start == end), stop
        form, shape, owner = describe_word(word, text[start:stop])
        if shape == FIGURES and _is_footnote_mark(text, tokens, word, start, stop):
            continue
        if owner:
            cut = stop - 2
            tokens.append(Token(form, shape + glued, Span(start, cut)))
            tokens.append(Token("'s", 12, Span(cut, stop)))
        else:
            tokens.append(Token(form, shape + glued, span))
    return tokens


def _is_footnote_mark(text: str, tokens: Sequence[Token], form: str, start: int, stop: int) -> bool:
    """Return whether a footnote mark stands there: "7.4%.5 When", "people.”1 “As", "tax,” 3 to"."""
    if not tokens or not MARK.fullmatch(form) or text[stop : stop + 1].isalnum():
        return False
    before = tokens[-1]
    if not before.glued:
        return False
    if before.span.end == start:
        return before.form in CLOSING or before.form in STOPS
    return before.form in QUOTES and len(tokens) > 1 and tokens[-2].form in STOPS


def _starts_new_line(text: str, line: Sequence[Token], token: Token) -> bool:
    """Return whether a new line of the file begins a new line of thought."""
    if not line:
        return False
    ended = any(last.form in _ENDS for last in line[-2:])
    return ended or not text[token.span.start].islower()


def _is_unjudgeable_gap(text: str, line: Sequence[Token], i: int) -> bool:
    """Return whether the gap after word `i` is one we know nothing about."""
    left, right = line[i], line[i + 1]
    if right.glued and (right.form[0].isalnum() or right.form == "'s"):
        return True
    if right.form in _LIST_ENDS and len(left.form) == 1 and (i == 0 or line[i - 1].form == "("):
        return True  # "a." before an item of a list
    if left.form == right.form:
        return True  # a doubled word is no hole
    if left.form == "will" and right.form in _AFTER_NOUN:
        return True  # "determination and will to reform": the noun
    low, high = line[max(0, i - 1)].span.start, line[min(len(line) - 1, i + 2)].span.end
    return _STRANGE.search(text[low:high]) is not None
