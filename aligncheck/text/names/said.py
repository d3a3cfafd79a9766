"""Whether an English text says a Chinese name: as listed, as learned, spelt, or by its sound."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from aligncheck.coverage import lexicon
from aligncheck.text.names.chinese import Name, NameKind
from aligncheck.text.names.english import NO_NAMES, English
from aligncheck.text.names.many import Question, told
from aligncheck.text.names.pinyin import may_write, spellings
from aligncheck.text.names.sound import LIKE, SURE_LIKE, letters
from aligncheck.text.names.store import (
    bare,
    names,
    readings,
    surnames,
)
from aligncheck.text.words import en_words, is_content_en, is_han, stem

LEAST_LEARNED = 0.015  # p(English | Chinese) from which the training text knew a translation
STEADY_LEARNED = 0.05  # the same for a name by sound that mostly has one form
VARIANT_LIKE = 0.4  # the same for a word that may be an unknown spelling of a listed name
NEAR_LIKE = 0.2  # and for a name that is not listed: better to say nothing than too much
EVEN = -math.inf  # what demands no gain of its own gains at least
LEAST_CONSTANCY = 0.5  # from which a name that says what it means has one English word for it
LONG_WORD = 6  # letters from which LIKE is enough for that
ALIKE = 0.6  # least share of letters that a variant of a short listed name has with a known form
LEAST_PREFIX = 4  # letters two forms of one name share: Germany and German
# Words of a form that say what kind of thing it is, not which.
GENERIC = frozenset(
    "province city county district region river lake sea mountain mount island islands republic"
    " people peoples national university college institute academy party committee ministry bank"
    " company group corporation dynasty empire kingdom state states prefecture autonomous town"
    " township village street road bay gulf strait peninsula desert plateau basin port airport"
    " station temple museum hospital school press daily news television agency association"
    " federation union league council congress commission bureau department office organization"
    " organisation international world central great new north south east west northern southern"
    " eastern western upper lower saint san the of and de la el al van von der den king queen"
    " emperor prince princess president general premier minister war battle incident movement"
    " festival day palace tower bridge square park club team army first second third".split()
)


_GAP = re.compile(r"[\s-]+")  # between the words of a form
_HIGH = re.compile(r"\b[A-Z]\w+")
_CAPITAL = re.compile("[A-Z][a-z]{3,}")
_BEFORE_INITIALS = frozenset(' (“"')
_NO_BEGINNINGS = frozenset(word[:size] for word in NO_NAMES for size in range(4, len(word) + 1))
_GENERIC_STEMS = frozenset(map(stem, GENERIC))


def says(english: English, name: Name) -> bool:
    """Tell whether anything in the English can be the name."""
    return plainly_says(english.text, name.text) or writes(english, name) or hears(english, name)


def writes(english: English, name: Name) -> bool:
    """Tell whether the English has the name, or a part, as it is listed, learned or spelt."""
    return any(
        listed_in(english, part)
        or (name.kind is NameKind.LISTED and _learned(english, part))
        or _spelt(english, part, name.kind)
        for part in parts(name)
    )


def hears(english: English, name: Name) -> bool:
    """Tell whether something in the English sounds like the name or a part."""
    return any(sounds(english, part) for part in parts(name))


def parts(name: Name) -> list[str]:
    """Return the parts of a name, the surname first, and the whole."""
    if "·" not in name.text:
        return [name.text]
    return list(dict.fromkeys([*reversed(name.text.split("·")), name.text]))


def plainly_says(text: str, name: str) -> bool:
    """Tell at a glance that a word of a listed form, or its initials, begin a word of the text.

    What this finds, a look at all words and forms finds too; most names are found here.
    """
    if first_form_in(text, name):
        return True
    if "·" not in name and not names().english(name):
        return name in text
    starts, initials = _beginnings(name)
    for start in starts:
        at = text.find(start)
        if at >= 0 and not text[at - 1 : at].isalnum():
            return True
    for start in initials:
        at = text.find(start)
        if at == 0 or (at > 0 and text[at - 1] in _BEFORE_INITIALS):
            return True
    return name in text


def first_form_in(text: str, name: str) -> bool:
    """Tell whether a word begins with the commonest form, if that is one word with a capital."""
    form = names().forms.get(name, "").partition("|")[0]
    if len(form) < LEAST_PREFIX or not (form.isalpha() and form.istitle() and form.isascii()):
        return False
    at = text.find(form)
    return at >= 0 and not text[at - 1 : at].isalnum() and form.lower() not in _NO_BEGINNINGS


@lru_cache(maxsize=1 << 14)
def _beginnings(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the telling words of a name's forms begin with, where no other word does so.

    The second are the initials of forms of several words.
    """
    found: dict[str, None] = {}
    initials: dict[str, None] = {}
    for part in {name: None, **dict.fromkeys(name.split("·"))}:
        for form in _listed_forms(part):
            for word in _CAPITAL.findall(form.text):
                low = word.lower()
                start = word[: max(LEAST_PREFIX, len(word) - 3)]
                if low in form.telling and start.lower() not in _NO_BEGINNINGS:
                    found[start] = None
            if len(form.initials) > 1:
                initials[form.initials] = None
    return tuple(found), tuple(initials)


@lru_cache(maxsize=8192)
def constancy(name: str) -> float:
    """Return the share of its sightings in which the training text wrote one of the forms."""
    found = _translations(name)
    stems = {stem(word) for form in names().english(name) for word in _words_of(form)}
    return min(1.0, sum(found.get(word, 0.0) for word in stems))


def _words_of(form: str) -> list[str]:
    return [word.text for word in en_words(form) if is_content_en(word.text)]


@lru_cache(maxsize=8192)
def by_sound(name: str) -> str | None:
    """Return the listed form that writes the name by sound; None if it says what the name means."""
    if not names().english(name):
        return None
    found = {word for _, word in told(surely(name))}
    return next((form for form, words in _spoken(name) if not found.isdisjoint(words)), None)


def surely(name: str) -> Question:
    """Return what is asked of a name with listed forms: which of their words surely sound so."""
    words = dict.fromkeys(word for _, some in _spoken(name) for word in some)
    return Question(
        tuple((part, LIKE if len(part) > 2 else SURE_LIKE) for part in _heard(name)),
        tuple((word, LIKE if len(word) >= LONG_WORD else SURE_LIKE) for word in words),
    )


def _spoken(name: str) -> list[tuple[str, list[str]]]:
    """Return each listed form of a name with the letters of its words and of all of it."""
    return [
        (form, [letters(word) for word in (*re.split(r"[\s-]", form), form)])
        for form in names().english(name)
    ]


def listed_in(english: English, name: str) -> bool:
    """Tell whether a listed form stands in the text; "Donald" does not say what "Trump" says."""
    return any(_form_in(english, form) for form in _listed_forms(name))


class _Form(NamedTuple):
    """A listed form, the letters of its words, of those that are telling, and its initials."""

    text: str
    letters: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    initials: str


@lru_cache(maxsize=1 << 14)
def _listed_forms(name: str) -> tuple[_Form, ...]:
    forms = names().english(name)
    alone = frozenset([letters(form) for form in forms if not _GAP.search(form)])
    return tuple([_form(form, alone) for form in forms])


@lru_cache(maxsize=1 << 14)
def _form(form: str, alone: frozenset[str] = frozenset()) -> _Form:
    """Take a form apart; if words of it are forms `alone`, no other of its words is telling."""
    words = [low for word in _GAP.split(form) if (low := letters(word))]
    telling = [word for word in words if word not in GENERIC and len(word) > 1] or words
    telling = [word for word in telling if word in alone] or telling
    initials = "".join([word[0] for word in _HIGH.findall(form)])
    return _Form(form, letters(form), tuple(words), tuple(telling), initials)


def _form_in(english: English, form: _Form) -> bool:
    """Tell whether a telling word of the form, or its initials, stand in the text."""
    if len(form.words) > 1 and all(english.has_word(word) for word in form.words):
        return True
    if any(_word_in(english, word) for word in form.telling):
        return True
    if len(form.letters) > LEAST_PREFIX and form.letters in english.joined:
        return True
    if english.addresses and any(
        len(word) > LEAST_PREFIX and word in english.addresses for word in form.telling
    ):
        return True
    initials = form.initials
    return len(initials) > 1 and any(word.startswith(initials) for word in english.acronyms)


def _word_in(english: English, word: str) -> bool:
    start = word[: max(LEAST_PREFIX, len(word) - 3)]
    if start not in english.joined:
        return False
    if word in english.capitals:
        return True
    return len(word) >= LEAST_PREFIX and any(other.startswith(start) for other in english.capitals)


def _learned(english: English, name: str) -> bool:
    """Tell whether the training text ever translated the name, or a part, by a word of the text."""
    table = lexicon.load()
    parts = [name] if name in table.zh else [p for p, _ in table.parts(name) if len(p) > 1]
    if not any(english.has_stem(_learnt(part, LEAST_LEARNED)) for part in parts):
        return False
    by_meaning = by_sound(name) is None and constancy(name) < LEAST_CONSTANCY
    steady = by_sound(name) is not None and constancy(name) >= LEAST_CONSTANCY
    least = STEADY_LEARNED if steady else LEAST_LEARNED
    stems = english.stems if by_meaning else english.high_stems
    return any(not stems.isdisjoint(_learnt(part, least)) for part in parts)


@lru_cache(maxsize=8192)
def _learnt(word: str, least: float) -> frozenset[str]:
    """Return the stems that translated a Chinese word often enough to be no chance."""
    return frozenset(_translations(word, least))


@lru_cache(maxsize=4096)
def _translations(word: str, least: float = 0.0) -> dict[str, float]:
    """Return the stems that translated a Chinese word so often, with their probabilities."""
    table = lexicon.load()
    at = table.zh.get(word, -1)
    if at < 0:
        return {}
    size = len(table.en)
    low, high = table.keys.searchsorted([at * size, (at + 1) * size])
    shares = table.forward[low:high]
    often = shares >= least
    places = (table.keys[low:high][often] - at * size).tolist()
    found = zip(map(table.en.words.__getitem__, places), shares[often].tolist(), strict=True)
    return {word: p for word, p in found if tells(word)}


def tells(word: str) -> bool:
    """Tell whether a stem says which thing is meant, not only of what kind."""
    return is_content_en(word) and word not in _GENERIC_STEMS


def _spelt(english: English, name: str, kind: NameKind) -> bool:
    """Tell whether the text has the name in pinyin or Wade-Giles, or a person's surname."""
    for part in {name, bare(name)}:
        if len(part) < 2 or not all(may_write(char, english.joined) for char in part):
            continue
        for spelt in spellings(part):
            if spelt in english.joined and (len(spelt) > 5 or spelt in english.words):
                return True
    return kind is not NameKind.FOREIGN and _partly_spelt(english, name)


def _partly_spelt(english: English, name: str) -> bool:
    """Tell whether the text has the surname or the given name of a Chinese person."""
    return not english.capitals.isdisjoint(_of_person(name))


@lru_cache(maxsize=8192)
def _of_person(name: str) -> frozenset[str]:
    """Return the spellings of surname and given name; none for what is no Chinese person."""
    cut = 2 if name[:2] in surnames() and len(name) > 2 else 1
    if name[:cut] not in surnames() or not 2 <= len(name) <= cut + 2:
        return frozenset()
    forms = {letters(form) for form in names().english(name)}
    if forms and forms.isdisjoint(spellings(name)):
        return frozenset()
    if forms and not any(_GAP.search(form) for form in names().english(name)):
        return frozenset()  # a place: Yan'an has no given name
    given = spellings(name[cut:]) if len(name) > cut else ()
    surname = readings().get(name[0], "").split() if cut == 1 else spellings(name[:2])
    return frozenset((*surname, *given))


def sounds(english: English, name: str) -> bool:
    """Tell whether a word with a capital sounds like the name.

    A word that is a known name must sound very like it, one that is none may be a variant.
    """
    forms = _sounding(name)[1]
    return any(_variant(name, word, forms) for _, word in told(heard_as(english, name)))


def heard_as(english: English, name: str) -> Question:
    """Return what is asked of a name: which of the words of the text sound so much like it."""
    heard, _, variant = _sounding(name)
    return Question(heard, english.heard(variant))


def _heard(name: str) -> tuple[str, ...]:
    """Return what of a name is heard."""
    return tuple({part: None for part in (name, bare(name)) if len(part) > 1})


def _even(words: Iterable[str]) -> tuple[tuple[str, float], ...]:
    return tuple([(word, EVEN) for word in words])


@lru_cache(maxsize=1 << 14)
def _sounding(name: str) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...], float]:
    """Return what is heard of a name, the letters of its forms, and what a variant must gain."""
    heard = _heard(name)
    forms = tuple(letters(word) for form in names().english(name) for word in (form, *form.split()))
    variant = LIKE
    if len(name) > 2 and not any(form in spellings(part) for part in heard for form in forms):
        variant = VARIANT_LIKE if forms else NEAR_LIKE
    return _even(heard), forms, variant


def _variant(name: str, word: str, forms: Sequence[str]) -> bool:
    """Tell whether a word may be one more form of a name; two characters sound like too much."""
    if len(name) > 2 or not forms:
        return True
    return any(SequenceMatcher(None, word, form).ratio() >= ALIKE for form in forms)


@lru_cache(maxsize=1 << 15)
def explains(name: str, kind: NameKind, word: str) -> bool:
    """Tell whether a word of the English may be a name of the Chinese."""
    english = _alone(word)
    if kind is NameKind.LISTED and any(
        _form_in(english, _form(form)) for form in names().english(name)
    ):
        return True
    return any(sounds(english, part) for part in name.split("·"))


def to_explain(name: str, word: str) -> list[Question]:
    """Return what is asked to tell whether a word may be the name."""
    return [heard_as(_alone(word), part) for part in name.split("·")]


_alone = lru_cache(maxsize=1 << 12)(English)


def sounds_around(english: English, zh: str, name: Name) -> bool:
    """Tell whether some word sounds like characters that the name was wrongly cut out of.

    季诺维 was cut too short in 季诺维也夫, because 也 is a common word; 西和 is no name in 塞西和.
    Characters of which the name has only some must sound very like the word.
    """
    return any(True for _ in told(heard_around(english, zh, name)))


def heard_around(english: English, zh: str, name: Name) -> Question:
    """Return what is asked of the characters around a name: whether they sound like any word."""
    runs: dict[str, float] = {}
    for place in name.spans:
        low, high = max(0, place.start - 2), min(len(zh), place.end + 4)
        han = list(map(is_han, zh[low:high]))
        for start in range(low, place.end - 1):
            for end in range(max(start + 2, place.start + 1), high + 1):
                inside = place.start <= start and end <= place.end
                if inside and name.kind is not NameKind.FOREIGN:
                    continue  # the name itself was looked for
                if not all(han[start - low : end - low]):
                    continue
                most = start <= place.start + 1 and place.end - 1 <= end and end - start > 2
                run = zh[start:end]
                runs[run] = min(runs.get(run, math.inf), LIKE if most else SURE_LIKE)
    return Question(tuple(runs.items()), _even([word for word, _ in english.names]))
