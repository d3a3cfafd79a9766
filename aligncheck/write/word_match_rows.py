"""Word matches as the JSON report has them: a row of numbers each, since there are many."""

from __future__ import annotations

from collections.abc import Sequence

from aligncheck.document import Span
from aligncheck.report import WordMatch
from aligncheck.write.json_node import Node, NodeError

HEAD = 3  # numbers before those of the target words


def pack_matches(matches: Sequence[WordMatch]) -> list[list[float]]:
    """Return rows of start, end, probability of being said, start and end of each target word."""
    return [
        [m.source.start, m.source.end, m.said, *(at for t in m.targets for at in (t.start, t.end))]
        for m in matches
    ]


def read_matches(node: Node) -> tuple[WordMatch, ...]:
    """Return the matches of a pair's node, none where it has none; raises NodeError."""
    return tuple(_read_row(row) for row in node["matches"].items()) if "matches" in node else ()


def _read_row(row: Node) -> WordMatch:
    cells = row.items()
    if len(cells) < HEAD or (len(cells) - HEAD) % 2:
        raise NodeError(f"{row.place}: expected start, end, said, and two numbers a target word")
    ends = [cell.count() for cell in cells[HEAD:]]
    targets = [_make_span(row, *two) for two in zip(ends[::2], ends[1::2], strict=True)]
    source = _make_span(row, cells[0].count(), cells[1].count())
    return WordMatch(source, tuple(targets), cells[2].share())


def _make_span(row: Node, start: int, end: int) -> Span:
    if end < start:
        raise NodeError(f"{row.place}: ends at {end} before it starts at {start}")
    return Span(start, end)
