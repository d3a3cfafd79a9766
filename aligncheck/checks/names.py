"""AC305: names of the Chinese that the English does not say, or says otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, starmap

from aligncheck.checks import surname
from aligncheck.coverage import lexicon
from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.names import chinese
from aligncheck.text.names.chinese import Name, NameKind, is_word, overlap, read_zh, stands
from aligncheck.text.names.english import English, Token, read_en
from aligncheck.text.names.many import Question, ask
from aligncheck.text.names.pinyin import written
from aligncheck.text.names.said import (
    LEAST_CONSTANCY,
    by_sound,
    constancy,
    first_form_in,
    heard_around,
    heard_as,
    hears,
    parts,
    plainly_says,
    says,
    sounds_around,
    surely,
    writes,
)
from aligncheck.text.names.sound import gain
from aligncheck.text.names.store import known_words, loans, names
from aligncheck.text.names.strange import Strangers

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


def prepare(pairs: Sequence[Pair]) -> None:
    """Read the names of all pairs and listen for them at once, faster than one by one."""
    texts = [(pair.source.text, pair.target.text) for pair in pairs if pair.source and pair.target]
    chinese.prepare([source for source, _ in texts])
    ask(chain.from_iterable(starmap(_to_hear, texts)))
    ask(chain.from_iterable(starmap(_to_explain, texts)))


def _to_hear(source: str, target: str) -> Iterator[Question]:
    """Yield what is asked of the names that are not read in the English, and of surnames."""
    heard = [part for name in _unread(source, target) for part in parts(name)]
    surnames = [name.text.rpartition("·")[2] for name in read_zh(source) if "·" in name.text]
    heard += [surname for surname in surnames if not first_form_in(target, surname)]
    for part in heard:
        yield heard_as(read_en(target), part)


def _to_explain(source: str, target: str) -> Iterator[Question]:
    """Yield what is asked where a name is lost: of what is around it, and of all other names."""
    if not (lost := _lost(source, target)):
        return
    english = read_en(target)
    for name in lost:
        yield surely(name.text)
        if not _known(name, source):
            yield heard_around(english, source, name)
    strange = _strangers(source, target)
    for name in lost:
        yield from strange.asked(_near(name, english, source))


def find(pair: Pair) -> Iterator[Finding]:
    """Yield the names that went missing or became others."""
    if pair.source is None or pair.target is None:
        return
    yield from surname.find(pair)
    text, target = pair.source.text, pair.target.text
    held = read_zh(text)
    if not held:
        return
    english = read_en(target)
    joined = [name for name in held if "·" in name.text]
    lost = [
        name
        for name in _lost(text, target)
        if _known(name, text) or not sounds_around(english, text, name)
    ]
    if not lost and not joined:
        return
    strange = _strangers(text, target)
    for name in joined:
        if (other := strange.after(name)) and says(english, name):
            yield _surname(pair, text, name, other)
    yield from (_finding(pair, text, name, strange) for name in lost)


@lru_cache(maxsize=1 << 13)  # asked for by the whole document, and again by each pair
def _unread(source: str, target: str) -> tuple[Name, ...]:
    """Return the names of the Chinese that the English has not in writing; it may sound so."""
    unseen = [name for name in read_zh(source) if not plainly_says(target, name.text)]
    if not unseen:
        return ()
    english = read_en(target)
    return tuple([name for name in unseen if stands(name, source) and not writes(english, name)])


@lru_cache(maxsize=1 << 12)
def _strangers(source: str, target: str) -> Strangers:
    """Return the names of the English that nothing in the Chinese explains, to be asked for."""
    return Strangers(read_en(target), source, read_zh(source))


@lru_cache(maxsize=1 << 13)
def _lost(source: str, target: str) -> tuple[Name, ...]:
    """Return the names of the Chinese that the English does not say."""
    english = read_en(target)
    unheard = [name for name in _unread(source, target) if not hears(english, name)]
    return tuple([name for name in unheard if not _hidden(name, english, source)])


def _known(name: Name, text: str) -> bool:
    """Tell a name that is no piece of another: a person's, a long one, a known word of the text."""
    if name.kind is not NameKind.LISTED:
        return name.kind is NameKind.PERSON
    return len(name.text) >= LONG or (is_word(name, text) and _count(name.text) >= KNOWN)


def _surname(pair: Pair, text: str, name: Name, other: Token) -> Finding:
    """Say that another surname follows a given name."""
    surname = name.text.rpartition("·")[2]
    form = next(iter(names().english(surname)), None)
    message = _message(name.spans[0].cut(text).rpartition("·")[2] or surname, form, other.text)
    spans = tuple(Span(span.end - len(surname), span.end) for span in name.spans)
    return Finding(
        "AC305", pair.id, message, SHORT[1] if form else UNLISTED[1], spans, (other.span,), form
    )


def _hidden(name: Name, english: English, text: str) -> bool:
    """Tell whether the name overlaps another that is the likelier reading of the characters."""
    rivals = [other for other in read_zh(text) if other is not name and overlap(name, other)]
    if name.kind is NameKind.LISTED:
        whole = len(name.text) >= LONG or is_word(name, text)
        longer = [
            other
            for other in rivals
            if name.text in other.text
            and (other.kind is NameKind.LISTED or "·" in other.text or not whole)
        ]
        return any(stands(one, text) or says(english, one) for one in longer)
    return any(
        (len(other.text) >= LONG and stands(other, text)) or says(english, other)
        for other in rivals
    )


def _finding(pair: Pair, text: str, name: Name, strange: Strangers) -> Finding:
    other = next(filter(strange.is_one, _near(name, strange.english, text)), None)
    forms = names().english(name.text)
    sound = by_sound(name.text)
    form = sound or (forms[0] if forms else None)
    if name.kind is NameKind.PERSON:
        form = written(name.text)
    quote = name.spans[0].cut(text)
    confidence = _confidence(name, sound is not None, other, text)
    if other is None and strange.english.refers:
        confidence = min(confidence, REFERRED)
    if text[name.spans[0].end : name.spans[0].end + 1] == "·":
        confidence = min(confidence, GIVEN)
    return Finding(
        "AC305",
        pair.id,
        _message(quote, form, other.text if other else None),
        round(confidence, 2),
        name.spans,
        (other.span,) if other else (),
        form,
    )


def _message(quote: str, form: str | None, other: str | None) -> str:
    if form is None:
        says = f"; it names {other}" if other else ""
        return f"Nothing in the translation sounds like the name {quote}{says}."
    if other is None:
        return f"{quote} is {form}; the translation does not name it."
    return f"{quote} is {form}; the translation names {other}."


def _near(name: Name, english: English, text: str) -> list[Token]:
    """Return what may have taken the place of the name, what stands nearest to it first.

    Only common names are often left out: of the others, what stands anywhere took the place.
    """
    zh, en = max(1, len(text)), max(1, len(english.text))
    most = NEAR if _common(name.text) else math.inf
    apart = [
        (min([abs(place.start / zh - token.start / en) for place in name.spans]), at)
        for at, token in enumerate(english.tokens)
    ]
    return [english.tokens[at] for distance, at in sorted(apart) if distance <= most]


def _in_foreign(name: Name, text: str) -> bool:
    """Tell whether the name stands beside a character of foreign names: 巴克 in 沙依巴克 does."""
    return all(
        any(
            loans().get(text[at], -1.0) >= LOAN
            for at in (span.start - 2, span.start - 1, span.end)
            if 0 <= at < len(text)
        )
        for span in name.spans
    )


def _confidence(name: Name, sound: bool, other: Token | None, text: str) -> float:
    changed = other is not None
    if name.kind is not NameKind.LISTED:
        near = other is not None and gain(name.text, other.letters) > UNLIKE
        return UNLISTED[changed and not near]
    if sound:
        value = (BY_SOUND if len(name.text) >= LONG else SHORT)[changed]
        rare = not changed and _count(name.text) < KNOWN  # 中村 may be cut out of 城中村
        if len(name.text) < LONG and (rare or _in_foreign(name, text)):
            value = RARE
    elif constancy(name.text) >= LEAST_CONSTANCY:
        value = CONSTANT[other is not None and other.letters in known_words()]
    else:
        value = BY_MEANING[changed]
    return value * UNSAID if _left_out(name.text, changed=changed) else value


def _left_out(name: str, *, changed: bool) -> bool:
    """Tell whether translators often leave the name out: 美国 where the context says it."""
    table = lexicon.load()
    at = table.zh.get(name, -1)
    if at < 0:
        return False
    return bool(table.null_zh[at] > OFTEN_UNSAID) or (_common(name) and not changed)


def _common(name: str) -> bool:
    return _count(name) >= COMMON


@lru_cache(maxsize=4096)
def _count(name: str) -> float:
    """Return log10 of the sightings in a million words; little for a name never seen."""
    table = lexicon.load()
    at = table.zh.get(name, -1)
    return float(table.count_zh[at]) if at >= 0 else -1.0
