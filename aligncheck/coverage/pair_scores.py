"""Score a pair: how alike both sides are, what seems dropped or added, how good the whole is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from aligncheck.coverage.analysis import CoverageEvidence, analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.coverage.known_evidence import recall_pairs
from aligncheck.models.encoder import EMBEDDED, Encoder
from aligncheck.models.model_bundle import Models
from aligncheck.models.model_folder import model_folder
from aligncheck.report import Pair
from aligncheck.result_cache.result_store import ResultStore

# Logistic of a cosine, slope and middle, for models we have no calibration of.
UNKNOWN_MODEL = (14.0, 0.5)


def score_pairs(
    pairs: Sequence[Pair], models: Models, store: ResultStore | None = None
) -> list[Pair]:
    """Return the pairs with scores and the evidence behind them; one-sided ones as they are.

    With a store, pairs that were examined before are looked up there.
    """
    sides = [(p.source.text, p.target.text, p) for p in pairs if p.source and p.target]
    tasks = [
        Task(
            zh,
            en,
            pair.sentences,
            [(hole.span, hole.probability) for hole in pair.holes],
        )
        for zh, en, pair in sides
    ]
    examined = analyse_pairs(tasks, models) if store is None else recall_pairs(tasks, models, store)
    vectors = models.encoder.encode([text for zh, en, _ in sides for text in (zh, en)])
    cosines = np.einsum("ij,ij->i", vectors[::2], vectors[1::2]).tolist() if sides else []
    scored = (
        _add_scores(pair, found, similarity_probability(cosine, models.encoder))
        for (_, _, pair), found, cosine in zip(sides, examined, cosines, strict=True)
    )
    return [next(scored) if pair.source and pair.target else pair for pair in pairs]


def _add_scores(pair: Pair, found: CoverageEvidence | None, likely: float) -> Pair:
    if found is None:
        return replace(pair, similarity=likely)
    return replace(
        pair,
        similarity=likely,
        omission=found.omission,
        addition=found.addition,
        quality=found.quality,
        coverage=found.coverage,
        words=found.words,
        dropped=found.dropped,
        added=found.added,
        mistranslated=found.mistranslated,
        english=found.english,
        matches=found.matches,
    )


def similarity_probability(cosine: float, encoder: Encoder) -> float:
    """Map a cosine to the probability that the two texts are translations of each other."""
    slope, middle = _load_calibration() if encoder.name == EMBEDDED else UNKNOWN_MODEL
    return round(float(1 / (1 + np.exp(-slope * (cosine - middle)))), 4)


@cache  # read once a process
def _load_calibration() -> tuple[float, float]:
    card = json.loads((model_folder() / "model.json").read_text(encoding="utf-8"))
    slope, middle = card["similarity"]
    return float(slope), float(middle)
