"""Markdown of a comparison for the summary page of a job or a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from aligncheck.comparison.comparison import Change, Comparison, Edit
from aligncheck.comparison.rivals import weigh_rivals
from aligncheck.write.comparison_text import last_line
from aligncheck.write.new_findings import ChangedRow, list_changed_rows
from aligncheck.write.passage_lines import (
    TREND_SYMBOLS,
    describe_gain,
    describe_quality,
    mark_passage,
    mark_source,
    place_passage,
)
from aligncheck.write.report_markdown import MOST, escape_markdown


def write(comparison: Comparison, out: TextIO) -> None:
    """Write the summary, then findings and paragraphs, as many as the page can hold."""
    old, new = comparison.old.target.path, comparison.new.target.path
    name = new if old == new else f"{old} → {new}"
    out.write(
        f"### aligncheck: {escape_markdown(name)}\n\n{escape_markdown(last_line(comparison))}\n"
    )
    if comparison.rivals:
        out.write(f"\n{escape_markdown(weigh_rivals(comparison).summary)}\n")
    elif comparison.gain is not None:
        out.write(f"\nQuality of the whole {escape_markdown(describe_gain(comparison.gain))}\n")
    for note in comparison.notes:
        out.write(f"\n{escape_markdown(note)}\n")
    left = MOST
    for lines in (list(_list_findings(comparison)), list(_list_passages(comparison))):
        for number, line in enumerate(lines):
            left -= len(line.encode())
            if left < 0:
                out.write(f"\n{len(lines) - number} more in the report\n")
                return
            out.write(line)


def _list_findings(comparison: Comparison) -> Iterator[str]:
    rows = sorted(list_changed_rows(comparison), key=_rank_row)
    if rows:
        yield "\n| | | rule | place | finding |\n|---|---|---|---|---|\n"
    for changed in rows:
        row, finding = changed.row, changed.row.finding
        place = escape_markdown(f"{row.place.path}:{row.place.line}")
        yield (
            f"| {changed.item.change.value} | {finding.severity.value} | {finding.rule} {row.name} "
            f"| {place} | {escape_markdown(row.text)} |\n"
        )


def _rank_row(changed: ChangedRow) -> tuple[int, int]:
    return list(Change).index(changed.item.change), -changed.row.finding.severity.rank


def _list_passages(comparison: Comparison) -> Iterator[str]:
    held = [p for p in comparison.passages if p.change is not Edit.UNCHANGED or p.source_old]
    if held:
        yield "\n<details><summary>Paragraphs that changed</summary>\n\n"
        yield "| | place | quality | Chinese | English |\n|---|---|---|---|---|\n"
    for passage in held:
        cells = (
            f"{TREND_SYMBOLS[passage.trend]} {passage.trend or passage.change.value}",
            place_passage(comparison, passage),
            describe_quality(passage),
            mark_source(passage),
            mark_passage(passage),
        )
        yield f"| {' | '.join(escape_markdown(cell) for cell in cells)} |\n"
    if held:
        yield "\n</details>\n"
