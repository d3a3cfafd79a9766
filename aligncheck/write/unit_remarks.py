"""What is said of a unit of a file: remarks by line and name of its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as one text; `doubtful` ones are warnings or errors."""

    text: str
    doubtful: bool


Remarks = Mapping[tuple[int, str], Sequence[Remark]]
AUTHOR = "aligncheck"
