"""Reviewdog's diagnostic format, a JSON object a line."""

from __future__ import annotations

import json
from typing import TextIO

from aligncheck.report import Report, Severity
from aligncheck.write.finding_rows import list_rows

LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def write(report: Report, out: TextIO) -> None:
    """Write the findings that count."""
    for row in list_rows(report):
        place = {"start": {"line": row.place.line}, "end": {"line": row.place.end_line}}
        entry = {
            "message": row.text,
            "location": {"path": row.place.path, "range": place},
            "severity": LEVELS[row.finding.severity],
            "source": {"name": "aligncheck"},
            "code": {"value": row.finding.rule},
        }
        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
