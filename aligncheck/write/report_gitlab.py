"""GitLab's code quality report: one entry a finding, shown in merge requests."""

from __future__ import annotations

import json
from typing import TextIO

from aligncheck.report import Report, Severity
from aligncheck.write.finding_rows import list_rows

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report, out: TextIO) -> None:
    """Write the findings that count."""
    entries = [
        {
            "description": row.text,
            "check_name": f"{row.finding.rule} {row.name}",
            "fingerprint": row.finding.fingerprint,
            "severity": LEVELS[row.finding.severity],
            "location": {
                "path": row.place.path,
                "lines": {"begin": row.place.line, "end": row.place.end_line},
            },
        }
        for row in list_rows(report)
    ]
    json.dump(entries, out, ensure_ascii=False, indent=1)
    out.write("\n")
