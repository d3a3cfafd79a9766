"""The words of an English text as names are looked for among them."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from aligncheck.document import Span
from aligncheck.names.gazetteer import form_words
from aligncheck.names.transliteration import LIKE, SURE_LIKE, latin_letters, strip_to_letters
from aligncheck.text.normalise import normalise
from aligncheck.text.words import en_word_table, stem_word

# The next word that is not in small letters throughout; what stands before it is passed at once.
_WORD = re.compile(
    r"(?:[\W\d_]++|[a-z]++(?:[’'.-][a-z]++)*+(?![^\W\d_]|[’'.-][^\W\d_]))*+"
    r"(?:([^\W\d_]+(?:[’'.-][^\W\d_]+)*)|\Z)"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"[\w.@/-]*\w\.(?:com|cn|net|org|gov|edu|info)\b[\w./-]*", re.I)
_SITE = re.compile(r"\.(?:com|cn|net|org|gov|edu|info)\b", re.I)
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
MOST_JOINED = 4  # words
_START = re.compile(r"(?:^|[.!?:\n\"“‘(—]\s*)\Z")
# Words written with a capital that are no names.
NO_NAMES = frozenset(
    "i i'm i'll i've i'd mr mrs ms dr sir monday tuesday wednesday thursday friday saturday sunday"
    " january february march april may june july august september october november december".split()
)


class NameToken(NamedTuple):
    """An English word: how it is written, its plain letters, and where it begins."""

    text: str
    letters: str
    capital: bool
    start: int

    @property
    def end(self) -> int:
        """Where the word ends, without 's."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)


class EnglishText:
    """An English text, asked about many names; what no question needs is not read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._heard: dict[float, tuple[tuple[str, float], ...]] = {}

    @cached_property
    def tokens(self) -> list[NameToken]:
        """The words with a capital, also those that begin a sentence."""
        return [
            NameToken(*_describe_word(found[1]), found.start(1))
            for found in _WORD.finditer(self.text)
            if found[1] and not found[1].islower()
        ]

    def begins_sentence(self, token: NameToken) -> bool:
        """Return whether a sentence or a quotation begins with the word."""
        return _START.search(self.text[max(0, token.start - 4) : token.start]) is not None

    def has_word(self, word: str) -> bool:
        """Return whether the letters are those of a word, or of a part of one."""
        return word in self.joined and word in self.words

    @cached_property
    def words(self) -> frozenset[str]:
        """The plain letters of every word and of its parts around marks."""
        return frozenset(map(latin_letters, set(_LETTERS.findall(self.text))))

    def has_stem(self, stems: frozenset[str]) -> bool:
        """Return whether one of the stems is that of a word.

        But for a last i, which may stand for y, a stem is what its words begin with: most stems
        that no word has are not even in the text.
        """
        low = self._lowered_text
        near = any("'" in one or one.removesuffix("i") in low for one in stems)
        return near and not self.stems.isdisjoint(stems)

    @cached_property
    def _lowered_text(self) -> str:
        return normalise(self.text).text.lower()

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of every word, as the translation table holds them."""
        return frozenset(map(stem_word, set(en_word_table(self.text).texts)))

    @cached_property
    def high_stems(self) -> frozenset[str]:
        """The stems of the words with a capital."""
        return frozenset(
            stem_word(part.lower())
            for token in self.tokens
            if token.capital
            for part in (token.text, *token.text.split("-"))
            if part
        )

    @cached_property
    def capital_letters(self) -> frozenset[str]:
        """The plain letters of every word with a capital, and of its parts around marks."""
        high = [token for token in self.tokens if token.capital]
        parts = (latin_letters(part) for token in high for part in _PARTS.split(token.text))
        return frozenset((*parts, *(token.letters for token in high)))

    @cached_property
    def joined(self) -> str:
        """All letters of the text in one string."""
        return strip_to_letters(self.text)

    @cached_property
    def names(self) -> tuple[tuple[str, bool], ...]:
        """The letters of the words with a capital, and (marked) of neighbours joined."""
        out: dict[str, bool] = {}
        runs: list[str] = []  # those that end with the word before, the longest first
        end = -1
        for token in self.tokens:
            if not token.capital:
                runs = []
                continue
            if runs and not _JOIN.fullmatch(self.text, end, token.start):
                runs = []
            out[token.letters] = False
            if not token.text.isalpha():
                for part in _PARTS.split(token.text):
                    if len(part) > 2:
                        out[latin_letters(part)] = False
            runs = [run + token.letters for run in runs[1 - MOST_JOINED :]]
            for run in runs:
                out.setdefault(run, True)
            runs.append(token.letters)
            end = token.end
        return tuple(out.items())

    def required_gains(self, other: float) -> tuple[tuple[str, float], ...]:
        """Return the names, each with what it must gain: a known one much, not joined `other`."""
        if other not in self._heard:
            words = form_words()
            self._heard[other] = tuple(
                [
                    (word, SURE_LIKE if word in words else LIKE if joined else other)
                    for word, joined in self.names
                ]
            )
        return self._heard[other]

    @cached_property
    def address_letters(self) -> str:
        """The letters of all web and mail addresses: www.xinhuanet.com."""
        found = _ADDRESS.findall(self.text) if _SITE.search(self.text) else []
        return " ".join(map(latin_letters, found))

    @cached_property
    def has_reference(self) -> bool:
        """Return whether a pronoun or "the government" may stand for a name."""
        return _REFERS.search(self.text) is not None

    @cached_property
    def acronym_words(self) -> frozenset[str]:
        """The words all in capitals."""
        found = {
            re.sub(r"[^A-Z]", "", token.text)
            for token in self.tokens
            if token.text[:2].isupper() or "." in token.text
        }
        return frozenset(word for word in found if len(word) > 1)


@lru_cache(maxsize=1 << 14)  # without it all checks take 4 % longer
def _describe_word(word: str) -> tuple[str, str, bool]:
    """Return a word without 's, its plain letters, and whether it may be a name."""
    word = _POSSESSIVE.sub("", word)
    return word, latin_letters(word), word.lower() not in NO_NAMES
