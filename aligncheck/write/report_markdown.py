"""Markdown for the summary page of a job: the verdict and a table of findings."""

from __future__ import annotations

import re
from typing import TextIO

from aligncheck.report import Report
from aligncheck.write.finding_rows import FindingRow, list_rows
from aligncheck.write.report_text import last_line

MOST = 900_000  # bytes; a job's summary may have 1 MiB
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#|!~&])")


def write(report: Report, out: TextIO) -> None:
    """Write the verdict and as many findings, worst first, as the page can hold."""
    ranked = sorted(
        list_rows(report), key=lambda r: (-r.finding.severity.rank, -r.finding.confidence)
    )
    out.write(f"### aligncheck: {escape_markdown(report.target.path)}\n\n")
    out.write(f"{escape_markdown(last_line(report))}\n")
    if not ranked:
        return
    out.write("\n| | rule | place | finding |\n|---|---|---|---|\n")
    left = MOST
    for number, row in enumerate(ranked):
        line = _format_row(row)
        left -= len(line.encode())
        if left < 0:
            out.write(f"\n{len(ranked) - number} more in the report\n")
            return
        out.write(line)


def _format_row(row: FindingRow) -> str:
    finding = row.finding
    place = escape_markdown(f"{row.place.path}:{row.place.line}")
    message = escape_markdown(row.text)
    return f"| {finding.severity.value} | {finding.rule} {row.name} | {place} | {message} |\n"


def escape_markdown(text: str) -> str:
    r"""Return text that Markdown shows as it is, on one line.

    >>> escape_markdown("a|b\n<i>")
    'a\\|b \\<i\\>'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
