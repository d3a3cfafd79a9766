"""From words to the pair: how likely something is missing or was added, how good the whole is.

Many faint words add up (a noisy-or), and a pair with other faults has more often lost something,
so wrong words, gaps and additions count a little. On held-out documents such sums rank segments
better than an output of the network for the whole pair (docs/figures.md). What the sums mean as
probabilities is fitted by `training.pair_calibration` and stands in the model's whole.json.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from aligncheck.errors import EncoderError
from aligncheck.models.encoder import Floats, Mask
from aligncheck.models.judge import Judgement
from aligncheck.models.model_folder import model_folder
from aligncheck.report import Added, Dropped

OTHER_FAULTS = 0.2  # exponent of the sums of gaps, wrong words and added words
WRONG_WORDS = 0.5  # exponent of the sum of wrong words where additions are looked for
LIKELY = 0.5  # probability from which a single dropped word speaks for the whole pair
LEAST = 1e-3  # added before a logarithm
LEAST_FAULT = 1e-2  # the same for `quality`
SIZES = {"omission": 2, "addition": 2, "quality": 6}  # slopes and intercept of each logistic


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


def sum_source(omitted: Floats) -> Sums:
    """Return the sums of source words alone."""
    return Sums(omitted=_sum_surprise(omitted))


def sum_target(tags: Judgement, counted: Mask) -> Sums:
    """Return the sums of the target words that are `counted` (m,) and of all gaps."""
    added, bad = tags.added[counted], tags.bad[counted]
    return Sums(added=_sum_surprise(added), bad=float(bad.sum()), gap=float(tags.gap.sum()))


def omission_probability(sums: Sums, dropped: Sequence[Dropped]) -> float:
    """Return the probability (0..1) that important source content is missing."""
    faint = _logistic_probability([omission_evidence(sums)], load_scales().omission)
    likely = max((x.probability for x in dropped if x.probability >= LIKELY), default=0.0)
    return round(max(faint, likely), 4)


def addition_probability(sums: Sums, added: Sequence[Added]) -> float:
    """Return the probability (0..1) that the target adds content."""
    likely = max((x.probability for x in added if x.probability >= LIKELY), default=0.0)
    return round(
        max(_logistic_probability([addition_evidence(sums)], load_scales().addition), likely), 4
    )


def quality_probability(sums: Sums, graded: float) -> float:
    """Return the probability (0..1) that a professional marks no Major error in the pair.

    `graded` is the network's own mark of the whole.
    """
    return round(_logistic_probability(quality_evidence(sums, graded), load_scales().quality), 4)


def omission_evidence(sums: Sums) -> float:
    """Return how much seems missing, on a logarithmic scale."""
    others = np.log([sums.gap + LEAST, sums.bad + LEAST, sums.added + LEAST]).sum()
    return float(np.log(sums.omitted + LEAST) + OTHER_FAULTS * others)


def addition_evidence(sums: Sums) -> float:
    """Return how much seems added, on a logarithmic scale."""
    return float(np.log(sums.added + LEAST) + WRONG_WORDS * np.log(sums.bad + LEAST))


def quality_evidence(sums: Sums, graded: float) -> list[float]:
    """Return what `quality` weighs: the network's mark and four sums on a logarithmic scale."""
    mark = min(max(graded, 1e-5), 1 - 1e-5)
    found = np.log(np.array([sums.omitted, sums.added, sums.bad, sums.gap]) + LEAST_FAULT)
    return [float(np.log(mark / (1 - mark))), *found.tolist()]


@dataclass(frozen=True, slots=True)
class Scales:
    """Logistics over what the functions above return; the intercept stands last in each."""

    omission: tuple[float, ...]
    addition: tuple[float, ...]
    quality: tuple[float, ...]


@cache  # read once a process
def load_scales() -> Scales:
    """Read whole.json of the model; raises EncoderError naming what is wrong."""
    path = model_folder() / "whole.json"
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return Scales(**{name: _parse_slopes(read[name], size) for name, size in SIZES.items()})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{path}: not readable as the scales of a pair ({error})") from None


def _parse_slopes(read: Sequence[float], size: int) -> tuple[float, ...]:
    if len(read) != size:
        raise ValueError(f"{len(read)} numbers in place of {size}")
    return tuple(map(float, read))


def _sum_surprise(probabilities: Floats) -> float:
    return float(-np.log1p(-np.minimum(probabilities, 1 - 1e-6)).sum())


def _logistic_probability(values: Sequence[float], scale: tuple[float, ...]) -> float:
    """Return the logistic of `values` times the slopes of `scale` plus its intercept."""
    x = float(np.dot(values, scale[:-1])) + scale[-1]
    return float(1 / (1 + np.exp(-x)))
