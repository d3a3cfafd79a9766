"""Whether a whole revision is better: the mean gain of its paragraphs, with an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligncheck.comparison.passage import Passage

DRAWS = 1000  # resamplings of the paragraphs (Efron 1979); the same ones every time
AT_ONCE = 2_000_000  # numbers held at a time


@dataclass(frozen=True, slots=True)
class Gain:
    """The mean gain of quality by length of the original; 95 % of its resamplings lie between."""

    mean: float
    low: float
    high: float

    @property
    def trend(self) -> str:
        """Return "better" or "worse" where the interval leaves no doubt, else "same"."""
        if self.low > 0:
            return "better"
        return "worse" if self.high < 0 else "same"


def measure_gain(passages: Sequence[Passage]) -> Gain | None:
    """Return the gain over the passages whose quality both revisions have; None without any."""
    known = [
        (passage.gain, len(passage.source.text) if passage.source else 1)
        for passage in passages
        if passage.gain is not None
    ]
    if not known:
        return None
    gains = np.array([gain for gain, _ in known])
    weights = np.array([length for _, length in known], dtype=np.float64)
    mean = float(gains @ weights / weights.sum())
    draw = np.random.default_rng(0)
    means: list[float] = []
    while len(means) < DRAWS:
        rows = max(1, min(DRAWS - len(means), AT_ONCE // len(known)))
        chosen = draw.integers(0, len(known), (rows, len(known)))
        held = weights[chosen]
        means += ((gains[chosen] * held).sum(axis=1) / held.sum(axis=1)).tolist()
    low, high = np.quantile(means, [0.025, 0.975])
    return Gain(round(mean, 4), round(float(low), 4), round(float(high), 4))
