"""AC204: a pair scores worse than the baseline has recorded, whatever else is found in it."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule
from aligncheck.text.paragraph_key import hash_paragraph

RULES = (
    Rule(
        id="AC204",
        name="score-regression",
        severity=Severity.WARNING,
        help="A pair scores worse than the baseline has recorded.",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        page="baseline",
        whole=True,
    ),
)

LESS_SIMILAR = 0.05  # nine in ten pairs of good translations of one text differ by .002 or less
MORE_OMITTED = 0.22  # … and by .22 in the probability of an omission
SURE = 0.7


def find(context: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield AC204 where similarity fell or omission rose by more than good translations differ."""
    if not context.recorded or pair.source is None:
        return
    known = context.recorded.get(hash_paragraph(pair.source.text))
    if known is None or pair.similarity is None or pair.omission is None:
        return
    told = []
    if known[0] - pair.similarity > LESS_SIMILAR:
        told.append(f"similarity fell from {known[0]:.2f} to {pair.similarity:.2f}")
    if pair.omission - known[1] > MORE_OMITTED:
        told.append(f"the chance of an omission rose from {known[1]:.2f} to {pair.omission:.2f}")
    if told:
        message = f"The pair is worse than the baseline has recorded: {' and '.join(told)}."
        yield Finding("AC204", pair.id, message, SURE)
