"""The findings as JSON, one a line, for pipes."""

from __future__ import annotations

import json
from typing import TextIO

from aligncheck.report import Report
from aligncheck.write.finding_rows import list_rows


def write(report: Report, out: TextIO) -> None:
    """Write the findings that count."""
    for row in list_rows(report):
        finding = row.finding
        entry = {
            "file": row.place.path,
            "line": row.place.line,
            "rule": finding.rule,
            "name": row.name,
            "severity": finding.severity.value,
            "confidence": finding.confidence,
            "message": finding.message,
            "suggestion": finding.suggestion,
            "source": row.source,
            "target": row.target,
            "pair": finding.pair,
            "fingerprint": finding.fingerprint,
        }
        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
