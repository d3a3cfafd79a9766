"""Which names of the Chinese the English does not say."""

from __future__ import annotations

from collections.abc import Sequence

from aligncheck.models.lexicon import Lexicon
from aligncheck.names.batch_transliteration import Answers
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.matching import hears_name, says_name, writes_name
from aligncheck.names.name_forms import has_plain_form
from aligncheck.names.name_readings import NameReading
from aligncheck.names.names_in_words import is_word, names_overlap, stands_as_words

LONG = 3  # characters from which a listed name is no chance part of a longer one
KNOWN = 0.3  # … from which a name of two characters is known, and no chance cut
NEVER_SEEN = -1.0  # log10 of the frequency of a name that training text has not


def list_unwritten_names(reading: NameReading, lexicon: Lexicon) -> tuple[Name, ...]:
    """Return the names of the Chinese that the English has not in writing; it may sound so."""
    english = reading.english
    return tuple(
        [
            name
            for name in reading.names
            if not has_plain_form(english.text, name.text)
            and stands_as_words(name, reading.source, lexicon)
            and not writes_name(english, name, lexicon)
        ]
    )


def list_lost_names(
    reading: NameReading, unwritten: Sequence[Name], lexicon: Lexicon, heard: Answers
) -> tuple[Name, ...]:
    """Return the names of the Chinese that the English does not say."""
    unheard = [name for name in unwritten if not hears_name(reading.english, name, heard)]
    return tuple([name for name in unheard if not _is_hidden(name, reading, lexicon, heard)])


def is_whole_name(name: Name, text: str, lexicon: Lexicon) -> bool:
    """Return whether a name is no piece of another: a person's, a long one, a word of the text."""
    if name.kind is not NameKind.LISTED:
        return name.kind is NameKind.PERSON
    if len(name.text) >= LONG:
        return True
    return is_word(name, text) and lexicon.frequency_zh(name.text, NEVER_SEEN) >= KNOWN


def _is_hidden(name: Name, reading: NameReading, lexicon: Lexicon, heard: Answers) -> bool:
    """Return whether the name overlaps another that is the likelier reading of the characters."""
    text, english = reading.source, reading.english
    rivals = [other for other in reading.names if other is not name and names_overlap(name, other)]
    if name.kind is NameKind.LISTED:
        whole = len(name.text) >= LONG or is_word(name, text)
        longer = [
            other
            for other in rivals
            if name.text in other.text
            and (other.kind is NameKind.LISTED or "·" in other.text or not whole)
        ]
        return any(
            stands_as_words(one, text, lexicon) or says_name(english, one, lexicon, heard)
            for one in longer
        )
    return any(
        (len(other.text) >= LONG and stands_as_words(other, text, lexicon))
        or says_name(english, other, lexicon, heard)
        for other in rivals
    )
