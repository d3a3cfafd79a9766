"""The new findings of a comparison as a report on the new revision, for formats of findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aligncheck.comparison.comparison import Change, Comparison, FindingChange
from aligncheck.config import Config, FailOn
from aligncheck.findings.grading import build_summary
from aligncheck.report import Finding, Report
from aligncheck.write.finding_rows import FindingRow, list_rows


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A finding with its place, in the old file where it is fixed, and what became of it."""

    item: FindingChange
    row: FindingRow


def select_new(comparison: Comparison) -> Report:
    """Return the report on the new revision with its new findings alone."""
    return keep_findings(comparison.new.report, _findings_of(comparison, {Change.NEW}))


def list_changed_rows(comparison: Comparison) -> Iterator[ChangedRow]:
    """Yield the findings that count, those of the new revision first."""
    for report, changes in (
        (comparison.new.report, set(Change) - {Change.FIXED}),
        (comparison.old.report, {Change.FIXED}),
    ):
        items = [item for item in comparison.findings if item.change in changes and item.counts]
        held = keep_findings(report, [item.finding for item in items])
        for item, row in zip(items, list_rows(held), strict=True):
            yield ChangedRow(item, row)


def _findings_of(comparison: Comparison, changes: set[Change]) -> list[Finding]:
    return [item.finding for item in comparison.findings if item.change in changes]


def keep_findings(report: Report, findings: list[Finding]) -> Report:
    """Return a report with these of its findings alone, counted anew."""
    limit = Config(fail_on=FailOn(str(report.config.get("fail_on", FailOn.WARNING))))
    summary = build_summary(report.pairs, findings, limit)
    return replace(report, findings=tuple(findings), summary=summary)
