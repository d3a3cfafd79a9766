"""The detector's two stages, and the folds that honest figures need."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from aligncheck.evaluate.folds import FOLDS, fold
from aligncheck.train.labels import MQM_SETS, Labelled, load
from aligncheck.train.network import Network
from aligncheck.train.plant import Example
from aligncheck.train.tagger import Featurizer, Good, batches, beside, fit, good_pairs, planted

GOODS = 240_000  # pairs that errors are planted in
PRETRAIN_STEPS, PRETRAIN_RATE = 4_200, 1.2e-3
PRETRAIN_STOP = 2_500  # steps of that schedule the shipped model was trained for
FINETUNE_STEPS, FINETUNE_RATE = 1_100, 4e-4
HUMAN_SHARE = 0.65  # of the examples of the second stage
# What a positive label counts: omissions are rare and worth more than clean segments.
OMISSION_WEIGHT = 2.0


def pretrain(work: Path, out: Path, steps: int = PRETRAIN_STEPS, seed: int = 7) -> None:
    """Train on planted errors alone; writes work/pretrained.pt."""
    torch.manual_seed(seed)
    goods = good_pairs(work, GOODS, seed)
    features = Featurizer(out)
    stream = beside(lambda: batches(planted(goods, random.Random(seed)), features))
    stop = min(steps, PRETRAIN_STOP)
    fit(Network(), stream, steps, PRETRAIN_RATE, "pretrain", work / "pretrained.pt", stop)


def finetune(data: Path, work: Path, out: Path, seed: int = 11) -> None:
    """Train on all human labels and planted pairs; writes out/tagger.npz."""
    goods = good_pairs(work, GOODS // 4, seed)
    features = Featurizer(out)
    network = tuned(labelled(data / "dev"), goods, work, features, "finetune", seed)
    network.save(out / "tagger.npz")


def folds(data: Path, work: Path, out: Path, seed: int = 11) -> None:
    """Train one detector per fold, each blind to its fold's documents; writes work/fold*.npz."""
    goods = good_pairs(work, GOODS // 4, seed)
    features = Featurizer(out)
    rows = labelled(data / "dev")
    for number in range(FOLDS):
        path = work / f"fold{number}.npz"
        if path.exists():
            continue
        seen = [row for row in rows if fold(row.doc, FOLDS) != number]
        tuned(seen, goods, work, features, f"fold {number}", seed).save(path)


def labelled(dev: Path) -> list[Labelled]:
    """Read all judged segments; those without a document count as their own."""
    rows = [row for name in MQM_SETS for row in load(dev, name)]
    return [replace(row, doc=row.doc or row.row["zh"]) for row in rows]


def tuned(
    rows: Sequence[Labelled],
    goods: Sequence[Good],
    work: Path,
    features: Featurizer,
    log: str,
    seed: int,
    steps: int = FINETUNE_STEPS,
) -> Network:
    """Return the pretrained network trained further on `rows` mixed with planted pairs."""
    torch.manual_seed(seed)
    network = Network()
    network.load_state_dict(torch.load(work / "pretrained.pt"))
    rng = random.Random(seed)
    stream = beside(lambda: batches(_mixed(rows, goods, rng), features))
    fit(network, stream, steps, FINETUNE_RATE, log)
    return network


def _mixed(
    rows: Sequence[Labelled], goods: Sequence[Good], rng: random.Random
) -> Iterator[Example]:
    human = _human(rows, rng)
    made = planted(goods, rng)
    while True:
        yield next(human) if rng.random() < HUMAN_SHARE else next(made)


def _human(rows: Sequence[Labelled], rng: random.Random) -> Iterator[Example]:
    examples = [row.example for row in rows]
    for example in examples:
        if example.whole[0] > 0.3 or example.whole[1] > 0.3:
            example.weight = OMISSION_WEIGHT
    while True:
        rng.shuffle(examples)
        yield from examples
