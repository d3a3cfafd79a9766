"""AC308: speech that only one side sets in quotation marks, a title that lost its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule

RULES = (
    Rule(
        id="AC308",
        name="quotation",
        severity=Severity.WARNING,
        help="A quotation or a title that only one side marks as such.",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        page="negation",
        lowers_quality=True,
        measured_as="quotations and citations",
    ),
)

# Speech: announced by a colon, and a sentence long.
_SPEECH_ZH = re.compile(r"[:：]\s*([“「『\"][^”」』\"\n]{8,}[”」』\"])")
_SPEECH_EN = re.compile(r"(?:^|[\s(—])([“\"][^”\"\n]{30,}?[,.!?][”\"])")
_TITLE = re.compile(r"《[^》\n]{2,40}》|〈[^〉\n]{2,40}〉")
_MARKS = re.compile(r"[“”\"「」『』«»„‘《》〈〉‹›]|''|``|(?<!\w)'|\*")
_FORM = re.compile(
    r"[“”\"‘*_«「『《]|(?<!\w)'|(?<=[a-z,;] )[A-Z]|\b[A-Z]\w*[ -](?:of |the |and )*[A-Z]"
)
SPEECH = 0.5
TITLE = 0.4


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the quotations and titles that one side of the pair does not mark at all."""
    if pair.source is None or pair.target is None:
        return
    zh, en = pair.source.text, pair.target.text
    speech = _SPEECH_ZH.search(zh)
    if speech and not _MARKS.search(en):
        message = "The source quotes these words; the translation has no quotation marks."
        whole = Span(0, len(en))
        yield Finding("AC308", pair.id, message, SPEECH, (Span(*speech.span(1)),), (whole,))
    speech = _SPEECH_EN.search(en)
    if speech and not _MARKS.search(zh) and ":" not in zh and "：" not in zh:
        message = "The translation quotes these words; the source has no quotation marks."
        whole = Span(0, len(zh))
        yield Finding("AC308", pair.id, message, SPEECH, (whole,), (Span(*speech.span(1)),))
    title = _TITLE.search(zh)
    if title and not _FORM.search(en):
        message = f"{title.group()} is a title; nothing in the translation is set as one."
        span = Span(*title.span())
        yield Finding("AC308", pair.id, message, TITLE, (span,), (Span(0, len(en)),))
