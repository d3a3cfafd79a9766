"""A table of the findings for a spreadsheet; no cell of it can be a formula."""

from __future__ import annotations

import csv
from typing import TextIO

from aligncheck.report import Report
from aligncheck.text.spreadsheet_cell import make_inert
from aligncheck.write.finding_rows import list_rows

COLUMNS = (
    "file line rule name severity confidence message suggestion source target pair fingerprint"
).split()


def write(report: Report, out: TextIO) -> None:
    """Write a row a finding under a head."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in list_rows(report):
        finding = row.finding
        cells = (
            row.place.path,
            str(row.place.line),
            finding.rule,
            row.name,
            finding.severity.value,
            f"{finding.confidence:.4f}",
            finding.message,
            finding.suggestion or "",
            row.source,
            row.target,
            finding.pair,
            finding.fingerprint,
        )
        table.writerow([make_inert(cell) for cell in cells])
