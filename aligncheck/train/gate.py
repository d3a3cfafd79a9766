"""Fit the gate of the network that finds holes: which gaps its deeper layers need not see.

A logistic regression on the first layer that learns what the whole network will say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligncheck.text.gaps import Floats, Model
from aligncheck.text.hole import LEAST, is_prose, lines_of

NEAR = 1.0  # log odds below those of LEAST from which a gap should pass
PASSED = 0.04  # share of gaps that the gate leaves open: twice what loses no finding in tuning
CUTS = 2  # copies of each text with a word cut out anywhere
MOST = 50  # lines read at once
OPEN = 1.0  # offset of a gate that, with no weights, shuts nothing out


def open_gate(width: int) -> Floats:
    """Return the gate that leaves every gap open, for layers of `width`."""
    return np.array([0.0] * (2 * width + 1) + [OPEN], dtype=np.float32)


def fit(model: Model, texts: Sequence[str], seed: int = 0) -> Floats:
    """Return the gate, fitted on good texts and on the same with words cut out."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    cut = [one for text in texts for one in _cut(text, rng)]
    seen, odds = map(np.concatenate, zip(*_gaps(model, [*texts, *cut]), strict=True))
    wanted = odds >= np.interp(LEAST, model.curve[1], model.curve[0]) - NEAR
    few = wanted | (rng.random(len(odds)) < 0.25)  # of the sound gaps a part is enough
    fitted = LogisticRegression(C=1.0, class_weight="balanced", max_iter=300)
    fitted.fit(seen[few], wanted[few])
    weights = fitted.coef_[0].astype(np.float32)
    return np.append(weights, -np.quantile(seen @ weights, 1 - PASSED)).astype(np.float32)


def kept(model: Model, texts: Sequence[str], seed: int = 1) -> tuple[int, int, float]:
    """Count the gaps that the whole network reports, those of them that pass, and all that pass.

    The last is a share.
    """
    rng = np.random.default_rng(seed)
    found = through = passed = total = 0
    least = np.interp(LEAST, model.curve[1], model.curve[0])
    for seen, odds in _gaps(model, [*texts, *(one for text in texts for one in _cut(text, rng))]):
        open_ = seen @ model.gate[:-1] + model.gate[-1] >= 0
        hits = odds >= least
        found, through = found + int(hits.sum()), through + int((hits & open_).sum())
        passed, total = passed + int(open_.sum()), total + len(odds)
    return found, through, passed / max(1, total)


def put(gate: Floats, path: Path) -> None:
    """Write the gate into the file of the network."""
    with np.load(path) as file:
        content: dict[str, npt.NDArray[np.generic]] = {name: file[name] for name in file.files}
    with path.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **{**content, "gate": gate})


def _cut(text: str, rng: np.random.Generator) -> Iterator[str]:
    words = text.split(" ")
    for _ in range(CUTS if len(words) > 6 else 0):
        at = int(rng.integers(1, len(words) - 2))
        yield " ".join((*words[:at], *words[at + 1 :]))


def _gaps(model: Model, texts: Sequence[str]) -> Iterator[tuple[Floats, Floats]]:
    """Yield what the gate sees of each gap, (n, inputs), and what the network says of it."""
    lines = [line for text in texts for line in lines_of(text) if is_prose(line)]
    for start in range(0, len(lines), MOST):
        some = [
            [(token.form, token.shape) for token in line] for line in lines[start : start + MOST]
        ]
        words, shapes, _ = model.row(some)
        x, odd = model.first(words, shapes), model.oddity(words)
        inside = (shapes[:-1] > 0) & (shapes[1:] > 0)
        seen = np.concatenate((x[:-1], x[1:], odd[:, None]), axis=1)
        yield seen[inside], model.run(words, shapes)[inside]
