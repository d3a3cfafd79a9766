"""What a user may say about how files are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tracked(StrEnum):
    """What becomes of the tracked changes of a Word document."""

    ACCEPT = "accept"  # read it as if all were accepted
    REJECT = "reject"
    FAIL = "fail"  # refuse a document that has any


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Columns are names of a header, numbers from 1 on, or letters as in a spreadsheet."""

    source_column: str | None = None
    target_column: str | None = None
    tracked: Tracked = Tracked.ACCEPT


DEFAULT = ReadOptions()
