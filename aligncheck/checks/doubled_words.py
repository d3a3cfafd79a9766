"""AC402: a word that is written twice in a row; what is left alone stands in docs/english.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule, Scope
from aligncheck.text.words import en_word_table

RULES = (
    Rule(
        id="AC402",
        name="doubled-word",
        severity=Severity.WARNING,
        help="A word of the English is written twice in a row.",
        mqm="fluency/grammar",
        its="duplication",
        page="english",
        scope=Scope.ENGLISH,
        measured_as="doubled words, marks, spelling",
    ),
)

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
# Words that good English doubles ("had had", "what it is is", "gave her her hat", "long long ago").
_MAY_DOUBLE = frozenset(
    "had that very is do her so no yes bye ha many much more really now there blah again never "
    "long far big what who you it up out down over out long old deep too well oh ah hey la na "
    "hear knock tut chop bora pago sing walla wagga tuk cha can boo night win pooh yo tom hula "
    "mahi dik ping bling day year little further ever whatever please go come run wait stop help "
    "look dear same good great one two three x in on off as right plus well".split()
)
# Words that good English all but never doubles.
_NEVER_DOUBLE = frozenset(
    "the a an of and or with for from to was were are by at its their our my your his this these "
    "those has have will would should could must but not into if than when which because be been "
    "they we he she i him them us about between through during against under how".split()
)
_AT_LEAST = re.compile(r"\s+(?:least|most|best|first|last|all|once|worst)\b")  # "at at least ten"


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the words that the English of `pair` has twice."""
    if pair.target is not None:
        yield from find_doubled_words(pair.id, pair.target.text)


def find_doubled_words(pair: str, text: str) -> Iterator[Finding]:
    """Yield AC402 for a word written twice in a row."""
    forms = en_word_table(text).texts
    if not any(map(eq, forms, forms[1:])):
        return
    words = list(_WORD.finditer(text))
    for i, (first, second) in enumerate(pairwise(words)):
        between = text[first.end() : second.start()]
        if not between.isspace() or between.count("\n") > 1:
            continue
        if first.group().lower() != second.group().lower() or _is_tripled(text, words, i):
            continue
        confidence = _doubling_probability(text, first, second)
        if confidence > 0:
            message = f'"{second.group()}" is written twice.'
            span = Span(first.start(), second.end())
            yield Finding(
                "AC402", pair, message, confidence, target_spans=(span,), suggestion=first.group()
            )


def _doubling_probability(text: str, first: re.Match[str], second: re.Match[str]) -> float:
    word = second.group().lower()
    if second.group()[0].isupper() and word not in {"i"}:
        return 0.0  # a name: Duran Duran, The The
    around = text[max(0, first.start() - 1) : first.start()] + text[second.end() : second.end() + 1]
    if re.search(r"[-`_/<>=\d\\“‘\"']", around) or word in _MAY_DOUBLE:
        return 0.0
    if word == "at" and _AT_LEAST.match(text, second.end()):
        return 0.0
    if word in _NEVER_DOUBLE:
        return 0.97
    return 0.9 if len(word) > 3 else 0.6


def _is_tripled(text: str, words: list[re.Match[str]], i: int) -> bool:
    """Return whether the word comes three times: then somebody means it."""
    form = words[i].group().lower()
    beside = [words[j].group().lower() for j in (i - 1, i + 2) if 0 <= j < len(words)]
    return form in beside and form not in _NEVER_DOUBLE
