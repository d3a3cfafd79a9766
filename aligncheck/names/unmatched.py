"""Names of the English that nothing in the Chinese explains: one may stand for a lost name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from aligncheck.models.lexicon import Lexicon
from aligncheck.names.batch_transliteration import NOT_ASKED, Answers, Question
from aligncheck.names.chinese_names import Name
from aligncheck.names.english_names import EnglishText, NameToken
from aligncheck.names.gazetteer import (
    load_loan_weights,
    load_names,
    load_readings,
    single_word_forms,
)
from aligncheck.names.learned_names import is_telling_stem
from aligncheck.names.matching import explains_word, explanation_questions
from aligncheck.names.name_forms import GENERIC, has_first_form, has_listed_form
from aligncheck.names.name_sounds import sounds_like_name
from aligncheck.names.transliteration import LIKE, gains_enough, latin_letters, strip_to_letters
from aligncheck.text.words import stem_word

LEAST_NAMES = 0.25  # share of a word's translations that must be names for it to be one
LONGEST_SOURCE = 5  # characters of a word that may explain a name
TIME_ZONES = frozenset("BST GMT EST EDT PST PDT CET CEST UTC ET PT".split())


class UnmatchedNames:
    """The names of the English that nothing in the Chinese can be, looked for once and if asked."""

    def __init__(
        self, english: EnglishText, zh: str, found: Sequence[Name], lexicon: Lexicon
    ) -> None:
        self.english = english
        self.zh = zh
        self.found = found
        self.lexicon = lexicon
        self._seeming: dict[int, bool] = {}  # of the word that begins there

    def is_unmatched(self, token: NameToken, heard: Answers = NOT_ASKED) -> bool:
        """Return whether the word is a name that nothing in the Chinese can be."""
        if not self._seems_unmatched(token):
            return False
        word = EnglishText(token.text)
        return not any(explains_word(name, word, heard) for name in self.found)

    def questions_about(self, tokens: Iterable[NameToken]) -> Iterator[Question]:
        """Yield what is asked to tell whether the first of the words that seems a stranger is one.

        Most are, so that the words behind it will not be looked at.
        """
        for token in filter(self._seems_unmatched, tokens):
            word = EnglishText(token.text)
            for name in self.found:
                yield from explanation_questions(name, word)
            break

    def _seems_unmatched(self, token: NameToken) -> bool:
        """Return whether the word may be a name, and no word of the Chinese is known to mean it."""
        known = self._seeming.get(token.start)
        if known is None:
            known = self._seeming[token.start] = self._may_be_unmatched(token)
        return known

    def _may_be_unmatched(self, token: NameToken) -> bool:
        return (
            token.capital
            and len(token.letters) > 2
            and token.letters not in self._pinyin_letters
            and token.letters not in self._latin_letters
            and not self.english.begins_sentence(token)
            and _may_be_name(token, self.lexicon)
            and not _has_known_source(self.zh, stem_word(token.text.lower()), self.lexicon)
        )

    @cached_property
    def _pinyin_letters(self) -> str:
        return "".join(map(_first_reading, self.zh))

    @cached_property
    def _latin_letters(self) -> str:
        return strip_to_letters(self.zh)

    def after(self, name: Name, heard: Answers = NOT_ASKED) -> NameToken | None:
        """Return the stranger that stands after the given name, where nothing says the surname."""
        given, point, surname = name.text.rpartition("·")
        if not point or has_first_form(self.english.text, surname):
            return None
        if has_listed_form(self.english, surname):
            return None
        if sounds_like_name(self.english, surname, heard):
            return None
        part = given.rpartition("·")[2]
        forms = _form_letters(part)
        for before, token in pairwise(self.english.tokens):
            if (
                self.english.text[before.end : token.start] == " "
                and (before.letters in forms or gains_enough(part, before.letters, LIKE))
                and self.is_unmatched(token, heard)
            ):
                return token
        return None


def _form_letters(name: str) -> frozenset[str]:
    return frozenset(latin_letters(form) for form in load_names().english(name))


def _may_be_name(token: NameToken, lexicon: Lexicon) -> bool:
    """Return whether a word is a name; those of titles, "post-Brexit" and "BST" are none."""
    if token.letters in GENERIC or token.text in TIME_ZONES or token.text[0].islower():
        return False
    if token.text.isupper() or token.letters in single_word_forms():
        return True
    parts = token.text.lower().split("-")
    return any(_is_mostly_name(stem_word(part), lexicon) for part in parts)


def _is_mostly_name(word: str, lexicon: Lexicon) -> bool:
    """Whether the training text had the English stem for a name often enough, or had it never.

    The commonest translations are looked at first; few of them decide.
    """
    words, shares = lexicon.sources(word)
    rest = sum(shares)
    least, named = LEAST_NAMES * rest, 0.0
    for p, zh in sorted(zip(shares, words, strict=True), reverse=True):
        rest -= p
        named += p * (zh == word or _is_name(zh))
        if named >= least or named + rest < least:
            break
    return named >= least


def _is_name(zh: str) -> bool:
    """Return whether a word is a name, or written as foreign names are."""
    held, weights = load_names().forms, load_loan_weights()
    if zh in held or zh[:-1] in held:
        return True
    return len(zh) > 1 and sum([weights.get(char, -1.0) for char in zh]) >= len(zh)


@cache  # a few thousand characters, read once each
def _first_reading(char: str) -> str:
    return load_readings().get(char, "").partition(" ")[0]


def _has_known_source(zh: str, word: str, lexicon: Lexicon) -> bool:
    """Return whether the training text ever had a word of the Chinese for the English stem."""
    return is_telling_stem(word) and any(source in zh for source in _short_sources(word, lexicon))


@lru_cache(maxsize=4096)  # without it all checks take 4 % longer
def _short_sources(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(zh for zh in lexicon.sources(word)[0] if len(zh) <= LONGEST_SOURCE)
