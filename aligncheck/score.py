"""Score a pair: how alike both sides are, what seems dropped or added, how good the whole is."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np

from aligncheck.coverage.examine import examine
from aligncheck.coverage.tagger import Tagger
from aligncheck.encode import EMBEDDED, Encoder
from aligncheck.report import Pair
from aligncheck.resources import model_folder
from aligncheck.text.hole import holes

# Logistic of a cosine, slope and middle, for models we have no calibration of.
UNKNOWN_MODEL = (14.0, 0.5)


def score(pair: Pair, encoder: Encoder, detector: Tagger | None = None) -> Pair:
    """Return the pair with its scores and the evidence behind them; one-sided pairs as they are."""
    if pair.source is None or pair.target is None:
        return pair
    found = examine(
        pair.source.text,
        pair.target.text,
        pair.sentences,
        [(hole.span, hole.probability) for hole in holes(pair.target.text)],
        detector,
    )
    left, right = encoder.encode([pair.source.text, pair.target.text])
    likely = similarity(float(left @ right), encoder)
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
    )


def similarity(cosine: float, encoder: Encoder) -> float:
    """Map a cosine to the probability that the two texts are translations of each other."""
    slope, middle = _calibration() if encoder.name == EMBEDDED else UNKNOWN_MODEL
    return round(float(1 / (1 + np.exp(-slope * (cosine - middle)))), 4)


@cache
def _calibration() -> tuple[float, float]:
    card = json.loads((model_folder() / "model.json").read_text(encoding="utf-8"))
    slope, middle = card["similarity"]
    return float(slope), float(middle)
