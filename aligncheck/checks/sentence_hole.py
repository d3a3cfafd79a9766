"""Find sentences of the translation in which a word must have fallen out (AC401)."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule, Scope

HOLE = Rule(
    id="AC401",
    name="hole",
    severity=Severity.ERROR,
    help="The English sentence has a hole: a word must have fallen out.",
    mqm="fluency/grammar",
    its="grammar",
    page="english",
    scope=Scope.ENGLISH,
    lowers_quality=True,
    measured_as="hole",
)
RULES = (HOLE,)


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield a finding for every hole in the English of `pair`; the Chinese is not read."""
    if pair.target is None:
        return
    text = pair.target.text
    for hole in pair.holes:
        left, right = hole.left.cut(text), hole.right.cut(text)
        yield Finding(
            rule="AC401",
            pair=pair.id,
            message=f'A word seems to be missing between "{left}" and "{right}".',
            confidence=hole.probability,
            target_spans=(Span(hole.left.start, hole.right.end),),
        )
