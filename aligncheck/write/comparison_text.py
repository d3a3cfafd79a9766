"""What changed between two revisions, for people in a terminal and for logs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from aligncheck.comparison.comparison import Change, Comparison, Edit, FindingChange
from aligncheck.report import Severity
from aligncheck.write.report_text import (
    COLORS,
    Line,
    Piece,
    print_lines,
    quote_evidence,
    strip_controls,
)

SYMBOLS = {Change.NEW: "+", Change.FIXED: "✓", Change.STILL: "=", Change.MOVED: "↕"}
STYLES = {
    Change.NEW: "bold red",
    Change.FIXED: "green",
    Change.STILL: "yellow",
    Change.MOVED: "cyan",
}


def write(
    comparison: Comparison,
    out: TextIO,
    *,
    color: bool = False,
    quiet: bool = False,
    verbose: bool = False,
) -> None:
    """Write new findings in full, others in a line, then what was compared.

    `quiet` leaves the last line only; `verbose` tells the fixed and remaining ones in full, too.
    """
    print_lines([] if quiet else list(_build_lines(comparison, verbose=verbose)), out, color=color)
    worse = comparison.summary[Change.NEW] > 0
    style = "bold red" if worse else "green"
    print_lines([(Piece(last_line(comparison), style),)], out, color=color)


def last_line(comparison: Comparison) -> str:
    """Say in one line what was compared and what changed."""
    edits = Counter(passage.change for passage in comparison.passages)
    trends = Counter(passage.trend for passage in comparison.passages)
    changed = len(comparison.passages) - edits[Edit.UNCHANGED]
    noun = "paragraph" if len(comparison.passages) == 1 else "paragraphs"
    counts = comparison.summary
    told = ", ".join(f"{counts[change]} {change.value}" for change in Change)
    return (
        f"compared {len(comparison.passages)} {noun}, {changed} changed "
        f"({trends['better']} better, {trends['worse']} worse): findings {told}"
    )


def _build_lines(comparison: Comparison, *, verbose: bool) -> Iterator[Line]:
    for note in comparison.notes:
        yield (Piece("note ", "cyan"), Piece(strip_controls(note)))
    for change in Change:
        for item in comparison.findings:
            if item.change is change and _is_told(item, verbose=verbose):
                yield from _build_block(item, comparison, full=verbose or change is Change.NEW)


def _is_told(item: FindingChange, *, verbose: bool) -> bool:
    return verbose or (item.counts and item.finding.severity is not Severity.INFO)


def _build_block(item: FindingChange, comparison: Comparison, *, full: bool) -> Iterator[Line]:
    finding, pair = item.finding, item.pair
    revision = comparison.old if item.change is Change.FIXED else comparison.new
    side = pair.target
    start = min((span.start for span in finding.target_spans), default=0)
    line = f":{side.line_at(start)}" if side else ""
    aside = "" if item.counts else f" [{finding.status.value}]"
    yield (
        Piece(f"{SYMBOLS[item.change]} {item.change.value:5}", STYLES[item.change]),
        Piece(f" {finding.severity.value}", COLORS[finding.severity]),
        Piece(f" {finding.rule}", "bold"),
        Piece(f"  {strip_controls(revision.target.path)}{line}{aside}", "dim"),
        Piece(f"  {strip_controls(finding.message)}"),
    )
    if full:
        yield from quote_evidence(finding, pair)
        yield ()
