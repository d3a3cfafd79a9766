"""Whether a Chinese name sounds like a Latin one: 勃列日涅夫 and Brezhnev.

Every Chinese character writes a piece of the foreign name, none to five letters long. The table
holds the log probabilities of the pieces; a name is scored by its best cutting.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from aligncheck.text.names.store import sounds

LONGEST_PIECE = 5  # letters one character may write
UNSEEN = -9.0  # log probability of a piece that training never saw, less 1 for each letter
# Log probability of a letter in any name whatsoever; a name must beat that to sound alike.
BACKGROUND = -2.75
LIKE = 0.55  # least gain over BACKGROUND a letter; see docs/names.md for the share it tells apart


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much better than chance the characters write the letters, per letter."""

    gain: float
    letters: int


def letters(text: str) -> str:
    """Return the plain small letters of a Latin name: without accents, marks and spaces.

    >>> letters("Xi’an"), letters("Müller"), letters("Tse-tung")
    ('xian', 'muller', 'tsetung')
    """
    return _letters(text)


@lru_cache(maxsize=65536)
def _letters(text: str) -> str:
    lower = text.lower()
    if not lower.isascii():
        for old, new in (("ß", "ss"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("æ", "ae"), ("œ", "oe")):
            lower = lower.replace(old, new)
        lower = unicodedata.normalize("NFD", lower)
    return "".join(char for char in lower if "a" <= char <= "z")


def alike(zh: str, latin: str) -> bool:
    """Tell whether the Chinese characters can write the Latin name by sound.

    >>> alike("托克维尔", "Tocqueville"), alike("戈尔巴乔夫", "Khrushchev")
    (True, False)
    """
    return gain(zh, letters(latin)) >= LIKE


@lru_cache(maxsize=65536)
def gain(zh: str, latin: str) -> float:
    """Return how much better than chance `zh` writes the letters `latin`, per letter."""
    if not zh or not latin:
        return -math.inf
    best = _best(zh, latin, sounds())
    length = max(len(latin), 2 * len(zh))
    return (best - BACKGROUND * len(latin)) / length


def _best(zh: str, latin: str, table: Mapping[str, Mapping[str, float]]) -> float:
    """Return the log probability of the best cutting of `latin` into one piece a character."""
    size = len(latin)
    scores = [0.0] + [-math.inf] * size
    for char in zh:
        pieces = table.get(char, {})
        after = [-math.inf] * (size + 1)
        for start, score in enumerate(scores):
            if score == -math.inf:
                continue
            for end in range(start, min(start + LONGEST_PIECE, size) + 1):
                piece = latin[start:end]
                value = score + pieces.get(piece, UNSEEN - (end - start))
                if value > after[end]:
                    after[end] = value
        scores = after
    return scores[size]
