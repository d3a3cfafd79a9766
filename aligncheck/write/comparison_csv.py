"""A table of the paragraphs of both revisions for a spreadsheet; no cell of it can be a formula."""

from __future__ import annotations

import csv
from typing import TextIO

from aligncheck.comparison.comparison import Change, Comparison, Passage
from aligncheck.report import Side
from aligncheck.text.spreadsheet_cell import make_inert
from aligncheck.write.passage_lines import mark_passage

COLUMNS = (
    "file line change trend quality_old quality_new margin coverage_old coverage_new findings_new "
    "findings_fixed source old new words"
).split()


def write(comparison: Comparison, out: TextIO) -> None:
    """Write a row a paragraph under a head."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for index, passage in enumerate(comparison.passages):
        revision = comparison.new if passage.new else comparison.old
        side = passage.new or passage.old
        cells = (
            revision.target.path,
            str(side.line) if side else "",
            passage.change.value,
            passage.trend,
            *_format_scores(passage),
            _name_rules(comparison, index, Change.NEW),
            _name_rules(comparison, index, Change.FIXED),
            *(_join_lines(one) for one in (passage.source, passage.old, passage.new)),
            mark_passage(passage),
        )
        table.writerow([make_inert(cell) for cell in cells])


def _format_scores(passage: Passage) -> tuple[str, ...]:
    values = (
        passage.quality_old,
        passage.quality_new,
        passage.margin,
        passage.coverage_old,
        passage.coverage_new,
    )
    return tuple("" if value is None else f"{value:.4f}" for value in values)


def _name_rules(comparison: Comparison, index: int, change: Change) -> str:
    held = [i for i in comparison.findings if i.passage == index and i.change is change]
    return " ".join(item.finding.rule for item in held if item.counts)


def _join_lines(side: Side | None) -> str:
    return " ".join(side.text.split()) if side else ""
