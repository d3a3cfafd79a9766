"""AC305: names of the Chinese that the English does not say, or says otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, starmap

from aligncheck.checks import wrong_surname
from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.models import lexicon
from aligncheck.names import chinese_names
from aligncheck.names.batch_transliteration import Question, answer_all
from aligncheck.names.chinese_names import (
    Name,
    NameKind,
    find_names_zh,
    is_word,
    names_overlap,
    stands_as_words,
)
from aligncheck.names.english_names import EnglishText, NameToken, read_english_text
from aligncheck.names.gazetteer import form_words, load_loan_weights, load_names
from aligncheck.names.matching import (
    LEAST_CONSTANCY,
    context_question,
    form_by_sound,
    has_first_form,
    has_plain_form,
    hears_name,
    name_parts,
    says_name,
    sound_question,
    sounds_like_context,
    sure_sound_question,
    translation_constancy,
    writes_name,
)
from aligncheck.names.romanisation import write_pinyin
from aligncheck.names.transliteration import letter_gain
from aligncheck.names.unmatched import UnmatchedNames
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule

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
GIVEN = 0.35  # most that is said of a given name: 约翰 of 约翰·史密斯
REFERRED = 0.4  # most that is said where "he" or "the government" may stand for the name
OFTEN_UNSAID = 0.2  # share of times a name was left out in the training text that is much
UNSAID = 0.7  # factor for such names
NEAR = 0.25  # how far apart, as shares of the texts, a common name and one in its place may stand
LONG = 3  # characters from which a listed name is no chance part of a longer one
COMMON = 2.0  # log10 of its sightings in a million words, from which a name is common: 美国
KNOWN = 0.3  # … from which a name of two characters is known, and no chance cut
LOAN = 3.0  # weight from which a character belongs to a foreign name
UNLIKE = -0.5  # gain below which a word cannot be another spelling of a name that is not listed


def prepare(document: DocumentContext) -> DocumentContext:
    """Read the names of all pairs and listen for them at once, faster than one by one."""
    pairs = document.pairs
    texts = [(pair.source.text, pair.target.text) for pair in pairs if pair.source and pair.target]
    chinese_names.find_names_in_texts([source for source, _ in texts])
    answer_all(chain.from_iterable(starmap(_sound_questions, texts)))
    answer_all(chain.from_iterable(starmap(_loss_questions, texts)))
    return document


def _sound_questions(source: str, target: str) -> Iterator[Question]:
    """Yield what is asked of the names that are not read in the English, and of surnames."""
    heard = [part for name in _list_unwritten_names(source, target) for part in name_parts(name)]
    surnames = [name.text.rpartition("·")[2] for name in find_names_zh(source) if "·" in name.text]
    heard += [surname for surname in surnames if not has_first_form(target, surname)]
    for part in heard:
        yield sound_question(read_english_text(target), part)


def _loss_questions(source: str, target: str) -> Iterator[Question]:
    """Yield what is asked where a name is lost: of what is around it, and of all other names."""
    if not (lost := _list_lost_names(source, target)):
        return
    english = read_english_text(target)
    for name in lost:
        yield sure_sound_question(name.text)
        if not _is_whole_name(name, source):
            yield context_question(english, source, name)
    strange = _find_unexplained_names(source, target)
    for name in lost:
        yield from strange.questions_about(_rank_substitutes(name, english, source))


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the names that went missing or became others."""
    if pair.source is None or pair.target is None:
        return
    yield from wrong_surname.find_in_pair(pair)
    text, target = pair.source.text, pair.target.text
    held = find_names_zh(text)
    if not held:
        return
    english = read_english_text(target)
    joined = [name for name in held if "·" in name.text]
    lost = [
        name
        for name in _list_lost_names(text, target)
        if _is_whole_name(name, text) or not sounds_like_context(english, text, name)
    ]
    if not lost and not joined:
        return
    strange = _find_unexplained_names(text, target)
    for name in joined:
        if (other := strange.after(name)) and says_name(english, name):
            yield _report_surname(pair, text, name, other)
    yield from (_report_name(pair, text, name, strange) for name in lost)


@lru_cache(maxsize=1 << 13)  # asked for by the whole document, and again by each pair
def _list_unwritten_names(source: str, target: str) -> tuple[Name, ...]:
    """Return the names of the Chinese that the English has not in writing; it may sound so."""
    unseen = [name for name in find_names_zh(source) if not has_plain_form(target, name.text)]
    if not unseen:
        return ()
    english = read_english_text(target)
    return tuple(
        [
            name
            for name in unseen
            if stands_as_words(name, source) and not writes_name(english, name)
        ]
    )


@lru_cache(maxsize=1 << 12)
def _find_unexplained_names(source: str, target: str) -> UnmatchedNames:
    """Return the names of the English that nothing in the Chinese explains, to be asked for."""
    return UnmatchedNames(read_english_text(target), source, find_names_zh(source))


@lru_cache(maxsize=1 << 13)
def _list_lost_names(source: str, target: str) -> tuple[Name, ...]:
    """Return the names of the Chinese that the English does not say."""
    english = read_english_text(target)
    unheard = [
        name for name in _list_unwritten_names(source, target) if not hears_name(english, name)
    ]
    return tuple([name for name in unheard if not _is_hidden(name, english, source)])


def _is_whole_name(name: Name, text: str) -> bool:
    """Tell a name that is no piece of another: a person's, a long one, a known word of the text."""
    if name.kind is not NameKind.LISTED:
        return name.kind is NameKind.PERSON
    return len(name.text) >= LONG or (is_word(name, text) and _log_frequency(name.text) >= KNOWN)


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


def _is_hidden(name: Name, english: EnglishText, text: str) -> bool:
    """Return whether the name overlaps another that is the likelier reading of the characters."""
    rivals = [
        other for other in find_names_zh(text) if other is not name and names_overlap(name, other)
    ]
    if name.kind is NameKind.LISTED:
        whole = len(name.text) >= LONG or is_word(name, text)
        longer = [
            other
            for other in rivals
            if name.text in other.text
            and (other.kind is NameKind.LISTED or "·" in other.text or not whole)
        ]
        return any(stands_as_words(one, text) or says_name(english, one) for one in longer)
    return any(
        (len(other.text) >= LONG and stands_as_words(other, text)) or says_name(english, other)
        for other in rivals
    )


def _report_name(pair: Pair, text: str, name: Name, strange: UnmatchedNames) -> Finding:
    other = next(filter(strange.is_unmatched, _rank_substitutes(name, strange.english, text)), None)
    forms = load_names().english(name.text)
    sound = form_by_sound(name.text)
    form = sound or (forms[0] if forms else None)
    if name.kind is NameKind.PERSON:
        form = write_pinyin(name.text)
    quote = name.spans[0].cut(text)
    confidence = _grade_loss(name, sound is not None, other, text)
    if other is None and strange.english.has_reference:
        confidence = min(confidence, REFERRED)
    if text[name.spans[0].end : name.spans[0].end + 1] == "·":
        confidence = min(confidence, GIVEN)
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


def _rank_substitutes(name: Name, english: EnglishText, text: str) -> list[NameToken]:
    """Return what may have taken the place of the name, what stands nearest to it first.

    Only common names are often left out: of the others, what stands anywhere took the place.
    """
    zh, en = max(1, len(text)), max(1, len(english.text))
    most = NEAR if _is_common(name.text) else math.inf
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


def _grade_loss(name: Name, sound: bool, other: NameToken | None, text: str) -> float:
    changed = other is not None
    if name.kind is not NameKind.LISTED:
        near = other is not None and letter_gain(name.text, other.letters) > UNLIKE
        return UNLISTED[changed and not near]
    if sound:
        value = (BY_SOUND if len(name.text) >= LONG else SHORT)[changed]
        rare = not changed and _log_frequency(name.text) < KNOWN  # 中村 may be cut out of 城中村
        if len(name.text) < LONG and (rare or _is_in_foreign_name(name, text)):
            value = RARE
    elif translation_constancy(name.text) >= LEAST_CONSTANCY:
        value = CONSTANT[other is not None and other.letters in form_words()]
    else:
        value = BY_MEANING[changed]
    return value * UNSAID if _is_often_omitted(name.text, changed=changed) else value


def _is_often_omitted(name: str, *, changed: bool) -> bool:
    """Return whether translators often leave the name out: 美国 where the context says it."""
    table = lexicon.load_lexicon()
    at = table.zh.get(name, -1)
    if at < 0:
        return False
    return bool(table.null_zh[at] > OFTEN_UNSAID) or (_is_common(name) and not changed)


def _is_common(name: str) -> bool:
    return _log_frequency(name) >= COMMON


@lru_cache(maxsize=4096)
def _log_frequency(name: str) -> float:
    """Return log10 of the sightings in a million words; little for a name never seen."""
    table = lexicon.load_lexicon()
    at = table.zh.get(name, -1)
    return float(table.count_zh[at]) if at >= 0 else -1.0
