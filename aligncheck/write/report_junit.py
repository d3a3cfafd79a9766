"""JUnit XML: a test case a pair, failed by what makes the check fail."""

from __future__ import annotations

from typing import TextIO
from xml.sax.saxutils import quoteattr

from aligncheck.report import Report, Severity
from aligncheck.write.finding_rows import FindingRow, list_rows
from aligncheck.write.xml_text import XML_HEAD, escape_xml, strip_invalid


def write(report: Report, out: TextIO) -> None:
    """Write every pair as a test case; warnings and errors are failures, info is output."""
    rows: dict[str, list[FindingRow]] = {}
    for row in list_rows(report):
        rows.setdefault(row.finding.pair, []).append(row)
    failed = sum(any(_fails(row) for row in own) for own in rows.values())
    names = [pair.id for pair in report.pairs]
    names += [name for name in rows if name not in set(names)]
    suite = _attribute(report.target.path)
    counts = f'tests="{len(names)}" failures="{failed}" errors="0"'
    out.write(f"{XML_HEAD}<testsuites {counts}>\n  <testsuite name={suite} {counts}>\n")
    for name in names:
        own = rows.get(name, [])
        head = f"    <testcase classname={suite} name={_attribute(f'pair {name}')}"
        out.write(head + (">\n" if own else "/>\n"))
        for row in own:
            out.write(_describe_row(row))
        if own:
            out.write("    </testcase>\n")
    out.write("  </testsuite>\n</testsuites>\n")


def _describe_row(row: FindingRow) -> str:
    title = f"{row.finding.rule} {row.name}"
    text = escape_xml(f"{row.place.path}:{row.place.line}: {row.text}")
    if not _fails(row):
        return f"      <system-out>{escape_xml(title)}: {text}</system-out>\n"
    kind, message = _attribute(title), _attribute(row.finding.message)
    return f"      <failure type={kind} message={message}>{text}</failure>\n"


def _fails(row: FindingRow) -> bool:
    return row.finding.severity is not Severity.INFO


def _attribute(text: str) -> str:
    return quoteattr(strip_invalid(text), {"\n": " ", "\t": " "})
