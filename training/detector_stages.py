"""The detector's two stages, and the folds that honest figures need."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from aligncheck.evaluate.document_folds import FOLDS, fold_of_document
from training import detector_vocabulary
from training.detector_batches import Batch, make_batches, make_in_process
from training.detector_examples import TrainingItem, item_of_example, mix_items, stream_items
from training.detector_fit import fit_network, resume_step
from training.detector_inputs import Inputs
from training.detector_network import PretrainingNetwork
from training.detector_vocabulary import TableById
from training.human_labels import MQM_SETS, Labelled, load_labelled
from training.word_rows import ZH, WordRows

PRETRAIN_STEPS, PRETRAIN_RATE, PRETRAIN_TOKENS = 3_000, 8e-4, 8_000
FINETUNE_STEPS, FOLD_STEPS, FINETUNE_RATE, FINETUNE_TOKENS = 1_100, 800, 3e-4, 6_000
WARM_UP = 150, 60  # steps of either stage
HUMAN_SHARE = 0.65  # of the examples of the second stage
# What a positive label counts: omissions are rare and worth more than clean segments.
OMISSION_WEIGHT, OMITTED = 2.0, 0.3
LONGEST = 90, 120  # words of a judged pair that is learned from


def pretrain_detector(work: Path, seed: int = 7) -> None:
    """Train on masked words, replaced words and planted errors; writes work/pretrained.pt."""
    torch.manual_seed(seed)
    network, kept = PretrainingNetwork(), work / "pretraining.pt"
    first = resume_step(kept)  # what comes after a stop is drawn anew

    def make_pretraining_batches() -> Iterator[Batch]:
        rows = WordRows(work, detector_vocabulary.read_words(work))
        drawn = stream_items(rows, seed + first)
        return make_batches(
            drawn, TableById(work), [len(w) for w in rows.texts[ZH]], PRETRAIN_TOKENS
        )

    inputs = Inputs(work)
    fit_network(
        network,
        inputs,
        make_in_process(make_pretraining_batches),
        PRETRAIN_STEPS,
        PRETRAIN_RATE,
        "pretrain",
        WARM_UP[0],
        kept,
    )
    torch.save(network.state_dict(), work / "pretrained.pt")


def finetune_detector(data: Path, work: Path, out: Path) -> None:
    """Train on all human labels and planted pairs; writes out/tagger.npz."""
    finetune_network(read_labelled(data / "dev"), work, "finetune", FINETUNE_STEPS).save(
        out / "tagger.npz"
    )


def train_fold_detectors(data: Path, work: Path) -> None:
    """Train one detector per fold, each blind to its fold's documents; writes work/fold*.npz."""
    rows = read_labelled(data / "dev")
    for number in range(FOLDS):
        path = work / f"fold{number}.npz"
        if not path.exists():
            seen = [row for row in rows if fold_of_document(row.doc, FOLDS) != number]
            finetune_network(seen, work, f"fold {number}", FOLD_STEPS).save(path)


def read_labelled(dev: Path) -> list[Labelled]:
    """Read all judged segments; those without a document count as their own."""
    rows = [row for name in MQM_SETS for row in load_labelled(dev, name)]
    return [replace(row, doc=row.doc or row.row["zh"]) for row in rows]


def finetune_network(
    judged: Sequence[Labelled], work: Path, log: str, steps: int, seed: int = 11
) -> PretrainingNetwork:
    """Return the pretrained network trained further on `judged` mixed with planted pairs."""
    torch.manual_seed(seed)
    network = PretrainingNetwork()
    network.load_state_dict(torch.load(work / "pretrained.pt"))

    def make_finetuning_batches() -> Iterator[Batch]:
        rows = WordRows(work, detector_vocabulary.read_words(work))
        drawn = mix_items(rows, _make_items(rows, judged), HUMAN_SHARE, random.Random(seed), seed)
        return make_batches(
            drawn, TableById(work), [len(w) for w in rows.texts[ZH]], FINETUNE_TOKENS
        )

    fit_network(
        network,
        Inputs(work),
        make_in_process(make_finetuning_batches),
        steps,
        FINETUNE_RATE,
        log,
        WARM_UP[1],
    )
    return network


def _make_items(rows: WordRows, judged: Sequence[Labelled]) -> list[TrainingItem]:
    items = []
    for example in (row.example for row in judged):
        n, m = len(example.zh_words), len(example.en_words)
        if 0 < n <= LONGEST[0] and 0 < m <= LONGEST[1]:
            item = item_of_example(rows, example)
            if max(item.whole[:2]) > OMITTED:
                item.weight = OMISSION_WEIGHT
            items.append(item)
    return items
