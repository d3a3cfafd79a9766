"""Measures against hand-computed values and against their plain definitions."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligncheck.evaluate import metrics

SCORES = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5001, 0.9, 1.0]), st.booleans()),
    min_size=1,
    max_size=25,
)


@pytest.mark.parametrize(
    ("scores", "positive", "expected"),
    [
        ([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75),
        ([1, 2, 3], [0, 0, 1], 1.0),
        ([3, 2, 1], [0, 0, 1], 0.0),
        ([1, 1, 1, 1], [0, 1, 0, 1], 0.5),
        ([1, 2, 2], [0, 0, 1], 0.75),
    ],
)
def test_auc_counts_ties_half(scores: list[float], positive: list[int], expected: float) -> None:
    assert metrics.auc(scores, positive) == pytest.approx(expected)


@pytest.mark.parametrize("positive", [[0, 0], [1, 1]])
def test_auc_needs_both_classes(positive: list[int]) -> None:
    assert np.isnan(metrics.auc([1, 2], positive))


@given(SCORES)
@settings(max_examples=60, deadline=None)
def test_auc_is_the_share_of_pairs_in_order(rows: list[tuple[float, bool]]) -> None:
    yes = [score for score, label in rows if label]
    no = [score for score, label in rows if not label]
    got = metrics.auc([s for s, _ in rows], [label for _, label in rows])
    if not yes or not no:
        assert np.isnan(got)
        return
    wins = sum((a > b) + 0.5 * (a == b) for a, b in product(yes, no))
    assert got == pytest.approx(wins / (len(yes) * len(no)))


@pytest.mark.parametrize(
    ("scores", "positive", "expected"),
    [
        ([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0], (1 + 2 / 3) / 2),
        ([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0], 0.25),
        ([0.1, 0.9], [1, 0], 0.5),
    ],
)
def test_average_precision_takes_ties_together(
    scores: list[float], positive: list[int], expected: float
) -> None:
    assert metrics.average_precision(scores, positive) == pytest.approx(expected)


@given(SCORES)
@settings(max_examples=60, deadline=None)
def test_average_precision_adds_up_precision_times_recall_gained(
    rows: list[tuple[float, bool]],
) -> None:
    total = sum(label for _, label in rows)
    expected, before = 0.0, 0
    for least in sorted({score for score, _ in rows}, reverse=True):
        held = [label for score, label in rows if score >= least]
        if total:
            expected += (sum(held) - before) / total * sum(held) / len(held)
        before = sum(held)
    got = metrics.average_precision([s for s, _ in rows], [label for _, label in rows])
    assert np.isnan(got) if not total else got == pytest.approx(expected)


def test_f1_threshold_is_the_highest_of_the_best() -> None:
    assert metrics.f1_threshold([0.9, 0.8, 0.7, 0.1], [1, 1, 0, 0]) == 0.8
    assert metrics.f1_threshold([], []) == float("inf")


@given(SCORES)
@settings(max_examples=60, deadline=None)
def test_no_threshold_beats_the_chosen_ones(rows: list[tuple[float, bool]]) -> None:
    scores, labels = np.array([s for s, _ in rows]), np.array([label for _, label in rows])

    def f1(least: float) -> float:
        said = scores >= least
        return 2 * (said & labels).sum() / max(said.sum() + labels.sum(), 1)

    chosen = metrics.f1_threshold(scores, labels)
    assert f1(chosen) == pytest.approx(max(f1(least) for least in scores))
    by_mcc = metrics.mcc_threshold(scores, labels)
    assert metrics.mcc(scores >= by_mcc, labels) == pytest.approx(
        max(metrics.mcc(scores >= least, labels) for least in scores)
    )


@pytest.mark.parametrize(
    ("said", "true", "expected"),
    [
        ([1, 1, 0, 0], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 1], [1, 1, 0, 0], -1.0),
        ([1, 0, 1, 0], [1, 1, 0, 0], 0.0),
        ([1, 1, 1, 0], [1, 1, 0, 0], 1 / np.sqrt(3)),
        ([0, 0, 0, 0], [1, 1, 0, 0], 0.0),
    ],
)
def test_mcc_of_small_tables(said: list[int], true: list[int], expected: float) -> None:
    assert metrics.mcc(said, true) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([1, 2, 3], [10, 20, 30], 1.0),
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 2, 2, 4], [1, 3, 2, 4], 4.5 / np.sqrt(4.5 * 5)),
    ],
)
def test_spearman_ranks_ties_at_their_mean(
    left: list[float], right: list[float], expected: float
) -> None:
    assert metrics.spearman(left, right) == pytest.approx(expected)


def test_spearman_of_a_constant_is_not_defined() -> None:
    assert np.isnan(metrics.spearman([1, 1], [1, 2]))


def test_weights_count_as_so_many_observations() -> None:
    said, true = [0.9, 0.9, 0.1], [1.0, 0.0, 0.0]
    (low, high) = metrics.reliability_bins(said, true, weights=[3, 1, 1])
    assert (high.true, high.n, high.weight, low.true) == (0.75, 2, 4, 0.0)
    repeated = metrics.ece([0.9] * 4 + [0.1], [1.0] * 3 + [0.0] * 2)
    assert metrics.ece(said, true, weights=[3, 1, 1]) == pytest.approx(repeated)


def test_ece_weighs_bins_by_their_size() -> None:
    said, true = [0.05, 0.05, 0.95, 1.0], [0.0, 1.0, 1.0, 1.0]
    table = metrics.reliability_bins(said, true)
    assert [(b.n, round(b.said, 3), b.true) for b in table] == [(2, 0.05, 0.5), (2, 0.975, 1.0)]
    assert metrics.ece(said, true) == pytest.approx((0.45 + 0.025) / 2)


def test_bootstrap_draws_whole_groups_and_repeats_itself() -> None:
    values = np.array([0.0, 0.0, 1.0, 1.0])

    def mean(rows: metrics.Ints) -> float:
        return float(values[rows].mean())

    interval = metrics.bootstrap(["a", "a", "b", "b"], mean)
    assert interval == (0.0, 1.0)
    assert interval == metrics.bootstrap(["a", "a", "b", "b"], mean)


def test_bootstrap_needs_two_groups_and_a_defined_statistic() -> None:
    assert metrics.bootstrap(["a", "a"], lambda rows: float(len(rows))) is None
    assert metrics.bootstrap(["a", "b"], lambda _: float("nan")) is None
