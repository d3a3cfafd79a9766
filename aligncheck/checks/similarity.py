"""AC201: source and target of a pair hardly mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule

RULES = (
    Rule(
        id="AC201",
        name="low-similarity",
        severity=Severity.WARNING,
        help="Source and target of a pair hardly mean the same.",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        page="similarity",
        whole=True,
    ),
)

LEAST_CHARACTERS = 12  # of the source; vectors of shorter texts say too little
TITLE = 24  # characters up to which a line without a stop may be a heading
_CLOSED = re.compile("[。！？；.!?;]")
LOW = 0.1  # probability of being a translation


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield AC201 when the vectors take the pair for chance."""
    if pair.source is None or pair.target is None or pair.similarity is None:
        return
    if pair.similarity >= LOW or len(pair.source.text) < LEAST_CHARACTERS:
        return
    doubt = 1.0
    if len(pair.source.text) < TITLE and not _CLOSED.search(pair.source.text):
        doubt = 0.49  # vectors of headings say little, and headings are put freely
    yield Finding(
        "AC201",
        pair.id,
        f"Source and translation hardly mean the same: the chance that they belong together "
        f"is {pair.similarity:.0%}.",
        round(doubt * (1 - pair.similarity), 4),
        (Span(0, len(pair.source.text)),),
        (Span(0, len(pair.target.text)),),
    )
