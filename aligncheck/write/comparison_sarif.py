"""SARIF of a comparison: each result says whether it is new, unchanged or absent now."""

from __future__ import annotations

import json
from io import StringIO
from typing import TextIO

from aligncheck.comparison.comparison import Change, Comparison
from aligncheck.write import report_sarif
from aligncheck.write.new_findings import keep_findings

STATES = {
    Change.NEW: "new",
    Change.STILL: "unchanged",
    Change.MOVED: "updated",
    Change.FIXED: "absent",
}


def write(comparison: Comparison, out: TextIO) -> None:
    """Write the findings of the new revision, and those of the old one that are gone."""
    state = {
        (item.change is Change.FIXED, item.finding.fingerprint): STATES[item.change]
        for item in comparison.findings
    }
    logs = []
    for report, fixed in ((comparison.new.report, False), (comparison.old.report, True)):
        held = [
            i.finding
            for i in comparison.findings
            if (i.change is Change.FIXED) == fixed and i.counts
        ]
        text = StringIO()
        report_sarif.write(keep_findings(report, held), text)
        log = json.loads(text.getvalue())
        for result in log["runs"][0]["results"]:
            mark = result["partialFingerprints"]["aligncheck/v1"]
            result["baselineState"] = state[fixed, mark]
        logs.append(log)
    logs[0]["runs"][0]["results"] += logs[1]["runs"][0]["results"]
    json.dump(logs[0], out, ensure_ascii=False, indent=1)
    out.write("\n")
