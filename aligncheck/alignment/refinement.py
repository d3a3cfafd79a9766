"""The second look: beads near a first path, weighed by what was learned of gold ones.

Features are computed for stretches of the band, so memory beside the scores stays the same however
long the texts are.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from aligncheck.alignment.bead_crf import SHAPES, Band, Paths, best_path
from aligncheck.alignment.bead_features import Nodes
from aligncheck.alignment.node_sums import Scale, SideSums
from aligncheck.alignment.pair_evidence import Cells, Text, gather_evidence
from aligncheck.errors import EncoderError
from aligncheck.models.model_folder import model_folder

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Path4 = Sequence[tuple[int, int, int, int, float]]

WIDTH = 5  # units on each side of the first path: gold beads of MAC-dev lie within 5 of it
PRICE = 0.45  # what saying a bead costs: half the F1 to be had, which makes the sum's best F1's
STRETCH = 6000  # nodes whose features are held at once
PRIOR = 5  # beads that what is usual weighs, against those of the text itself
SPREAD = 0.45  # how far the embedded model's cosine of a pair is above chance
CLIP = 5.0  # standard deviations


@dataclass(frozen=True, slots=True)
class BeadWeights:
    """The bead score: a line, plus a hidden layer of tanh, over features in standard units."""

    mean: Floats
    deviation: Floats
    line: Floats  # (features,)
    hidden: Floats  # (features, units)
    offset: Floats  # (units,)
    out: Floats  # (units,)

    def score(self, features: Floats) -> Floats:
        """Return the log potential of each row."""
        rows = np.clip((features - self.mean) / self.deviation, -CLIP, CLIP)
        return np.asarray(rows @ self.line + np.tanh(rows @ self.hidden + self.offset) @ self.out)


@cache  # read once a process
def load_bead_weights(path: Path | None = None) -> BeadWeights:
    """Read the weights that ship, or others; raises EncoderError naming what is missing."""
    path = path or model_folder() / "beads.npz"
    names = ("mean", "deviation", "line", "hidden", "offset", "out")
    try:
        with np.load(path) as stored:
            return BeadWeights(*(stored[name].astype(np.float32) for name in names))
    except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
        raise EncoderError(f"{path}: not readable bead weights ({error})") from None


def refine_path(
    left: Text, right: Text, path: Path4, weights: BeadWeights | None = None
) -> list[tuple[int, int, int, int, float]]:
    """Return beads near `path`, each with the probability that it is right.

    Of all paths, the one with the most beads expected to be right is taken, not the likeliest: that
    is what is asked of an aligner, and many paths share a bead.
    """
    weights = weights or load_bead_weights()
    band = build_band(path, len(left), len(right), WIDTH)
    scores = score_beads(left, right, path, band, weights)
    # A long path's sums are large: single precision would blur the differences.
    likely, _ = Paths.of([band]).bead_posteriors(scores.astype(np.float64))
    beads = best_path(band, np.where(np.isfinite(scores), likely - PRICE, -np.inf))
    i, j, kind = (np.array(column) for column in zip(*beads, strict=True))
    sure = likely[band.find(i, j), kind].tolist()
    return [(i, j, *SHAPES[kind], p) for (i, j, kind), p in zip(beads, sure, strict=True)]


def build_band(path: Path4, rows: int, columns: int, width: int) -> Band:
    """Return the band of all nodes within `width` columns of the path."""
    low = np.full(rows + 1, columns, dtype=np.int64)
    high = np.zeros(rows + 1, dtype=np.int64)
    for i, j, p, q, _ in path:
        here = slice(i, i + p + 1)
        low[here] = np.minimum(low[here], j - width)
        high[here] = np.maximum(high[here], j + q + width)
    low = np.minimum.accumulate(np.clip(low, 0, columns)[::-1])[::-1]
    high = np.maximum.accumulate(np.clip(high, 0, columns))
    low[0], high[-1] = 0, columns
    return Band.of(low, high)


def score_beads(left: Text, right: Text, path: Path4, band: Band, weights: BeadWeights) -> Floats:
    """Return the score of every bead of the band, (nodes, shapes); -inf where none can be."""
    scores = np.full((len(band), len(SHAPES)), -np.inf, dtype=np.float32)
    for where, nodes in split_nodes(left, right, path, band):
        for kind in range(len(SHAPES)):
            valid = nodes.can_leave(kind)
            if valid.any():
                scores[where, kind][valid] = weights.score(nodes.bead_features(kind, valid))
    return scores


def split_nodes(left: Text, right: Text, path: Path4, band: Band) -> Iterator[tuple[slice, Nodes]]:
    """Yield stretches of the band's nodes, and what computes their features."""
    scale = estimate_scale(left, right, path)
    both = SideSums.of(left), SideSums.of(right)
    start = 0
    while start < len(band):
        stop = min(start + STRETCH, len(band))
        where = slice(start, stop)
        cells = Cells(band, int(band.i[where].min()), int(band.i[where].max()) + 1)
        evidence = gather_evidence(left, right, cells, _beads_in_cells(path, cells))
        yield where, Nodes(both, evidence, band, where, scale)
        start = stop


def _beads_in_cells(path: Path4, cells: Cells) -> list[tuple[int, int, int, int]]:
    return [(i, j, p, q) for i, j, p, q, _ in path if cells.first <= i < cells.last and p and q]


def estimate_scale(left: Text, right: Text, path: Path4) -> Scale:
    """Return what is usual in the text, held to what is usual anywhere where it is short."""
    beads = [(i, j, p, q) for i, j, p, q, _ in path if p and q]
    ratios = [
        np.log(left.length[i : i + p].sum() / right.length[j : j + q].sum()) for i, j, p, q in beads
    ]
    ratio = float(np.median(ratios)) * len(ratios) / (len(ratios) + PRIOR) if ratios else 0.0
    slope = (sum(q for *_, q in beads) + PRIOR) / (sum(p for *_, p, _ in beads) + PRIOR)
    cosines = [s for _, _, p, q, s in path if p == q == 1]
    chance = (float(left.chance.mean()) + float(right.chance.mean())) / 2
    above = sum(cosines) - len(cosines) * chance
    spread = (above + PRIOR * SPREAD) / (len(cosines) + PRIOR)
    return Scale(ratio, slope, max(spread, 0.1))
