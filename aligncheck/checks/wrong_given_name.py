"""AC305 for a Chinese person who is given another given name: 李明华 as "Li Minghui".

Read from the English: a surname beside syllables of pinyin, where the Chinese names a person of
that surname, and nobody whose given name is spelt so. Names that are written in another way than
pinyin (Chiang Kai-shek, Matthew Cheung Kin-chung) are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import NamedTuple

from aligncheck.document import Span
from aligncheck.names.chinese_persons import PersonPlace, find_persons_zh, is_common_given
from aligncheck.names.english_names import EnglishText
from aligncheck.names.english_persons import (
    EnglishPerson,
    find_misspelt_persons_en,
    find_persons_en,
    find_short_names_en,
    split_pinyin,
)
from aligncheck.names.gazetteer import load_names, load_surnames
from aligncheck.names.romanisation import (
    all_pinyin_syllables,
    given_forms,
    pinyin_forms,
    syllable_forms,
    write_pinyin,
)
from aligncheck.names.transliteration import latin_letters
from aligncheck.report import Finding
from aligncheck.text.normalise import normalise

SURE = 0.95  # a syllable is shared, or the Chinese is a person's name beyond doubt
LIKELY = 0.9  # … the surname alone is


class _Rival(NamedTuple):
    """A person of the Chinese that an English name may mean, and how sure that is."""

    place: PersonPlace
    confidence: float


def find_wrong_given_names(pair: str, source: str, english: EnglishText) -> Iterator[Finding]:
    """Yield the persons whose surname stands beside a given name that the Chinese has not."""
    persons = list(chain(find_persons_en(english), find_short_names_en(english)))
    misspelt = list(find_misspelt_persons_en(english))
    if not persons and not misspelt:
        return
    plain = normalise(source)
    zh = plain.text
    written = [one for one in persons if _is_pinyin(one)]
    for person in (*written, *misspelt):
        surnames = _list_surnames(zh, person)
        if not surnames or _is_explained(zh, surnames, person):
            continue
        rival = _find_rival(zh, surnames, person, english, near=person in misspelt)
        if rival is None:
            continue
        stands = plain.back(rival.place.span)
        form = write_pinyin(rival.place.span.cut(zh))
        message = f"{stands.cut(source)} is {form}; the translation writes {person.text}."
        span = Span(min(person.surname.start, person.span.start), person.span.end)
        yield Finding("AC305", pair, message, rival.confidence, (stands,), (span,), form)


def _is_pinyin(person: EnglishPerson) -> bool:
    """Return whether the given name is written in pinyin, so that its syllables can be told."""
    return person.letters in all_pinyin_syllables() or bool(split_pinyin(person.letters))


@lru_cache(maxsize=1)
def _surnames_by_letters() -> dict[str, tuple[str, ...]]:
    """Return the surnames that letters of pinyin spell."""
    out: dict[str, list[str]] = {}
    for surname in sorted(load_surnames()):
        for syllables in product(*map(pinyin_forms, surname)):
            out.setdefault("".join(syllables), []).append(surname)
    return {letters: tuple(found) for letters, found in out.items()}


def _list_surnames(zh: str, person: EnglishPerson) -> list[str]:
    """Return the surnames of the Chinese that the English surname spells in pinyin."""
    return [one for one in _surnames_by_letters().get(person.surname.letters, ()) if one in zh]


def _is_explained(zh: str, surnames: Sequence[str], person: EnglishPerson) -> bool:
    """Return whether something in the Chinese can be the given name, or a listed form is."""
    letters = person.letters
    pairs = {zh[at : at + 2] for at in range(len(zh) - 1)}
    if any(letters in given_forms(two, apart=True) for two in pairs):
        return True
    behind = {
        zh[at + len(one) : at + len(one) + 1]
        for one in surnames
        for at in range(len(zh))
        if zh.startswith(one, at)
    }
    if any(letters in syllable_forms(char) for char in behind):
        return True
    return any(
        _is_form(person, form)
        for at in range(len(zh) - 1)
        for size in load_names().lengths.get(zh[at : at + 2], ())
        for form in load_names().english(zh[at : at + size])
    )


def _is_form(person: EnglishPerson, form: str) -> bool:
    """Return whether the person is written as a listed form, or as its words without the rest."""
    surname, given, whole = person.surname.letters, person.letters, latin_letters(form)
    return whole in (surname + given, given + surname) or {surname, given} <= set(
        map(latin_letters, form.split())
    )


def _find_rival(
    zh: str, surnames: list[str], person: EnglishPerson, english: EnglishText, *, near: bool
) -> _Rival | None:
    """Return the likeliest person of the Chinese who is written so."""
    found = [
        _Rival(place, confidence)
        for surname in surnames
        for place in find_persons_zh(zh, surname)
        if (confidence := _rate_rival(zh, place, person, english, near=near))
    ]
    return max(found, key=lambda one: (one.confidence, len(one.place.given)), default=None)


def _rate_rival(
    zh: str, place: PersonPlace, person: EnglishPerson, english: EnglishText, *, near: bool
) -> float:
    """Return how sure it is that the English means this person, 0 if it does not."""
    if near:
        alike = any(
            _are_near(person.letters, form) for form in given_forms(place.given, apart=False)
        )
        return SURE if alike and not _is_written(place, english) else 0.0
    shared = _share_syllable(place.given, person.letters)
    if _is_written(place, english):  # said rightly: a second writing of one who is named again
        again = shared and zh.count(place.surname) > 1
        return LIKELY if again else 0.0
    short = person.letters in all_pinyin_syllables()
    if len(place.given) == 2 and not short:
        return _rate_two_syllables(place, person, shared=shared)
    alike = shared or (len(place.given) == 1 and short)
    return LIKELY if place.sure and alike else 0.0


def _rate_two_syllables(place: PersonPlace, person: EnglishPerson, *, shared: bool) -> float:
    if shared:
        return SURE
    if person.apart or person.surname.start > person.span.start:
        return 0.0  # Ma Man-wai for 马文伟, as it is spoken elsewhere; Katie Zhu
    if place.sure:
        return SURE
    return 0.0 if is_common_given(place.given) else LIKELY


def _is_written(place: PersonPlace, english: EnglishText) -> bool:
    """Return whether the given name is spelt rightly somewhere."""
    return any(
        form in english.joined for form in given_forms(place.given, apart=True) if len(form) > 2
    )


def _share_syllable(given: str, letters: str) -> bool:
    """Return whether a syllable stands at the same place of both."""
    if len(given) == 1:
        return any(
            first in pinyin_forms(given) or last in pinyin_forms(given)
            for first, last in split_pinyin(letters)
        )
    return any(
        first in pinyin_forms(given[0]) or last in pinyin_forms(given[1])
        for first, last in split_pinyin(letters)
    )


def _are_near(written: str, form: str) -> bool:
    """Return whether one letter is wrong, too many, missing, or two are exchanged."""
    if abs(len(written) - len(form)) > 1 or written == form:
        return False
    head = next((i for i, (a, b) in enumerate(zip(written, form, strict=False)) if a != b), None)
    if head is None:
        return True
    mine, other = written[head:], form[head:]
    return (
        mine[1:] == other
        or mine == other[1:]
        or mine[1:] == other[1:]
        or (mine[:2] == other[1::-1] and mine[2:] == other[2:])
    )
