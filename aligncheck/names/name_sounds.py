"""Whether words of an English text sound like a Chinese name, its parts or what is around it.

What is asked is a `Question`; what many names of a document ask is answered together before, and
`heard` holds the answers. A question that was not asked is answered at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from aligncheck.names.batch_transliteration import NOT_ASKED, Answers, Question, get_answer
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.english_names import EnglishText
from aligncheck.names.gazetteer import load_names, strip_kind
from aligncheck.names.romanisation import name_spellings
from aligncheck.names.transliteration import LIKE, SURE_LIKE, latin_letters
from aligncheck.text.words import is_han

VARIANT_LIKE = 0.4  # least gain of a word that may be an unknown spelling of a listed name
NEAR_LIKE = 0.2  # and of a name that is not listed: better to say nothing than too much
EVEN = -math.inf  # what demands no gain of its own gains at least
LONG_WORD = 6  # letters from which LIKE is enough for a form of a name
ALIKE = 0.6  # least share of letters that a variant of a short listed name has with a known form


def form_by_sound(name: str) -> str | None:
    """Return the listed form that writes the name by sound; None if it says what the name means."""
    if not load_names().english(name):
        return None
    found = {word for _, word in get_answer(_sure_sound_question(name))}
    return next((form for form, words in _form_letters(name) if not found.isdisjoint(words)), None)


def _sure_sound_question(name: str) -> Question:
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


def sounds_like_name(english: EnglishText, name: str, heard: Answers = NOT_ASKED) -> bool:
    """Return whether a word with a capital sounds like the name.

    A word that is a known name must sound very like it, one that is none may be a variant.
    """
    forms = _sound_requirements(name)[1]
    return any(
        _may_be_variant(name, word, forms)
        for _, word in get_answer(sound_question(english, name), heard)
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


def sounds_like_context(
    english: EnglishText, zh: str, name: Name, heard: Answers = NOT_ASKED
) -> bool:
    """Return whether some word sounds like characters that the name was wrongly cut out of.

    季诺维 was cut too short in 季诺维也夫, because 也 is a common word; 西和 is no name in 塞西和.
    Characters of which the name has only some must sound very like the word.
    """
    return any(True for _ in get_answer(context_question(english, zh, name), heard))


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
