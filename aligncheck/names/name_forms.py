"""The listed English forms of Chinese names, and whether one of them stands in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from aligncheck.names.english_names import NO_NAMES, EnglishText
from aligncheck.names.gazetteer import load_names
from aligncheck.names.transliteration import latin_letters

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

GAP = re.compile(r"[\s-]+")  # between the words of a form
_HIGH = re.compile(r"\b[A-Z]\w+")
_CAPITAL = re.compile("[A-Z][a-z]{3,}")
_BEFORE_INITIALS = frozenset(' (“"')
_NO_BEGINNINGS = frozenset(word[:size] for word in NO_NAMES for size in range(4, len(word) + 1))


def has_plain_form(text: str, name: str) -> bool:
    """Return, at a glance, whether a word or the initials of a listed form begin a word there.

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


@lru_cache(maxsize=1 << 14)  # without it all checks take 13 % longer: names come again
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


class _ListedForm(NamedTuple):
    """A listed form, the letters of its words, of those that are telling, and its initials."""

    text: str
    letters: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    initials: str


@lru_cache(maxsize=1 << 14)  # without it all checks take 10 % longer: names come again
def _listed_forms(name: str) -> tuple[_ListedForm, ...]:
    forms = load_names().english(name)
    alone = frozenset([latin_letters(form) for form in forms if not GAP.search(form)])
    return tuple([_analyse_form(form, alone) for form in forms])


def _analyse_form(form: str, alone: frozenset[str] = frozenset()) -> _ListedForm:
    """Take a form apart; if words of it are forms `alone`, no other of its words is telling."""
    words = [low for word in GAP.split(form) if (low := latin_letters(word))]
    telling = [word for word in words if word not in GENERIC and len(word) > 1] or words
    telling = [word for word in telling if word in alone] or telling
    initials = "".join([word[0] for word in _HIGH.findall(form)])
    return _ListedForm(form, latin_letters(form), tuple(words), tuple(telling), initials)


def has_listed_form(english: EnglishText, name: str) -> bool:
    """Return whether a listed form stands in the text; "Donald" does not say what "Trump" says."""
    return any(_has_form(english, form) for form in _listed_forms(name))


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


def word_is_form(english: EnglishText, name: str) -> bool:
    """Return whether the words of the text are a listed form of a name, whatever else is one."""
    return any(_has_form(english, _analyse_form(form)) for form in load_names().english(name))
