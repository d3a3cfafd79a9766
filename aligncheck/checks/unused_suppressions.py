"""AC901: a comment in the text that sets findings aside, and there are none.

What a comment is needed for is known when all other findings are graded: `findings/suppressions`
finds these, and `find` has none to add.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule, Scope

RULES = (
    Rule(
        id="AC901",
        name="unused-suppression",
        severity=Severity.WARNING,
        help="A comment sets findings aside that are not there.",
        mqm="other",
        its="uncategorized",
        page="suppressions",
        scope=Scope.TOOL,
    ),
)


def find(_: DocumentContext, __: Pair) -> Iterator[Finding]:
    """Yield nothing: see above."""
    yield from ()
