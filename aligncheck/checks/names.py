"""AC305: names of the Chinese that the English does not say, or says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligncheck.coverage import lexicon
from aligncheck.report import Finding, Pair
from aligncheck.text.names.chinese import Name, NameKind, overlap, read_zh, stands
from aligncheck.text.names.english import English, Token
from aligncheck.text.names.said import by_sound, constancy, says, strangers
from aligncheck.text.names.store import names

# How likely a lost name is an error: where no other name took its place, and where one did.
BY_SOUND = (0.6, 0.85)
SHORT = (0.5, 0.8)  # two characters
UNLISTED = (0.45, 0.6)
BY_MEANING = (0.3, 0.45)  # 司法部: English has many words for it
LONG = 3  # characters from which a listed name is no chance part of a longer one
CONSTANT = 0.5  # constancy from which a name that says what it means is taken as one by sound
OFTEN_UNSAID = 0.2  # share of times a name was left out in the training text that is much
UNSAID = 0.7  # factor for such names: 中国, 美国


def find(pair: Pair) -> Iterator[Finding]:
    """Yield the names that went missing or became others."""
    if pair.source is None or pair.target is None:
        return
    text = pair.source.text
    held = read_zh(text)
    if not held:
        return
    english = English(pair.target.text)
    said = [name for name in held if says(english, name)]
    lost = [
        name
        for name in held
        if name not in said and not _hidden(name, held, said) and stands(name, text)
    ]
    if not lost:
        return
    strange = strangers(english, text, held)
    for name in lost:
        yield _finding(pair, name, strange)


def _hidden(name: Name, held: Sequence[Name], said: Sequence[Name]) -> bool:
    """Tell whether the name overlaps another that is the likelier reading of the characters."""
    rivals = [other for other in held if other is not name and overlap(name, other)]
    if name.kind is NameKind.LISTED:
        longer = [one for one in rivals if one in said and len(name.text) < LONG]
        return any(name.text in other.text for other in longer)
    return any(len(other.text) >= LONG or other in said for other in rivals)


def _finding(pair: Pair, name: Name, strange: list[Token]) -> Finding:
    forms = names().english(name.text)
    sound = by_sound(name.text)
    quote = name.spans[0].cut(pair.source.text)
    is_ = f"{quote} is {forms[0]}" if forms else f"{quote} is a name"
    return Finding("AC305", pair.id, f"{is_}; the translation names {strange[0].text if strange else 'no such'}. [{name.kind} {sound} {_null(name.text):.2f} {constancy(name.text):.2f}]", _confidence(name, sound is not None or constancy(name.text) >= CONSTANT, bool(strange)), name.spans, (strange[0].span,) if strange else (), forms[0] if forms else None)


def _confidence(name: Name, sound: bool, changed: bool) -> float:
    if name.kind is not NameKind.LISTED:
        value = UNLISTED[changed]
    elif not sound:
        value = BY_MEANING[changed]
    else:
        value = (BY_SOUND if len(name.text) > 2 else SHORT)[changed]
    return value * UNSAID if _null(name.text) > OFTEN_UNSAID else value


def _null(word: str) -> float:
    """Return the share of times the training text left a word untranslated."""
    table = lexicon.load()
    at = table.zh.get(word, -1)
    return float(table.null_zh[at]) if at >= 0 else 0.0
