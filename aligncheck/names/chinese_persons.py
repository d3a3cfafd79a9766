"""Where a Chinese text may name a person of a given surname, as its words are cut.

Names of three characters stand in no dictionary: 陈丽华 is a surname and what follows it, up to the
end of a word. How likely that is a name its own characters and a title beside it tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from aligncheck.document import Span
from aligncheck.models import lexicon
from aligncheck.names.chinese_names import TITLES
from aligncheck.names.gazetteer import load_names, load_surnames
from aligncheck.names.romanisation import name_spellings, surname_forms
from aligncheck.names.transliteration import latin_letters
from aligncheck.text.words import WordTable, is_han, zh_word_table

LONGEST_TITLE = 4
COMMON = 0.5  # log10 of its sightings in a million words, from which a word is no given name
# What follows a surname or a short name, and is no part of it.
NO_GIVEN = frozenset(
    "的了着过在是和与及或而也都就又还很把被将对从向于以为之其所者这那此该个们地得等说称并已曾不没有到由"
    "让给会能要想去来做作说则即若使上下里内外前后"
)


class PersonPlace(NamedTuple):
    """A place where a person may be named: all of the name, and the given name alone."""

    span: Span
    surname: str
    given: str
    sure: bool


def find_persons_zh(zh: str, surname: str) -> Iterator[PersonPlace]:
    """Yield the places where a name may stand that begins with a surname, the longer first.

    `zh` is in simplified characters. A name is `sure` where it is a word of its own, or stands
    beside a title.
    """
    cut = zh_word_table(zh)
    starts, ends = set(cut.starts), set(cut.ends)
    at = zh.find(surname)
    while at >= 0:
        behind = at + len(surname)
        for end in (behind + 2, behind + 1):
            given = zh[behind:end]
            place = Span(at, end)
            titled = _has_title(zh, place)
            if at not in starts or not (end in ends or titled) or len(given) < end - behind:
                continue
            words = _words_in(cut, place)
            if _is_given(given) and (titled or _are_of_name(words, surname, given)):
                sure = titled or (len(words) == 1 and _is_person_word(words[0]))
                yield PersonPlace(place, surname, given, sure)
        at = zh.find(surname, at + 1)


def _is_given(given: str) -> bool:
    if not all(map(is_han, given)) or given[-1] in NO_GIVEN or given in TITLES:
        return False
    forms, spelt = load_names().english(given), name_spellings(given)
    return not forms or any(latin_letters(form) in spelt for form in forms)  # no 满洲


def _words_in(cut: WordTable, place: Span) -> list[str]:
    return [
        text
        for text, start in zip(cut.texts, cut.starts, strict=True)
        if place.start <= start < place.end
    ]


def _are_of_name(words: list[str], surname: str, given: str) -> bool:
    """Return whether words may be those of a name: the whole, or none that means something."""
    whole = surname + given
    if len(words) == 1:
        return _is_person_word(whole) or not (_is_common(whole) or whole in load_names().forms)
    return not any(
        len(word) > 1 and word != given and (word in load_names().forms or _is_common(word))
        for word in words
    )


def is_common_given(given: str) -> bool:
    """Return whether a given name is a common word too: 建设."""
    return len(given) > 1 and _is_common(given)


@lru_cache(maxsize=4096)
def _is_common(word: str) -> bool:
    table = lexicon.load_lexicon()
    at = table.zh.get(word, -1)
    return at >= 0 and float(table.count_zh[at]) >= COMMON


@lru_cache(maxsize=4096)
def _is_person_word(word: str) -> bool:
    """Return whether a word is listed as a person's name, or cut as one and not known besides."""
    forms = load_names().english(word)
    if not forms:
        return len(word) > 2 and word[0] in load_surnames() and not _is_common(word)
    surname = word[:2] if word[:2] in load_surnames() and len(word) > 2 else word[0]
    spelt = surname_forms(surname)
    return any(
        " " in form and not spelt.isdisjoint(map(latin_letters, form.split())) for form in forms
    )


def _has_title(zh: str, place: Span) -> bool:
    """Return whether a title stands before or behind the name."""
    return any(
        zh[place.end : place.end + size] in TITLES or zh[place.start - size : place.start] in TITLES
        for size in range(2, LONGEST_TITLE + 1)
    )
