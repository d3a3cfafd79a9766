"""Beads as a table to edit and pin."""

from __future__ import annotations

from typing import TextIO

from aligncheck.alignment.aligned_units import Aligned
from aligncheck.alignment.fixed_alignment import COLUMNS
from aligncheck.text.spreadsheet_cell import make_inert


def write(found: Aligned, out: TextIO) -> None:
    """Write the beads as a table."""
    lines = ["\t".join(COLUMNS)]
    for bead in found.beads:
        ends = [",".join(map(str, side)) for side in (bead.source, bead.target)]
        lines.append(
            "\t".join(["", *ends, f"{bead.score:.4f}", *map(make_inert, found.texts(bead))])
        )
    out.write("\n".join(lines) + "\n")
