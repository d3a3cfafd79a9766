"""AC404: an English word that no word list has, one letter away from one that is common.

The word list is pyspellchecker's (MIT, works offline), an extra: without it the rule is not run.
The words of our own translation table count as well, among them British spellings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.optional import require_module
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule, Scope
from aligncheck.text.words import stem_word

RULES = (
    Rule(
        id="AC404",
        name="misspelling",
        severity=Severity.WARNING,
        help="A word of the English is misspelt.",
        mqm="fluency/spelling",
        its="misspelling",
        page="english",
        scope=Scope.ENGLISH,
        measured_as="doubled words, marks, spelling",
    ),
)

if TYPE_CHECKING:
    from spellchecker import SpellChecker

SURE = 0.7
COMMON = 1e-6  # least frequency of the word that was meant
LEAST = 4  # letters of what is left without a prefix or an ending
# No part of a longer token, an address, a hyphenated or elided word.
_WORD = re.compile(r"(?<![\w'’.@/#&\\-])[A-Za-z][a-z]{4,}(?![\w'’@/\\-]|\.\w)")
_LATIN = re.compile(r"[A-Za-z]+")
_PREFIXES = tuple(
    "anti auto bio co counter cross cyber de dis eco electro extra geo hydro hyper il im in"
    " inter ir macro mega meta micro mid mini mis mono multi nano neo neuro non out over photo"
    " poly post pre pro pseudo psycho re semi socio sub super techno tele thermo trans ultra"
    " un under up".split()
)
_ENDINGS = (
    "s", "es", "ed", "er", "ers", "ing", "ly", "ness", "less", "like", "ship", "hood", "wise",
    "ism", "ist", "ists", "ity", "ization", "isation", "able", "ward", "wards", "goers", "gate",
)  # fmt: skip
_SYLLABLES = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao"
    r"|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u))+"
)
# Words always written with a capital, whose neighbours are no names.
_CAPITALS = frozenset(
    "chinese china russian russia soviet american america european europe japanese japan british"
    " german germany french france english korean moscow beijing shanghai monday tuesday"
    " wednesday thursday friday saturday sunday january february march april august september"
    " october november december communist marxist leninist congress republic government minister"
    " president secretary committee ministry university national people".split()
)


def has_word_list() -> bool:
    """Return whether the word list is installed."""
    return find_spec("spellchecker") is not None


class RareWords(NamedTuple):
    """The English words, in small letters, that come once and not in the Chinese; what is known."""

    words: Set[str]
    lexicon: Lexicon


def prepare(document: DocumentContext) -> RareWords | None:
    """Return the words that may be misspelt; None if the word list is not there, or not wanted.

    Raises MissingExtra if it is not there and AC404 was asked for by its id.
    """
    if "AC404" in document.left_out:
        return None
    if "AC404" in document.named:
        require_module("spellchecker", "spelling", "AC404")
    elif not has_word_list():
        return None
    pairs = document.pairs
    texts = [pair.target.text for pair in pairs if pair.target]
    counts = Counter(word.lower() for text in texts for word in _LATIN.findall(text))
    theirs = {
        word.lower() for pair in pairs if pair.source for word in _LATIN.findall(pair.source.text)
    }
    once = {word for word, times in counts.items() if times == 1}
    return RareWords(once - theirs, document.models.lexicon)


def find(rare: RareWords | None, pair: Pair) -> Iterator[Finding]:
    """Yield AC404 for words that come once in the document and are spelt like none."""
    if rare is None or pair.target is None:
        return
    for match in _WORD.finditer(pair.target.text):
        word = match.group().lower()
        if word not in rare.words:
            continue
        capital = match.group()[0].isupper()
        meant = _guess_intended(word, rare.lexicon, capital=capital)
        if meant is not None:
            yield _report_misspelling(pair, match, meant)


def _report_misspelling(pair: Pair, match: re.Match[str], meant: str) -> Finding:
    written = match.group()
    meant = meant.capitalize() if written[0].isupper() else meant
    message = f"“{written}” looks misspelt; “{meant}” is one letter away."
    span = Span(*match.span())
    return Finding("AC404", pair.id, message, SURE, (), (span,), meant)


def _guess_intended(word: str, lexicon: Lexicon, *, capital: bool) -> str | None:
    """Return the common word that `word` was meant to be; None if it is right, or unclear."""
    if stem_word(word) in lexicon.en or word in _load_word_list() or _is_formed(word):
        return None
    near = _load_word_list().candidates(word) or set()
    fit = [other for other in near if other.isalpha() and (not capital or other in _CAPITALS)]
    best = max(sorted(fit), key=_load_word_list().word_usage_frequency, default=word)
    if best == word or (_SYLLABLES.fullmatch(word) and best not in _CAPITALS):
        return None
    return best if _load_word_list().word_usage_frequency(best) >= COMMON else None


def _is_formed(word: str) -> bool:
    """Return whether a word is made of a known one by a prefix, an ending, or of two words."""
    bases = [word.removeprefix(p) for p in _PREFIXES if word.startswith(p)]
    bases += [word.removesuffix(e) for e in _ENDINGS if word.endswith(e)]
    if any(len(base) >= LEAST and base in _load_word_list() for base in bases):
        return True
    cuts = range(LEAST, len(word) - LEAST + 1)
    return any(word[:at] in _load_word_list() and word[at:] in _load_word_list() for at in cuts)


@cache  # a tenth of a second, once a process
def _load_word_list() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)
