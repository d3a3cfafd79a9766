"""Sentence alignment is counted as Vecalign's scorer does; nearest neighbours by their place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from aligncheck.evaluate.check_results import Options
from aligncheck.evaluate.labelled_sets import Beads, Chapter, Couple
from aligncheck.evaluate.retrieval_and_alignment import (
    count_bead_hits,
    measure_chapters,
    measure_retrieval,
)
from aligncheck.models.encoder import Floats

GOLD: Beads = (((0,), (0,)), ((1,), (1, 2)), ((2,), ()), ((3, 4), (3,)))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (GOLD, (4, 4, 4, 3, 3, 3)),
        # one bead cut in two: half right laxly, a gold bead missed strictly
        (
            (((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), ()), ((3, 4), (3,))),
            (3, 4, 5, 2, 3, 3),
        ),
        ((((0, 1, 2, 3, 4), ()), ((), (0, 1, 2, 3))), (0, 0, 2, 0, 0, 3)),
    ],
)
def test_counts_strict_and_lax_hits(found: Beads, expected: tuple[int, ...]) -> None:
    assert count_bead_hits(GOLD, found) == expected


class Letters:
    """Encodes a text by its first letter."""

    name, fingerprint = "letters", "0"

    def encode(self, texts: Sequence[str]) -> Floats:
        return np.eye(26, dtype=np.float32)[[ord(text[0].lower()) - ord("a") for text in texts]]


def test_neighbours_count_each_direction() -> None:
    rows = [Couple("a", "A"), Couple("b", "B"), Couple("b", "C")]
    figures = {f.name: f.value for f in measure_retrieval(rows, Letters())}
    # the second "b" finds "B"; "C" finds nothing and falls to the first row
    assert figures["Chinese to English"] == pytest.approx(2 / 3)
    assert figures["mean of both"] == pytest.approx(2 / 3)


def test_chapters_are_measured_in_all_and_each() -> None:
    chapters = [
        Chapter("one", ("a", "b"), ("A", "B"), (((0,), (0,)), ((1,), (1,)))),
        Chapter("two", ("c", "d"), ("C", "D"), (((0,), (0,)), ((1,), (1,)))),
    ]
    held = measure_chapters("novels", chapters, Letters(), Options())
    figures = {f.name: f for f in held.figures}
    assert figures["strict F1"].value == 1.0
    assert figures["strict F1, two"].n == 2
    assert held.rows == 4
