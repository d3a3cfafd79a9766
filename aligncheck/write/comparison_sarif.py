"""SARIF of a comparison: the findings of the new revision, each new, unchanged or updated.

What is fixed is left out: code scanning does not read `baselineState`, and would open it again.
"""

from __future__ import annotations

import json
from io import StringIO
from typing import TextIO

from aligncheck.comparison.comparison import Change, Comparison
from aligncheck.write import report_sarif
from aligncheck.write.new_findings import keep_findings

STATES = {Change.NEW: "new", Change.STILL: "unchanged", Change.MOVED: "updated"}


def write(comparison: Comparison, out: TextIO) -> None:
    """Write the findings of the new revision that count."""
    held = [item for item in comparison.findings if item.change in STATES and item.counts]
    text = StringIO()
    report_sarif.write(keep_findings(comparison.new.report, [item.finding for item in held]), text)
    log = json.loads(text.getvalue())
    state = {item.finding.fingerprint: STATES[item.change] for item in held}
    for result in log["runs"][0]["results"]:
        result["baselineState"] = state[result["partialFingerprints"]["aligncheck/v1"]]
    json.dump(log, out, ensure_ascii=False, indent=1)
    out.write("\n")
