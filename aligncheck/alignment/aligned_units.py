"""Units of two texts with the beads that link them: what `align` gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligncheck.document import Bead


@dataclass(frozen=True, slots=True)
class Aligned:
    """Units of both sides, the beads that link them, and what they are: paragraph or sentence."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Bead, ...]
    unit: str = "paragraph"
    name: str = "source"

    def texts(self, bead: Bead) -> tuple[str, str]:
        """Return both texts of a bead on one line each."""
        return (
            _join_lines([self.source[i] for i in bead.source]),
            _join_lines([self.target[j] for j in bead.target]),
        )


def _join_lines(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())
