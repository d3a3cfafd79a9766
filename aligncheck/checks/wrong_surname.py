"""AC305 for a Chinese person who is given another's surname: 李明华 as "Zhang Minghua".

Read from the English, as most Chinese names stand without a title that would tell them: a surname
beside two syllables, which two characters of the Chinese spell behind another surname.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.document import Span
from aligncheck.names.chinese_persons import NO_GIVEN
from aligncheck.names.english_names import EnglishText, NameToken
from aligncheck.names.english_persons import EnglishPerson, find_persons_en
from aligncheck.names.gazetteer import load_names, load_surnames
from aligncheck.names.romanisation import (
    given_forms,
    may_spell,
    surname_forms,
    write_pinyin,
)
from aligncheck.names.transliteration import latin_letters
from aligncheck.report import Finding
from aligncheck.text.normalise import normalise
from aligncheck.text.words import zh_words

SURE = 0.92


def find_wrong_surnames(pair: str, source: str, english: EnglishText) -> Iterator[Finding]:
    """Yield the persons whose given name stands beside a surname that the Chinese has not."""
    plain = normalise(source)
    zh = plain.text
    for person in find_persons_en(english):
        surname = person.surname
        if any(surname.letters in surname_forms(char) for char in load_surnames().intersection(zh)):
            continue
        place = _locate_name(zh, person, english)
        if place is not None and not _is_form(surname, place.cut(zh)):
            stands, form = plain.back(place), write_pinyin(place.cut(zh))
            quote = stands.cut(source)
            message = f"{quote} is {form}; the translation gives the surname {surname.text}."
            yield Finding("AC305", pair, message, SURE, (stands,), (surname.span,), form)


def _is_form(surname: NameToken, name: str) -> bool:
    """Return whether a listed form of the name is written with this surname."""
    return any(
        surname.letters in map(latin_letters, form.split()) for form in load_names().english(name)
    )


def _locate_name(zh: str, person: EnglishPerson, english: EnglishText) -> Span | None:
    """Return where the Chinese has the given name behind a surname that the English has not."""
    joined = person.letters
    spans: list[Span] = []
    for at in range(1, len(zh) - 1):
        if may_spell(zh[at], joined) and joined in given_forms(zh[at : at + 2], apart=person.apart):
            start = at - 2 if at > 1 and zh[at - 2 : at] in load_surnames() else at - 1
            spans.append(Span(start, at + 2))
    if not spans:
        return None
    words = [word.span for word in zh_words(zh)]
    starts, ends = {word.start for word in words}, {word.end for word in words}
    for span in spans:
        surname = zh[span.start : span.end - 2]
        whole = span.start in starts and span.end in ends
        if (
            whole
            and surname in load_surnames()
            and surname not in NO_GIVEN
            and english.capital_letters.isdisjoint(surname_forms(surname))
        ):
            return span
    return None
