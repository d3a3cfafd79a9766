"""Cut a text at the borders of its findings, and choose what of it to quote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligncheck.document import Span
from aligncheck.report import Severity

_CHINESE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that a finding speaks of; `key` is the finding's number on the page."""

    key: int
    span: Span
    severity: Severity
    link: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks, or a hole, which has no text.

    `keys` lists the findings that cover it, separated by spaces; severity and link are those of
    the worst.
    """

    text: str
    keys: str = ""
    severity: str = ""
    link: str = ""
    hole: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence in one script."""

    text: str
    chinese: bool


Lines = tuple[tuple[Piece, ...], ...]


def cut_lines(text: str, marks: Sequence[Mark]) -> Lines:
    """Cut `text` into lines and these into pieces; an empty mark becomes a hole."""
    lines: list[list[Piece]] = [[]]
    for start, end in _list_stretches(text, marks):
        holes = [mark for mark in marks if mark.span.start == mark.span.end == start]
        if holes:
            lines[-1].append(_make_piece("", holes, hole=True))
        if text[start:end] == "\n":
            lines.append([])
        elif start < end:
            over = [m for m in marks if m.span.start <= start and end <= m.span.end]
            lines[-1].append(_make_piece(text[start:end], over))
    return tuple(tuple(line) for line in lines)


def quote_focus(text: str, marks: Sequence[Mark], focus: Span, around: int, limit: int) -> Lines:
    """Cut out the stretch of `text` that shows `focus` and `around` code points on either side.

    Of a longer focus the first `limit` code points are shown. What is left out is told by "…".
    """
    first, last = focus.start - around, min(focus.end + around, focus.start + limit)
    spare = around // 3  # leaving out less than this gains nothing
    start = _find_border(text, first, -1) if first > spare else 0
    end = _find_border(text, last, 1) if last + spare < len(text) else len(text)
    inside = [moved for mark in marks if (moved := _clip_mark(mark, start, end))]
    lines = list(cut_lines(text[start:end], inside))
    if start > 0:
        lines[0] = (Piece("… "), *lines[0])
    if end < len(text):
        lines[-1] = (*lines[-1], Piece(" …"))
    return tuple(lines)


def split_scripts(text: str) -> tuple[Run, ...]:
    """Part a sentence into Chinese and other text.

    >>> [run.text for run in split_scripts("十二 is 12")]
    ['十二', ' is 12']
    """
    found: list[Run] = []
    at = 0
    for match in _CHINESE.finditer(text):
        if match.start() > at:
            found.append(Run(text[at : match.start()], chinese=False))
        found.append(Run(match.group(), chinese=True))
        at = match.end()
    if at < len(text):
        found.append(Run(text[at:], chinese=False))
    return tuple(found)


def _list_stretches(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Yield stretches between borders, the last one empty so that a hole may stand at the end."""
    borders = {0, len(text)}
    for mark in marks:
        borders.update((min(mark.span.start, len(text)), min(mark.span.end, len(text))))
    for match in re.finditer("\n", text):
        borders.update(match.span())
    ordered = sorted(borders)
    yield from pairwise(ordered)
    yield len(text), len(text)


def _make_piece(text: str, marks: Sequence[Mark], *, hole: bool = False) -> Piece:
    if not marks:
        return Piece(text)
    worst = max(marks, key=lambda mark: mark.severity.rank)
    keys = " ".join(str(key) for key in sorted({mark.key for mark in marks}))
    return Piece(text, keys, worst.severity.value, worst.link, hole)


def _clip_mark(mark: Mark, start: int, end: int) -> Mark | None:
    """Return the part of `mark` within a window, counted from its start; None if outside."""
    first, last = max(mark.span.start, start), min(mark.span.end, end)
    empty = mark.span.start == mark.span.end
    if last < first or (last == first and not empty):
        return None
    return replace(mark, span=Span(first - start, last - start))


def _find_border(text: str, at: int, step: int) -> int:
    """Move a cut to the end of a word, at most 16 code points on, never inside a character."""
    moved = at
    while 0 < moved < len(text) and abs(moved - at) < 16 and _is_joined(text, moved):
        moved += step
    return moved


def _is_joined(text: str, at: int) -> bool:
    """Return whether a cut at `at` parts a letter from its accent or an English word."""
    left, right = text[at - 1], text[at]
    if unicodedata.category(right) in {"Mn", "Me", "Mc", "Cf"} or left == "\u200d":
        return True
    return all(char.isalnum() and char < "\u2e80" for char in (left, right))
