"""From words to the pair: how likely it is that something is missing from it, or was added.

Many faint words add up (a noisy-or), and a pair with other faults has more often lost something,
so wrong words, gaps and additions count a little. On held-out documents such sums rank segments
better than an output of the network for the whole pair (docs/figures.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligncheck.coverage.tagger import Tags
from aligncheck.encode import Floats
from aligncheck.report import Added, Dropped

OTHER_FAULTS = 0.2  # exponent of the sums of gaps, wrong words and added words
WRONG_IS_ADDED = 0.1  # what a wrong word counts as an added one
# Slope and intercept of a logistic over the logarithm of the sum; fitted on the shares of raters
# who marked a Major (WMT20, WMT21, biomedical; detectors blind to the documents).
OMISSION, ADDITION = (0.6365, -1.679), (1.2736, -3.763)
LIKELY = 0.5  # probability from which a single dropped word speaks for the whole pair
LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Sums:
    """What the chances of the words of a pair add up to; of omitted and added ones -log(1 - p)."""

    omitted: float = 0.0
    added: float = 0.0
    bad: float = 0.0
    gap: float = 0.0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.omitted + other.omitted,
            self.added + other.added,
            self.bad + other.bad,
            self.gap + other.gap,
        )


def of_source(omitted: Floats) -> Sums:
    """Return the sums of source words alone."""
    return Sums(omitted=_surprise(omitted))


def of_target(tags: Tags) -> Sums:
    """Return the sums of all target words and gaps."""
    return Sums(added=_surprise(tags.added), bad=float(tags.bad.sum()), gap=float(tags.gap.sum()))


def omission(sums: Sums, dropped: Sequence[Dropped]) -> float:
    """Return the probability (0..1) that important source content is missing."""
    others = np.log([sums.gap + LEAST, sums.bad + LEAST, sums.added + LEAST]).sum()
    faint = _logistic(np.log(sums.omitted + LEAST) + OTHER_FAULTS * others, OMISSION)
    likely = max((x.probability for x in dropped if x.probability >= LIKELY), default=0.0)
    return round(max(faint, likely), 4)


def addition(sums: Sums, added: Sequence[Added]) -> float:
    """Return the probability (0..1) that the target adds content."""
    total = sums.added + WRONG_IS_ADDED * sums.bad
    likely = max((x.probability for x in added if x.probability >= LIKELY), default=0.0)
    return round(max(_logistic(np.log(total + LEAST), ADDITION), likely), 4)


def _surprise(probabilities: Floats) -> float:
    return float(-np.log1p(-np.minimum(probabilities, 1 - 1e-6)).sum())


def _logistic(x: float, scale: tuple[float, float]) -> float:
    return float(1 / (1 + np.exp(-(scale[0] * x + scale[1]))))
