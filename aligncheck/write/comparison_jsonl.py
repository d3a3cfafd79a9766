"""The findings of both revisions as JSON, one a line, each with what became of it."""

from __future__ import annotations

import json
from typing import TextIO

from aligncheck.comparison.comparison import Comparison
from aligncheck.write.new_findings import list_changed_rows


def write(comparison: Comparison, out: TextIO) -> None:
    """Write the findings that count."""
    for changed in list_changed_rows(comparison):
        row, finding = changed.row, changed.row.finding
        entry = {
            "change": changed.item.change.value,
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
            "paragraph": changed.item.passage,
            "fingerprint": finding.fingerprint,
        }
        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
