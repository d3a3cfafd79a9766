"""The decisions file as several windows and processes write it at once, without losing a line.

Each change is made under a lock, on what the file holds at that moment, and the file is replaced
whole: whoever reads meets the old lines or the new ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from aligncheck.errors import ReadError
from aligncheck.findings.decisions import (
    Decision,
    dump_decisions,
    keep_latest,
    load_decisions,
    read_decision_row,
)
from aligncheck.optional import require_module
from aligncheck.write.whole_files import save_text

Change = tuple[str, Decision | None]  # a fingerprint, and what was decided; None takes it back
PATIENCE = 10.0  # seconds that another writer may take


class DecisionStore:
    """The decisions in one file, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        filelock = require_module("filelock", "review", "keeping decisions")
        self.path = path
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = filelock.FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE)

    def load(self) -> tuple[Decision, ...]:
        """Return all decisions; raises ReadError naming the line that is none."""
        return load_decisions(self.path) if self.path.exists() else ()

    def lines(self) -> str:
        """Return all decisions as lines of a decisions file."""
        return dump_decisions(self.load())

    def apply(self, changes: Sequence[Change]) -> str:
        """Make changes and return the new lines; of two decisions on one finding the later stays.

        Raises ReadError if the file holds what is no decision: nothing is written then.
        """
        with self._lock:
            held = {decision.fingerprint: decision for decision in self.load()}
            for mark, decision in changes:
                old = held.get(mark)
                if decision is None:
                    held.pop(mark, None)
                else:
                    held[mark] = keep_latest([old, decision] if old else [decision])[0]
            text = dump_decisions(held.values())
            save_text(text, self.path)
        return text


def read_changes(rows: object) -> list[Change]:
    """Return changes from JSON: a list of {fingerprint, entry}, entry null to take one back.

    Raises ReadError for anything else.
    """
    if not isinstance(rows, list):
        raise ReadError("expected a list of changes")
    return [_read_change(row, f"change {number}") for number, row in enumerate(rows, start=1)]


def _read_change(row: object, place: str) -> Change:
    if not isinstance(row, Mapping) or not isinstance(row.get("fingerprint"), str):
        raise ReadError(f"{place}: expected a fingerprint and an entry")
    mark, entry = row["fingerprint"], row.get("entry")
    if entry is None:
        return mark, None
    if not isinstance(entry, Mapping):
        raise ReadError(f"{place}: entry must be an object or null")
    decision = read_decision_row(entry, place)
    if decision.fingerprint != mark:
        raise ReadError(f"{place}: the entry is of another finding")
    return mark, decision
