"""A text of a catalogue: its key, its words, its line."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One text; `key` leads to it from the root, items of lists by their numbers from 0 on."""

    key: Key
    text: str
    line: int


def name_key(key: Key) -> str:
    """Return a key as people write it.

    >>> name_key(("menu", "items", "0"))
    'menu.items.0'
    """
    return ".".join(key)
