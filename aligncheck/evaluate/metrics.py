"""Measures of agreement between scores and labels, and how sure they are; numpy alone.

All are defined on ties: scores that are equal count half (AUC), or stand and fall together
(average precision, thresholds).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

ROUNDS = 500  # draws of the bootstrap
SEED = 20
MOST = 200_000  # observations up to which a bootstrap stays within seconds
CANDIDATES = 400  # thresholds tried, at even quantiles of the scores
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Observations whose probability lies in low..high: how many, the mean said, the share true.

    `weight` is what they count for; it is `n` unless some count more than others.
    """

    low: float
    high: float
    n: int
    said: float
    true: float
    weight: float = 0.0


def auc(scores: ArrayLike, positive: ArrayLike) -> float:
    """Return the chance that a positive scores above a negative, ties half; nan without both."""
    value, label = _as_floats(scores), _as_flags(positive)
    yes = int(label.sum())
    no = len(label) - yes
    if not yes or not no:
        return float("nan")
    above = mean_ranks(value)[label].sum() - yes * (yes + 1) / 2
    return float(above / (yes * no))


def average_precision(scores: ArrayLike, positive: ArrayLike) -> float:
    """Return the mean of the precisions at each positive, best scores first; nan without any."""
    value, label = _as_floats(scores), _as_flags(positive)
    if not label.any():
        return float("nan")
    order = np.argsort(-value, kind="stable")
    sorted_scores, hits = value[order], np.cumsum(label[order])
    last = np.append(np.flatnonzero(np.diff(sorted_scores)), len(value) - 1)  # of each tie
    gained = np.diff(hits[last], prepend=0)
    return float((gained * hits[last] / (last + 1)).sum() / label.sum())


def f1(true_positive: float, predicted: float, positive: float) -> float:
    """Return 2tp / (predicted + positive); nan if there is nothing to find and nothing found."""
    return 2 * true_positive / (predicted + positive) if predicted + positive else float("nan")


def f1_curve(scores: ArrayLike, positive: ArrayLike, thresholds: ArrayLike) -> Numbers:
    """Return the F1 of "score at or above" for each of `thresholds`."""
    value, label, at = _as_floats(scores), _as_flags(positive), _as_floats(thresholds)
    found = _count_at_least(value[label], at)
    return np.asarray(2 * found / np.maximum(_count_at_least(value, at) + label.sum(), 1))


def f1_threshold(scores: ArrayLike, positive: ArrayLike) -> float:
    """Return the threshold with the best F1, the highest of equals."""
    at = candidate_thresholds(scores)
    return best_threshold(at, f1_curve(scores, positive, at))


def mcc(predicted: ArrayLike, positive: ArrayLike) -> float:
    """Return Matthews' correlation of two binary sequences, 0 where it is not defined."""
    said, label = _as_flags(predicted), _as_flags(positive)
    return float(_matthews_correlation((said & label).sum(), said.sum(), label.sum(), len(label)))


def mcc_threshold(scores: ArrayLike, positive: ArrayLike) -> float:
    """Return the threshold with the best MCC, the highest of equals."""
    value, label, at = _as_floats(scores), _as_flags(positive), candidate_thresholds(scores)
    curve = _matthews_correlation(
        _count_at_least(value[label], at), _count_at_least(value, at), label.sum(), len(label)
    )
    return best_threshold(at, curve)


def spearman(left: ArrayLike, right: ArrayLike) -> float:
    """Return the correlation of ranks, ties at their mean; nan if a side is all alike."""
    a, b = mean_ranks(_as_floats(left)), mean_ranks(_as_floats(right))
    if not len(a) or a.min() == a.max() or b.min() == b.max():
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])


def reliability_bins(
    probability: ArrayLike,
    share: ArrayLike,
    bins: int = BINS,
    *,
    weights: ArrayLike | None = None,
) -> list[Bin]:
    """Return what was said and what was true in bins of equal width; empty bins are left out."""
    said, true = _as_floats(probability), _as_floats(share)
    weight = np.ones(len(said)) if weights is None else _as_floats(weights)
    place = np.minimum((said * bins).astype(np.int64), bins - 1)
    return [
        Bin(
            k / bins,
            (k + 1) / bins,
            int((place == k).sum()),
            float(np.average(said[place == k], weights=weight[place == k])),
            float(np.average(true[place == k], weights=weight[place == k])),
            float(weight[place == k].sum()),
        )
        for k in range(bins)
        if (place == k).any()
    ]


def ece(
    probability: ArrayLike,
    share: ArrayLike,
    bins: int = BINS,
    *,
    weights: ArrayLike | None = None,
) -> float:
    """Return the mean distance of said and true over the bins, by their size; nan without data."""
    table = reliability_bins(probability, share, bins, weights=weights)
    total = sum(b.weight for b in table)
    return sum(b.weight * abs(b.said - b.true) for b in table) / total if total else float("nan")


def bootstrap(
    groups: Sequence[str],
    statistic: Callable[[Ints], float],
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> tuple[float, float] | None:
    """Return the 95 % interval of `statistic` over draws of whole groups (documents).

    `statistic` takes row numbers, a row as often as its group was drawn. None if there is but one
    group, too much data for it to be quick, or no draw on which the statistic is defined.
    """
    names, group = np.unique(np.asarray(groups, dtype=np.str_), return_inverse=True)
    if len(names) < 2 or len(group) > MOST:
        return None
    rng, rows = np.random.default_rng(seed), np.arange(len(group))
    drawn = []
    for _ in range(rounds):
        times = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))
        drawn.append(statistic(np.repeat(rows, times[group])))
    known = np.array([value for value in drawn if not np.isnan(value)])
    if not len(known):
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def mean_ranks(values: Numbers) -> Numbers:
    """Return ranks from 1, equal values at the mean of theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place], dtype=np.float64)


def candidate_thresholds(scores: ArrayLike) -> Numbers:
    """Return the thresholds worth trying: every score, or even quantiles of many."""
    known = np.unique(_as_floats(scores))
    if len(known) <= CANDIDATES:
        return known
    return known[np.linspace(0, len(known) - 1, CANDIDATES).astype(np.int64)]


def best_threshold(thresholds: Numbers, goodness: Numbers) -> float:
    """Return the threshold of the greatest goodness, the highest of equals; inf without any."""
    if not len(thresholds):
        return float("inf")
    return float(thresholds[len(goodness) - 1 - int(np.argmax(goodness[::-1]))])


def _count_at_least(scores: Numbers, thresholds: Numbers) -> Ints:
    """Count the scores at or above each threshold."""
    return np.asarray(len(scores) - np.searchsorted(np.sort(scores), thresholds, side="left"))


def _matthews_correlation(
    hit: ArrayLike, said: ArrayLike, positive: ArrayLike, total: int
) -> Numbers:
    tp, p, t = _as_floats(hit), _as_floats(said), _as_floats(positive)
    below = np.sqrt(p * t * (total - p) * (total - t))
    return np.asarray((tp * total - p * t) / np.where(below > 0, below, np.inf))


def _as_floats(values: ArrayLike) -> Numbers:
    return np.asarray(values, dtype=np.float64)


def _as_flags(values: ArrayLike) -> Flags:
    return np.asarray(values, dtype=np.bool_)
