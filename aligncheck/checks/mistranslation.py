"""AC108: a word of the source that the translation says as its opposite or as another thing."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.message_quotes import shorten_quote
from aligncheck.report import Finding, Mistranslated, Pair, Severity
from aligncheck.rules import Rule

RULES = (
    Rule(
        id="AC108",
        name="mistranslated-word",
        severity=Severity.WARNING,
        help="A word of the source is translated by its opposite or by another thing.",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        page="coverage",
        outranks=("AC103",),
    ),
)


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the words of a pair that the judge takes for mistranslated."""
    if pair.source is None or pair.target is None:
        return
    for found in pair.mistranslated:
        yield _report_mistranslation(pair, pair.source.text, pair.target.text, found)


def _report_mistranslation(pair: Pair, source: str, target: str, found: Mistranslated) -> Finding:
    quote = shorten_quote(found.source.cut(source))
    if found.target is None:
        message = f"“{quote}” is translated as another thing."
    else:
        message = f"“{quote}” is translated as “{shorten_quote(found.target.cut(target))}”."
    return Finding(
        "AC108",
        pair.id,
        message,
        found.probability,
        (found.source,),
        (found.target,) if found.target else (),
    )
