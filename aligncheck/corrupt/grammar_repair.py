"""Take words out of an English sentence and mend what they leave behind."""

from __future__ import annotations

import re

from aligncheck.corrupt.function_words import (
    AUXILIARIES,
    CLOSING,
    CONJUNCTIONS,
    DETERMINERS,
    OPENING,
    PREPOSITIONS,
)
from aligncheck.document import Span
from aligncheck.models.missing_word import load_missing_word_model

NEAR = 30  # characters around a cut in which a hole is the cut's
SINGULAR = {"are": "is", "were": "was", "have": "has"}
_ONE_OF_TWO = re.compile(r"(?:\A|[.!?]\s+)(?:the\s+|a\s+|an\s+)?(?:\w+\s+)?\w*[^\Ws]\Z", re.I)


def remove_span(text: str, span: Span) -> str:
    """Take a stretch out and tidy what is left: articles, prepositions, commas, capitals.

    >>> remove_span("The growth rate of the economy was 7%.", Span(23, 30))
    'The growth rate was 7%.'
    """
    return remove_and_repair(text, span)[0]


def remove_and_repair(text: str, span: Span) -> tuple[str, int]:
    """Do as `remove_span`, and return where the words are missing, too."""
    left, right = text[: span.start].rstrip(), text[span.end :].lstrip()
    joined = False
    while (shorter := _tidy_cut(left, right)) != (left, right):
        joined = joined or (_last_word(left) == "and" and len(shorter[0]) < len(left))
        left, right = shorter
    if joined:
        right = _fix_agreement(left, right)
    left = _fix_article(left, _first_word(right))
    if not left or left[-1] in ".!?":
        right = right[:1].upper() + right[1:]
    tight = not left or not right or right[0] in CLOSING or left[-1] in OPENING
    return left + ("" if tight else " ") + right, len(left)


def reads_fluently(text: str, at: int) -> bool:
    """Return whether the English reads as if nothing were missing around `at`."""
    return not any(
        abs(hole.span.start - at) <= NEAR for hole in load_missing_word_model().find(text)
    )


def _tidy_cut(left: str, right: str) -> tuple[str, str]:
    """Take off one word that cannot stand at the cut."""
    before, after = _last_word(left), _first_word(right)
    ends = not after or not after[0].isalnum()
    stops = ends or after in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
    if before in DETERMINERS and stops:
        return left[: -len(before)].rstrip(), right
    if before in PREPOSITIONS and after in CONJUNCTIONS:
        return left, right[len(after) :].lstrip()
    if before in PREPOSITIONS and (stops or after in {"that", "which", "who"}):
        return left[: -len(before)].rstrip(), right
    if before in CONJUNCTIONS and (ends or after in CONJUNCTIONS | PREPOSITIONS | AUXILIARIES):
        return left[: -len(before)].rstrip(), right
    if before == "," and (ends or after in CONJUNCTIONS):
        return left[:-1].rstrip(), right
    if after == "," and (not before or not before[0].isalnum()):
        return left, right[1:].lstrip()
    return left, right


def _fix_agreement(left: str, right: str) -> str:
    """Put the verb into the singular where one of two subjects is left."""
    verb = _first_word(right)
    if verb in SINGULAR and _ONE_OF_TWO.search(left):
        return SINGULAR[verb] + right[len(verb) :]
    return right


def _fix_article(left: str, after: str) -> str:
    """Mend a/an before another word than it stood before."""
    before = _last_word(left)
    if before not in {"a", "an"} or not after[:1].isalpha():
        return left
    article = "an" if after[0] in "aeiou" else "a"
    return left[: -len(before)] + (
        article.capitalize() if left[-len(before)].isupper() else article
    )


def _last_word(text: str) -> str:
    found = re.search(r"(?:\w+|\W)\Z", text)
    return found.group().lower() if found else ""


def _first_word(text: str) -> str:
    found = re.match(r"\w+|\W", text)
    return found.group().lower() if found else ""
