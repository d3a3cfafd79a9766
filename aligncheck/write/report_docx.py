"""The English as a Word document with the findings as comments, for editors who live in Word.

Every finding is a comment on the words that it speaks of; a paragraph without translation stands
in brackets where it is missing. Same report, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.optional import require_module
from aligncheck.report import Finding, Pair, Report, Status
from aligncheck.write.xml_text import strip_invalid

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

AUTHOR, INITIALS = "aligncheck", "AC"
QUOTED = 300  # code points of the original that a comment quotes
OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date an archive can hold
_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


@dataclass(slots=True)
class _Place:
    """A stretch of a paragraph under the same findings."""

    run: Run
    findings: list[int] = field(default_factory=list)


def render_bytes(report: Report) -> bytes:
    """Return the document; raises MissingExtra where python-docx is not installed."""
    docx = require_module("docx", "docs", "writing Word documents")
    document: Document = docx.Document()
    document.core_properties.title = strip_invalid(report.target.path)[:255]
    document.core_properties.author = AUTHOR
    told: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.status is Status.NEW:
            told.setdefault(finding.pair, []).append(finding)
    if told.get(""):
        _write_pair(document, "(the document as a whole)", told[""], None)
    for pair in report.pairs:
        findings = told.get(pair.id, [])
        if pair.target is not None:
            _write_pair(document, pair.target.text, findings, pair)
        elif findings and pair.source is not None:
            _write_pair(document, f"[{pair.source.text}]", findings, pair)
    return _drop_dates(document)


def _write_pair(
    document: Document, text: str, findings: Sequence[Finding], pair: Pair | None
) -> None:
    """Write the paragraphs of one pair and comment on the words its findings speak of."""
    places: list[_Place] = []
    spans = [_list_stretches(finding, pair, text) for finding in findings]
    borders = sorted({0, len(text), *(at for span in spans for at in span)})
    borders = sorted({*borders, *(i + d for i, c in enumerate(text) if c == "\n" for d in (0, 1))})
    paragraph: Paragraph = document.add_paragraph()
    for start, end in pairwise(borders):
        if text[start:end] == "\n":
            paragraph = document.add_paragraph()
            continue
        over = [n for n, (low, high) in enumerate(spans) if low <= start and end <= high]
        places.append(_Place(paragraph.add_run(strip_invalid(text[start:end])), over))
    for number, finding in enumerate(findings):
        runs = [place.run for place in places if number in place.findings]
        if runs:
            document.add_comment(
                [runs[0], runs[-1]], _compose_comment(finding, pair), AUTHOR, INITIALS
            )


def _list_stretches(finding: Finding, pair: Pair | None, text: str) -> tuple[int, int]:
    """Return which code points of `text` a finding's comment stands on: never none of them.

    A hole takes the word before it; a finding without a place takes the first line.
    """
    if pair is None or pair.target is None or not finding.target_spans:
        return 0, text.find("\n") if "\n" in text else len(text)
    size = len(text)
    start = min(min(span.start for span in finding.target_spans), size)
    end = min(max(span.end for span in finding.target_spans), size)
    if start < end:
        return start, end
    before = text[:start].rstrip()
    if before:
        return max(before.rfind(" "), before.rfind("\n")) + 1, start
    return 0, next((i for i in range(1, size) if text[i].isspace()), size)


def _compose_comment(finding: Finding, pair: Pair | None) -> str:
    return strip_invalid("\n".join(_list_lines(finding, pair)))


def _list_lines(finding: Finding, pair: Pair | None) -> Iterator[str]:
    name = BY_ID[finding.rule].name if finding.rule in BY_ID else ""
    yield f"{finding.rule} {name}: {finding.severity.value}, {finding.confidence:.0%} sure"
    yield finding.message
    if finding.suggestion:
        yield f"Perhaps: {finding.suggestion}"
    if pair is not None and pair.source is not None and pair.target is not None:
        yield f"Original: {' '.join(pair.source.text.split())[:QUOTED]}"


def _drop_dates(document: Document) -> bytes:
    """Return the document as a file without the moments at which its parts were made."""
    comments = document.part._comments_part.element
    for comment in comments:
        comment.attrib.pop(_DATE, None)
    raw, out = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, OLDEST), old.read(name), ZIP_DEFLATED)
    return out.getvalue()
