"""AC305 for a Chinese person who is given another's surname: 李明华 as "Zhang Minghua".

Read from the English, as most Chinese names stand without a title that would tell them: a surname
beside two syllables, which two characters of the Chinese spell behind another surname.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from aligncheck.document import Span
from aligncheck.names.english_names import EnglishText, NameToken
from aligncheck.names.gazetteer import load_names, load_surnames
from aligncheck.names.romanisation import (
    all_surname_forms,
    all_syllable_forms,
    given_forms,
    may_spell,
    surname_forms,
    write_pinyin,
)
from aligncheck.names.transliteration import latin_letters
from aligncheck.report import Finding
from aligncheck.text.normalise import normalise
from aligncheck.text.words import zh_words

SURE = 0.85
LONGEST = 6  # letters of a syllable
_BESIDE = frozenset({" ", "-", "\u00a0"})  # between a surname and a given name


def find_wrong_surnames(pair: str, source: str, english: EnglishText) -> Iterator[Finding]:
    """Yield the persons whose given name stands beside a surname that the Chinese has not."""
    plain = normalise(source)
    zh = plain.text
    for surname, given in _find_persons(english):
        if any(surname.letters in surname_forms(char) for char in set(zh)):
            continue
        place = _locate_name(zh, given, english)
        if place is not None and not _is_form(surname, place.cut(zh)):
            stands, form = plain.back(place), write_pinyin(place.cut(zh))
            quote = stands.cut(source)
            message = f"{quote} is {form}; the translation gives the surname {surname.text}."
            yield Finding("AC305", pair, message, SURE, (stands,), (surname.span,), form)


def _is_form(surname: NameToken, name: str) -> bool:
    """Return whether a listed form of the name is written with this surname."""
    return any(
        surname.letters in map(latin_letters, form.split()) for form in load_names().english(name)
    )


def _find_persons(english: EnglishText) -> Iterator[tuple[NameToken, Sequence[NameToken]]]:
    """Yield the surnames of Chinese persons and the given names beside them, of a word or two."""
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
                if not part and _is_given(_join_letters(run[low:high])):  # no part: Hong Kong Aili
                    yield token, run[low:high]


def _join_letters(tokens: Iterable[NameToken]) -> str:
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


@lru_cache(maxsize=8192)
def _is_given(joined: str) -> bool:
    """Return whether the letters are two Chinese syllables."""
    return any(
        joined[:at] in all_syllable_forms() and joined[at:] in all_syllable_forms()
        for at in range(1, min(len(joined), LONGEST + 1))
    )


def _locate_name(zh: str, given: Sequence[NameToken], english: EnglishText) -> Span | None:
    """Return where the Chinese has the given name behind a surname that the English has not."""
    joined = _join_letters(given)
    apart = len(given) > 1 or "-" in given[0].text
    spans: list[Span] = []
    for at in range(1, len(zh) - 1):
        if may_spell(zh[at], joined) and joined in given_forms(zh[at : at + 2], apart=apart):
            start = at - 2 if at > 1 and zh[at - 2 : at] in load_surnames() else at - 1
            spans.append(Span(start, at + 2))
    if not spans:
        return None
    words = [word.span for word in zh_words(zh)]
    starts, ends = {word.start for word in words}, {word.end for word in words}
    for span in spans:
        surname = zh[span.start : span.end - 2]
        whole = span.start in starts and span.end in ends
        if (
            whole
            and surname in load_surnames()
            and english.capital_letters.isdisjoint(surname_forms(surname))
        ):
            return span
    return None
