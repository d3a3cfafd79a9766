"""Which heads stand over the rows of a document's tables, whose numbers they scale."""

from __future__ import annotations

from collections.abc import Sequence

from aligncheck.quantities.header_units import CELL, HeadScales, read_head, scale_by_head
from aligncheck.quantities.quantity import Quantity
from aligncheck.report import Pair

PROSE = 80  # characters of a pair without cells that ends a table


def read_table_heads(pairs: Sequence[Pair]) -> dict[str, tuple[HeadScales, HeadScales]]:
    """Return the heads of either side over each pair that is a row of a table, by its id."""
    heads: dict[str, tuple[HeadScales, HeadScales]] = {}
    over: tuple[HeadScales, HeadScales] | None = None
    for pair in pairs:
        if pair.source is None or pair.target is None:
            continue
        zh, en = pair.source.text, pair.target.text
        if CELL not in zh and len(zh) > PROSE:
            over = None
            continue
        mine, yours = read_head(zh), read_head(en)
        if mine is not None and yours is not None:
            over = mine, yours
        elif over is not None and CELL in zh and CELL in en:
            heads[pair.id] = over
    return heads


def scale_rows(
    source: list[Quantity],
    target: list[Quantity],
    pair: Pair,
    over: tuple[HeadScales, HeadScales] | None,
) -> tuple[list[Quantity], list[Quantity]]:
    """Return the numbers of a pair with the values that the heads of their columns lend them."""
    if pair.source is None or pair.target is None:
        return source, target
    zh, en = pair.source.text, pair.target.text
    alone = read_head(zh) is not None and read_head(en) is not None
    if over is None and not alone:
        return source, target
    mine, yours = over or (None, None)
    return scale_by_head(source, zh, mine), scale_by_head(target, en, yours)
