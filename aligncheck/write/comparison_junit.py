"""JUnit XML of a comparison: a test case a paragraph, failed by its new findings."""

from __future__ import annotations

from typing import TextIO
from xml.sax.saxutils import quoteattr

from aligncheck.comparison.comparison import Change, Comparison
from aligncheck.report import Severity
from aligncheck.write.new_findings import ChangedRow, list_changed_rows
from aligncheck.write.passage_lines import describe_quality
from aligncheck.write.xml_text import XML_HEAD, escape_xml, strip_invalid


def write(comparison: Comparison, out: TextIO) -> None:
    """Write every paragraph as a test case, failed by new findings and by worse quality."""
    rows: dict[int | None, list[ChangedRow]] = {}
    for row in list_changed_rows(comparison):
        if row.item.change is Change.NEW and row.item.finding.severity is not Severity.INFO:
            rows.setdefault(row.item.passage, []).append(row)
    cases = [_describe_case(comparison, index, rows) for index in range(len(comparison.passages))]
    whole = "".join(_describe_failure(row) for row in rows.get(None, []))
    if whole:
        cases.append(("the document", whole))
    failed = sum(1 for _, failures in cases if failures)
    suite = _attribute(comparison.new.target.path)
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0"'
    out.write(f"{XML_HEAD}<testsuites {counts}>\n  <testsuite name={suite} {counts}>\n")
    for name, failures in cases:
        head = f"    <testcase classname={suite} name={_attribute(name)}"
        out.write(f"{head}>\n{failures}    </testcase>\n" if failures else f"{head}/>\n")
    out.write("  </testsuite>\n</testsuites>\n")


def _describe_case(
    comparison: Comparison, index: int, rows: dict[int | None, list[ChangedRow]]
) -> tuple[str, str]:
    passage = comparison.passages[index]
    failures = "".join(_describe_failure(row) for row in rows.get(index, []))
    if passage.trend == "worse" and not comparison.rivals:
        told = f"quality {describe_quality(passage)}"
        failures += f'      <failure type="worse" message={_attribute(told)}/>\n'
    return f"paragraph {index + 1}: {passage.change.value}", failures


def _describe_failure(changed: ChangedRow) -> str:
    row = changed.row
    kind = _attribute(f"{row.finding.rule} {row.name}")
    text = escape_xml(f"{row.place.path}:{row.place.line}: {row.text}")
    message = _attribute(row.finding.message)
    return f"      <failure type={kind} message={message}>{text}</failure>\n"


def _attribute(text: str) -> str:
    return quoteattr(strip_invalid(text), {"\n": " ", "\t": " "})
