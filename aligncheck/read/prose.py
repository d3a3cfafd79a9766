"""How much of a text is prose: what was left out of a file is measured by it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aligncheck.document import Unread
from aligncheck.read.language_identification import HAN_WEIGHT, count_han, count_latin

_COMMON = frozenset(
    "the of and to in a is that for was by with as on it his from are be which not have had this "
    "at or an were has but they you we can will all one their its if when there more".split()
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_CODE = re.compile(r"[{}<>=_\\$#@^|*/+`~;\[\]()&%]")
_STOP = re.compile("[。！？；，、.!?]")
_LEAST_HAN = 6
_LEAST_WORDS = 5


def weigh_text(text: str) -> int:
    """Return the letters of `text`, a Chinese character counting as three."""
    return count_han(text) * HAN_WEIGHT + count_latin(text)


def weigh_prose(text: str) -> int:
    """Return the weight of the lines of `text` that are sentences, not code, names or labels.

    >>> weigh_prose("for (i = 0; i < n; i++) {"), weigh_prose("The mill was at the end of it.") > 0
    (0, True)
    """
    return sum(weigh_text(line) for line in text.split("\n") if is_prose(line))


def is_prose(line: str) -> bool:
    """Return whether a line is running text of one of our languages."""
    han = count_han(line)
    signs = len(_CODE.findall(line))
    if han >= _LEAST_HAN and _STOP.search(line):
        return han * HAN_WEIGHT >= count_latin(line) and signs * 5 <= han
    words = _WORD.findall(line)
    if len(words) < _LEAST_WORDS or signs * 4 > len(words):
        return False
    common = sum(word.casefold() in _COMMON for word in words)
    return common >= 2 and common * 8 >= len(words)


def is_mostly_prose(text: str) -> bool:
    """Return whether more than half of the letters of `text` stand in lines of prose."""
    weight = weigh_prose(text)
    return weight > 0 and weight * 2 > weigh_text(text)


def describe_unread(what: str, line: int, text: str) -> Unread | None:
    """Return what was left out, None if it holds no letter or digit."""
    if not any(char.isalnum() for char in text):
        return None
    return Unread(what, line, len(" ".join(text.split())), weigh_prose(text))


def total_prose(items: Iterable[Unread]) -> int:
    """Return the weight of all prose that was left out."""
    return sum(item.prose for item in items)
