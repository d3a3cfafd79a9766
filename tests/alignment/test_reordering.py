"""Which beads stand in order, and how long it takes to say of very many."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from made import STEADY

from aligncheck.alignment.reordering import mark_in_order


def heaviest(targets: Sequence[int], weights: Sequence[int]) -> int:
    """The weight of the heaviest series that ascends, by looking at all of them."""
    best = [0] * len(targets)
    for k, place in enumerate(targets):
        before = [best[i] for i in range(k) if targets[i] <= place]
        best[k] = weights[k] + max(before, default=0)
    return max(best, default=0)


@STEADY
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 20)), min_size=1, max_size=14))
def test_the_heaviest_series_that_ascends_is_in_order(rows: list[tuple[int, int]]) -> None:
    targets, weights = [row[0] for row in rows], [row[1] for row in rows]
    kept = mark_in_order(targets, weights)
    series = [place for place, there in zip(targets, kept, strict=True) if there]
    assert series == sorted(series)
    assert sum(w for w, there in zip(weights, kept, strict=True) if there) == heaviest(
        targets, weights
    )


def test_the_first_of_two_equal_series_stays() -> None:
    assert mark_in_order([1, 0], [5, 5]) == [True, False]


def test_a_hundred_thousand_beads_take_seconds() -> None:
    targets = list(range(100_000))
    random.Random(3).shuffle(targets)
    started = time.process_time()
    kept = mark_in_order(targets, [1.0] * len(targets))
    assert 400 < sum(kept) < 800  # about twice the root of their number (Logan and Shepp 1977)
    assert time.process_time() - started < 20
