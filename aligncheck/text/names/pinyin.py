"""How Chinese names are spelt with Latin letters: pinyin, Wade-Giles, and Cantonese surnames."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product

from aligncheck.text.names.store import readings, surnames

MOST = 12  # spellings made of characters with several readings

_INITIALS = {
    "zh": "ch", "ch": "ch", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k",
    "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j", "sh": "sh",
}  # fmt: skip
_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih",
    "ri": "jih", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "er": "erh", "he": "ho",
    "ge": "ko", "ke": "ko", "e": "o",
}  # fmt: skip
_FINALS = (
    (re.compile("ian$"), "ien"), (re.compile("ie$"), "ieh"), (re.compile("ong$"), "ung"),
    (re.compile("uo$"), "o"), (re.compile("(?<=[kh])uo$"), "uo"), (re.compile("ui$"), "ui"),
    (re.compile("yue$"), "yueh"), (re.compile("ue$"), "ueh"),
)  # fmt: skip
_SPLIT = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(.+)")


@cache
def wade_giles(syllable: str) -> str:
    """Return the plain letters of a pinyin syllable in Wade-Giles.

    >>> wade_giles("zhou"), wade_giles("dong"), wade_giles("xiao")
    ('chou', 'tung', 'hsiao')
    """
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    found = _SPLIT.fullmatch(syllable)
    if found is None:
        return syllable
    initial, final = found.group(1) or "", found.group(2)
    for pattern, other in _FINALS:
        if initial not in {"g", "k", "h", "sh"} or other != "o":
            final, count = pattern.subn(other, final)
            if count:
                break
    return _INITIALS.get(initial, initial) + final


def written(name: str) -> str:
    """Return the usual pinyin of a person's name.

    >>> written("李明华")
    'Li Minghua'
    """
    known = readings()
    first = [known.get(char, "").partition(" ")[0].replace("v", "ü") for char in name]
    cut = 2 if name[:2] in surnames() and len(name) > 2 else 1
    return " ".join("".join(part).capitalize() for part in (first[:cut], first[cut:]) if part)


def may_write(char: str, letters: str) -> bool:
    """Tell whether a syllable of the character stands in the letters, as it does where it is spelt.

    >>> may_write("邓", "xiaopingdeng"), may_write("邓", "maotsetung")
    (True, False)
    """
    return any(spelt in letters for spelt in _forms(char))


@cache
def _syllables(char: str) -> tuple[str, ...]:
    return tuple(readings().get(char, "").split()[:3])


@cache
def _forms(char: str) -> frozenset[str]:
    """Return the syllables of a character in pinyin and in Wade-Giles."""
    pinyin = [syllable.replace("v", "u") for syllable in _syllables(char)]
    return frozenset(pinyin).union(map(wade_giles, pinyin))


@lru_cache(maxsize=8192)
def spellings(name: str) -> tuple[str, ...]:
    """Return the plain letters of a name in pinyin and in Wade-Giles, surname first and last.

    >>> "xiaopingdeng" in spellings("邓小平"), "maotsetung" in spellings("毛泽东")
    (True, True)
    """
    choices = [_syllables(char) for char in name]
    if not all(choices):
        return ()
    cut = 2 if name[:2] in surnames() and len(name) > 2 else 1
    out: dict[str, None] = {}
    for number, syllables in enumerate(product(*choices)):
        if number == MOST:
            break
        pinyin = [syllable.replace("v", "u") for syllable in syllables]
        giles = [wade_giles(syllable) for syllable in pinyin]
        for spelt in (pinyin, giles):
            out["".join(spelt)] = None
            out["".join(spelt[cut:] + spelt[:cut])] = None
    return tuple(out)
