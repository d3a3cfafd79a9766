"""Findings as flat rows: what formats with a line, a record or a cell a finding show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.document import Span
from aligncheck.report import Finding, Report, Side, Status
from aligncheck.write.exact_place import Spot, locate_exactly


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with its place: lines of the target file, and of the source file if it has any.

    `source` and `target` are what it quotes of either side; `source_place` is None for a finding
    on the English alone.
    """

    finding: Finding
    name: str
    place: Spot
    source_place: Spot | None
    source: str
    target: str

    @property
    def text(self) -> str:
        """The message, behind the name of its place, with what the words should probably be."""
        hint = f" Perhaps: {self.finding.suggestion}" if self.finding.suggestion else ""
        where = f"{self.place.label}: " if self.place.label else ""
        return where + self.finding.message + hint


def list_rows(report: Report, *, root: PurePath | None = None) -> Iterator[FindingRow]:
    """Yield the findings that count, in reading order; paths are relative to `root`."""
    fresh = [finding for finding in report.findings if finding.status is Status.NEW]
    for item in locate_exactly(report, fresh, root):
        finding, pair = item.finding, item.pair
        yield FindingRow(
            finding,
            BY_ID[finding.rule].name,
            item.main,
            item.source if finding.source_spans else None,
            _quote(pair.source, finding.source_spans),
            _quote(pair.target, finding.target_spans),
        )


def _quote(side: Side | None, spans: tuple[Span, ...]) -> str:
    if side is None:
        return ""
    return " … ".join(
        " ".join(span.cut(side.text).split()) for span in spans if span.start < span.end
    )
