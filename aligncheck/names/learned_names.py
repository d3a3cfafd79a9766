"""What the training text made of Chinese names: the words that translated them, and how often."""

from __future__ import annotations

from aligncheck.models.lexicon import Lexicon
from aligncheck.names.english_names import EnglishText
from aligncheck.names.gazetteer import load_names
from aligncheck.names.name_forms import GENERIC
from aligncheck.names.name_sounds import form_by_sound
from aligncheck.text.words import en_words, is_content_en, stem_word

LEAST_LEARNED = 0.015  # p(English | Chinese) from which the training text knew a translation
STEADY_LEARNED = 0.05  # the same for a name by sound that mostly has one form
LEAST_CONSTANCY = 0.5  # from which a name that says what it means has one English word for it
_GENERIC_STEMS = frozenset(map(stem_word, GENERIC))


def translation_constancy(name: str, lexicon: Lexicon) -> float:
    """Return the share of its sightings in which the training text wrote one of the forms."""
    found = lexicon.translations(name)
    stems = {
        stem_word(word) for form in load_names().english(name) for word in _content_words(form)
    }
    return min(1.0, sum(found.get(word, 0.0) for word in filter(is_telling_stem, stems)))


def _content_words(form: str) -> list[str]:
    return [word.text for word in en_words(form) if is_content_en(word.text)]


def has_learned_translation(english: EnglishText, name: str, lexicon: Lexicon) -> bool:
    """Return whether a word of the text ever translated the name, or a part of it, in training."""
    parts = [name] if name in lexicon.zh else [p for p, _ in lexicon.parts(name) if len(p) > 1]
    if not any(english.has_stem(_frequent_stems(part, LEAST_LEARNED, lexicon)) for part in parts):
        return False
    by_sound = form_by_sound(name) is not None
    constant = translation_constancy(name, lexicon) >= LEAST_CONSTANCY
    least = STEADY_LEARNED if by_sound and constant else LEAST_LEARNED
    stems = english.high_stems if by_sound or constant else english.stems
    return any(not stems.isdisjoint(_frequent_stems(part, least, lexicon)) for part in parts)


def _frequent_stems(word: str, least: float, lexicon: Lexicon) -> frozenset[str]:
    """Return the stems that translated a Chinese word often enough to be no chance."""
    return frozenset(filter(is_telling_stem, lexicon.translations(word, least)))


def is_telling_stem(word: str) -> bool:
    """Return whether a stem says which thing is meant, not only of what kind."""
    return is_content_en(word) and word not in _GENERIC_STEMS
