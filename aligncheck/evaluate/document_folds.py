"""Folds by document: detectors that have not seen the documents they are measured on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from aligncheck.alignment.refinement import BeadWeights
from aligncheck.alignment.refinement import load_bead_weights as bead_weights
from aligncheck.errors import EncoderError
from aligncheck.evaluate.metrics import Ints, Numbers
from aligncheck.models.word_detector import WordDetector

FOLDS = 2
TRAINED_ON = frozenset({"wmt20_zhen", "wmt21news_zhen", "bio21_zhen"})  # values of a row's `set`


@dataclass(frozen=True, slots=True)
class FoldTaggers:
    """One detector a fold, each blind to its fold's documents, and a hash of them all.

    `beads`: the bead weights that are blind to each chapter, by the chapter's name. A folder may
    hold these alone; there are no detectors then.
    """

    taggers: tuple[WordDetector, ...]
    digest: str
    beads: Mapping[str, BeadWeights] = field(default_factory=dict)

    def of(self, doc: str) -> int:
        """Return the fold of a document."""
        return fold_of_document(doc, len(self.taggers))


def fold_of_document(doc: str, folds: int) -> int:
    """Return the fold of a document: all its segments and all its translations together."""
    return int(hashlib.blake2b(doc.encode(), digest_size=4).hexdigest(), 16) % folds


def crossfit_thresholds(docs: Sequence[str], choose: Callable[[Ints], float]) -> Numbers:
    """Return each row's threshold, chosen on the documents of the other folds."""
    number = np.array([fold_of_document(doc, FOLDS) for doc in docs], dtype=np.int64)
    out = np.full(len(docs), np.inf)
    for k in np.unique(number):
        out[number == k] = choose(np.flatnonzero(number != k))
    return out


def load_fold_detectors(folder: Path) -> FoldTaggers:
    """Read fold0.npz and fold1.npz; raises EncoderError naming what is missing."""
    taggers: list[WordDetector] = []
    digest = hashlib.blake2b(digest_size=16)
    beads = {path.stem.removeprefix("beads-"): path for path in sorted(folder.glob("beads-*.npz"))}
    detectors = FOLDS if not beads or (folder / "fold0.npz").exists() else 0
    for number in range(detectors):
        path = folder / f"fold{number}.npz"
        try:
            stored = np.load(path)
            taggers.append(
                WordDetector({name: stored[name].astype(np.float32) for name in stored.files})
            )
            digest.update(path.read_bytes())
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise EncoderError(
                f"{path}: not a readable fold detector ({error}); --folds names a folder with"
                f" fold0.npz to fold{FOLDS - 1}.npz"
            ) from None
    weights = {doc: bead_weights(path) for doc, path in beads.items()}
    return FoldTaggers(tuple(taggers), digest.hexdigest(), weights)
