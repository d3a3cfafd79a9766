"""Align two sequences of units (paragraphs or sentences) into beads, in order.

Dynamic programming over many-to-many beads with skips, as Vecalign (Thompson and Koehn 2019) does
it: the cost of a bead is its distance normalised by that of chance, times its size; long inputs
are aligned coarsely first and refined inside a band, so time and memory grow linearly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aligncheck.alignment.path_search import Costs, PathSearch, Step, Units, chance_similarity
from aligncheck.document import Bead
from aligncheck.models.encoder import Encoder, load_encoder
from aligncheck.models.static_encoder import normalise_rows

if TYPE_CHECKING:
    from aligncheck.alignment.pair_evidence import Text
    from aligncheck.alignment.refinement import BeadWeights

Ints = NDArray[np.int64]

RATIO = 3.1  # English characters a Chinese one, the median of good translations
FULL = 1_500_000  # cells of a matrix that is searched whole; larger ones inside a band
BAND = 12  # units on each side of the coarse path


# The best of a grid on MAC-dev's novels, as they were weighed before there was a second pass.
SENTENCES = Costs(skip=1.0, merge=0.0, length=0.4, learned=True)
# Sentences of one pair of paragraphs. The learned score joins what is left out to its neighbours
# more readily, as translators of novels do; a check must see it alone.
WITHIN = Costs(skip=0.65, merge=0.1, length=0.3)
PARAGRAPHS = Costs(skip=0.62, merge=0.15, length=0.25)  # borders are kept more often than not


def align(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder | None = None,
    costs: Costs = SENTENCES,
    weights: BeadWeights | None = None,
) -> list[Bead]:
    """Align Chinese units with English ones.

    A bead's score is the probability that it is right where costs are learned, else its cosine,
    cut to 0..1. Every unit stands in exactly one bead, in order; one side of a bead may be empty.
    Without an encoder the embedded model is used, without weights those that ship.
    """
    encoder = encoder or load_encoder()
    if not source or not target:
        return [Bead((i,), ()) for i in range(len(source))] + [
            Bead((), (j,)) for j in range(len(target))
        ]
    left, right = _embed_units(source, encoder, RATIO), _embed_units(target, encoder, 1.0)
    path = _find_path(left, right, costs)
    if costs.learned:
        from aligncheck.alignment.refinement import refine_path

        path = refine_path(*_describe_sides(source, target, left, right), path, weights)
    return [
        Bead(tuple(range(i, i + p)), tuple(range(j, j + q)), round(score, 4))
        for i, j, p, q, score in path
    ]


def first_pass(
    source: Sequence[str], target: Sequence[str], encoder: Encoder, costs: Costs
) -> list[Step]:
    """Return the best path by the vectors' costs alone; its scores are cosines."""
    return _find_path(
        _embed_units(source, encoder, RATIO), _embed_units(target, encoder, 1.0), costs
    )


def build_sides(
    source: Sequence[str], target: Sequence[str], encoder: Encoder
) -> tuple[Text, Text]:
    """Return both sides as the learned score sees them."""
    return _describe_sides(
        source, target, _embed_units(source, encoder, RATIO), _embed_units(target, encoder, 1.0)
    )


def _describe_sides(
    source: Sequence[str], target: Sequence[str], left: Units, right: Units
) -> tuple[Text, Text]:
    from aligncheck.alignment.pair_evidence import Text
    from aligncheck.alignment.punctuation import count_marks
    from aligncheck.alignment.word_evidence import split_words_en, split_words_zh

    own, other = normalise_rows(left.vectors), normalise_rows(right.vectors)
    near, far = chance_similarity(own, other), chance_similarity(other, own)
    return (
        Text(left.vectors, left.length, split_words_zh(source), count_marks(source), near),
        Text(right.vectors, right.length, split_words_en(target), count_marks(target), far),
    )


def _embed_units(texts: Sequence[str], encoder: Encoder, ratio: float) -> Units:
    length = np.array([max(len(text), 1) * ratio for text in texts], dtype=np.float32)
    return Units(encoder.encode(texts) * length[:, None], length)


def _find_path(left: Units, right: Units, costs: Costs) -> list[Step]:
    """Return (i, j, p, q, score) for each bead: p units from i on, and q units from j on."""
    n, m = len(left), len(right)
    low = np.zeros(n + 1, dtype=np.int64)
    high = np.full(n + 1, m, dtype=np.int64)
    if n * m > FULL and min(n, m) > 4 * BAND:
        low, high = _build_band(
            _find_path(left.merge_neighbours(), right.merge_neighbours(), costs), n, m
        )
    return PathSearch(left, right, low, high, costs).run()


def _build_band(coarse: list[Step], n: int, m: int) -> tuple[Ints, Ints]:
    """Return, for each row, the first and last column within BAND of the coarse path."""
    low = np.full(n + 1, m, dtype=np.int64)
    high = np.zeros(n + 1, dtype=np.int64)
    for i, j, p, q, _ in coarse:
        rows = slice(2 * i, min(n, 2 * (i + p)) + 1)
        low[rows] = np.minimum(low[rows], 2 * j - BAND)
        high[rows] = np.maximum(high[rows], 2 * (j + q) + BAND)
    low = np.minimum.accumulate(np.clip(low, 0, m)[::-1])[::-1]
    high = np.maximum.accumulate(np.clip(high, 0, m))
    low[0], high[-1] = 0, m
    return low, high
