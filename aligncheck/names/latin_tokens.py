"""Latin words in Chinese text: acronyms, product names, addresses; and whether English has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from aligncheck.document import Span
from aligncheck.names.transliteration import latin_letters
from aligncheck.text.words import is_han

_ADDRESS = re.compile(
    r"(?P<url>(?:https?://|www\.)[!-~]*[\w/])|(?P<email>[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<site>(?<![\w.])(?:[A-Za-z0-9-]+\.)+(?:com|org|net|cn|gov|edu|io|uk|hk|tw)\b(?:/[!-~]*)?)"
)
_TOKEN = re.compile(
    r"[A-Za-z\u00c0-\u024f](?:[^\W\u3400-\u9fff\uf900-\ufaff]|[\u00c0-\u024f])*"
    r"(?:[-.&'’+/][A-Za-z0-9]+)*\+*"
)
_ANY = re.compile("[A-Za-z@\u00c0-\u024f]")
_MARKS = re.compile(r"[\W_]+")
_PART = re.compile("[A-Za-z]+")
_WHOLE = re.compile("[A-Za-z]+(?:[-’'][A-Za-z]+)*")


class LatinKind(StrEnum):
    """What a stretch of Latin letters is."""

    ADDRESS = "address"
    ACRONYM = "acronym"
    CODE = "code"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class LatinToken:
    """A stretch of Latin letters (and digits) in Chinese text."""

    text: str
    kind: LatinKind
    span: Span


def find_latin_tokens(text: str) -> list[LatinToken]:
    """Return addresses, acronyms, codes and words in Latin letters, in order.

    >>> found = find_latin_tokens("加入WTO后，COVID-19见www.who.int/zh。")
    >>> [(one.text, one.kind.value) for one in found]
    [('WTO', 'acronym'), ('COVID-19', 'code'), ('www.who.int/zh', 'address')]
    """
    if not _ANY.search(text):
        return []
    found = _find_addresses(text) if "." in text or "@" in text or "://" in text else []
    for one in found:
        start, end = one.span.start, one.span.end
        text = text[:start] + " " * (end - start) + text[end:]
    addresses = len(found)
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word.isascii() or not any(map(is_han, word)):
            found.append(LatinToken(word, _classify_token(word), Span(*match.span())))
    return sorted(found, key=lambda one: one.span) if addresses else found


def _find_addresses(text: str) -> list[LatinToken]:
    found = []
    for match in _ADDRESS.finditer(text):
        end = match.start() + len(re.split("[\u3000-\u9fff\uff00-\uffef]", match.group())[0])
        found.append(
            LatinToken(text[match.start() : end], LatinKind.ADDRESS, Span(match.start(), end))
        )
    return found


def _classify_token(word: str) -> LatinKind:
    if any(map(str.isdigit, word)):
        return LatinKind.CODE
    if len(word) > 1 and sum(map(str.isupper, word)) > len(word) / 2:
        return LatinKind.ACRONYM
    return LatinKind.WORD


def comparable_letters(text: str) -> str:
    """Return the letters and digits of a word as they are compared: "Covid-19" as "covid19"."""
    return _MARKS.sub("", text.lower()) or latin_letters(text)


def word_initials(text: str) -> str:
    """Return the first letters of all English words, of their parts around hyphens too."""
    return "".join(word[0].lower() for word in _PART.findall(text))


def is_spelt_out(acronym: str, text: str) -> bool:
    """Return whether consecutive words of `text` begin with the letters of an acronym.

    >>> is_spelt_out("GDP", "the gross domestic product grew")
    True
    >>> is_spelt_out("WHO", "the World Bank")
    False
    """
    wanted = "".join(char for char in acronym.lower() if "a" <= char <= "z")
    if len(wanted) < 2:
        return False
    if wanted in word_initials(text):
        return True
    return _has_initials_in_order(wanted, text)


_SMALL = frozenset("of the and for in on to a an de".split())


def _has_initials_in_order(wanted: str, text: str) -> bool:
    """Look for the letters as first letters, small words between them left out."""
    return any(
        wanted in "".join(word[0] for word in pattern.findall(text.lower()) if word not in _SMALL)
        for pattern in (_PART, _WHOLE)
    )
