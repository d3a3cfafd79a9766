"""Texts with gold beads for the bead score, and the step that fits and writes it.

Gold is of two kinds: chapters aligned by hand, and texts made of parallel rows that stand in the
order of a text, some of them joined or left out as a translator might.
"""

from __future__ import annotations

import gzip
import random
from bisect import bisect
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligncheck.alignment.bead_crf import SHAPES, Band
from aligncheck.alignment.dynamic_program import SENTENCES, build_sides, first_pass
from aligncheck.alignment.refinement import WIDTH, BeadWeights, build_band, split_nodes
from aligncheck.document import Lang
from aligncheck.evaluate.labelled_set_reader import read_sets
from aligncheck.evaluate.labelled_sets import Beads, BeadSides, Chapter
from aligncheck.models.encoder import load_encoder
from aligncheck.text.sentence_split import split_sentences
from training.bead_crf_fit import BeadExample, fit_bead_weights

Ints = NDArray[np.int64]

CHAPTERS = "dev/docalign_mac_dev"
# Sources whose rows stand in order; the first row taken and how many. A novel, news, a report.
ORDERED = (
    ("animal_farm", 0, 330),
    ("newstest_2017_2019", 0, 300),
    ("gov_reports_speeches", 200, 200),
)
MADE = 0.5  # weight of a made text against a chapter
# How often a row loses its English, its Chinese, or is joined to the one before in the Chinese
# alone, in the English alone; ascending sums.
FREEDOM = (0.04, 0.08, 0.23, 0.29)
LONGEST = 5  # sentences of a row against one


def fit_and_save_beads(data: Path, out: Path, work: Path) -> None:
    """Fit on all chapters and made texts, and without each chapter in turn.

    Writes out/beads.npz, and work/beads-CHAPTER.npz for honest figures (`aligncheck eval --folds`).
    """
    known = read_gold_chapters(data)
    texts = [*known, *make_texts(data)]
    share = np.ones((len(texts), len(known) + 1), dtype=np.float32)
    share[: len(known), : len(known)] -= np.eye(len(known), dtype=np.float32)
    share[len(known) :] *= MADE
    *blind, full = fit_bead_weights([make_bead_example(text) for text in texts], share)
    for chapter, weights in zip(known, blind, strict=True):
        save_bead_weights(weights, work / f"beads-{chapter.doc}.npz")
    save_bead_weights(full, out / "beads.npz")


def save_bead_weights(weights: BeadWeights, out: Path) -> None:
    """Write the weights as `aligncheck.alignment.refinement.load_bead_weights` reads them."""
    names = ("mean", "deviation", "line", "hidden", "offset", "out")
    with out.open("wb") as file:
        np.savez_compressed(file, **{n: getattr(weights, n).astype(np.float32) for n in names})


def read_gold_chapters(data: Path) -> list[Chapter]:
    """Read the chapters aligned by hand."""
    (found,) = read_sets([data / CHAPTERS])
    return found.of(Chapter)


def make_texts(data: Path, seed: int = 11) -> list[Chapter]:
    """Make texts of rows of the training data."""
    draw = random.Random(seed)
    return [
        _make_text(data / "train" / f"{name}.tsv.gz", first, count, draw)
        for name, first, count in ORDERED
    ]


def _make_text(path: Path, first: int, count: int, draw: random.Random) -> Chapter:
    text = _TextUnderWay()
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in islice(rows, first, first + count):
            source, target, *_ = row.rstrip("\n").split("\t")
            zh = [span.cut(source) for span in split_sentences(source, Lang.ZH)]
            en = [span.cut(target) for span in split_sentences(target, Lang.EN)]
            if min(len(zh), len(en)) > 1 or max(len(zh), len(en)) > LONGEST:
                zh, en = [source], [target]  # which of them belong together is not known
            text.add(zh, en, draw.random())
    return Chapter(path.name, tuple(text.zh), tuple(text.en), tuple(text.beads))


class _TextUnderWay:
    """A text under way; a row is added as it is, joined to the one before, or on one side only."""

    def __init__(self) -> None:
        self.zh: list[str] = []
        self.en: list[str] = []
        self.beads: list[BeadSides] = []

    def add(self, zh: list[str], en: list[str], chance: float) -> None:
        plain = len(zh) == 1 and len(en) == 1
        before = self.beads[-1] if self.beads else ((), ())
        joins = plain and len(before[0]) == len(before[1]) == 1
        kind = bisect(FREEDOM, chance)
        if plain and kind < 2:
            zh, en = ([], en) if kind else (zh, [])
        elif joins and kind == 2:
            self.zh[-1] = self.zh[-1].rstrip("。") + "，" + zh[0]
            zh = []
        elif joins and kind == 3:
            self.en[-1] = self.en[-1].rstrip(".") + ", and " + en[0][:1].lower() + en[0][1:]
            en = []
        if joins and kind in (2, 3):
            self.beads.pop()
        else:
            before = ((), ())
        self.beads.append(
            (before[0] + self._extend_side(self.zh, zh), before[1] + self._extend_side(self.en, en))
        )

    @staticmethod
    def _extend_side(side: list[str], more: list[str]) -> tuple[int, ...]:
        side += more
        return tuple(range(len(side) - len(more), len(side)))


def make_bead_example(chapter: Chapter) -> BeadExample:
    """Return the candidates of a chapter near its first path, and which are gold."""
    left, right = build_sides(chapter.zh, chapter.en, load_encoder())
    path = first_pass(chapter.zh, chapter.en, load_encoder(), SENTENCES)
    band = build_band(path, len(chapter.zh), len(chapter.en), WIDTH)
    places, rows = [], []
    for where, nodes in split_nodes(left, right, path, band):
        for kind in range(len(SHAPES)):
            valid = nodes.can_leave(kind)
            places.append((np.flatnonzero(valid) + where.start) * len(SHAPES) + kind)
            rows.append(nodes.bead_features(kind, valid))
    place = np.concatenate(places)
    wanted = _gold_places(band, chapter.beads)
    gold = np.isin(place, wanted).astype(np.float32)
    if gold.sum() != len(wanted):
        print(f"{chapter.doc}: {len(wanted) - gold.sum():.0f} gold beads are not near the path")
    return BeadExample(chapter.doc, band, place, np.concatenate(rows), gold)


def _gold_places(band: Band, beads: Beads) -> Ints:
    """Return the places of gold beads; one larger than any shape is taken in parts."""
    out: list[int] = []
    i = j = 0
    for source, target in beads:
        for p, q in _split_bead(len(source), len(target)):
            node = int(band.find(np.array([i]), np.array([j]))[0])
            out.append(node * len(SHAPES) + SHAPES.index((p, q)))
            i, j = i + p, j + q
    return np.array(out, dtype=np.int64)


def _split_bead(p: int, q: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    while (p, q) not in SHAPES:
        a, b = (min(p, 1), min(q, 1)) if not p * q else (max(p // q, 1), max(q // p, 1))
        a, b = min(a, 6), min(b, 6)
        out.append((a, b))
        p, q = p - a, q - b
        if not p and not q:
            return out
    return [*out, (p, q)]
