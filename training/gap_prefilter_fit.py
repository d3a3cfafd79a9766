"""Fit the gate of the network that finds holes: which gaps the network need not see.

A small network learns what the whole one says, on good texts and on the same with words cut out.
Needs torch.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligncheck.models.gap_model import GapModel
from aligncheck.models.gap_prefilter import (
    AROUND,
    BESIDE,
    GATE,
    OPENS,
    Floats,
    GapPrefilter,
    prefilter_inputs,
)
from aligncheck.models.missing_word import LEAST, is_prose, split_token_lines

HIDDEN = 16
PASSED = 0.08  # share of gaps whose sums are above 0; about half of them reach OPENS
NEAR = 1.0  # log odds below those of LEAST that the gate takes for an even chance
NEARER = 3.0  # … from which a gap is drawn more often
CUTS = 2  # copies of each text with a word cut out anywhere
MOST = 50  # lines read at once
EPOCHS, BATCH, EXTRA, RATE, WEIGHT = 3, 1536, 512, 1e-2, 20.0
OPEN = 1.0  # offset of a gate that, with no weights, shuts nothing out
ROWS = 700  # of each of these, beside the texts that calibrate the network
SOURCES = (
    "gov_reports_speeches", "animal_farm", "four_histories", "xquad_wikipedia", "plurality_book",
    "nyt_bilingual_notes", "kubernetes_website", "newstest_2017_2019", "news_commentary_10k",
    "finance_letters_bilingual",
)  # fmt: skip


def open_gate(dim: int) -> GapPrefilter:
    """Return the gate that leaves every gap open, for word vectors of `dim`."""
    size = len(AROUND) * dim + len(BESIDE)
    weight, bias = np.zeros((size, 1), np.float32), np.zeros(1, np.float32)
    return GapPrefilter(weight, bias, np.zeros(1, np.float32), np.array(OPEN, np.float32))


def read_english_texts(data: Path, seed: int = 0) -> list[str]:
    """Return English of data/train to fit the gate on."""
    rng = np.random.default_rng(seed)
    found = []
    for name in SOURCES:
        with gzip.open(data / "train" / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
            rows = [row[1] for line in file if len(row := line.rstrip("\n").split("\t")) > 1]
        found += [rows[i] for i in rng.permutation(len(rows))[:ROWS]]
    return found


def fit_gate(model: GapModel, texts: Sequence[str], seed: int = 0) -> GapPrefilter:
    """Return the gate, fitted on texts and on the same with words cut out."""
    import torch

    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    cut = [one for text in texts for one in _cut_words(text, rng)]
    some = [(seen.astype(np.float16), odds) for seen, odds in _gap_inputs(model, [*texts, *cut])]
    seen, odds = (torch.from_numpy(np.concatenate(column)) for column in zip(*some, strict=True))
    least = float(_reporting_odds(model))
    near = torch.nonzero(odds >= least - NEARER)[:, 0].numpy()
    net = torch.nn.Sequential(
        torch.nn.Linear(seen.shape[1], HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 1)
    )
    steps = EPOCHS * len(odds) // BATCH + 1
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(steps):
        drawn = rng.integers(0, len(odds), BATCH), near[rng.integers(0, len(near), EXTRA)]
        at = np.concatenate(drawn)
        wanted = torch.sigmoid(odds[at] - least + NEAR)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            net(seen[at].float())[:, 0], wanted, weight=1 + WEIGHT * wanted
        )
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
    weight, bias, last, _ = (value.detach().numpy() for value in net.state_dict().values())
    gate = GapPrefilter(weight.T.copy(), bias, last[0], np.zeros((), np.float32))
    sums = np.concatenate([_gate_sums(gate, part.astype(np.float32)) for part, _ in some])
    offset = np.asarray(-np.quantile(sums, 1 - PASSED), dtype=np.float32)
    return GapPrefilter(gate.weight, gate.bias, gate.last, offset)


def count_passed_gaps(
    model: GapModel, texts: Sequence[str], seed: int = 1
) -> tuple[int, int, float]:
    """Count the gaps that the whole network reports, those of them that pass, and all that pass.

    The last is a share.
    """
    rng = np.random.default_rng(seed)
    found = through = passed = total = 0
    for seen, odds in _gap_inputs(
        model, [*texts, *(one for text in texts for one in _cut_words(text, rng))]
    ):
        open_ = _gate_sums(model.gate, seen) >= OPENS
        hits = odds >= _reporting_odds(model)
        found, through = found + int(hits.sum()), through + int((hits & open_).sum())
        passed, total = passed + int(open_.sum()), total + len(odds)
    return found, through, passed / max(1, total)


def write_gate(gate: GapPrefilter, path: Path) -> None:
    """Write the gate into the file of the network."""
    with np.load(path) as file:
        content: dict[str, npt.NDArray[np.generic]] = {
            name: file[name] for name in file.files if not name.startswith("gate")
        }
    with path.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **content, **gate_arrays(gate))


def gate_arrays(gate: GapPrefilter) -> dict[str, npt.NDArray[np.generic]]:
    """Return the gate as the file of the network has it."""
    return {f"gate_{name}": getattr(gate, name) for name in GATE}


def _reporting_odds(model: GapModel) -> Floats:
    """Return the log odds from which a hole is reported."""
    return np.asarray(np.interp(LEAST, model.curve[1], model.curve[0]), dtype=np.float32)


def _gate_sums(gate: GapPrefilter, seen: Floats) -> Floats:
    hidden = np.maximum(seen @ gate.weight + gate.bias, 0)
    return np.asarray(hidden @ gate.last + gate.offset, dtype=np.float32)


def _cut_words(text: str, rng: np.random.Generator) -> Iterator[str]:
    words = text.split(" ")
    for _ in range(CUTS if len(words) > 6 else 0):
        at = int(rng.integers(1, len(words) - 2))
        yield " ".join((*words[:at], *words[at + 1 :]))


def _gap_inputs(model: GapModel, texts: Sequence[str]) -> Iterator[tuple[Floats, Floats]]:
    """Yield what the gate sees of each gap, (n, inputs), and what the network says of it."""
    lines = [line for text in texts for line in split_token_lines(text) if is_prose(line)]
    for start in range(0, len(lines), MOST):
        some = [
            [(token.form, token.shape) for token in line] for line in lines[start : start + MOST]
        ]
        words, shapes, _ = model.row(some)
        gaps = np.flatnonzero((shapes[:-1] > 0) & (shapes[1:] > 0))
        seen = prefilter_inputs(
            *model.kind_vectors(words, shapes), model.neighbour_oddity(words), gaps
        )
        yield seen, model.run(words, shapes)[gaps]
