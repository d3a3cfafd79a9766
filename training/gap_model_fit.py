"""Train the network that finds holes in English sentences; needs torch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from aligncheck.models.gap_model import SHAPES, GapModel, build_bloom_filter, load_gap_model
from aligncheck.models.missing_word import LEAST
from training import gap_evaluation, gap_prefilter_fit
from training.gap_corpus import (
    CHUNK,
    DIM,
    Corpus,
    Floats,
    Neighbours,
    Vocabulary,
    build_vocabulary,
    count_neighbours,
    draw_stretches,
    initial_vectors,
    read_corpus,
)

if TYPE_CHECKING:
    import torch

WIDTH, GAP = 112, 64  # of the layers
KERNELS = (5, 3, 3)
DEPTH = len(KERNELS)
RATE = 4e-3
EPOCHS = 1.5
PAIR_BYTES = 1 << 19  # size of the table of neighbours
# Of a hundred sentences of a text that is given to be checked, three have a hole: the share for
# which the probabilities hold.
SHARE = 0.03
LOWEST, HIGHEST = 0.05, 0.99  # probabilities that calibration begins with and ends at


def train_gap_model(data: Path, out: Path, seed: int = 0) -> dict[str, float]:
    """Train on data/train, calibrate and measure on data/dev, write the weights to `out`.

    Returns the figures of docs/english.md; takes about ten minutes on one core.
    """
    corpus = read_corpus(data, seed)
    known = build_vocabulary(corpus)
    weights = fit_gap_weights(corpus, known, seed, EPOCHS)
    pairs = count_neighbours(known.rows[corpus.forms], len(known.words) + len(known.endings))
    save_gap_model(weights, known, pairs, logistic_curve(1.0, 0.0, top=1.0), out)
    save_gap_model(
        weights, known, pairs, fit_calibration(load_gap_model.__wrapped__(out), data, seed), out
    )
    fit_prefilter(data, out, seed)
    return measure_gap_model(load_gap_model.__wrapped__(out), data, seed)


def fit_prefilter(data: Path, out: Path, seed: int = 0) -> None:
    """Fit the gate of the network in `out` on the texts that calibrate it."""
    sentences = [
        text
        for name in gap_evaluation.TUNING
        for text in gap_evaluation.read_good_sentences(data, name)
    ]
    gap_prefilter_fit.write_gate(
        gap_prefilter_fit.fit_gate(
            load_gap_model.__wrapped__(out),
            [*sentences, *gap_prefilter_fit.read_english_texts(data, seed)],
            seed,
        ),
        out,
    )


def make_network(rows: Floats) -> torch.nn.Module:
    """Return the untrained network, with the layers of aligncheck.models.gap_model.GapModel."""
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = nn.Embedding(len(rows), DIM, _weight=torch.from_numpy(rows))
            self.shapes = nn.Embedding(SHAPES, DIM)
            nn.init.normal_(self.shapes.weight, std=0.3)
            sizes = [DIM, *[WIDTH] * DEPTH]
            self.convs = nn.ModuleList(
                nn.Conv1d(sizes[i], WIDTH, k, padding=k // 2) for i, k in enumerate(KERNELS)
            )
            self.gap = nn.Linear(2 * WIDTH + 1, GAP)
            self.last = nn.Linear(GAP, 1)
            self.drop = nn.Dropout(0.1)

        def forward(
            self, ids: torch.Tensor, shapes: torch.Tensor, odd: torch.Tensor
        ) -> torch.Tensor:
            """Return log odds of a hole after each word, the last left out."""
            inside = (shapes > 0).float()[None, None]
            x = self.drop(self.words(ids) + self.shapes(shapes)).T[None]
            for depth, conv in enumerate(self.convs):
                y = torch.relu(conv(x)) * inside
                x = y if depth == 0 else x + y
            x = self.drop(x[0].T)
            gap = torch.relu(self.gap(torch.cat((x[:-1], x[1:], odd[:-1, None]), dim=1)))
            odds: torch.Tensor = self.last(gap)[:, 0]
            return odds

    return Net()


def fit_gap_weights(
    corpus: Corpus, known: Vocabulary, seed: int, epochs: float
) -> dict[str, Floats]:
    """Train the network on `corpus`, with other holes in every pass; return its weights."""
    import torch
    from torch.nn import functional

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    words = known.rows[corpus.forms]
    net = make_network(initial_vectors(words, len(known.words) + len(known.endings)))
    pairs = count_neighbours(words, len(known.words) + len(known.endings))
    steps = int(epochs * len(corpus.forms) / CHUNK)
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE, betas=(0.9, 0.98))
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for step, batch in enumerate(draw_stretches(corpus, known, pairs, rng, steps)):
        odds = net(*map(torch.from_numpy, (batch.words, batch.shapes, batch.surprise)))
        losses = functional.binary_cross_entropy_with_logits(
            odds, torch.from_numpy(batch.holed[:-1]), reduction="none"
        )
        counted = torch.from_numpy(batch.counted[:-1])
        loss = (losses * counted).sum() / counted.sum()
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        plan.step()
        if step % 100 == 0:
            print(f"step {step} of {steps}: loss {loss.item():.4f}", flush=True)
    return {name: value.numpy() for name, value in net.state_dict().items()}


def save_gap_model(
    weights: dict[str, Floats], known: Vocabulary, pairs: Neighbours, curve: Floats, out: Path
) -> None:
    """Write the network as aligncheck.models.gap_model.load_gap_model reads it, a byte a weight."""
    rows, scale = _quantise_rows(weights["words.weight"], axis=1)
    content: dict[str, npt.NDArray[np.generic]] = {
        "vocabulary": np.frombuffer("\n".join(known.words).encode(), dtype=np.uint8),
        "endings": np.frombuffer("\n".join(known.endings).encode(), dtype=np.uint8),
        "words": rows,
        "words_scale": scale,
        "shapes": weights["shapes.weight"].astype(np.float16),
        "pairs": build_bloom_filter(pairs.good(), PAIR_BYTES),
        "common": pairs.common.astype(np.float16),
        "depth": np.array(DEPTH + 2),
        "curve": curve,
        **gap_prefilter_fit.gate_arrays(gap_prefilter_fit.open_gate(DIM)),
    }
    names = [*(f"convs.{i}" for i in range(DEPTH)), "gap", "last"]
    for i, name in enumerate(names):
        weight = weights[f"{name}.weight"]
        if weight.ndim == 3:  # (outputs, inputs, kernel) to (kernel * inputs, outputs)
            weight = weight.transpose(2, 1, 0).reshape(-1, len(weight))
        else:
            weight = weight.T
        content[f"w{i}"], content[f"s{i}"] = _quantise_rows(weight, axis=0)
        content[f"b{i}"] = weights[f"{name}.bias"].astype(np.float16)
    with out.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **content)


def _quantise_rows(
    values: Floats, axis: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """Round `values` to a byte each, with one scale for each row or column."""
    top = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-2)
    scale = (top / 127).astype(np.float16)
    return np.round(values / scale.astype(np.float32)).clip(-127, 127).astype(np.int8), scale


def fit_calibration(model: GapModel, data: Path, seed: int) -> Floats:
    """Fit the curve from odds to probability on sentences of which SHARE have a hole."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    sentences = [
        text
        for name in gap_evaluation.TUNING
        for text in gap_evaluation.read_good_sentences(data, name)
    ]
    planted = gap_evaluation.remove_words(sentences, seed)
    once = SHARE / (1 - SHARE) * len(sentences) / len(planted)
    rows: list[tuple[float, bool, float]] = []  # log odds, whether it holds, weight
    for found in gap_evaluation.find_all_holes(
        model, sentences, LOWEST, gap_evaluation.judge_by_network
    ):
        rows.extend((_log_odds(hole.probability), False, 1.0) for hole in found)
    said = gap_evaluation.find_all_holes(
        model, [plant.text for plant in planted], LOWEST, gap_evaluation.judge_by_network
    )
    for plant, found in zip(planted, said, strict=True):
        rows.extend(
            (_log_odds(hole.probability), gap_evaluation.hits_removed_word(plant, hole), once)
            for hole in found
        )
    odds, holds, weight = (np.array(column) for column in zip(*rows, strict=True))
    fitted = LogisticRegression(C=1e6).fit(odds[:, None], holds, sample_weight=weight)
    return logistic_curve(float(fitted.coef_[0, 0]), float(fitted.intercept_[0]))


def logistic_curve(slope: float, shift: float, top: float = HIGHEST) -> Floats:
    """Return the points of a logistic curve over the network's odds."""
    x = np.linspace(-12, 12, 97)
    y = np.minimum(1 / (1 + np.exp(-(slope * x + shift))), top)
    return np.stack([x, y]).astype(np.float32)


def measure_gap_model(model: GapModel, data: Path, seed: int = 0) -> dict[str, float]:
    """Return false alarms and recall for every measuring set, in percent of its sentences."""
    figures: dict[str, float] = {}
    for name in (*gap_evaluation.TUNING, *gap_evaluation.HELD_OUT, *gap_evaluation.MACHINE):
        sentences = gap_evaluation.read_good_sentences(data, name)
        planted = gap_evaluation.remove_words(sentences, seed)
        silent = gap_evaluation.find_all_holes(model, sentences, LEAST)
        found = gap_evaluation.find_all_holes(model, [plant.text for plant in planted], LEAST)
        figures[f"{name} sentences"] = len(sentences)
        for least in (LEAST, 0.9):
            alarms = [any(hole.probability >= least for hole in holes) for holes in silent]
            said = [[hole for hole in holes if hole.probability >= least] for holes in found]
            result = gap_evaluation.count_found_holes(planted, said)
            figures[f"{name} alarms at {least}"] = 100 * float(np.mean(alarms))
            figures[f"{name} recall at {least}"] = 100 * result.recall
            figures[f"{name} precision at {least}"] = 100 * result.precision
    return figures


def _log_odds(probability: float) -> float:
    return float(np.log(probability) - np.log1p(-min(probability, 1 - 1e-6)))
