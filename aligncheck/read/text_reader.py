"""Plain text: a paragraph is a line, or a block of lines that were wrapped at a column."""

from __future__ import annotations

from aligncheck.read.block_kinds import guess_kinds
from aligncheck.read.blocks import Page
from aligncheck.read.decoding import decode_text
from aligncheck.read.line_unwrapping import unwrap_paragraphs
from aligncheck.read.suppression_comments import blank_suppressions

_RULES = frozenset("-=*_~·•#—–+. \t")


def read_page(raw: bytes, path: str) -> Page:
    """Read plain text; raises ReadError if `raw` is none."""
    return read_text(blank_suppressions(decode_text(raw, path), lines=True))


def read_text(text: str) -> Page:
    """Read plain text that is decoded already."""
    lines = [
        (number, "" if _is_rule(line) else line)
        for number, line in enumerate(text.split("\n"), start=1)
    ]
    return Page("text", tuple(guess_kinds(unwrap_paragraphs(lines))))


def _is_rule(line: str) -> bool:
    """Return whether a line is a rule such as "* * *" and so no text."""
    return not set(line) - _RULES
