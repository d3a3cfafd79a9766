"""One form for comparing: NFKC, simplified characters, plain spaces, with the way back.

>>> normalise("１２％的國家").text
'12%的国家'
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from aligncheck.document import Span


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A normalised text and, for each of its code points, where it came from.

    `origin` has len(text) + 1 entries, ascending: code point i of `text` stems from the stretch
    of the original that begins at origin[i] and ends before the next larger origin. It is None
    when every code point stands where it stood.
    """

    text: str
    origin: tuple[int, ...] | None = None

    def back(self, span: Span) -> Span:
        """Return the stretch of the original text that `span` of `text` stems from."""
        if self.origin is None:
            return span
        start = self.origin[span.start]
        if span.start == span.end:
            return Span(start, start)
        return Span(start, self.origin[bisect_right(self.origin, self.origin[span.end - 1])])


@lru_cache(maxsize=1 << 12)  # every check reads the same texts
def normalise(text: str) -> NormalisedText:
    """Normalise `text` for comparing: NFKC, traditional to simplified, any white space to " ".

    Characters that combine are normalised together, so é written in two code points and é in one
    come out the same.
    """
    plain = text if text.isascii() and text.isprintable() else _normalise_one_to_one(text)
    if plain is not None:
        return NormalisedText(plain)
    table = simplified_forms()
    out: list[str] = []
    origin: list[int] = []
    for start, end in _split_clusters(text):
        piece = unicodedata.normalize("NFKC", text[start:end])
        for char in piece:
            out.append(" " if char.isspace() else table.get(ord(char), char))
            origin.append(start)
    origin.append(len(text))
    return NormalisedText("".join(out), tuple(origin))


def simplify(text: str) -> str:
    """Write every traditional character that has one simplified form in that form.

    One code point stays one code point, so offsets hold.
    """
    return (
        text if _traditional_characters().isdisjoint(text) else text.translate(simplified_forms())
    )


@cache  # read once a process
def _traditional_characters() -> frozenset[str]:
    return frozenset(map(chr, simplified_forms()))


@cache  # read once a process
def simplified_forms() -> dict[int, str]:
    """Return the character table: 4,572 traditional characters and their simplified forms.

    From OpenCC's t2s conversion of single characters (Apache-2.0); rebuilt by
    `python -m training hant`.
    """
    rows = files("aligncheck.text").joinpath("hant.txt").read_text(encoding="utf-8").split()
    return {ord(row[0]): row[1] for row in rows}


def _normalise_one_to_one(text: str) -> str | None:
    """Normalise code point by code point; None if the text needs more than that."""
    plain = text.translate(_FORMS)
    return plain if len(plain) == len(text) and unicodedata.is_normalized("NFKC", plain) else None


class _CharacterForms(dict[int, str]):
    """What each code point met so far is alone, as it is compared; of some that is several."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        form = " " if char.isspace() else unicodedata.normalize("NFKC", char)
        self[code] = simplified_forms().get(ord(form), form) if len(form) == 1 else form
        return self[code]


_FORMS = _CharacterForms()


def _split_clusters(text: str) -> list[tuple[int, int]]:
    """Cut `text` before every code point that begins anew under normalisation."""
    starts = [
        i
        for i, char in enumerate(text)
        if i == 0
        or not (
            unicodedata.combining(char) or "\u1160" <= char <= "\u11ff" or char in "\uff9e\uff9f"
        )
    ]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
