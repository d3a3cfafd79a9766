"""Whether an English text says a Chinese name: as listed, as learned, spelt, or by its sound."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from aligncheck.models import lexicon
from aligncheck.names.batch_transliteration import Question, get_answer
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.english_names import NO_NAMES, EnglishText
from aligncheck.names.gazetteer import load_names, load_readings, load_surnames, strip_kind
from aligncheck.names.romanisation import may_spell, name_spellings
from aligncheck.names.transliteration import LIKE, SURE_LIKE, latin_letters
from aligncheck.text.words import en_words, is_content_en, is_han, stem_word

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
_GENERIC_STEMS = frozenset(map(stem_word, GENERIC))


def says_name(english: EnglishText, name: Name) -> bool:
    """Return whether anything in the English can be the name."""
    return (
        has_plain_form(english.text, name.text)
        or writes_name(english, name)
        or hears_name(english, name)
    )


def writes_name(english: EnglishText, name: Name) -> bool:
    """Return whether the English has the name, or a part, as it is listed, learned or spelt."""
    return any(
        has_listed_form(english, part)
        or (name.kind is NameKind.LISTED and _has_learned_translation(english, part))
        or _has_spelling(english, part, name.kind)
        for part in name_parts(name)
    )


def hears_name(english: EnglishText, name: Name) -> bool:
    """Return whether something in the English sounds like the name or a part."""
    return any(sounds_like_name(english, part) for part in name_parts(name))


def name_parts(name: Name) -> list[str]:
    """Return the parts of a name, the surname first, and the whole."""
    if "·" not in name.text:
        return [name.text]
    return list(dict.fromkeys([*reversed(name.text.split("·")), name.text]))


def has_plain_form(text: str, name: str) -> bool:
    """Tell at a glance that a word of a listed form, or its initials, begin a word of the text.

    What this finds, a look at all words and forms finds too; most names are found here.
    """
    if has_first_form(text, name):
        return True
    if "·" not in name and not load_names().english(name):
        return name in text
    starts, initials = _telling_beginnings(name)
    for start in starts:
        at = text.find(start)
        if at >= 0 and not text[at - 1 : at].isalnum():
            return True
    for start in initials:
        at = text.find(start)
        if at == 0 or (at > 0 and text[at - 1] in _BEFORE_INITIALS):
            return True
    return name in text


def has_first_form(text: str, name: str) -> bool:
    """Return whether a word begins with the commonest form, if that is one word with a capital."""
    form = load_names().forms.get(name, "").partition("|")[0]
    if len(form) < LEAST_PREFIX or not (form.isalpha() and form.istitle() and form.isascii()):
        return False
    at = text.find(form)
    return at >= 0 and not text[at - 1 : at].isalnum() and form.lower() not in _NO_BEGINNINGS


@lru_cache(maxsize=1 << 14)
def _telling_beginnings(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
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
def translation_constancy(name: str) -> float:
    """Return the share of its sightings in which the training text wrote one of the forms."""
    found = _stem_probabilities(name)
    stems = {
        stem_word(word) for form in load_names().english(name) for word in _content_words(form)
    }
    return min(1.0, sum(found.get(word, 0.0) for word in stems))


def _content_words(form: str) -> list[str]:
    return [word.text for word in en_words(form) if is_content_en(word.text)]


@lru_cache(maxsize=8192)
def form_by_sound(name: str) -> str | None:
    """Return the listed form that writes the name by sound; None if it says what the name means."""
    if not load_names().english(name):
        return None
    found = {word for _, word in get_answer(sure_sound_question(name))}
    return next((form for form, words in _form_letters(name) if not found.isdisjoint(words)), None)


def sure_sound_question(name: str) -> Question:
    """Return what is asked of a name with listed forms: which of their words surely sound so."""
    words = dict.fromkeys(word for _, some in _form_letters(name) for word in some)
    return Question(
        tuple((part, LIKE if len(part) > 2 else SURE_LIKE) for part in _heard_parts(name)),
        tuple((word, LIKE if len(word) >= LONG_WORD else SURE_LIKE) for word in words),
    )


def _form_letters(name: str) -> list[tuple[str, list[str]]]:
    """Return each listed form of a name with the letters of its words and of all of it."""
    return [
        (form, [latin_letters(word) for word in (*re.split(r"[\s-]", form), form)])
        for form in load_names().english(name)
    ]


def has_listed_form(english: EnglishText, name: str) -> bool:
    """Return whether a listed form stands in the text; "Donald" does not say what "Trump" says."""
    return any(_has_form(english, form) for form in _listed_forms(name))


class _ListedForm(NamedTuple):
    """A listed form, the letters of its words, of those that are telling, and its initials."""

    text: str
    letters: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    initials: str


@lru_cache(maxsize=1 << 14)
def _listed_forms(name: str) -> tuple[_ListedForm, ...]:
    forms = load_names().english(name)
    alone = frozenset([latin_letters(form) for form in forms if not _GAP.search(form)])
    return tuple([_analyse_form(form, alone) for form in forms])


@lru_cache(maxsize=1 << 14)
def _analyse_form(form: str, alone: frozenset[str] = frozenset()) -> _ListedForm:
    """Take a form apart; if words of it are forms `alone`, no other of its words is telling."""
    words = [low for word in _GAP.split(form) if (low := latin_letters(word))]
    telling = [word for word in words if word not in GENERIC and len(word) > 1] or words
    telling = [word for word in telling if word in alone] or telling
    initials = "".join([word[0] for word in _HIGH.findall(form)])
    return _ListedForm(form, latin_letters(form), tuple(words), tuple(telling), initials)


def _has_form(english: EnglishText, form: _ListedForm) -> bool:
    """Return whether a telling word of the form, or its initials, stand in the text."""
    if len(form.words) > 1 and all(english.has_word(word) for word in form.words):
        return True
    if any(_has_capital_word(english, word) for word in form.telling):
        return True
    if len(form.letters) > LEAST_PREFIX and form.letters in english.joined:
        return True
    if english.address_letters and any(
        len(word) > LEAST_PREFIX and word in english.address_letters for word in form.telling
    ):
        return True
    initials = form.initials
    return len(initials) > 1 and any(word.startswith(initials) for word in english.acronym_words)


def _has_capital_word(english: EnglishText, word: str) -> bool:
    start = word[: max(LEAST_PREFIX, len(word) - 3)]
    if start not in english.joined:
        return False
    if word in english.capital_letters:
        return True
    return len(word) >= LEAST_PREFIX and any(
        other.startswith(start) for other in english.capital_letters
    )


def _has_learned_translation(english: EnglishText, name: str) -> bool:
    """Whether the training text ever translated the name, or a part, by a word of the text."""
    table = lexicon.load_lexicon()
    parts = [name] if name in table.zh else [p for p, _ in table.parts(name) if len(p) > 1]
    if not any(english.has_stem(_frequent_stems(part, LEAST_LEARNED)) for part in parts):
        return False
    by_meaning = form_by_sound(name) is None and translation_constancy(name) < LEAST_CONSTANCY
    steady = form_by_sound(name) is not None and translation_constancy(name) >= LEAST_CONSTANCY
    least = STEADY_LEARNED if steady else LEAST_LEARNED
    stems = english.stems if by_meaning else english.high_stems
    return any(not stems.isdisjoint(_frequent_stems(part, least)) for part in parts)


@lru_cache(maxsize=8192)
def _frequent_stems(word: str, least: float) -> frozenset[str]:
    """Return the stems that translated a Chinese word often enough to be no chance."""
    return frozenset(_stem_probabilities(word, least))


@lru_cache(maxsize=4096)
def _stem_probabilities(word: str, least: float = 0.0) -> dict[str, float]:
    """Return the stems that translated a Chinese word so often, with their probabilities."""
    table = lexicon.load_lexicon()
    at = table.zh.get(word, -1)
    if at < 0:
        return {}
    size = len(table.en)
    low, high = table.keys.searchsorted([at * size, (at + 1) * size])
    shares = table.forward[low:high]
    often = shares >= least
    places = (table.keys[low:high][often] - at * size).tolist()
    found = zip(map(table.en.words.__getitem__, places), shares[often].tolist(), strict=True)
    return {word: p for word, p in found if is_telling_stem(word)}


def is_telling_stem(word: str) -> bool:
    """Return whether a stem says which thing is meant, not only of what kind."""
    return is_content_en(word) and word not in _GENERIC_STEMS


def _has_spelling(english: EnglishText, name: str, kind: NameKind) -> bool:
    """Return whether the text has the name in pinyin or Wade-Giles, or a person's surname."""
    for part in {name, strip_kind(name)}:
        if len(part) < 2 or not all(may_spell(char, english.joined) for char in part):
            continue
        for spelt in name_spellings(part):
            if spelt in english.joined and (len(spelt) > 5 or spelt in english.words):
                return True
    return kind is not NameKind.FOREIGN and _has_person_spelling(english, name)


def _has_person_spelling(english: EnglishText, name: str) -> bool:
    """Return whether the text has the surname or the given name of a Chinese person."""
    return not english.capital_letters.isdisjoint(_person_spellings(name))


@lru_cache(maxsize=8192)
def _person_spellings(name: str) -> frozenset[str]:
    """Return the spellings of surname and given name; none for what is no Chinese person."""
    cut = 2 if name[:2] in load_surnames() and len(name) > 2 else 1
    if name[:cut] not in load_surnames() or not 2 <= len(name) <= cut + 2:
        return frozenset()
    forms = {latin_letters(form) for form in load_names().english(name)}
    if forms and forms.isdisjoint(name_spellings(name)):
        return frozenset()
    if forms and not any(_GAP.search(form) for form in load_names().english(name)):
        return frozenset()  # a place: Yan'an has no given name
    given = name_spellings(name[cut:]) if len(name) > cut else ()
    surname = load_readings().get(name[0], "").split() if cut == 1 else name_spellings(name[:2])
    return frozenset((*surname, *given))


def sounds_like_name(english: EnglishText, name: str) -> bool:
    """Return whether a word with a capital sounds like the name.

    A word that is a known name must sound very like it, one that is none may be a variant.
    """
    forms = _sound_requirements(name)[1]
    return any(
        _may_be_variant(name, word, forms) for _, word in get_answer(sound_question(english, name))
    )


def sound_question(english: EnglishText, name: str) -> Question:
    """Return what is asked of a name: which of the words of the text sound so much like it."""
    heard, _, variant = _sound_requirements(name)
    return Question(heard, english.required_gains(variant))


def _heard_parts(name: str) -> tuple[str, ...]:
    """Return what of a name is heard."""
    return tuple({part: None for part in (name, strip_kind(name)) if len(part) > 1})


def _without_demand(words: Iterable[str]) -> tuple[tuple[str, float], ...]:
    return tuple([(word, EVEN) for word in words])


@lru_cache(maxsize=1 << 14)
def _sound_requirements(name: str) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...], float]:
    """Return what is heard of a name, the letters of its forms, and what a variant must gain."""
    heard = _heard_parts(name)
    forms = tuple(
        latin_letters(word) for form in load_names().english(name) for word in (form, *form.split())
    )
    variant = LIKE
    if len(name) > 2 and not any(form in name_spellings(part) for part in heard for form in forms):
        variant = VARIANT_LIKE if forms else NEAR_LIKE
    return _without_demand(heard), forms, variant


def _may_be_variant(name: str, word: str, forms: Sequence[str]) -> bool:
    """Return whether a word may be one more form of a name; two characters sound like too much."""
    if len(name) > 2 or not forms:
        return True
    return any(SequenceMatcher(None, word, form).ratio() >= ALIKE for form in forms)


@lru_cache(maxsize=1 << 15)
def explains_word(name: str, kind: NameKind, word: str) -> bool:
    """Return whether a word of the English may be a name of the Chinese."""
    english = _one_word_text(word)
    if kind is NameKind.LISTED and any(
        _has_form(english, _analyse_form(form)) for form in load_names().english(name)
    ):
        return True
    return any(sounds_like_name(english, part) for part in name.split("·"))


def explanation_questions(name: str, word: str) -> list[Question]:
    """Return what is asked to tell whether a word may be the name."""
    return [sound_question(_one_word_text(word), part) for part in name.split("·")]


_one_word_text = lru_cache(maxsize=1 << 12)(EnglishText)


def sounds_like_context(english: EnglishText, zh: str, name: Name) -> bool:
    """Return whether some word sounds like characters that the name was wrongly cut out of.

    季诺维 was cut too short in 季诺维也夫, because 也 is a common word; 西和 is no name in 塞西和.
    Characters of which the name has only some must sound very like the word.
    """
    return any(True for _ in get_answer(context_question(english, zh, name)))


def context_question(english: EnglishText, zh: str, name: Name) -> Question:
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
    return Question(tuple(runs.items()), _without_demand([word for word, _ in english.names]))
