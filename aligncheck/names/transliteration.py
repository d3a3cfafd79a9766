"""Whether a Chinese name sounds like a Latin one: 勃列日涅夫 and Brezhnev.

Every Chinese character writes a piece of the foreign name, none to five letters long. The table
holds the log probabilities of the pieces; a name is scored by its best cutting.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from aligncheck.names.gazetteer import load_sounds

LONGEST_PIECE = 5  # letters one character may write
UNSEEN = -9.0  # log probability of a piece that training never saw, less 1 for each letter
# Log probability of a letter in any name whatsoever; a name must beat that to sound alike.
BACKGROUND = -2.75
# What each letter of a piece is worth where a bound is asked for: all letters must be written, so
# that short pieces alone reach nothing. Any value would be right; this gives up the most words.
PULL = 2.5
_NO_LETTER = re.compile("[^a-z]+")
_NO_ASCII_LETTER = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyz"))
SLACK = 1e-6  # for sums of floats in another order
LIKE = 0.55  # least gain over BACKGROUND a letter; see docs/names.md for the share it tells apart
SURE_LIKE = 0.8  # the same for taking a listed form for the sound of the name


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much better than chance the characters write the letters, per letter."""

    gain: float
    letters: int


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


@lru_cache(maxsize=65536)
def letter_gain(zh: str, latin: str) -> float:
    """Return how much better than chance `zh` writes the letters `latin`, per letter."""
    if not zh or not latin:
        return -math.inf
    return (_best_segmentation(zh, latin, -math.inf) - BACKGROUND * len(latin)) / _compared_length(
        zh, latin
    )


@lru_cache(maxsize=65536)
def gains_enough(zh: str, latin: str, least: float) -> bool:
    """Return whether `letter_gain` is at least so much; for most words that is soon clear."""
    if not zh or not latin:
        return False
    length, chance = _compared_length(zh, latin), BACKGROUND * len(latin)
    best = _best_segmentation(zh, latin, least * length + chance - SLACK)
    return (best - chance) / length >= least


def _compared_length(zh: str, latin: str) -> int:
    return max(len(latin), 2 * len(zh))


def _best_segmentation(zh: str, latin: str, floor: float) -> float:
    """Return the log probability of the best cutting of `latin` into one piece a character.

    Cuttings that cannot reach `floor` are given up; if none is left the result is -inf.
    """
    size = len(latin)
    if size > LONGEST_PIECE * len(zh) or _upper_bound(zh, latin, floor) < floor:
        return -math.inf
    tops = [_best_pieces_in(char, latin) for char in zh]
    if sum([top for top, _ in tops]) < floor:
        return -math.inf
    floor += PULL * size  # that much the pulls of all pieces sum to
    others = sum([pulled for _, pulled in tops])  # the most that characters still to come add
    scores = {0: 0.0} if others >= floor else {}
    cuts = _possible_pieces(latin)
    for char, (_, pulled) in zip(zh, tops, strict=True):
        if not scores:
            break
        written = _piece_probabilities(char).get
        others -= pulled
        after: dict[int, float] = {}
        for start, score in scores.items():
            least = floor - others - score
            for end, piece in cuts[start]:
                value = written(piece)
                if value is None:
                    value = UNSEEN - (end - start)
                if value + PULL * end >= least and score + value > after.get(end, -math.inf):
                    after[end] = score + value
        scores = after
    return scores.get(size, -math.inf)


def _upper_bound(zh: str, latin: str, floor: float) -> float:
    """Return more than the best cutting can reach, as soon as that is below `floor`.

    The first character must write how the word begins, and the last how it ends.
    """
    most = _likeliest_sum(zh)
    if most < floor or len(zh) < 2:
        return most
    most += _best_opening(zh[0], latin[:LONGEST_PIECE]) - _likeliest_piece(zh[0])
    if most < floor:
        return most
    return most + _best_closing(zh[-1], latin[-LONGEST_PIECE:]) - _likeliest_piece(zh[-1])


@lru_cache(maxsize=1 << 14)
def _best_opening(char: str, begins: str) -> float:
    """Return the most that a character may add where it writes how a word begins."""
    written = _piece_probabilities(char).get
    return max([written(begins[:size], UNSEEN - size) for size in range(len(begins) + 1)])


@lru_cache(maxsize=1 << 14)
def _best_closing(char: str, ends: str) -> float:
    """Return the most that a character may add where it writes how a word ends."""
    written = _piece_probabilities(char).get
    return max([written(ends[at:], UNSEEN - len(ends) + at) for at in range(len(ends) + 1)])


@lru_cache(maxsize=16384)
def _possible_pieces(latin: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Return, for each place in a word, the pieces that may begin there and where they end."""
    size = len(latin)
    return tuple(
        [
            tuple([(end, latin[at:end]) for end in range(at, min(at + LONGEST_PIECE, size) + 1)])
            for at in range(size + 1)
        ]
    )


@cache
def _piece_probabilities(char: str) -> Mapping[str, float]:
    return load_sounds().get(char, {})


@lru_cache(maxsize=1 << 16)
def _best_pieces_in(char: str, latin: str) -> tuple[float, float]:
    """Return the most that a character may add for a word: as log probability, and pulled."""
    held = _substrings(latin) & _written_pieces(char)
    top = max([UNSEEN, *map(_piece_probabilities(char).__getitem__, held)])
    unseen = UNSEEN + (PULL - 1) * LONGEST_PIECE
    return top, max([unseen, *map(_length_adjusted(char).__getitem__, held)])


@cache
def _length_adjusted(char: str) -> Mapping[str, float]:
    return {piece: value + PULL * len(piece) for piece, value in _piece_probabilities(char).items()}


@cache
def _written_pieces(char: str) -> frozenset[str]:
    return frozenset(_piece_probabilities(char))


@lru_cache(maxsize=16384)
def _substrings(latin: str) -> frozenset[str]:
    size = len(latin)
    return frozenset(
        [latin[at : at + more] for more in range(LONGEST_PIECE + 1) for at in range(size)]
    )


@lru_cache(maxsize=1 << 14)
def _likeliest_sum(zh: str) -> float:
    """Return the log probability of the likeliest pieces that the characters write."""
    return sum(map(_likeliest_piece, zh))


@cache
def _likeliest_piece(char: str) -> float:
    """Return the log probability of the likeliest piece a character writes."""
    return max([UNSEEN, *_piece_probabilities(char).values()])
