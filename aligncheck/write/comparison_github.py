"""Annotations for GitHub: the new findings, at the lines of the new English file."""

from __future__ import annotations

from typing import TextIO

from aligncheck.comparison.comparison import Comparison
from aligncheck.write import report_github
from aligncheck.write.comparison_text import last_line
from aligncheck.write.new_findings import select_new


def write(comparison: Comparison, out: TextIO) -> None:
    """Write what is new; what was there before is no news."""
    report_github.write(select_new(comparison), out)
    out.write(last_line(comparison) + "\n")
