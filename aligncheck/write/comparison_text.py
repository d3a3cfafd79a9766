"""What changed between two revisions, for people in a terminal and for logs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from aligncheck.comparison.comparison import Change, Comparison, Edit, FindingChange, Passage
from aligncheck.comparison.rivals import weigh_rivals
from aligncheck.report import Severity
from aligncheck.write.passage_lines import (
    TREND_SYMBOLS,
    describe_gain,
    describe_quality,
    mark_passage,
    mark_source,
    place_passage,
)
from aligncheck.write.report_text import (
    COLORS,
    Line,
    Piece,
    print_lines,
    quote_evidence,
    strip_controls,
)
from aligncheck.write.rival_text import build_rival_lines

SYMBOLS = {Change.NEW: "+", Change.FIXED: "✓", Change.STILL: "=", Change.MOVED: "↕"}
STYLES = {
    Change.NEW: "bold red",
    Change.FIXED: "green",
    Change.STILL: "yellow",
    Change.MOVED: "cyan",
}
TRENDS = {"better": "green", "worse": "bold red", "": "dim"}


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
    if comparison.rivals:
        print_lines(
            [(Piece(strip_controls(weigh_rivals(comparison).summary), "bold"),)], out, color=color
        )
    worse = comparison.summary[Change.NEW] > 0 and not comparison.rivals
    style = "bold red" if worse else "green"
    print_lines([(Piece(last_line(comparison), style),)], out, color=color)


def last_line(comparison: Comparison) -> str:
    """Say in one line what was compared and what changed."""
    edits = Counter(passage.change for passage in comparison.passages)
    trends = Counter(passage.trend for passage in comparison.passages)
    changed = len(comparison.passages) - edits[Edit.UNCHANGED]
    noun = "paragraph" if len(comparison.passages) == 1 else "paragraphs"
    counts = comparison.summary
    if comparison.rivals:
        both = counts[Change.STILL] + counts[Change.MOVED]
        return (
            f"compared two translations, {len(comparison.passages)} {noun}: findings "
            f"{counts[Change.FIXED]} in the first alone, {counts[Change.NEW]} in the second alone, "
            f"{both} in both"
        )
    told = ", ".join(f"{counts[change]} {change.value}" for change in Change)
    return (
        f"compared {len(comparison.passages)} {noun}, {changed} changed "
        f"({trends['better']} better, {trends['worse']} worse): findings {told}"
    )


def _build_lines(comparison: Comparison, *, verbose: bool) -> Iterator[Line]:
    for note in comparison.notes:
        yield (Piece("note ", "cyan"), Piece(strip_controls(note)))
    if comparison.rivals:
        yield from build_rival_lines(comparison, verbose=verbose)
        return
    for change in Change:
        for item in comparison.findings:
            if item.change is change and _is_told(item, verbose=verbose):
                yield from _build_block(item, comparison, full=verbose or change is Change.NEW)
    for passage in comparison.passages:
        if passage.trend or (verbose and passage.change is not Edit.UNCHANGED):
            yield from _build_passage(passage, comparison)
    if comparison.gain is not None and any(passage.gain for passage in comparison.passages):
        yield (Piece(f"quality of the whole {describe_gain(comparison.gain)}"),)


def _build_passage(passage: Passage, comparison: Comparison) -> Iterator[Line]:
    """Yield the lines that tell how a paragraph changed, its words beside the original's."""
    yield (
        Piece(
            f"{TREND_SYMBOLS[passage.trend]} {passage.trend or passage.change.value}",
            TRENDS[passage.trend],
        ),
        Piece(f"  {strip_controls(place_passage(comparison, passage))}", "dim"),
        Piece(f"  quality {describe_quality(passage)}" if passage.gain is not None else ""),
    )
    if passage.source is not None:
        yield (Piece("  zh  ", "dim"), Piece(strip_controls(mark_source(passage))))
    yield (Piece("  en  ", "dim"), Piece(strip_controls(mark_passage(passage))))
    yield ()


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
