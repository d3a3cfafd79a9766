"""AC310: placeholders and tags of interface texts that were lost, added, changed or exchanged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from aligncheck.checks.document_context import DocumentContext
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule
from aligncheck.text.placeholder_tokens import Placeholder, PlaceholderKind, find_placeholders

RULES = (
    Rule(
        id="AC310",
        name="placeholder",
        severity=Severity.ERROR,
        help="A placeholder or a tag was lost, added, changed or stands in another order.",
        mqm="accuracy/untranslated",
        its="markup",
        page="placeholders",
        lowers_quality=True,
        outranks=("AC103", "AC104", "AC105", "AC301", "AC306", "AC403"),
    ),
)
SURE = 0.95  # what a program fills in must be there: its text breaks without
TAG = 0.7  # a tag may be dropped on purpose
PLURAL = 0.9


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the placeholders that the two sides of a pair do not share."""
    if pair.source is None or pair.target is None:
        return
    ours = find_placeholders(pair.source.text)
    theirs = find_placeholders(pair.target.text)
    if not ours and not theirs:
        return
    lost = _list_unmatched(ours, theirs)
    added = _list_unmatched(theirs, ours)
    yield from _report_changes(pair, lost, added)
    if not lost and not added:
        yield from _report_order(pair, ours, theirs)
    yield from _report_plurals(pair, theirs)


def _list_unmatched(
    ones: Sequence[Placeholder], others: Sequence[Placeholder]
) -> list[Placeholder]:
    """Return those of `ones` that `others` lack; what is named may be said more than once.

    Branches of plurals say the same placeholder again and again.
    """
    left = Counter(other.key for other in others)
    known = frozenset(left)
    unmatched = []
    for one in ones:
        if one.kind is PlaceholderKind.NAMED and one.key in known:
            continue
        left[one.key] -= 1
        if left[one.key] < 0:
            unmatched.append(one)
    return unmatched


def _report_changes(
    pair: Pair, lost: Sequence[Placeholder], added: Sequence[Placeholder]
) -> Iterator[Finding]:
    """Yield what is gone and what is new; one for the other of its kind is a change."""
    rest = list(added)
    for one in lost:
        sure = TAG if one.kind is PlaceholderKind.TAG else SURE
        other = next((new for new in rest if new.kind is one.kind), None)
        if other is None:
            message = f"{one.text} is missing from the translation."
            yield Finding("AC310", pair.id, message, sure, (one.span,), (), one.text)
            continue
        rest.remove(other)
        message = f"The source has {one.text}, the translation {other.text}."
        yield Finding("AC310", pair.id, message, sure, (one.span,), (other.span,), one.text)
    for other in rest:
        sure = TAG if other.kind is PlaceholderKind.TAG else SURE
        message = f"{other.text} stands in the translation and not in the source."
        yield Finding("AC310", pair.id, message, sure, (), (other.span,))


def _report_order(
    pair: Pair, ours: Sequence[Placeholder], theirs: Sequence[Placeholder]
) -> Iterator[Finding]:
    """Yield printf placeholders of different types that have changed places: they go by order."""
    ones, others = (
        [one for one in side if one.kind is PlaceholderKind.PRINTF and "$" not in one.key]
        for side in (ours, theirs)
    )
    for one, other in zip(ones, others, strict=False):
        if one.key != other.key:
            message = (
                f"{one.text} comes where the translation has {other.text}; these are filled in by "
                "their order."
            )
            yield Finding("AC310", pair.id, message, SURE, (one.span,), (other.span,), one.text)
            return


def _report_plurals(pair: Pair, theirs: Sequence[Placeholder]) -> Iterator[Finding]:
    """Yield plurals and selects of the English that lack the branch for all other cases."""
    text = pair.target.text if pair.target else ""
    for one in theirs:
        if not one.key.endswith((", plural}", ", select}", ", selectordinal}")):
            continue
        if not re.search(r"\bother\s*\{", text[one.span.end :]):
            message = f"{one.text.strip('{ ')} has no branch “other”."
            yield Finding("AC310", pair.id, message, PLURAL, (), (one.span,), "other {…}")
