"""AC306: words in Latin letters, and addresses, that the Chinese has and the English has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.names.latin_tokens import (
    LatinKind,
    LatinToken,
    comparable_letters,
    find_latin_tokens,
    is_spelt_out,
)
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule
from aligncheck.text.words import en_word_table, stem_word

LATIN = Rule(
    id="AC306",
    name="latin-word",
    severity=Severity.ERROR,
    help="An acronym, product name or address of the source is missing or has changed.",
    mqm="accuracy/mistranslation",
    its="mistranslation",
    page="names",
    outranks=("AC103", "AC104", "AC108"),
    lowers_quality=True,
    planted=("name replaced", "name dropped"),
    measured_as="names",
)
RULES = (LATIN,)

# How likely a Latin word without a partner is an error: left out, and changed.
WEIGHT = {
    LatinKind.ADDRESS: (0.65, 0.9),
    LatinKind.ACRONYM: (0.55, 0.8),
    LatinKind.CODE: (0.55, 0.8),
    LatinKind.WORD: (0.55, 0.75),
}
BRACKETED = 0.4  # （Archie） beside a Chinese name: the name is said anyway
LEAST_LETTERS = 2
LONG = 6  # letters that do not come together by chance, spaces left out
LEAST_LEARNED = 0.02  # p(English | the Latin word) from which a translation of it is known
ALIKE = 0.75  # share of letters two spellings share, from which one is the other, changed
UNITS = frozenset(
    "km kg cm mm ml mg kw kwh mw gw ghz mhz hz gb mb kb tb pm am no vs ok tv pc cpu id app t m g l"
    " x v a b c d e f h i j k n o p q r s u w y z ph usd rmb cny hkd eur gbp jpy ktv dna ip it vip"
    " etc ie eg mr mrs dr st ii iii iv vi vii viii ix xi xii com www http https".split()
)


def find(document: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the Latin words and addresses of the source that the target has not."""
    if pair.source is None or pair.target is None:
        return
    text, english = pair.source.text, pair.target.text
    found = [one for one in find_latin_tokens(text) if _is_checked(one)]
    if not found:
        return
    held = comparable_letters(english)
    theirs = None
    for one in dict((comparable_letters(latin.text), latin) for latin in reversed(found)).values():
        if _is_rendered(one, english, held, document.models.lexicon):
            continue
        if theirs is None:
            theirs = find_latin_tokens(english)
        yield _report_word(pair, one, _find_changed_form(one, theirs, text))


def _is_checked(one: LatinToken) -> bool:
    word = comparable_letters(one.text)
    return one.kind is LatinKind.ADDRESS or (
        len(word) >= LEAST_LETTERS and word.rstrip("0123456789") not in UNITS
    )


def _is_rendered(one: LatinToken, english: str, held: str, lexicon: Lexicon) -> bool:
    """Return whether the English has the word, spells it out, or is known to translate it."""
    parts = one.text.split("/")
    if len(parts) > 1 and one.kind is not LatinKind.ADDRESS and all(map(_is_acronym, parts)):
        kinds = [replace(one, text=part) for part in parts]
        return all(_is_rendered(each, english, held, lexicon) for each in kinds)  # WTO/IMF
    word = comparable_letters(one.text)
    if one.kind is LatinKind.ADDRESS:
        return word.removeprefix("https").removeprefix("http").removeprefix("www") in held
    if word in held and (len(word) >= LONG or _stands_as_word(word, english)):
        return True
    if _strip_plural(word) in _fold_letters(held) and _compile_spelling(word).search(english):
        return True
    if one.kind is LatinKind.ACRONYM and is_spelt_out(one.text, english):
        return True
    return _is_known_translation(one.text.lower(), english, lexicon)


def _is_acronym(part: str) -> bool:
    return len(part) >= LEAST_LETTERS and part.isalpha()


def _stands_as_word(word: str, english: str) -> bool:
    """Return whether a word of the English is the word in small letters: most are found so."""
    low = english.lower()
    at = low.find(word) if len(low) == len(english) else -1
    while at >= 0:
        end = at + len(word)
        if not (low[at - 1 : at].isalnum() or low[end : end + 1].isalnum()):
            return True
        at = low.find(word, at + 1)
    return False


def _strip_plural(word: str) -> str:
    """Return a word without the s of a plural."""
    plural = word.endswith("s") and len(word) > LEAST_LETTERS + 1
    return word[:-1] if plural else word


def _fold_letters(text: str) -> str:
    """Write the letters that a pattern takes for s and i, if capitals do not matter, as these."""
    return text if text.isascii() else text.replace("ſ", "s").replace("ı", "i")


def _compile_spelling(word: str) -> re.Pattern[str]:
    """Return what finds a word with other marks between its letters, as a plural or with a tail."""
    letters = _strip_plural(word)
    plural = "s?" if letters != word else ""
    letters = r"[\W_]?".join(map(re.escape, letters))
    return re.compile(rf"(?<![^\W\d_]){letters}{plural}(?:(?![^\W_])|s\b|\d)", re.I)


def _is_known_translation(word: str, english: str, lexicon: Lexicon) -> bool:
    if word not in lexicon.zh:
        return False
    stems = sorted(
        {stem_word(found) for found in en_word_table(english).texts if found[0].isalpha()}
    )
    forward, _ = lexicon.matrices([word], stems)
    return bool(forward.size and forward.max() >= LEAST_LEARNED)


def _find_changed_form(one: LatinToken, theirs: list[LatinToken], source: str) -> LatinToken | None:
    """Return the word of the English that is most likely the changed one."""
    held = comparable_letters(source)
    best, likeness = None, ALIKE
    for other in theirs:
        if comparable_letters(other.text) in held or (other.kind is LatinKind.WORD) != (
            one.kind is LatinKind.WORD
        ):
            continue
        matcher = SequenceMatcher(
            None, comparable_letters(one.text), comparable_letters(other.text), autojunk=False
        )
        if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
            continue
        if (ratio := matcher.ratio()) >= likeness:
            best, likeness = other, ratio
    return best


def _report_word(pair: Pair, one: LatinToken, other: LatinToken | None) -> Finding:
    source = pair.source.text if pair.source else ""
    weight = WEIGHT[one.kind][other is not None]
    if other is None and source[one.span.start - 1 : one.span.start] in {"（", "(", "["}:
        weight = min(weight, BRACKETED)
    message = f"{one.text} stands in the source and not in the translation."
    if other is not None:
        message = f"The source says {one.text}; the translation says {other.text}."
    spans: tuple[Span, ...] = (other.span,) if other else ()
    return Finding("AC306", pair.id, message, weight, (one.span,), spans, one.text)
