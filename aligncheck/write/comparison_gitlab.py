"""GitLab's code quality report of the new findings."""

from __future__ import annotations

from typing import TextIO

from aligncheck.comparison.comparison import Comparison
from aligncheck.write import report_gitlab
from aligncheck.write.new_findings import select_new


def write(comparison: Comparison, out: TextIO) -> None:
    """Write what is new; what was there before is no news."""
    report_gitlab.write(select_new(comparison), out)
