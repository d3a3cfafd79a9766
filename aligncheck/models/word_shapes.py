"""English words as the network that finds holes reads them: a form and a shape."""

from __future__ import annotations

import re
from functools import lru_cache

# "the reached 7.4%": a number cannot follow the second of these after the first in good English.
BEFORE_NOUN = frozenset("the a an its their our of every".split())
FINITE = frozenset(
    "reached exceeded surpassed fell rose grew stood amounted totaled totalled dropped climbed "
    "averaged accounted was were is are became remained".split()
)
MARK = re.compile(r"\d{1,3}")  # a footnote's, when it follows one of these
CLOSING = frozenset("”’\"')]")
STOPS = frozenset(",.;")
QUOTES = frozenset('”"')
FIGURES = 5  # the shape of a word that begins with a digit
OWN, OWN_SHAPE = "'s", 12  # what is cut off a noun
_CONTRACTED = frozenset("it he she that what let there here who where how when why this".split())


@lru_cache(maxsize=1 << 15)  # most words of a document come again
def describe_word(word: str, piece: str) -> tuple[str, int, bool]:
    """Return the form and shape of a word as it stands, and whether it ends in 's."""
    form, owner = _strip_possessive(word)
    owner = owner and len(piece) > 2
    return form, word_shape(piece[:-2] if owner else piece), owner


def _strip_possessive(form: str) -> tuple[str, bool]:
    """Cut 's off a name or noun; number the figures by their kind."""
    if form[0].isdigit():
        return _mask_figures(form), False
    if len(form) > 2 and form.endswith("'s") and form[:-2] not in _CONTRACTED:
        return form[:-2], True
    return form, False


def _mask_figures(form: str) -> str:
    digits = form.rstrip("%stndrh")
    tail = form[len(digits) :]
    if not digits.isdigit():
        return "0.0" + tail
    if tail:
        return "0" + tail
    size = len(digits)
    return form if size == 1 else "1900" if size == 4 and digits < "2100" else "0" * min(size, 5)


def word_shape(piece: str) -> int:
    """Return what a word looks like: lower case, capitalised, capitals, mixed, figures, a mark."""
    if piece[0].isdigit():
        return FIGURES
    if not piece[0].isalpha():
        return 6
    if piece.islower():
        return 1
    if piece[1:].islower() or len(piece) == 1:
        return 2
    return 3 if piece.isupper() else 4
