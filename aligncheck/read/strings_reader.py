"""Apple's .strings: "key" = "text"; with comments."""

from __future__ import annotations

import re

from aligncheck.errors import ReadError
from aligncheck.read.catalogue_entry import Entry

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_ENTRY = re.compile(rf"(?:{_QUOTED}|([\w.-]+))\s*=\s*{_QUOTED}\s*;", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:U([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r"}


def list_apple_texts(text: str, path: str) -> list[Entry]:
    """Return the texts in order; raises ReadError with the line of what is no entry."""
    found: list[Entry] = []
    at, line = 0, 1
    while True:
        space = _SPACE.match(text, at)
        if space is not None:
            line += space[0].count("\n")
            at = space.end()
        if at >= len(text):
            return found
        entry = _ENTRY.match(text, at)
        if entry is None:
            shown = text[at : at + 40].partition("\n")[0]
            raise ReadError(f'{path}:{line}: expected "key" = "text"; got {shown!r}')
        key = _unescape(entry[1]) if entry[1] is not None else entry[2]
        found.append(Entry((key,), _unescape(entry[3]), line))
        line += entry[0].count("\n")
        at = entry.end()


def _unescape(text: str) -> str:
    return _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _PLAIN.get(found[2], found[2]), text
    )
