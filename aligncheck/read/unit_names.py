"""Give each unit of a file a name of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aligncheck.read.blocks import Row


def name_units(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with names that differ: a second "greeting" becomes "greeting #2"."""
    used: set[str] = set()
    counts: dict[str, int] = {}
    made: list[Row] = []
    for number, row in enumerate(rows, start=1):
        base = name = row.id or str(number)
        while name in used:
            counts[base] = counts.get(base, 1) + 1
            name = f"{base} #{counts[base]}"
        used.add(name)
        made.append(replace(row, id=name))
    return tuple(made)
