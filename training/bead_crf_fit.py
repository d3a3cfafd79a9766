"""Fit the bead score: a conditional random field over the beads of a band, several at once.

Three steps, each on the candidates that the one before leaves in doubt: a logistic regression of
gold beads against any, a line that makes the gold path likely, a hidden layer beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligncheck.alignment.bead_crf import SHAPES, Band, Paths
from aligncheck.alignment.refinement import CLIP, BeadWeights

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

RIDGE = 5.0
DRAWN = 700  # candidates of an example in the first step
BIAS = 2.0  # log odds against a candidate in the first step
DOUBT = (1e-5, 1e-3)  # least probability of what the second and third step look at
STEPS = (40, 40)
RATES = (0.05, 0.015)
HIDDEN = 8  # units of the hidden layer
SHRINK = 1e-3  # of squared weights, against the log likelihood of a bead
NEVER = np.float32(-1e4)  # log of no probability


@dataclass(frozen=True, slots=True)
class BeadExample:
    """A text with gold beads; `rows` (candidates, features), `place` among nodes × shapes."""

    name: str
    band: Band
    place: Ints
    rows: Floats
    gold: Floats  # 1 where the candidate is gold


@dataclass(frozen=True, slots=True)
class _Sweep:
    """One direction of forward-backward: `edges` in order of the node they lead to.

    groups: for each sum i + j, the edges, where those of one node begin, and which they are.
    """

    edges: Ints
    start: Ints
    groups: list[tuple[slice, Ints, Ints, Ints]]

    @classmethod
    def of(cls, start: Ints, end: Ints, level: Ints, *, turned: bool = False) -> _Sweep:
        depth = -level[end] if turned else level[end]
        edges = np.lexsort((end, depth))
        cuts = np.append(np.flatnonzero(np.diff(depth[edges], prepend=np.nan)), len(edges))
        groups = []
        for low, high in pairwise(cuts):
            to = end[edges[low:high]]
            first = np.flatnonzero(np.diff(to, prepend=-1))
            counts = np.diff(np.append(first, high - low))
            groups.append(
                (
                    slice(int(low), int(high)),
                    first,
                    np.repeat(np.arange(len(first)), counts),
                    to[first],
                )
            )
        return cls(edges, start[edges], groups)

    def run(self, values: Floats, scores: Floats) -> None:
        """Fill `values` in, node by node, from the nodes that stand at their log sums already."""
        scores = scores[self.edges]
        for edges, first, own, to in self.groups:
            offers = values[self.start[edges]] + scores[edges]
            top = np.maximum.reduceat(offers, first, axis=0)
            sums = np.add.reduceat(np.exp(offers - top[own]), first, axis=0)
            values[to] = top + np.log(sums)


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Candidates of all examples that are in doubt, as edges between nodes."""

    ahead: _Sweep
    back: _Sweep
    start: Ints
    end: Ints
    owner: Ints
    firsts: Ints
    lasts: Ints

    def candidate_probabilities(self, scores: Floats) -> tuple[Floats, Floats]:
        """Return each candidate's probability, (candidates, models), and each example's total."""
        nodes = int(self.lasts.max()) + 1
        alpha = np.full((nodes, scores.shape[1]), NEVER, dtype=np.float32)
        beta = alpha.copy()
        alpha[self.firsts], beta[self.lasts] = 0.0, 0.0
        self.ahead.run(alpha, scores)
        self.back.run(beta, scores)
        totals = alpha[self.lasts]
        logs = alpha[self.start] + scores + beta[self.end] - totals[self.owner]
        return np.exp(np.minimum(logs, 0)), totals


def _make_lattice(paths: Paths, place: Ints, owner: Ints) -> _Lattice:
    level = np.repeat(np.arange(len(paths.levels) - 1), np.diff(paths.levels))
    start, kind = np.divmod(place, len(SHAPES))
    end = paths.onward[start, kind]
    firsts = np.array([nodes[0] for nodes in paths.places])
    lasts = np.array([nodes[-1] for nodes in paths.places])
    return _Lattice(
        _Sweep.of(start, end, level),
        _Sweep.of(end, start, level, turned=True),
        start,
        end,
        owner,
        firsts,
        lasts,
    )


@dataclass(frozen=True, slots=True)
class _Task:
    """What a step fits: candidates in standard units, gold, and how much each model weighs them."""

    lattice: _Lattice
    rows: Floats
    gold: Floats
    share: Floats  # (examples, models)
    beads: Floats  # of each model

    def slope(self, values: Floats) -> tuple[Floats, Floats]:
        """Return how a bead's loss changes with each score, and the loss of each model."""
        likely, totals = self.lattice.candidate_probabilities(values)
        right = np.zeros_like(totals)
        np.add.at(right, self.lattice.owner, values * self.gold[:, None])
        weight = (self.share / self.beads)[self.lattice.owner]
        loss = ((totals - right) * self.share).sum(axis=0) / self.beads
        return np.asarray((likely - self.gold[:, None]) * weight, dtype=np.float32), loss


class _Adam:
    """Kingma and Ba 2015, the rate falling as a cosine."""

    def __init__(self, rate: float, steps: int) -> None:
        self.rate, self.steps, self.step = rate, steps, 0
        self.moments: dict[str, tuple[Floats, Floats]] = {}

    def update_weights(self, name: str, values: Floats, slope: Floats) -> None:
        first, second = self.moments.get(name, (np.zeros_like(values), np.zeros_like(values)))
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        self.moments[name] = first, second
        at = self.step + 1
        rate = self.rate * (0.05 + 0.475 * (1 + np.cos(np.pi * self.step / self.steps)))
        root = np.sqrt(second / (1 - 0.99**at)) + 1e-8
        values -= (rate * first / (1 - 0.9**at) / root).astype(np.float32)


def standardise_features(rows: Floats, mean: Floats, deviation: Floats) -> Floats:
    """Return features in standard units, as `Weights.score` takes them."""
    return np.asarray(np.clip((rows - mean) / deviation, -CLIP, CLIP), dtype=np.float32)


def fit_bead_weights(
    examples: Sequence[BeadExample], share: Floats, seed: int = 0
) -> list[BeadWeights]:
    """Return one model a column of `share` (examples, models), the weight of each example."""
    draw = np.random.default_rng(seed)
    sample = np.concatenate([e.rows[::11] for e in examples])
    mean, deviation = sample.mean(axis=0), sample.std(axis=0) + np.float32(1e-3)
    paths = Paths.of([example.band for example in examples])
    state = {"line": _fit_regression(examples, share, mean, deviation, draw)}
    task = _select_doubtful(examples, share, paths, mean, deviation, state["line"])
    _run_descent(task, state, STEPS[0], RATES[0])
    likely, _ = task.lattice.candidate_probabilities(task.rows @ state["line"])
    keep = (likely.max(axis=1) > DOUBT[1]) | (task.gold > 0)
    place = task.lattice.start * len(SHAPES)
    place += (paths.onward[task.lattice.start] == task.lattice.end[:, None]).argmax(axis=1)
    task = _Task(
        _make_lattice(paths, place[keep], task.lattice.owner[keep]),
        task.rows[keep],
        task.gold[keep],
        share,
        task.beads,
    )
    features, models = state["line"].shape
    start = draw.normal(0, 0.5 / np.sqrt(features), (features, 1, HIDDEN))
    state["hidden"] = np.repeat(start, models, axis=1).astype(np.float32)
    state["offset"] = np.zeros((models, HIDDEN), np.float32)
    state["out"] = np.repeat(draw.normal(0, 0.1, (1, HIDDEN)), models, axis=0).astype(np.float32)
    _run_descent(task, state, STEPS[1], RATES[1])
    return [
        BeadWeights(
            mean,
            deviation,
            state["line"][:, k].copy(),
            state["hidden"][:, k].copy(),
            state["offset"][k].copy(),
            state["out"][k].copy(),
        )
        for k in range(models)
    ]


def _fit_regression(
    examples: Sequence[BeadExample],
    share: Floats,
    mean: Floats,
    deviation: Floats,
    draw: np.random.Generator,
) -> Floats:
    """Tell gold candidates from a draw of all, by logistic regression (Newton's method)."""
    rows, gold, owner = [], [], []
    for number, example in enumerate(examples):
        some = draw.choice(len(example.place), min(DRAWN, len(example.place)), replace=False)
        some = np.union1d(some, np.flatnonzero(example.gold))
        rows.append(standardise_features(example.rows[some], mean, deviation))
        gold.append(example.gold[some])
        owner.append(np.full(len(some), number))
    all_rows, all_gold, weight = np.concatenate(rows), np.concatenate(gold), np.concatenate(owner)
    out = np.zeros((len(mean), share.shape[1]), dtype=np.float32)
    for k in range(share.shape[1]):
        own = share[weight, k] > 0
        x, y, w = all_rows[own], all_gold[own], np.zeros(len(mean))
        for _ in range(4):
            p = 1 / (1 + np.exp(-np.clip(x @ w.astype(np.float32) - BIAS, -30, 30)))
            hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(w))
            w = w + np.linalg.solve(hessian, x.T @ (y - p) - RIDGE * w)
        out[:, k] = w
    return out


def _select_doubtful(
    examples: Sequence[BeadExample],
    share: Floats,
    paths: Paths,
    mean: Floats,
    deviation: Floats,
    line: Floats,
) -> _Task:
    """Keep of each example the candidates that a model thinks possible, and gold."""
    places, rows, gold, owner = [], [], [], []
    for number, (example, nodes) in enumerate(zip(examples, paths.places, strict=True)):
        own = Paths.of([example.band])
        scores = example.rows @ (line / deviation[:, None])
        scores -= (mean / deviation) @ line
        here = np.zeros(len(example.place), dtype=np.int64)
        found, _ = _make_lattice(own, example.place, here).candidate_probabilities(scores)
        keep = np.flatnonzero((found.max(axis=1) > DOUBT[0]) | (example.gold > 0))
        start, kind = np.divmod(example.place[keep], len(SHAPES))
        places.append(nodes[start] * len(SHAPES) + kind)
        rows.append(standardise_features(example.rows[keep], mean, deviation))
        gold.append(example.gold[keep])
        owner.append(np.full(len(keep), number))
        print(f"{example.name}: {len(keep)} of {len(found)} candidates", flush=True)
    beads = np.array([g.sum() for g in gold]) @ share
    lattice = _make_lattice(paths, np.concatenate(places), np.concatenate(owner))
    return _Task(
        lattice, np.concatenate(rows), np.concatenate(gold), share, np.asarray(beads, np.float32)
    )


def _run_descent(task: _Task, state: dict[str, Floats], steps: int, rate: float) -> None:
    adam = _Adam(rate, steps)
    for step in range(steps):
        values, hidden = _forward_pass(task.rows, state)
        slope, loss = task.slope(values)
        slopes = _backward_pass(task.rows, hidden, slope, state)
        for name, weights in state.items():
            adam.update_weights(name, weights, slopes[name] + 2 * np.float32(SHRINK) * weights)
        adam.step += 1
        if step % 10 == 9:
            print(f"step {step + 1}: {np.round(loss, 3)}", flush=True)


def _forward_pass(rows: Floats, state: dict[str, Floats]) -> tuple[Floats, Floats | None]:
    values = rows @ state["line"]
    if "hidden" not in state:
        return values, None
    features, models, size = state["hidden"].shape
    hidden = rows @ state["hidden"].reshape(features, -1)
    hidden = np.tanh(hidden.reshape(-1, models, size) + state["offset"])
    return values + (hidden * state["out"]).sum(axis=2), hidden


def _backward_pass(
    rows: Floats, hidden: Floats | None, slope: Floats, state: dict[str, Floats]
) -> dict[str, Floats]:
    slopes = {"line": rows.T @ slope}
    if hidden is not None:
        inner = slope[:, :, None] * state["out"] * (1 - hidden**2)
        slopes["out"] = (slope[:, :, None] * hidden).sum(axis=0)
        slopes["offset"] = inner.sum(axis=0)
        slopes["hidden"] = (rows.T @ inner.reshape(len(rows), -1)).reshape(state["hidden"].shape)
    return slopes
