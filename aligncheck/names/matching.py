"""Whether an English text says a Chinese name: as listed, as learned, spelt, or by its sound."""

from __future__ import annotations

from aligncheck.models.lexicon import Lexicon
from aligncheck.names.batch_transliteration import NOT_ASKED, Answers, Question
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.english_names import EnglishText
from aligncheck.names.gazetteer import load_names, load_readings, load_surnames, strip_kind
from aligncheck.names.learned_names import has_learned_translation
from aligncheck.names.name_forms import GAP, has_listed_form, has_plain_form, word_is_form
from aligncheck.names.name_sounds import sound_question, sounds_like_name
from aligncheck.names.romanisation import may_spell, name_spellings
from aligncheck.names.transliteration import latin_letters
from aligncheck.text.abbreviations import says_otherwise


def says_name(
    english: EnglishText, name: Name, lexicon: Lexicon, heard: Answers = NOT_ASKED
) -> bool:
    """Return whether anything in the English can be the name."""
    return (
        has_plain_form(english.text, name.text)
        or says_otherwise(load_names().english(name.text), english.text)
        or writes_name(english, name, lexicon)
        or hears_name(english, name, heard)
    )


def writes_name(english: EnglishText, name: Name, lexicon: Lexicon) -> bool:
    """Return whether the English has the name, or a part, as it is listed, learned or spelt."""
    return any(
        has_listed_form(english, part)
        or (name.kind is NameKind.LISTED and has_learned_translation(english, part, lexicon))
        or _has_spelling(english, part, name.kind)
        for part in name_parts(name)
    )


def hears_name(english: EnglishText, name: Name, heard: Answers = NOT_ASKED) -> bool:
    """Return whether something in the English sounds like the name or a part."""
    return any(sounds_like_name(english, part, heard) for part in name_parts(name))


def name_parts(name: Name) -> list[str]:
    """Return the parts of a name, the surname first, and the whole."""
    if "·" not in name.text:
        return [name.text]
    return list(dict.fromkeys([*reversed(name.text.split("·")), name.text]))


def explains_word(name: Name, word: EnglishText, heard: Answers = NOT_ASKED) -> bool:
    """Return whether a word of the English, read alone, may be a name of the Chinese."""
    if name.kind is NameKind.LISTED and word_is_form(word, name.text):
        return True
    return any(sounds_like_name(word, part, heard) for part in name.text.split("·"))


def explanation_questions(name: Name, word: EnglishText) -> list[Question]:
    """Return what is asked to tell whether a word may be the name."""
    return [sound_question(word, part) for part in name.text.split("·")]


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


def _person_spellings(name: str) -> frozenset[str]:
    """Return the spellings of surname and given name; none for what is no Chinese person."""
    cut = 2 if name[:2] in load_surnames() and len(name) > 2 else 1
    if name[:cut] not in load_surnames() or not 2 <= len(name) <= cut + 2:
        return frozenset()
    forms = {latin_letters(form) for form in load_names().english(name)}
    if forms and forms.isdisjoint(name_spellings(name)):
        return frozenset()
    if forms and not any(GAP.search(form) for form in load_names().english(name)):
        return frozenset()  # a place: Yan'an has no given name
    given = name_spellings(name[cut:]) if len(name) > cut else ()
    surname = load_readings().get(name[0], "").split() if cut == 1 else name_spellings(name[:2])
    return frozenset((*surname, *given))
