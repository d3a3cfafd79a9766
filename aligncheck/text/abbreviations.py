"""Short forms by initials: WHO for "World Health Organization", and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORT = re.compile(r"\b[A-Z]{3,7}s?\b")
_LONG = re.compile(r"\b[A-Z][\w'’-]*(?:[ -](?:(?:of|for|and|the|on|in|to) )*[A-Z][\w'’-]*){2,7}")
_WORD = re.compile(r"[A-Za-z][\w'’]*")
SMALL = frozenset("of for and the on in to a an".split())
LEAST = 3  # letters of a short form


def says_otherwise(phrases: Iterable[str], text: str) -> bool:
    """Return whether `text` has the short form of a phrase, or spells a short phrase out.

    >>> says_otherwise(["world health organization"], "The WHO warned of it.")
    True
    >>> says_otherwise(["NATO"], "the North Atlantic Treaty Organization said")
    True
    """
    short = {found.removesuffix("s") for found in _SHORT.findall(text)}
    spelt = {_initials(found) for found in _LONG.findall(text)}
    for phrase in phrases:
        if phrase.isupper() and len(phrase) >= LEAST and any(phrase in one for one in spelt):
            return True
        initials = _initials(phrase)
        if len(initials) >= LEAST and initials in short:
            return True
    return False


def _initials(phrase: str) -> str:
    return "".join(w[0].upper() for w in _WORD.findall(phrase) if w.lower() not in SMALL)
