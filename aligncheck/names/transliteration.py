"""Whether a Chinese name sounds like a Latin one: 勃列日涅夫 and Brezhnev.

Every Chinese character writes a piece of the foreign name, none to five letters long. The table
holds the log probabilities of the pieces; a name is scored by its best cutting.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from aligncheck.names.gazetteer import load_sounds

LONGEST_PIECE = 5  # letters one character may write
UNSEEN = -9.0  # log probability of a piece that training never saw, less 1 for each letter
# Log probability of a letter in any name whatsoever; a name must beat that to sound alike.
BACKGROUND = -2.75
_NO_LETTER = re.compile("[^a-z]+")
_NO_ASCII_LETTER = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyz"))
SLACK = 1e-6  # for sums of floats in another order
LIKE = 0.55  # least gain over BACKGROUND a letter; see docs/names.md for the share it tells apart
SURE_LIKE = 0.8  # the same for taking a listed form for the sound of the name


def latin_letters(text: str) -> str:
    """Return the plain small letters of a Latin name: without accents, marks and spaces.

    >>> latin_letters("Xi’an"), latin_letters("Müller"), latin_letters("Tse-tung")
    ('xian', 'muller', 'tsetung')
    """
    return _cached_letters(text)


def strip_to_letters(text: str) -> str:
    """Return the letters of a long text, which is not remembered as words are."""
    lower = text.lower()
    if lower.isascii():
        return lower.encode("ascii").translate(None, _NO_ASCII_LETTER).decode("ascii")
    for old, new in (("ß", "ss"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("æ", "ae"), ("œ", "oe")):
        lower = lower.replace(old, new)
    lower = unicodedata.normalize("NFD", lower)
    return _NO_LETTER.sub("", lower)


_cached_letters = lru_cache(maxsize=65536)(strip_to_letters)


def is_transliteration(zh: str, latin: str) -> bool:
    """Return whether the Chinese characters can write the Latin name by sound.

    >>> is_transliteration("托克维尔", "Tocqueville")
    True
    >>> is_transliteration("戈尔巴乔夫", "Khrushchev")
    False
    """
    return gains_enough(zh, latin_letters(latin), LIKE)


def letter_gain(zh: str, latin: str) -> float:
    """Return how much better than chance `zh` writes the letters `latin`, per letter."""
    if not zh or not latin:
        return -math.inf
    length = max(len(latin), 2 * len(zh))
    return (_best_segmentation(zh, latin) - BACKGROUND * len(latin)) / length


def gains_enough(zh: str, latin: str, least: float) -> bool:
    """Return whether the letters gain at least so much, and there are any."""
    return bool(zh and latin) and letter_gain(zh, latin) >= least


def _best_segmentation(zh: str, latin: str) -> float:
    """Return the log probability of the best cutting of `latin` into one piece a character."""
    size, sounds = len(latin), load_sounds()
    scores = {0: 0.0}  # of the best cutting of each beginning, by its length
    for char in zh:
        written = sounds.get(char, {})
        after: dict[int, float] = {}
        for start, score in scores.items():
            for end in range(start, min(start + LONGEST_PIECE, size) + 1):
                value = score + written.get(latin[start:end], UNSEEN - (end - start))
                if value > after.get(end, -math.inf):
                    after[end] = value
        scores = after
    return scores.get(size, -math.inf)
