"""AC904: sentences that are longer than what is read together of them."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.coverage.chunks import LONGEST, list_unread
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule, Scope

RULES = (
    Rule(
        id="AC904",
        name="not-read",
        severity=Severity.INFO,
        help="A sentence is so long that the judge reads its beginning only.",
        mqm="other",
        its="uncategorized",
        page="coverage",
        scope=Scope.TOOL,
    ),
)


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield a finding for each sentence whose end was not looked at for dropped or added words."""
    if pair.source is None or pair.target is None:
        return
    for part in list_unread(pair.source.text, pair.target.text, pair.sentences):
        side = "source" if part.of_source else "translation"
        message = (
            f"A sentence of the {side} has {part.words} words; dropped and added words were looked "
            f"for in its first {LONGEST} only."
        )
        spans = ((part.rest,), ()) if part.of_source else ((), (part.rest,))
        yield Finding("AC904", pair.id, message, 1.0, *spans)
