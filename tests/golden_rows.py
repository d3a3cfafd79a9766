"""Golden rows of facts: a family, the Chinese, an English, and what an editor should be told.

`wrong RULE…`: a warning or an error of one of these rules; `right`: nothing at warning or above.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aligncheck.config import Config
from aligncheck.pipeline import check_pairs
from aligncheck.report import Finding, Severity


class GoldenRow(NamedTuple):
    """One row of a table."""

    family: str
    source: str
    target: str
    rules: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the English is a right translation."""
        return not self.rules


def read_rows(path: Path) -> list[GoldenRow]:
    """Return the rows of a table; lines that begin with # are remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [GoldenRow(one[0], one[1], one[2], tuple(one[3].split()[1:])) for one in fields]


def find_loud(rows: Sequence[GoldenRow]) -> list[list[Finding]]:
    """Return the warnings and errors of each row, checked as a pair of its own."""
    pairs = [{"id": str(i), "source": r.source, "target": r.target} for i, r in enumerate(rows)]
    found: list[list[Finding]] = [[] for _ in rows]
    for finding in check_pairs(pairs, config=Config(ignore=("AC5",))).findings:
        if finding.severity is not Severity.INFO:
            found[int(finding.pair)].append(finding)
    return found


def list_failures(rows: Sequence[GoldenRow]) -> list[str]:
    """Return the rows of which something else is told than they expect."""
    out = []
    for row, found in zip(rows, find_loud(rows), strict=True):
        told = [finding.rule for finding in found]
        if told if row.is_right else not set(told) & set(row.rules):
            out.append(f"{row.family}: {row.source} / {row.target}: {told}")
    return out
