"""Nearest neighbours across the languages, and sentence alignment, as the vectors give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from aligncheck.alignment import align
from aligncheck.encode import Encoder, Floats
from aligncheck.evaluate.figures import Figure, SetFigures, measure, share, tally
from aligncheck.evaluate.metrics import Ints, Numbers
from aligncheck.evaluate.scoring import Options
from aligncheck.evaluate.sets import Beads, BeadSides, Chapter, Couple

TRAINED_ON = frozenset({"001", "002", "003", "004", "005", "006"})  # names of MAC-dev's chapters
TRAINED = (
    "the bead weights that ship were fitted on these chapters, so the figures flatter them; --folds"
    " DIR measures each with weights fitted without it"
)
ROWS = 512  # rows of the similarity matrix held at once


def neighbours(rows: Sequence[Couple], encoder: Encoder) -> list[Figure]:
    """Return how often the nearest text of the other side is the right one, both ways."""
    zh = encoder.encode([row.zh for row in rows])
    en = encoder.encode([row.en for row in rows])
    docs = [str(i) for i in range(len(rows))]
    ahead, back = _nearest(zh, en), _nearest(en, zh)
    right = np.arange(len(rows))
    both = ((ahead == right).astype(np.float64) + (back == right)) / 2
    return [
        share("retrieval", "Chinese to English", docs, list(ahead == right)),
        share("retrieval", "English to Chinese", docs, list(back == right)),
        measure("retrieval", "mean of both", docs, lambda drawn: float(both[drawn].mean())),
    ]


def _nearest(left: Floats, right: Floats) -> Ints:
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
        counts.append(bead_counts(chapter.beads, found))
        options.say(f"{name}: {number} of {len(chapters)} chapters")
    table = np.array(counts, dtype=np.float64)
    docs = [chapter.doc or str(i) for i, chapter in enumerate(chapters, start=1)]
    gold = int(table[:, 5].sum())
    figures = [tally("alignment", what, docs, table, of, n=gold) for what, of in _BEADS]
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


def bead_counts(gold: Beads, found: Beads) -> tuple[int, int, int, int, int, int]:
    """Count, as Vecalign's scorer does: strict hits, lax hits, and beads, of precision and recall.

    A found bead hits strictly if it stands in the gold just so, laxly if any of its links does.
    Skips count in precision; recall turns the sides round and leaves the skips of both out.
    """
    strict, lax = _hits(gold, found)
    filled_gold = [bead for bead in gold if bead[0] and bead[1]]
    filled_found = [bead for bead in found if bead[0] and bead[1]]
    strict_back, lax_back = _hits(filled_found, filled_gold)
    return strict, lax, len(found), strict_back, lax_back, len(filled_gold)


def _hits(gold: Sequence[BeadSides], found: Sequence[BeadSides]) -> tuple[int, int]:
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


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def _harmonic(precision: float, recall: float) -> float:
    return _ratio(2 * precision * recall, precision + recall)


# Of the sums of `bead_counts`.
_BEADS: Sequence[tuple[str, Callable[[Numbers], float]]] = (
    ("strict precision", lambda c: _ratio(c[0], c[2])),
    ("strict recall", lambda c: _ratio(c[3], c[5])),
    ("strict F1", lambda c: _harmonic(_ratio(c[0], c[2]), _ratio(c[3], c[5]))),
    ("lax precision", lambda c: _ratio(c[1], c[2])),
    ("lax recall", lambda c: _ratio(c[4], c[5])),
    ("lax F1", lambda c: _harmonic(_ratio(c[1], c[2]), _ratio(c[4], c[5]))),
)
