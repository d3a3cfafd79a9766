"""Undo hard wrapping in plain text: decide by evidence, then join lines into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligncheck.read.blocks import Block, is_wide, join_lines
from aligncheck.read.language_identification import paragraph_language

Line = tuple[int, str]  # 1-based number, text with its indentation

_NARROWEST, _WIDEST = 38, 132  # columns between which people and programs wrap text
_ENDS = re.compile("[.!?。！？…:：;；]['\"”’」』)）\\]】]*\\d{0,3}$")
_FRESH = re.compile(
    r"[-*•·–—]\s|\d{1,3}[.、)）]|[(（]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[ivxa-z])\s*[)）]"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]+[章节條条篇部]|\[\d+\]|[IVX]+\.\s"
)


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a file is wrapped: no line but a rare one goes beyond `limit` columns."""

    limit: int


def unwrap_paragraphs(lines: Sequence[Line]) -> list[Block]:
    """Return the paragraphs of a file's lines (blank ones among them), wrapped lines joined."""
    wrap = detect_wrapping(lines)
    blocks: list[list[Line]] = []
    previous: Line | None = None
    for line in lines:
        if not line[1].strip():
            previous = None
            continue
        if wrap and previous and _continues_paragraph(previous, line, wrap):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        previous = line
    return [join_lines((text.strip(), number) for number, text in block) for block in blocks]


def detect_wrapping(lines: Sequence[Line]) -> Wrap | None:
    """Return whether the lines were broken at a column, and at which; None if they were not.

    The evidence: nearly all lines keep within a limit, most lines that have a follower are so
    full that its first word would not have fit, and most of those stop in the middle of a
    sentence.
    """
    widths = sorted(measure_width(text) for _, text in lines if text.strip())
    pairs = [
        (first, second)
        for (_, first), (_, second) in pairwise(lines)
        if first.strip() and second.strip()
    ]
    if not pairs:
        return None
    limit = widths[min(len(widths) - 1, len(widths) * 98 // 100)]
    if not _NARROWEST <= limit <= _WIDEST:
        return None
    full = [first for first, second in pairs if _is_full(first, second, limit)]
    midway = [first for first in full if not _ENDS.search(first.rstrip())]
    if len(full) * 10 < len(pairs) * 6 or len(midway) * 10 < len(full) * 6:
        return None
    return Wrap(limit)


def _continues_paragraph(first: Line, second: Line, wrap: Wrap) -> bool:
    before, after = first[1].rstrip(), second[1]
    if _indent_width(after) >= 2 + _indent_width(before) or _FRESH.match(after.strip()):
        return False
    if before.lstrip()[:1] == "\u3000" or after[:1] == "\u3000":
        return after[:1] != "\u3000" and _is_full(before, after, wrap.limit)
    one, other = paragraph_language(before), paragraph_language(after)
    if one and other and one is not other and _ENDS.search(before):
        return False
    if _is_full(before, after, wrap.limit):
        return True
    return not _ENDS.search(before) and after.strip()[0].islower()


def _is_full(first: str, second: str, limit: int) -> bool:
    """Return whether the first word of `second` would not have fit on the line of `first`.

    Chinese breaks anywhere but before a closing mark, so four columns may stay empty. English
    that is wrapped by hand is a little ragged.
    """
    following = second.strip()
    if is_wide(following[0]) or is_wide(first.rstrip()[-1]):
        return measure_width(first.rstrip()) + 6 > limit
    return measure_width(first.rstrip()) + 1 + measure_width(following.split()[0]) > limit - 3


def _indent_width(text: str) -> int:
    blank = text[: len(text) - len(text.lstrip())]
    return measure_width(blank.expandtabs(4))


def measure_width(text: str) -> int:
    """Return the columns that `text` fills on a terminal."""
    return len(text) + sum(map(is_wide, text)) if not text.isascii() else len(text)
