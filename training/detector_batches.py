"""Examples of like length, padded into batches of tensors, made in a process of their own."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader

from training.detector_examples import TrainingItem
from training.detector_vocabulary import TableById
from training.word_rows import EN, ZH

SHELF = 1_500  # groups that are sorted by length together
AHEAD = 16  # batches kept ready
Batch = dict[str, Tensor]


def make_batches(
    groups: Iterable[list[TrainingItem]], table: TableById, lengths: Sequence[int], tokens: int
) -> Iterator[Batch]:
    """Yield batches of `tokens` words at most, padding included; groups stay whole.

    `lengths`: characters of each Chinese word, by id.
    """
    characters = np.array(lengths)
    shelf: list[tuple[int, int, list[TrainingItem]]] = []
    for number, group in enumerate(groups):
        shelf.append((max(item.size for item in group), number, group))
        if len(shelf) < SHELF:
            continue
        packs: list[list[TrainingItem]] = [[]]
        for size, _, items in sorted(shelf, key=lambda one: one[:2]):
            if packs[-1] and (len(packs[-1]) + len(items)) * size > tokens:
                packs.append([])
            packs[-1] += items
        random.Random(number + 1).shuffle(packs)
        for pack in packs:
            yield collate_items(pack, table, characters)
        shelf = []


def collate_items(items: Sequence[TrainingItem], table: TableById, characters: np.ndarray) -> Batch:
    """Pad examples into one batch; unknown labels are -1, words beyond a row's end 0."""
    count = len(items)
    n, m = (max(len(item.words[side]) for item in items) for side in (ZH, EN))
    ids = {side: np.zeros((count, width), np.int32) for side, width in ((ZH, n), (EN, m))}
    hidden = {side: np.zeros_like(ids[side]) for side in (ZH, EN)}
    replaced = {side: np.full(ids[side].shape, -1, np.float32) for side in (ZH, EN)}
    omitted, gap = np.full((count, n), -1, np.float32), np.full((count, m + 1), -1, np.float32)
    tags = np.full((count, m, 2), -1, np.float32)
    twin = np.full(count, -1, np.int64)
    places = {id(item): k for k, item in enumerate(items)}
    for k, item in enumerate(items):
        for side in (ZH, EN):
            length = len(item.words[side])
            ids[side][k, :length] = item.words[side]
            hidden[side][k, :length] = item.hidden[side]
            replaced[side][k, :length] = item.replaced[side]
        own = len(item.words[EN])
        omitted[k, : len(item.words[ZH])] = item.omitted
        tags[k, :own, 0], tags[k, :own, 1], gap[k, : own + 1] = item.added, item.bad, item.gap
        twin[k] = places.get(id(item.twin), -1)
    ahead, back = table.matrices(ids[ZH], ids[EN])
    arrays = {
        "zh_ids": ids[ZH],
        "en_ids": ids[EN],
        "zh_length": np.array([len(item.words[ZH]) for item in items]),
        "en_length": np.array([len(item.words[EN]) for item in items]),
        "characters": characters[ids[ZH]].sum(axis=1),
        "ahead": ahead.astype(np.float16),
        "back": back.astype(np.float16),
        "zh": omitted,
        "en": tags,
        "gap": gap,
        "whole": np.array([item.whole for item in items], np.float32),
        "zh_replaced": replaced[ZH],
        "en_replaced": replaced[EN],
        "zh_hidden": hidden[ZH],
        "en_hidden": hidden[EN],
        "weight": np.array([item.weight for item in items], np.float32),
        "twin": twin,
    }
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


class _BatchStream(torch.utils.data.IterableDataset[Batch]):
    def __init__(self, make: Callable[[], Iterator[Batch]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        return self.make()


def make_in_process(make: Callable[[], Iterator[Batch]]) -> Iterator[Batch]:
    """Make batches in a process of their own while the network trains; the order stays fixed."""
    return iter(
        DataLoader(_BatchStream(make), batch_size=None, num_workers=1, prefetch_factor=AHEAD)
    )
