"""Workflow commands that GitHub shows as annotations at the lines of the English file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import TextIO

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.report import Finding, Report, Severity, Status
from aligncheck.write.exact_place import Spot, locate_exactly
from aligncheck.write.report_text import last_line

PER_LEVEL = 10  # GitHub shows no more annotations of one level from one step
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, out: TextIO, *, root: PurePath | None = None) -> None:
    """Write the worst findings as annotations, then what was left out, then what was checked.

    Paths are made relative to `root`, the repository if it is not given.
    """
    fresh = [finding for finding in report.findings if finding.status is Status.NEW]
    shown = _select_worst(fresh)
    for item in locate_exactly(report, shown, root):
        out.write(_format_command(item.finding, item.main) + "\n")
    if len(shown) < len(fresh):
        more = len(fresh) - len(shown)
        out.write(f"::notice title=aligncheck::{more} more in the report\n")
    out.write(last_line(report) + "\n")


def _select_worst(findings: Iterable[Finding]) -> list[Finding]:
    """Return the worst findings of each level, as many as GitHub shows, surest first."""
    ranked = sorted(findings, key=lambda f: (-f.severity.rank, -f.confidence))
    levels = {level: [f for f in ranked if f.severity is level] for level in _COMMANDS}
    cut = any(len(group) > PER_LEVEL for group in levels.values())
    # The line that says how many were left out is a notice, too, and needs its room.
    room = {level: PER_LEVEL for level in levels} | {Severity.INFO: PER_LEVEL - cut}
    return [finding for level, group in levels.items() for finding in group[: room[level]]]


def _format_command(finding: Finding, spot: Spot) -> str:
    properties = {
        "file": spot.path,
        "line": str(spot.line),
        "endLine": str(spot.end_line),
        "title": f"{finding.rule} {BY_ID[finding.rule].name}",
    }
    if spot.column is not None and spot.line == spot.end_line:  # GitHub takes them on one line only
        properties |= {"col": str(spot.column), "endColumn": str(spot.end_column)}
    fields = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    hint = f" Perhaps: {finding.suggestion}" if finding.suggestion else ""
    where = f"{spot.label}: " if spot.label else ""
    message = _escape_message(where + finding.message + hint)
    return f"::{_COMMANDS[finding.severity]} {fields}::{message}"


def _escape_message(text: str) -> str:
    text = _CONTROL.sub("�", text)  # a log is read in terminals, too
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")
