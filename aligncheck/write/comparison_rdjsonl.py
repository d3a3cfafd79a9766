"""Reviewdog's diagnostic format: the new findings, a JSON object a line."""

from __future__ import annotations

from typing import TextIO

from aligncheck.comparison.comparison import Comparison
from aligncheck.write import report_rdjsonl
from aligncheck.write.new_findings import select_new


def write(comparison: Comparison, out: TextIO) -> None:
    """Write what is new; what was there before is no news."""
    report_rdjsonl.write(select_new(comparison), out)
