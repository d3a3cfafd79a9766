"""Names of the English that nothing in the Chinese explains: one may stand for a lost name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from aligncheck.coverage import lexicon
from aligncheck.text.names.chinese import Name
from aligncheck.text.names.english import English, Token
from aligncheck.text.names.many import Question
from aligncheck.text.names.said import (
    GENERIC,
    explains,
    first_form_in,
    listed_in,
    sounds,
    tells,
    to_explain,
)
from aligncheck.text.names.sound import LIKE, gains, letters, plain
from aligncheck.text.names.store import loans, names, readings, single_words
from aligncheck.text.words import stem

LEAST_NAMES = 0.25  # share of a word's translations that must be names for it to be one
LONGEST_SOURCE = 5  # characters of a word that may explain a name
TIME_ZONES = frozenset("BST GMT EST EDT PST PDT CET CEST UTC ET PT".split())


class Strangers:
    """The names of the English that nothing in the Chinese can be, looked for once and if asked."""

    def __init__(self, english: English, zh: str, found: Sequence[Name]) -> None:
        self.english = english
        self.zh = zh
        self.found = found
        self._seeming: dict[int, bool] = {}  # of the word that begins there

    def is_one(self, token: Token) -> bool:
        """Tell whether the word is a name that nothing in the Chinese can be."""
        return self._seems(token) and not any(
            explains(name.text, name.kind, token.text) for name in self.found
        )

    def asked(self, tokens: Iterable[Token]) -> Iterator[Question]:
        """Yield what is asked to tell whether the first of the words that seems a stranger is one.

        Most are, so that the words behind it will not be looked at.
        """
        for token in filter(self._seems, tokens):
            for name in self.found:
                yield from to_explain(name.text, token.text)
            break

    def _seems(self, token: Token) -> bool:
        """Tell whether the word may be a name, and no word of the Chinese is known to mean it."""
        known = self._seeming.get(token.start)
        if known is None:
            known = self._seeming[token.start] = self._may_be(token)
        return known

    def _may_be(self, token: Token) -> bool:
        return (
            token.capital
            and len(token.letters) > 2
            and token.letters not in self._spelt
            and token.letters not in self._latin
            and not self.english.begins(token)
            and _may_name(token)
            and not _translates(self.zh, stem(token.text.lower()))
        )

    @cached_property
    def _spelt(self) -> str:
        return "".join(map(_reading, self.zh))

    @cached_property
    def _latin(self) -> str:
        return plain(self.zh)

    def after(self, name: Name) -> Token | None:
        """Return the stranger that stands after the given name, where nothing says the surname."""
        given, point, surname = name.text.rpartition("·")
        if not point or first_form_in(self.english.text, surname):
            return None
        if listed_in(self.english, surname) or sounds(self.english, surname):
            return None
        part = given.rpartition("·")[2]
        forms = _forms(part)
        for before, token in pairwise(self.english.tokens):
            if (
                self.english.text[before.end : token.start] == " "
                and (before.letters in forms or gains(part, before.letters, LIKE))
                and self.is_one(token)
            ):
                return token
        return None


def _forms(name: str) -> frozenset[str]:
    return frozenset(letters(form) for form in names().english(name))


def _may_name(token: Token) -> bool:
    """Tell names from words that titles write with a capital, and from "post-Brexit" or "BST"."""
    if token.letters in GENERIC or token.text in TIME_ZONES or token.text[0].islower():
        return False
    if token.text.isupper() or token.letters in single_words():
        return True
    parts = token.text.lower().split("-")
    return any(_mostly_names(stem(part)) for part in parts)


@lru_cache(maxsize=1 << 14)
def _mostly_names(word: str) -> bool:
    """Tell whether the training text had the English stem for a name often enough, or had it never.

    The commonest translations are looked at first; few of them decide.
    """
    words, shares = lexicon.load().sources(word)
    rest = sum(shares)
    least, named = LEAST_NAMES * rest, 0.0
    for p, zh in sorted(zip(shares, words, strict=True), reverse=True):
        rest -= p
        named += p * (zh == word or _is_name(zh))
        if named >= least or named + rest < least:
            break
    return named >= least


@lru_cache(maxsize=1 << 15)
def _is_name(zh: str) -> bool:
    """Tell a word that is a name, or written as foreign names are."""
    held, weights = names().forms, loans()
    if zh in held or zh[:-1] in held:
        return True
    return len(zh) > 1 and sum([weights.get(char, -1.0) for char in zh]) >= len(zh)


@cache
def _reading(char: str) -> str:
    return readings().get(char, "").partition(" ")[0]


def _translates(zh: str, word: str) -> bool:
    """Tell whether the training text ever had a word of the Chinese for the English stem."""
    return tells(word) and any(source in zh for source in _sources(word))


@lru_cache(maxsize=4096)
def _sources(word: str) -> tuple[str, ...]:
    return tuple(zh for zh in lexicon.load().sources(word)[0] if len(zh) <= LONGEST_SOURCE)
