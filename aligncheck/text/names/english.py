"""The words of an English text as names are looked for among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from aligncheck.document import Span
from aligncheck.text.names.sound import letters
from aligncheck.text.words import en_words, stem

_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_ADDRESS = re.compile(r"[\w.@/-]*\w\.(?:com|cn|net|org|gov|edu|info)\b[\w./-]*", re.I)
_POSSESSIVE = re.compile(r"[’']s?\Z", re.I)
_PARTS = re.compile(r"[-’'.]")
# What stands for a person, a country or an organisation that was named before.
_REFERS = re.compile(
    r"\b(?:he|him|his|she|hers?|they|them|their|its?|the (?:[a-z]+ )?(?:country|government|capital"
    r"|city|province|region|company|party|movement|group|president|minister|premier|leader"
    r"|secretary|chairman|author|army|island|regime|state|nation))\b",
    re.I,
)
_JOIN = re.compile(r"[\s’'·.-]{1,2}")
_START = re.compile(r"(?:^|[.!?:\n\"“‘(—]\s*)\Z")
# Words written with a capital that are no names.
NO_NAMES = frozenset(
    "i i'm i'll i've i'd mr mrs ms dr sir monday tuesday wednesday thursday friday saturday sunday"
    " january february march april may june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """An English word: its plain letters, where it stands, and how it is written."""

    text: str
    letters: str
    span: Span
    capital: bool
    first: bool


class English:
    """An English text, read once and asked about many names.

    `tokens` are its words with a capital, also those that begin a sentence.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            _token(text, found) for found in _WORD.finditer(text) if not found.group().islower()
        ]

    @cached_property
    def words(self) -> frozenset[str]:
        """The plain letters of every word and of its parts around marks."""
        return frozenset(letters(word) for word in set(re.findall(r"[^\W\d_]+", self.text)))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of every word, as the translation table holds them."""
        return frozenset(stem(word.text) for word in en_words(self.text))

    @cached_property
    def high_stems(self) -> frozenset[str]:
        """The stems of the words with a capital."""
        return frozenset(
            stem(part.lower())
            for token in self.tokens
            if token.capital
            for part in (token.text, *token.text.split("-"))
            if part
        )

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The plain letters of every word with a capital, and of its parts around marks."""
        high = [token for token in self.tokens if token.capital]
        parts = (letters(part) for token in high for part in _PARTS.split(token.text))
        return frozenset((*parts, *(token.letters for token in high)))

    @cached_property
    def joined(self) -> str:
        """All letters of the text in one string."""
        return letters(self.text)

    @cached_property
    def names(self) -> tuple[tuple[str, bool], ...]:
        """The letters of the words with a capital, and (marked) of neighbours joined."""
        out: dict[str, bool] = {}
        for i, token in enumerate(self.tokens):
            if not token.capital:
                continue
            out[token.letters] = False
            out.update((letters(part), False) for part in _PARTS.split(token.text) if len(part) > 2)
            run = token.letters
            for before, other in pairwise(self.tokens[i : i + 4]):
                between = self.text[before.span.end : other.span.start]
                if not other.capital or not _JOIN.fullmatch(between):
                    break
                run += other.letters
                out.setdefault(run, True)
        return tuple(out.items())

    @cached_property
    def addresses(self) -> str:
        """The letters of all web and mail addresses: www.xinhuanet.com."""
        return " ".join(letters(found) for found in _ADDRESS.findall(self.text))

    @cached_property
    def refers(self) -> bool:
        """Tell whether a pronoun or "the government" may stand for a name."""
        return _REFERS.search(self.text) is not None

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The words all in capitals."""
        found = {
            re.sub(r"[^A-Z]", "", token.text)
            for token in self.tokens
            if token.text[:2].isupper() or "." in token.text
        }
        return frozenset(word for word in found if len(word) > 1)


def _token(text: str, found: re.Match[str]) -> Token:
    word = _POSSESSIVE.sub("", found.group())
    span = Span(found.start(), found.start() + len(word))
    first = _START.search(text[max(0, span.start - 4) : span.start]) is not None
    return Token(word, letters(word), span, word.lower() not in NO_NAMES, first)
