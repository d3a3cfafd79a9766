"""Folds by document: detectors that have not seen the documents they are measured on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aligncheck.coverage.tagger import Tagger
from aligncheck.errors import EncoderError
from aligncheck.evaluate.metrics import Ints, Numbers

FOLDS = 2
TRAINED_ON = frozenset({"wmt20_zhen", "wmt21news_zhen", "bio21_zhen"})  # values of a row's `set`


@dataclass(frozen=True, slots=True)
class FoldTaggers:
    """One detector a fold, each blind to its fold's documents, and a hash of them all."""

    taggers: tuple[Tagger, ...]
    digest: str

    def of(self, doc: str) -> int:
        """Return the fold of a document."""
        return fold(doc, len(self.taggers))


def fold(doc: str, folds: int) -> int:
    """Return the fold of a document: all its segments and all its translations together."""
    return int(hashlib.blake2b(doc.encode(), digest_size=4).hexdigest(), 16) % folds


def crossfit(docs: Sequence[str], choose: Callable[[Ints], float]) -> Numbers:
    """Return each row's threshold, chosen on the documents of the other folds."""
    number = np.array([fold(doc, FOLDS) for doc in docs], dtype=np.int64)
    out = np.full(len(docs), np.inf)
    for k in np.unique(number):
        out[number == k] = choose(np.flatnonzero(number != k))
    return out


def load(folder: Path) -> FoldTaggers:
    """Read fold0.npz and fold1.npz; raises EncoderError naming what is missing."""
    taggers: list[Tagger] = []
    digest = hashlib.blake2b(digest_size=16)
    for number in range(FOLDS):
        path = folder / f"fold{number}.npz"
        try:
            stored = np.load(path)
            taggers.append(Tagger({name: stored[name].astype(np.float32) for name in stored.files}))
            digest.update(path.read_bytes())
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise EncoderError(
                f"{path}: not a readable fold detector ({error}); --folds names a folder with"
                f" fold0.npz to fold{FOLDS - 1}.npz"
            ) from None
    return FoldTaggers(tuple(taggers), digest.hexdigest())
