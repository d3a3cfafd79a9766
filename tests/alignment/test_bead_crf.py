"""The lattice against all its paths, one by one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from aligncheck.alignment.bead_crf import SHAPES, Band, Paths, best_path
from aligncheck.alignment.refinement import build_band

Route = tuple[tuple[int, int, int], ...]


def whole(rows: int, columns: int) -> Band:
    return Band.of(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns, dtype=np.int64))


def narrow() -> Band:
    """Four rows and five columns without two corners."""
    return Band.of(np.array([0, 0, 0, 1, 3]), np.array([2, 3, 5, 5, 5]))


def at(band: Band, i: int, j: int) -> int:
    return int(band.find(np.array([i]), np.array([j]))[0])


def routes(band: Band, scores: np.ndarray, i: int = 0, j: int = 0) -> Iterator[tuple[Route, float]]:
    if (i, j) == (band.rows, band.columns):
        yield (), 0.0
        return
    for kind, (p, q) in enumerate(SHAPES):
        if i + p <= band.rows and at(band, i + p, j + q) < len(band):
            for rest, value in routes(band, scores, i + p, j + q):
                yield ((i, j, kind), *rest), value + float(scores[at(band, i, j), kind])


BANDS = [whole(1, 1), whole(3, 3), whole(2, 4), narrow()]


@pytest.mark.parametrize("band", BANDS)
def test_best_path_and_its_certainty_are_those_of_all_paths(band: Band) -> None:
    scores = np.random.default_rng(3).normal(size=(len(band), len(SHAPES))).astype(np.float32)
    found = list(routes(band, scores))
    total = np.logaddexp.reduce([value for _, value in found])
    wanted, _ = max(found, key=lambda route: route[1])
    assert best_path(band, scores) == list(wanted)
    expected = [
        sum(np.exp(value - total) for route, value in found if bead in route) for bead in wanted
    ]
    likely, _ = Paths.of([band]).bead_posteriors(scores)
    given = [likely[at(band, i, j), kind] for i, j, kind in wanted]
    assert given == pytest.approx(expected, abs=1e-5)


def test_bands_side_by_side_do_not_touch() -> None:
    draw = np.random.default_rng(5)
    scores = [draw.normal(size=(len(band), len(SHAPES))).astype(np.float32) for band in BANDS]
    paths = Paths.of(BANDS)
    joined = np.zeros((len(paths.owner), len(SHAPES)), dtype=np.float32)
    for place, own in zip(paths.places, scores, strict=True):
        joined[place] = own
    likely, totals = paths.bead_posteriors(joined)
    for band, place, own, total in zip(BANDS, paths.places, scores, totals, strict=True):
        found = list(routes(band, own))
        assert total == pytest.approx(np.logaddexp.reduce([v for _, v in found]), abs=1e-4)
        # every path leaves the first cut by one bead
        assert likely[place[0]].sum() == pytest.approx(1, abs=1e-4)


def test_the_band_follows_the_path_and_holds_both_ends() -> None:
    path = [(0, 0, 1, 1, 0.9), (1, 1, 0, 6, 1.0), (1, 7, 2, 1, 0.8)]
    band = build_band(path, 3, 8, 2)
    assert list(band.low) == [0, 0, 5, 5]
    assert list(band.high) == [3, 8, 8, 8]
    assert at(band, 0, 0) == 0
    assert at(band, 3, 8) == len(band) - 1
