"""Word links: the alignment error rate of what the detector starts from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from aligncheck.document import Span
from aligncheck.evaluate.figures import SetFigures, measure_sums
from aligncheck.evaluate.labelled_sets import Linked, Links
from aligncheck.evaluate.metrics import Numbers
from aligncheck.models import detector_features, lexicon, static_encoder
from aligncheck.text.normalise import normalise
from aligncheck.text.words import Word

FORWARD, BACK, DISTANCE = 3, 4, 5  # columns of Features.pairs: competition both ways, distance
NEAR = 3.0  # how fast links across the sentence lose
LEAST = 0.05


def measure_links(name: str, rows: Sequence[Linked]) -> SetFigures:
    """Return AER, precision and recall of links that are each other's best."""
    counts = np.array(
        [_count_links(row, link_words(row.zh, row.en)) for row in rows], dtype=np.float64
    )
    docs = [str(i) for i in range(len(rows))]

    n = int(counts[:, 3].sum())
    figures = tuple(measure_sums("word links", what, docs, counts, of, n=n) for what, of in _RATES)
    return SetFigures(name, "linked", len(rows), None, figures)


# Of (in sure, in possible, said, sure) links; AER is that of Och and Ney 2003.
_RATES: Sequence[tuple[str, Callable[[Numbers], float]]] = (
    ("AER (lower is better)", lambda c: float(1 - (c[0] + c[1]) / max(c[2] + c[3], 1))),
    ("precision", lambda c: float(c[1] / max(c[2], 1))),
    ("recall", lambda c: float(c[0] / max(c[3], 1))),
)


def _count_links(row: Linked, said: Links) -> tuple[int, int, int, int]:
    return len(said & row.sure), len(said & row.possible), len(said), len(row.sure)


def link_words(zh: Sequence[str], en: Sequence[str]) -> Links:
    """Link words that are each other's best partners."""
    if not zh or not en:
        return frozenset()
    left, right = ([Word(normalise(t).text.lower(), Span(0, 0)) for t in side] for side in (zh, en))
    [known] = detector_features.extract_features(
        [(left, right)], static_encoder.load_static_encoder(), lexicon.load_lexicon()
    )
    pairs = known.pairs
    strength = np.sqrt(pairs[:, :, FORWARD] * pairs[:, :, BACK]) * np.exp(
        -NEAR * pairs[:, :, DISTANCE]
    )
    ahead, back = strength.argmax(axis=1), strength.argmax(axis=0)
    return frozenset(
        (i, int(j)) for i, j in enumerate(ahead) if back[j] == i and strength[i, j] >= LEAST
    )
