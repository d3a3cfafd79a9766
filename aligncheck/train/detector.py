"""The detector's two stages, and the folds that honest figures need."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from aligncheck.evaluate.folds import FOLDS, fold
from aligncheck.train import vocabulary
from aligncheck.train.batch import Batch, batches, beside
from aligncheck.train.examples import Item, mixed, of_example, stream
from aligncheck.train.fit import fit, reached
from aligncheck.train.inputs import Inputs
from aligncheck.train.labels import MQM_SETS, Labelled, load
from aligncheck.train.network import Pretraining
from aligncheck.train.vocabulary import TableById
from aligncheck.train.wordrows import ZH, WordRows

PRETRAIN_STEPS, PRETRAIN_RATE, PRETRAIN_TOKENS = 3_000, 8e-4, 8_000
FINETUNE_STEPS, FOLD_STEPS, FINETUNE_RATE, FINETUNE_TOKENS = 1_100, 800, 3e-4, 6_000
WARM_UP = 150, 60  # steps of either stage
HUMAN_SHARE = 0.65  # of the examples of the second stage
# What a positive label counts: omissions are rare and worth more than clean segments.
OMISSION_WEIGHT, OMITTED = 2.0, 0.3
LONGEST = 90, 120  # words of a judged pair that is learned from


def pretrain(work: Path, seed: int = 7) -> None:
    """Train on masked words, replaced words and planted errors; writes work/pretrained.pt."""
    torch.manual_seed(seed)
    network, kept = Pretraining(), work / "pretraining.pt"
    first = reached(kept)  # what comes after a stop is drawn anew

    def make() -> Iterator[Batch]:
        rows = WordRows(work, vocabulary.texts(work))
        drawn = stream(rows, seed + first)
        return batches(drawn, TableById(work), [len(w) for w in rows.texts[ZH]], PRETRAIN_TOKENS)

    inputs = Inputs(work)
    fit(network, inputs, beside(make), PRETRAIN_STEPS, PRETRAIN_RATE, "pretrain", WARM_UP[0], kept)
    torch.save(network.state_dict(), work / "pretrained.pt")


def finetune(data: Path, work: Path, out: Path) -> None:
    """Train on all human labels and planted pairs; writes out/tagger.npz."""
    tuned(labelled(data / "dev"), work, "finetune", FINETUNE_STEPS).save(out / "tagger.npz")


def folds(data: Path, work: Path) -> None:
    """Train one detector per fold, each blind to its fold's documents; writes work/fold*.npz."""
    rows = labelled(data / "dev")
    for number in range(FOLDS):
        path = work / f"fold{number}.npz"
        if not path.exists():
            seen = [row for row in rows if fold(row.doc, FOLDS) != number]
            tuned(seen, work, f"fold {number}", FOLD_STEPS).save(path)


def labelled(dev: Path) -> list[Labelled]:
    """Read all judged segments; those without a document count as their own."""
    rows = [row for name in MQM_SETS for row in load(dev, name)]
    return [replace(row, doc=row.doc or row.row["zh"]) for row in rows]


def tuned(
    judged: Sequence[Labelled], work: Path, log: str, steps: int, seed: int = 11
) -> Pretraining:
    """Return the pretrained network trained further on `judged` mixed with planted pairs."""
    torch.manual_seed(seed)
    network = Pretraining()
    network.load_state_dict(torch.load(work / "pretrained.pt"))

    def make() -> Iterator[Batch]:
        rows = WordRows(work, vocabulary.texts(work))
        drawn = mixed(rows, _items(rows, judged), HUMAN_SHARE, random.Random(seed), seed)
        return batches(drawn, TableById(work), [len(w) for w in rows.texts[ZH]], FINETUNE_TOKENS)

    fit(network, Inputs(work), beside(make), steps, FINETUNE_RATE, log, WARM_UP[1])
    return network


def _items(rows: WordRows, judged: Sequence[Labelled]) -> list[Item]:
    items = []
    for example in (row.example for row in judged):
        n, m = len(example.zh_words), len(example.en_words)
        if 0 < n <= LONGEST[0] and 0 < m <= LONGEST[1]:
            item = of_example(rows, example)
            if max(item.whole[:2]) > OMITTED:
                item.weight = OMISSION_WEIGHT
            items.append(item)
    return items
