"""What the training text made of Chinese names: the words that translated them, and how often."""

from __future__ import annotations

from functools import lru_cache

from aligncheck.models import lexicon
from aligncheck.names.english_names import EnglishText
from aligncheck.names.gazetteer import load_names
from aligncheck.names.name_forms import GENERIC
from aligncheck.names.name_sounds import form_by_sound
from aligncheck.text.words import en_words, is_content_en, stem_word

LEAST_LEARNED = 0.015  # p(English | Chinese) from which the training text knew a translation
STEADY_LEARNED = 0.05  # the same for a name by sound that mostly has one form
LEAST_CONSTANCY = 0.5  # from which a name that says what it means has one English word for it
_GENERIC_STEMS = frozenset(map(stem_word, GENERIC))


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


def has_learned_translation(english: EnglishText, name: str) -> bool:
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
