"""Find the place in an English sentence where a word must have fallen out.

A small convolutional network reads the words around each gap between two words and says how
likely a word is missing there. Its weights lie in models/embedded/hole.npz; how they come about
stands in `aligncheck/train/hole.py`, how well they do in docs/english.md.

>>> [hole.span.start for hole in holes("The growth rate of the reached 7.4%.")]
[22]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligncheck.document import Span
from aligncheck.resources import model_folder
from aligncheck.text.words import HAN, en_words

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LEAST = 0.5  # probability below which nothing is said
SHAPES = 13  # 0 is the border; then six shapes, glued to the word before it or not
BORDER = 0  # the number of the word that stands between two lines
_BATCH = 4096  # words the network reads at once, so that its layers stay in the processor's cache
_CONTRACTED = frozenset("it he she that what let there here who where how when why this".split())
_STRANGE = re.compile(rf"[{HAN}\u0370-\u1dff\u2e80-\uabff\uac00-\ud7af]")  # no Latin script
_MARK = re.compile(r"\d{1,3}")
_CLOSING = frozenset("”’\"')]")
_ENDS = frozenset(".!?:;…")


@dataclass(frozen=True, slots=True)
class Hole:
    """A gap where a word is missing: an empty span after the left word, and its two neighbours."""

    span: Span
    left: Span
    right: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the network reads it: what it looks like (1..12) and where it stands."""

    form: str
    shape: int
    span: Span

    @property
    def glued(self) -> bool:
        """Whether no space stands before it."""
        return self.shape > 6


def holes(text: str, *, least: float = LEAST) -> list[Hole]:
    """Return the holes of `text` that are at least as probable as `least`, in order."""
    lines = [line for line in lines_of(text) if is_prose(text, line)]
    if not lines:
        return []
    model = load(model_folder() / "hole.npz")
    return [
        hole
        for line, odds in zip(lines, model.score(lines), strict=True)
        for hole in _pick(text, line, model.probability(odds), least)
    ]


def lines_of(text: str) -> list[list[Token]]:
    """Cut `text` into words, line by line; a line that runs on in the next is one with it."""
    lines: list[list[Token]] = [[]]
    end = 0
    for token in _tokens(text):
        if "\n" in text[end : token.span.start] and _breaks(text, lines[-1], token):
            lines.append([])
        lines[-1].append(token)
        end = token.span.end
    return [line for line in lines if line]


def is_prose(text: str, line: Sequence[Token]) -> bool:
    """Tell sentences from headings, table cells and the like."""
    if len(line) < 4:
        return False
    if any(token.form in _ENDS for token in line[-3:]):
        return True
    long = [token for token in line if len(token.form) > 3]
    high = sum(token.shape % 6 in (2, 3) for token in long)
    return len(line) >= 10 and high <= 0.4 * len(long)


@dataclass(frozen=True, slots=True)
class Model:
    """The network and its vocabulary.

    `layers` are (kernel * inputs, outputs) matrices with their biases, the last two see one gap.
    """

    numbers: dict[str, int]
    endings: dict[str, int]
    words: Floats  # (words + endings, dim)
    shapes: Floats  # (SHAPES, dim)
    layers: tuple[tuple[Floats, Floats], ...]
    head: tuple[tuple[Floats, Floats], ...]
    curve: Floats  # (2, n): log odds of the network and the probability they stand for

    def number(self, form: str) -> int:
        """Return the row of a word, or of the ending it shares with other rare words."""
        found = self.numbers.get(form)
        return self.endings[ending(form, self.endings)] if found is None else found

    def score(self, lines: Sequence[Sequence[Token]]) -> list[Floats]:
        """Return for each line the log odds of a hole before each of its words but the first."""
        out: list[Floats] = []
        batch: list[Sequence[Token]] = []
        for line in lines:
            batch.append(line)
            if sum(map(len, batch)) >= _BATCH:
                out.extend(self._score(batch))
                batch = []
        return [*out, *(self._score(batch) if batch else [])]

    def probability(self, odds: Floats) -> Floats:
        """Turn log odds of the network into calibrated probabilities."""
        return np.interp(odds, self.curve[0], self.curve[1]).astype(np.float32)

    def _score(self, lines: Sequence[Sequence[Token]]) -> list[Floats]:
        starts, words, shapes = [], [BORDER], [0]
        for line in lines:
            starts.append(len(words))
            words.extend(self.number(token.form) for token in line)
            shapes.extend(token.shape for token in line)
            words.append(BORDER)
            shapes.append(0)
        odds = self.run(np.asarray(words), np.asarray(shapes))
        return [
            odds[start : start + len(line) - 1] for start, line in zip(starts, lines, strict=True)
        ]

    def run(self, words: Ints, shapes: Ints) -> Floats:
        """Return the log odds of a hole after each word, the last left out."""
        inside = (shapes > 0).astype(np.float32)[:, None]
        x = self.words[words] + self.shapes[shapes]  # (n, dim)
        for depth, (weight, bias) in enumerate(self.layers):
            y = np.maximum(_windows(x, len(weight) // x.shape[1]) @ weight + bias, 0) * inside
            x = y if depth == 0 else x + y
        (weight, bias), (last, offset) = self.head
        gap = np.maximum(np.concatenate((x[:-1], x[1:]), axis=1) @ weight + bias, 0)
        odds: Floats = (gap @ last + offset)[:, 0]
        return odds


@cache
def load(path: Path) -> Model:
    """Read the network from `path`."""
    with np.load(path) as file:
        words = bytes(file["vocabulary"]).decode("utf-8").split("\n")
        endings = bytes(file["endings"]).decode("utf-8").split("\n")
        rows = file["words"].astype(np.float32) * file["words_scale"].astype(np.float32)
        pairs = [
            (
                file[f"w{i}"].astype(np.float32) * file[f"s{i}"].astype(np.float32),
                file[f"b{i}"].astype(np.float32),
            )
            for i in range(int(file["depth"]))
        ]
        return Model(
            numbers={word: i for i, word in enumerate(words)},
            endings={end: len(words) + i for i, end in enumerate(endings)},
            words=rows,
            shapes=file["shapes"].astype(np.float32),
            layers=tuple(pairs[:-2]),
            head=tuple(pairs[-2:]),
            curve=file["curve"].astype(np.float32),
        )


def ending(form: str, known: dict[str, int]) -> str:
    """Return the longest ending of `form` that is known; "" always is."""
    for length in (4, 3, 2, 1):
        if len(form) > length and form[-length:] in known:
            return form[-length:]
    return ""


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    end = -1
    for word in en_words(text):
        start, stop = word.span.start, word.span.end
        glued = start == end
        end = stop
        if _is_mark(text, tokens, word.text, start, stop):
            continue
        form, owner = _owner(word.text)
        cut = stop - 2 if owner else stop
        tokens.append(Token(form, _shape(text[start:cut], glued=glued), Span(start, cut)))
        if owner:
            tokens.append(Token("'s", 12, Span(cut, stop)))
    return tokens


def _owner(form: str) -> tuple[str, bool]:
    """Cut 's off a name or noun; number the figures by their kind."""
    if form[0].isdigit():
        return _figure(form), False
    if form.endswith("'s") and form[:-2] not in _CONTRACTED:
        return form[:-2], True
    return form, False


def _figure(form: str) -> str:
    digits = form.rstrip("%stndrh")
    tail = form[len(digits) :]
    if not digits.isdigit():
        return "0.0" + tail
    if tail:
        return "0" + tail
    size = len(digits)
    return form if size == 1 else "1900" if size == 4 and digits < "2100" else "0" * min(size, 5)


def _shape(piece: str, *, glued: bool) -> int:
    if piece[0].isdigit():
        kind = 5
    elif not piece[0].isalpha():
        kind = 6
    elif piece.islower():
        kind = 1
    elif piece[1:].islower() or len(piece) == 1:
        kind = 2
    else:
        kind = 3 if piece.isupper() else 4
    return kind + 6 * glued


def _is_mark(text: str, tokens: Sequence[Token], form: str, start: int, stop: int) -> bool:
    """Tell a footnote mark: "reached 7.4%.5 When", "the people.”1 “As", "people,” 3 and"."""
    if not tokens or not _MARK.fullmatch(form) or text[stop : stop + 1].isalnum():
        return False
    before = tokens[-1]
    if before.form in _CLOSING and len(tokens) > 1 and before.glued:
        return before.span.end >= start - 1
    return before.form in ".,;" and before.glued and before.span.end == start


def _breaks(text: str, line: Sequence[Token], token: Token) -> bool:
    """Tell whether a new line of the file begins a new line of thought."""
    if not line:
        return False
    ended = any(last.form in _ENDS for last in line[-2:])
    return ended or not text[token.span.start].islower()


def _windows(x: Floats, width: int) -> Floats:
    """Return for each row of `x` the rows around it, side by side; zeros beyond the ends."""
    reach = width // 2
    padded = np.zeros((len(x) + 2 * reach, x.shape[1]), dtype=np.float32)
    padded[reach : reach + len(x)] = x
    return np.concatenate([padded[i : i + len(x)] for i in range(width)], axis=1)


def _pick(text: str, line: Sequence[Token], probability: Floats, least: float) -> list[Hole]:
    """Keep the most probable gap of each place and drop the places we do not judge."""
    found: list[Hole] = []
    for i in np.flatnonzero(probability >= least):
        left, right = line[i], line[i + 1]
        near = probability[max(0, i - 2) : i + 3]
        if probability[i] < near.max() or _leave(text, line, int(i)):
            continue
        span = Span(left.span.end, left.span.end)
        found.append(Hole(span, left.span, right.span, round(float(probability[i]), 3)))
    return found


def _leave(text: str, line: Sequence[Token], i: int) -> bool:
    """Tell whether the gap after word `i` is one we know nothing about."""
    right = line[i + 1]
    if right.glued and right.form[0].isalnum():
        return True
    low, high = line[max(0, i - 1)].span.start, line[min(len(line) - 1, i + 2)].span.end
    return bool(_STRANGE.search(text[low:high]))
