"""Beads as JSON: places of both sides and the score."""

from __future__ import annotations

import json
from typing import TextIO

from aligncheck.alignment.aligned_units import Aligned


def write(found: Aligned, out: TextIO) -> None:
    """Write the beads as JSON."""
    rows = [{"source": b.source, "target": b.target, "score": b.score} for b in found.beads]
    out.write(json.dumps({"beads": rows}, ensure_ascii=False) + "\n")
