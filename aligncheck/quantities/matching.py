"""Match the quantities of both sides: an assignment over value, unit and place.

What a number says of its thing (a bound, a sign, a direction) can only be compared once it is known
which number of the translation stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aligncheck.quantities.quantity import Quantity, same_unit, values_agree, values_equal

OTHER_UNIT = 2.0  # cost of counting in another unit
LENIENT = 1.0  # cost of agreeing only by rounding or conversion
NEAR = 24  # numbers
UNSURE = 0.5  # cost of a number that may go unsaid


class MatchedQuantity(NamedTuple):
    """A number of the source and the number of the translation that stands for it."""

    source: Quantity
    target: Quantity


def match_quantities(
    source: Sequence[Quantity], target: Sequence[Quantity], lengths: tuple[int, int]
) -> list[MatchedQuantity]:
    """Return which number stands for which, the cheapest first taken, in order of the source.

    `lengths` are those of both texts: of several equals the one at the same place is taken. Where
    there are many numbers, only those NEAR each other in their order are compared.
    """
    costs = sorted(
        (cost, i, j)
        for i, one in enumerate(source)
        for j in _near_places(i, len(source), len(target))
        if (cost := _matching_cost(one, target[j], lengths)) is not None
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in costs:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return [MatchedQuantity(source[i], target[j]) for i, j in sorted(pairs.items())]


def _near_places(at: int, of: int, among: int) -> range:
    """Return the places of `among` about as far on as `at` is of `of`; all of them if few."""
    middle = at * among // max(1, of)
    return range(max(0, middle - NEAR), min(among, middle + NEAR + 1))


def _matching_cost(one: Quantity, other: Quantity, lengths: tuple[int, int]) -> float | None:
    """Return how little `other` looks like `one`; None if their values differ."""
    if one.low != other.low and not values_agree(one, other):
        return None
    apart = abs(one.span.start / max(1, lengths[0]) - other.span.start / max(1, lengths[1]))
    cost = apart + OTHER_UNIT * (not same_unit(one, other))
    cost += LENIENT * (not values_equal(one, other))
    return cost + UNSURE * (one.optional + other.optional)
