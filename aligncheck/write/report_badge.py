"""A badge as SVG: how much of the source is covered, or that nothing could be said."""

from __future__ import annotations

from math import floor
from typing import TextIO

from aligncheck.report import Report

_GREEN, _YELLOW, _RED, _GREY = "#2d7d32", "#8a6100", "#b3261e", "#5f6368"


def write(report: Report, out: TextIO) -> None:
    """Write the badge; red when the check fails."""
    share = report.summary.source_coverage
    told = "unknown" if share is None else f"{floor(100 * share)}%"  # never 100 % of less
    color = _choose_color(share, report.summary.verdict)
    left, right = 118, 16 + 7 * len(told)
    label = "translation covers"
    out.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" '
        f'aria-label="{label}: {told}"><title>{label}: {told}</title>'
        f'<rect width="{left}" height="20" rx="3" fill="#444"/>'
        f'<rect x="{left}" width="{right}" height="20" rx="3" fill="{color}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" '
        'text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14" textLength="{left - 12}">{label}</text>'
        f'<text x="{left + right / 2:g}" y="14">{told}</text></g></svg>\n'
    )


def _choose_color(share: float | None, verdict: str) -> str:
    if share is None:
        return _GREY
    if verdict == "fail":
        return _RED
    return _GREEN if share >= 0.9 else _YELLOW
