"""Nearest neighbours across the languages, and sentence alignment, as the vectors give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from aligncheck.alignment.dynamic_program import align
from aligncheck.evaluate.check_results import Options
from aligncheck.evaluate.figures import (
    Figure,
    SetFigures,
    measure_share,
    measure_statistic,
    measure_sums,
)
from aligncheck.evaluate.labelled_sets import Beads, BeadSides, Chapter, Couple
from aligncheck.evaluate.metrics import Ints, Numbers
from aligncheck.models.encoder import Encoder, Floats

TRAINED_ON = frozenset({"001", "002", "003", "004", "005", "006"})  # names of MAC-dev's chapters
TRAINED = (
    "the bead weights that ship were fitted on these chapters, so the figures flatter them; --folds"
    " DIR measures each with weights fitted without it"
)
ROWS = 512  # rows of the similarity matrix held at once


def measure_retrieval(rows: Sequence[Couple], encoder: Encoder) -> list[Figure]:
    """Return how often the nearest text of the other side is the right one, both ways."""
    zh = encoder.encode([row.zh for row in rows])
    en = encoder.encode([row.en for row in rows])
    docs = [str(i) for i in range(len(rows))]
    ahead, back = _nearest_rows(zh, en), _nearest_rows(en, zh)
    right = np.arange(len(rows))
    both = ((ahead == right).astype(np.float64) + (back == right)) / 2
    return [
        measure_share("retrieval", "Chinese to English", docs, list(ahead == right)),
        measure_share("retrieval", "English to Chinese", docs, list(back == right)),
        measure_statistic(
            "retrieval", "mean of both", docs, lambda drawn: float(both[drawn].mean())
        ),
    ]


def _nearest_rows(left: Floats, right: Floats) -> Ints:
    parts = [
        (left[start : start + ROWS] @ right.T).argmax(axis=1) for start in range(0, len(left), ROWS)
    ]
    return np.concatenate(parts)


def measure_chapters(
    name: str, chapters: Sequence[Chapter], encoder: Encoder, options: Options
) -> SetFigures:
    """Return strict and lax F1 of sentence alignment, in all and by chapter."""
    counts = []
    blind = options.folds.beads if options.folds else {}
    for number, chapter in enumerate(chapters, start=1):
        beads = align(chapter.zh, chapter.en, encoder, weights=blind.get(chapter.doc))
        found = tuple((b.source, b.target) for b in beads)
        counts.append(count_bead_hits(chapter.beads, found))
        options.say(f"{name}: {number} of {len(chapters)} chapters")
    table = np.array(counts, dtype=np.float64)
    docs = [chapter.doc or str(i) for i, chapter in enumerate(chapters, start=1)]
    gold = int(table[:, 5].sum())
    figures = [measure_sums("alignment", what, docs, table, of, n=gold) for what, of in _BEADS]
    strict = _BEADS[2][1]
    lax = _BEADS[5][1]
    for doc, row in zip(docs, table, strict=True):
        figures += [
            Figure("alignment", f"strict F1, {doc}", strict(row), None, None, int(row[5])),
            Figure("alignment", f"lax F1, {doc}", lax(row), None, None, int(row[5])),
        ]
    seen = any(chapter.doc in TRAINED_ON and chapter.doc not in blind for chapter in chapters)
    notes = (TRAINED,) if seen else ()
    return SetFigures(name, "chapters", gold, len(chapters), tuple(figures), notes=notes)


def count_bead_hits(gold: Beads, found: Beads) -> tuple[int, int, int, int, int, int]:
    """Count, as Vecalign's scorer does: strict hits, lax hits, and beads, of precision and recall.

    A found bead hits strictly if it stands in the gold just so, laxly if any of its links does.
    Skips count in precision; recall turns the sides round and leaves the skips of both out.
    """
    strict, lax = _count_hits(gold, found)
    filled_gold = [bead for bead in gold if bead[0] and bead[1]]
    filled_found = [bead for bead in found if bead[0] and bead[1]]
    strict_back, lax_back = _count_hits(filled_found, filled_gold)
    return strict, lax, len(found), strict_back, lax_back, len(filled_gold)


def _count_hits(gold: Sequence[BeadSides], found: Sequence[BeadSides]) -> tuple[int, int]:
    known = set(gold)
    partners: dict[int, set[int]] = defaultdict(set)
    for source, target in gold:
        for i in source:
            partners[i].update(target)
    strict = sum(bead in known for bead in found)
    lax = sum(
        (source, target) in known or any(not partners[i].isdisjoint(target) for i in source)
        for source, target in found
    )
    return strict, lax


def _ratio_or_zero(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def _harmonic_mean(precision: float, recall: float) -> float:
    return _ratio_or_zero(2 * precision * recall, precision + recall)


# Of the sums of `count_bead_hits`.
_BEADS: Sequence[tuple[str, Callable[[Numbers], float]]] = (
    ("strict precision", lambda c: _ratio_or_zero(c[0], c[2])),
    ("strict recall", lambda c: _ratio_or_zero(c[3], c[5])),
    ("strict F1", lambda c: _harmonic_mean(_ratio_or_zero(c[0], c[2]), _ratio_or_zero(c[3], c[5]))),
    ("lax precision", lambda c: _ratio_or_zero(c[1], c[2])),
    ("lax recall", lambda c: _ratio_or_zero(c[4], c[5])),
    ("lax F1", lambda c: _harmonic_mean(_ratio_or_zero(c[1], c[2]), _ratio_or_zero(c[4], c[5]))),
)
