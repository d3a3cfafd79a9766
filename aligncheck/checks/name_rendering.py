"""AC305: names of the Chinese that the English does not say, or says otherwise."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.wrong_given_name import find_wrong_given_names
from aligncheck.checks.wrong_surname import find_wrong_surnames
from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.names.batch_transliteration import Answers, Question, answer_all
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.english_names import EnglishText, NameToken
from aligncheck.names.gazetteer import form_words, load_loan_weights, load_names
from aligncheck.names.learned_names import LEAST_CONSTANCY, translation_constancy
from aligncheck.names.lost_names import (
    KNOWN,
    LONG,
    NEVER_SEEN,
    is_whole_name,
    list_lost_names,
    list_unwritten_names,
)
from aligncheck.names.matching import name_parts, says_name
from aligncheck.names.name_forms import has_first_form
from aligncheck.names.name_readings import NameReading
from aligncheck.names.name_sounds import (
    context_question,
    form_by_sound,
    sound_question,
    sounds_like_context,
)
from aligncheck.names.romanisation import write_pinyin
from aligncheck.names.swapped_names import find_swapped_names
from aligncheck.names.transliteration import letter_gain
from aligncheck.names.unmatched import UnmatchedNames
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule
from aligncheck.text.abbreviations import says_otherwise
from aligncheck.text.words import has_han

NAME = Rule(
    id="AC305",
    name="name",
    severity=Severity.ERROR,
    help="A name of the source is missing from the translation or has become another.",
    mqm="accuracy/mistranslation",
    its="mistranslation",
    page="names",
    outranks=("AC103", "AC104", "AC108"),
    lowers_quality=True,
    planted=("name replaced", "name dropped"),
    measured_as="names",
)
RULES = (NAME,)

# How likely a lost name is an error: where no other name took its place, and where one did. Tuned
# on half of the documents of MQM news, see docs/names.md.
BY_SOUND = (0.6, 0.85)
SHORT = (0.55, 0.8)  # two characters
RARE = 0.45  # … left out, and rare: it may be no name here
CONSTANT = (0.45, 0.8)  # says what it means, but English has one word for it: 德国
UNLISTED = (0.4, 0.6)
BY_MEANING = (0.3, 0.45)  # 司法部: English has many words for it
SWAPPED = 0.92  # of a known name for another of its kind: 湖北 as "Hunan"
GIVEN = 0.35  # most that is said of a given name: 约翰 of 约翰·史密斯
REFERRED = 0.4  # most that is said where "he" or "the government" may stand for the name
OFTEN_UNSAID = 0.2  # share of times a name was left out in the training text that is much
UNSAID = 0.7  # factor for such names
NEAR = 0.25  # how far apart, as shares of the texts, a common name and one in its place may stand
COMMON = 2.0  # log10 of its sightings in a million words, from which a name is common: 美国
LOAN = 3.0  # weight from which a character belongs to a foreign name
UNLIKE = -0.5  # gain below which a word cannot be another spelling of a name that is not listed

BRAND = 0.4  # of a place in a longer name, which English may call by its brand or initials
_COMPANY = re.compile("[\u4e00-\u9fff]{0,6}?(?:银行|公司|集团|卫星网|通讯社|电视台|日报|时报)")


class LostNames(NamedTuple):
    """What is read of a pair: its names, those the English does not say, and who is unexplained."""

    reading: NameReading
    lost: tuple[Name, ...]
    strange: UnmatchedNames


class NameContext(NamedTuple):
    """The pairs of a document by their texts, what was heard of their names, what was learned."""

    pairs: Mapping[tuple[str, str], LostNames]
    heard: Answers
    lexicon: Lexicon


def prepare(document: DocumentContext) -> NameContext:
    """Read the names of all pairs and listen for them at once, faster than one by one."""
    readings, lexicon = document.names, document.models.lexicon
    unwritten = {key: list_unwritten_names(one, lexicon) for key, one in readings.items()}
    heard = answer_all(
        question
        for key, one in readings.items()
        for question in _sound_questions(one, unwritten[key])
    )
    pairs = {
        key: LostNames(
            one,
            list_lost_names(one, unwritten[key], lexicon, heard),
            UnmatchedNames(one.english, one.source, one.names, lexicon),
        )
        for key, one in readings.items()
    }
    heard |= answer_all(
        question for held in pairs.values() for question in _loss_questions(held, lexicon)
    )
    return NameContext(pairs, heard, lexicon)


def _sound_questions(reading: NameReading, unwritten: Sequence[Name]) -> Iterator[Question]:
    """Yield what is asked of the names that are not read in the English, and of surnames."""
    heard = [part for name in unwritten for part in name_parts(name)]
    surnames = [name.text.rpartition("·")[2] for name in reading.names if "·" in name.text]
    heard += [one for one in surnames if not has_first_form(reading.english.text, one)]
    for part in heard:
        yield sound_question(reading.english, part)


def _loss_questions(held: LostNames, lexicon: Lexicon) -> Iterator[Question]:
    """Yield what is asked where a name is lost: of what is around it, and of all other names."""
    source, english = held.reading.source, held.reading.english
    for name in held.lost:
        if not is_whole_name(name, source, lexicon):
            yield context_question(english, source, name)
    for name in held.lost:
        yield from held.strange.questions_about(_rank_substitutes(name, english, source, lexicon))


def find(context: NameContext, pair: Pair) -> Iterator[Finding]:
    """Yield the names that went missing or became others."""
    if pair.source is None or pair.target is None:
        return
    text, heard = pair.source.text, context.heard
    held = context.pairs[text, pair.target.text]
    english = held.reading.english
    yield from find_wrong_surnames(pair.id, text, english)
    yield from find_wrong_given_names(pair.id, text, english)
    for name in held.reading.names:
        if "·" not in name.text:
            continue
        other = held.strange.after(name, heard)
        if other is not None and says_name(english, name, context.lexicon, heard):
            yield _report_surname(pair, text, name, other)
    swapped = list(find_swapped_names(held.reading, context.lexicon))
    for one in swapped:
        message = _compose_message(one.name.spans[0].cut(text), one.form, one.token.text)
        spans = one.name.spans, (one.token.span,)
        yield Finding("AC305", pair.id, message, SWAPPED, *spans, one.form)
    told = {one.name.text for one in swapped}
    for name in held.lost:
        if name.text in told or says_otherwise(load_names().english(name.text), english.text):
            continue
        whole = is_whole_name(name, text, context.lexicon)
        if whole or not sounds_like_context(english, text, name, heard):
            yield _report_name(pair, text, name, held.strange, context)


def _may_be_in_short_form(english: EnglishText, text: str, name: Name) -> bool:
    """Return whether a short form may hold the name: TIFF that of 东京国际电影节."""
    goes_on = any(has_han(text[span.end : span.end + 1]) for span in name.spans)
    initials = {form[:1] for form in load_names().english(name.text)}
    short = (one.text for one in english.tokens if one.text.isupper() and len(one.text) > 2)
    return goes_on and any(one[0] in initials for one in short)


def _report_surname(pair: Pair, text: str, name: Name, other: NameToken) -> Finding:
    """Say that another surname follows a given name."""
    surname = name.text.rpartition("·")[2]
    form = next(iter(load_names().english(surname)), None)
    message = _compose_message(
        name.spans[0].cut(text).rpartition("·")[2] or surname, form, other.text
    )
    spans = tuple(Span(span.end - len(surname), span.end) for span in name.spans)
    return Finding(
        "AC305", pair.id, message, SHORT[1] if form else UNLISTED[1], spans, (other.span,), form
    )


def _report_name(
    pair: Pair, text: str, name: Name, strange: UnmatchedNames, context: NameContext
) -> Finding:
    others = _rank_substitutes(name, strange.english, text, context.lexicon)
    other = next((one for one in others if strange.is_unmatched(one, context.heard)), None)
    forms = load_names().english(name.text)
    sound = form_by_sound(name.text)
    form = sound or (forms[0] if forms else None)
    if name.kind is NameKind.PERSON:
        form = write_pinyin(name.text)
    quote = name.spans[0].cut(text)
    confidence = _grade_loss(name, sound is not None, other, text, context.lexicon)
    if other is None and strange.english.has_reference:
        confidence = min(confidence, REFERRED)
    if text[name.spans[0].end : name.spans[0].end + 1] == "·":
        confidence = min(confidence, GIVEN)
    hidden = _may_be_in_short_form(strange.english, text, name)
    if hidden or _COMPANY.match(text, name.spans[0].end):
        confidence = min(confidence, BRAND)
    return Finding(
        "AC305",
        pair.id,
        _compose_message(quote, form, other.text if other else None),
        round(confidence, 2),
        name.spans,
        (other.span,) if other else (),
        form,
    )


def _compose_message(quote: str, form: str | None, other: str | None) -> str:
    if form is None:
        says = f"; it names {other}" if other else ""
        return f"Nothing in the translation sounds like the name {quote}{says}."
    if other is None:
        return f"{quote} is {form}; the translation does not name it."
    return f"{quote} is {form}; the translation names {other}."


def _rank_substitutes(
    name: Name, english: EnglishText, text: str, lexicon: Lexicon
) -> list[NameToken]:
    """Return what may have taken the place of the name, what stands nearest to it first.

    Only common names are often left out: of the others, what stands anywhere took the place.
    """
    zh, en = max(1, len(text)), max(1, len(english.text))
    most = NEAR if _is_common(name.text, lexicon) else math.inf
    apart = [
        (min([abs(place.start / zh - token.start / en) for place in name.spans]), at)
        for at, token in enumerate(english.tokens)
    ]
    return [english.tokens[at] for distance, at in sorted(apart) if distance <= most]


def _is_in_foreign_name(name: Name, text: str) -> bool:
    """Return whether the name stands beside a character of foreign names: 巴克 in 沙依巴克 does."""
    return all(
        any(
            load_loan_weights().get(text[at], -1.0) >= LOAN
            for at in (span.start - 2, span.start - 1, span.end)
            if 0 <= at < len(text)
        )
        for span in name.spans
    )


def _grade_loss(
    name: Name, sound: bool, other: NameToken | None, text: str, lexicon: Lexicon
) -> float:
    changed = other is not None
    if name.kind is not NameKind.LISTED:
        near = other is not None and letter_gain(name.text, other.letters) > UNLIKE
        return UNLISTED[changed and not near]
    if sound:
        value = (BY_SOUND if len(name.text) >= LONG else SHORT)[changed]
        # 中村 may be cut out of 城中村
        rare = not changed and lexicon.frequency_zh(name.text, NEVER_SEEN) < KNOWN
        if len(name.text) < LONG and (rare or _is_in_foreign_name(name, text)):
            value = RARE
    elif translation_constancy(name.text, lexicon) >= LEAST_CONSTANCY:
        value = CONSTANT[other is not None and other.letters in form_words()]
    else:
        value = BY_MEANING[changed]
    return value * UNSAID if _is_often_omitted(name.text, lexicon, changed=changed) else value


def _is_often_omitted(name: str, lexicon: Lexicon, *, changed: bool) -> bool:
    """Return whether translators often leave the name out: 美国 where the context says it."""
    if name not in lexicon.zh:
        return False
    return lexicon.unaligned_zh(name) > OFTEN_UNSAID or (_is_common(name, lexicon) and not changed)


def _is_common(name: str, lexicon: Lexicon) -> bool:
    return lexicon.frequency_zh(name, NEVER_SEEN) >= COMMON
