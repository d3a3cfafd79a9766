"""Chinese persons as English writes them: a surname beside a given name in romanised syllables.

>>> from aligncheck.names.english_names import EnglishText
>>> [one.text for one in find_persons_en(EnglishText("Premier Li Keqiang met Lin Yi-hua."))]
['Li Keqiang', 'Lin Yi-hua']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from aligncheck.document import Span
from aligncheck.names.english_names import EnglishText, NameToken
from aligncheck.names.romanisation import (
    all_pinyin_syllables,
    all_surname_forms,
    all_syllable_forms,
)

LONGEST = 6  # letters of a syllable
_BESIDE = frozenset({" ", "-", "\u00a0"})  # between a surname and a given name
# Syllables that are English words too; with a capital they are no given names.
_WORDS = frozenset(
    "a e o he she me you so to no can men man long die pan fan ran ban sang song lie hang sun pin"
    " pen tie pie tan gang sha bin ten nun".split()
)


class EnglishPerson(NamedTuple):
    """A surname and a given name of one or two words, as they stand in the text."""

    surname: NameToken
    given: tuple[NameToken, ...]
    text: str

    @property
    def letters(self) -> str:
        """The plain letters of the given name."""
        return join_letters(self.given)

    @property
    def apart(self) -> bool:
        """Whether the syllables of the given name stand apart, or have a hyphen between them."""
        return len(self.given) > 1 or "-" in self.given[0].text

    @property
    def span(self) -> Span:
        """Where the given name stands."""
        return Span(self.given[0].start, self.given[-1].end)


def find_persons_en(english: EnglishText) -> Iterator[EnglishPerson]:
    """Yield surnames of Chinese persons with the given names beside them, of two syllables."""
    for run in _split_capital_runs(english):
        for at, token in enumerate(run):
            if token.letters not in all_surname_forms():
                continue
            before = (at - 1, at + 1, at + 2), (at - 1, at + 1, at + 3)
            behind = (at + 1, at - 1, at), (at + 1, at - 2, at)
            for beyond, low, high in (*before, *behind):
                if low < 0 or high > len(run):
                    continue
                part = 0 <= beyond < len(run) and run[beyond].letters in all_syllable_forms()
                if not part and _are_given(run[low:high]):  # no part: Hong Kong Aili
                    yield _make_person(english, token, run[low:high])


def find_short_names_en(english: EnglishText) -> Iterator[EnglishPerson]:
    """Yield surnames with a given name of one syllable behind them: Wang Yi."""
    for run in _split_capital_runs(english):
        for at, (token, given) in enumerate(pairwise(run)):
            beyond = run[at + 2].letters if at + 2 < len(run) else ""
            if (
                token.letters in all_surname_forms()
                and given.letters in all_pinyin_syllables() - _WORDS
                and beyond not in all_syllable_forms()
                and english.text[token.end : given.start] == " "
                and (at == 0 or run[at - 1].letters not in all_syllable_forms())
            ):
                yield _make_person(english, token, [given])


def find_misspelt_persons_en(english: EnglishText) -> Iterator[EnglishPerson]:
    """Yield surnames with a word behind them that is no run of syllables: Wang Jianmim."""
    for run in _split_capital_runs(english):
        for at, (token, given) in enumerate(pairwise(run)):
            alone = at == 0 and len(run) == 2
            if (
                alone
                and token.letters in all_surname_forms()
                and given.text.isalpha()
                and len(given.letters) > 3
                and not _is_given(given.letters)
                and english.text[token.end : given.start] == " "
            ):
                yield _make_person(english, token, [given])


def _make_person(
    english: EnglishText, surname: NameToken, given: Sequence[NameToken]
) -> EnglishPerson:
    low = min(surname.start, given[0].start)
    high = max(surname.end, given[-1].end)
    return EnglishPerson(surname, tuple(given), english.text[low:high])


def join_letters(tokens: Iterable[NameToken]) -> str:
    """Return the plain letters of words side by side."""
    return "".join(token.letters for token in tokens)


def _split_capital_runs(english: EnglishText) -> Iterator[list[NameToken]]:
    """Yield the words with a capital that stand side by side, as those of a name do."""
    run: list[NameToken] = []
    for token in english.tokens:
        if run and english.text[run[-1].end : token.start] not in _BESIDE:
            yield run
            run = []
        if token.capital:
            run.append(token)
    yield run


def _are_given(words: Sequence[NameToken]) -> bool:
    """Return whether words are two syllables; Huang is one, though hu and ang are syllables too."""
    joined = join_letters(words)
    one = len(words) == 1 and words[0].text.isalpha() and joined in all_pinyin_syllables()
    return not one and _is_given(joined)


@lru_cache(maxsize=8192)
def _is_given(joined: str) -> bool:
    """Return whether the letters are two Chinese syllables."""
    return any(
        joined[:at] in all_syllable_forms() and joined[at:] in all_syllable_forms()
        for at in range(1, min(len(joined), LONGEST + 1))
    )


@lru_cache(maxsize=8192)
def split_pinyin(joined: str) -> tuple[tuple[str, str], ...]:
    """Return all ways to cut letters into two syllables of pinyin.

    >>> split_pinyin("jianguo"), split_pinyin("kashing")
    ((('jian', 'guo'),), ())
    """
    known = all_pinyin_syllables()
    cuts = ((joined[:at], joined[at:]) for at in range(1, len(joined)))
    return tuple([cut for cut in cuts if cut[0] in known and cut[1] in known])
