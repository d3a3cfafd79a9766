"""Train the detector: first on planted errors, then on the labels of professional annotators.

`pretrain` reads word links and plants errors as it goes; `finetune` mixes human-labelled segments
with planted pairs. Every planted pair is trained beside its undamaged twin, so that `quality`
ranks the good one above the damaged one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader

from aligncheck.coverage import lexicon as lexicons
from aligncheck.coverage.features import Features, Side, combine, fixed_en, fixed_zh
from aligncheck.encode import Floats, embedded
from aligncheck.text.words import en_words, stem
from aligncheck.train.corpus import DOMAIN, GENERAL, LOOSE
from aligncheck.train.network import Network
from aligncheck.train.plant import Example, Links, clean, damage
from aligncheck.train.table import read_links

TOKENS = 5_000  # words in a batch, padding included
SHARE_OTHER = 0.25  # of the documentation and law rows that planting draws from
LONGEST = 60, 80


@dataclass(frozen=True, slots=True)
class Good:
    """A good pair to plant errors in, with its word links."""

    zh: list[str]
    en: list[str]
    links: Links
    sure: Links


class Featurizer:
    """Features of word lists, with a memory of words."""

    def __init__(self, folder: Path) -> None:
        self.encoder = embedded.load(folder)
        self.lexicon = lexicons.load(folder)
        self.known: dict[str, Floats] = {}

    def __call__(self, zh: list[str], en: list[str]) -> Features:
        """Return the features of one pair of word lists."""
        left = Side(tuple(zh), self._vectors(zh), fixed_zh(zh, self.lexicon))
        right = Side(tuple(en), self._vectors(en), fixed_en(en, self.lexicon))
        ahead, back = self.lexicon.matrices(zh, [stem(word) for word in en])
        return combine(left, right, ahead, back)

    def _vectors(self, words: list[str]) -> Floats:
        new = [word for word in set(words) if word not in self.known]
        if new:
            self.known.update(zip(new, self.encoder.words(new), strict=True))
        return np.stack([self.known[word] for word in words])


def good_pairs(work: Path, limit: int, seed: int) -> list[Good]:
    """Draw `limit` faithful sentence pairs with links from `work`."""
    rng = random.Random(seed)
    found: list[Good] = []
    names = ("zh.seg", "rows.tsv", "fwd.links", "rev.links")
    files = [(work / name).open(encoding="utf-8") for name in names]
    for zh, row, forward, reverse in zip(*files, strict=True):
        source, kind, _, text = row.rstrip("\n").split("\t")
        if kind == "lex" or source in LOOSE or source.endswith("_mt"):
            continue
        if source not in DOMAIN and rng.random() > (0.5 if source in GENERAL else SHARE_OTHER):
            continue
        left, right = zh.split(), [word.text for word in en_words(text)]
        if not 4 <= len(left) <= LONGEST[0] or not 4 <= len(right) <= LONGEST[1]:
            continue
        ahead, back = read_links(forward), read_links(reverse)
        found.append(Good(left, right, frozenset(ahead | back), frozenset(ahead & back)))
    for file in files:
        file.close()
    rng.shuffle(found)
    return found[:limit]


def planted(goods: Sequence[Good], rng: random.Random) -> Iterator[Example]:
    """Yield damaged examples (with twins) and some clean ones, for ever."""
    pool = [word for good in goods[:20_000] for word in good.en if word.isalpha() and len(word) > 3]
    while True:
        good = goods[rng.randrange(len(goods))]
        if rng.random() < 0.2:
            yield clean(good.zh, good.en)
            continue
        example = damage(good.zh, good.en, good.links, good.sure, pool, rng)
        if example is not None:
            yield example


def batches(examples: Iterable[Example], features: Featurizer) -> Iterator[dict[str, Tensor]]:
    """Group examples (and their twins) of like length into padded batches."""
    shelf: list[tuple[Example, int]] = []
    for group, example in enumerate(examples):
        shelf.append((example, group))
        if example.twin is not None:
            shelf.append((example.twin, group))
        if len(shelf) >= 1_200:
            yield from _pack(shelf, features)
            shelf = []
    if shelf:
        yield from _pack(shelf, features)


class _Stream(torch.utils.data.IterableDataset[dict[str, Tensor]]):
    def __init__(self, make: Callable[[], Iterator[dict[str, Tensor]]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        torch.set_num_threads(1)
        return self.make()


def beside(make: Callable[[], Iterator[dict[str, Tensor]]]) -> Iterator[dict[str, Tensor]]:
    """Make batches in a process of their own while the network trains; the order stays fixed."""
    return iter(DataLoader(_Stream(make), batch_size=None, num_workers=1, prefetch_factor=16))


def _pack(shelf: list[tuple[Example, int]], features: Featurizer) -> Iterator[dict[str, Tensor]]:
    size: dict[int, int] = {}
    for example, group in shelf:
        size[group] = max(size.get(group, 0), len(example.zh_words) + len(example.en_words))
    shelf.sort(key=lambda item: (size[item[1]], item[1]))
    packs: list[list[tuple[Example, int]]] = [[]]
    for item in shelf:
        full = (len(packs[-1]) + 1) * size[item[1]] > TOKENS
        if packs[-1] and full and packs[-1][-1][1] != item[1]:
            packs.append([])
        packs[-1].append(item)
    random.Random(len(shelf)).shuffle(packs)
    for pack in packs:
        yield collate(
            [ex for ex, _ in pack], [features(ex.zh_words, ex.en_words) for ex, _ in pack]
        )


def collate(examples: Sequence[Example], features: Sequence[Features]) -> dict[str, Tensor]:
    """Pad examples and their features into one batch of tensors; unknown labels are -1."""
    n, m, b = max(f.n for f in features), max(f.m for f in features), len(features)
    dim, kinds = features[0].vectors.shape[1], features[0].words.shape[1]
    out = {
        "zh_vectors": np.zeros((b, n, dim), np.float32),
        "en_vectors": np.zeros((b, m, dim), np.float32),
        "zh_words": np.zeros((b, n, kinds), np.float32),
        "en_words": np.zeros((b, m, kinds), np.float32),
        "pairs": np.zeros((b, n, m, features[0].pairs.shape[2]), np.float32),
        "zh_mask": np.zeros((b, n), bool),
        "en_mask": np.zeros((b, m), bool),
        "zh": np.full((b, n), -1, np.float32),
        "en": np.full((b, m, 2), -1, np.float32),
        "gap": np.full((b, m + 1), -1, np.float32),
        "whole": np.array([ex.whole for ex in examples], np.float32),
        "weight": np.array([ex.weight for ex in examples], np.float32),
        "twin": np.full(b, -1, np.int64),
    }
    at = {id(ex): i for i, ex in enumerate(examples)}
    for i, (ex, f) in enumerate(zip(examples, features, strict=True)):
        out["zh_vectors"][i, : f.n], out["en_vectors"][i, : f.m] = (
            f.vectors[: f.n],
            f.vectors[f.n :],
        )
        out["zh_words"][i, : f.n], out["en_words"][i, : f.m] = f.words[: f.n], f.words[f.n :]
        out["pairs"][i, : f.n, : f.m] = f.pairs
        out["zh_mask"][i, : f.n], out["en_mask"][i, : f.m] = True, True
        out["zh"][i, : f.n], out["gap"][i, : f.m + 1] = ex.zh, ex.gap
        out["en"][i, : f.m, 0], out["en"][i, : f.m, 1] = ex.added, ex.bad
        if ex.twin is not None and id(ex.twin) in at:
            out["twin"][i] = at[id(ex.twin)]
    return {name: torch.from_numpy(array) for name, array in out.items()}


def loss(logits: dict[str, Tensor], batch: dict[str, Tensor]) -> Tensor:
    """Sum the losses of all labels that are known, and of the order of twins."""
    weight = batch["weight"]
    total = 1.0 * _bce(logits["zh"], batch["zh"], weight)
    total = total + 0.5 * _bce(logits["en"], batch["en"], weight)
    total = total + 0.3 * _bce(logits["gap"], batch["gap"], weight)
    total = total + 0.5 * _bce(logits["whole"], batch["whole"], weight)
    damaged = batch["twin"] >= 0
    if damaged.any():
        quality = logits["whole"][:, 2]
        total = (
            total
            + 0.3
            * functional.softplus(1.0 - quality[batch["twin"][damaged]] + quality[damaged]).mean()
        )
    return total


def _forward(network: Network, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Run the network in bfloat16; weights and gradients stay float32."""
    half = {name: value.to(torch.bfloat16) for name, value in network.named_parameters()}
    inputs = {
        name: value.to(torch.bfloat16) if value.dtype == torch.float32 else value
        for name, value in batch.items()
    }
    logits = torch.func.functional_call(network, half, (inputs,))
    return {name: value.float() for name, value in logits.items()}


def _bce(logits: Tensor, labels: Tensor, weight: Tensor) -> Tensor:
    known = labels >= 0
    each = functional.binary_cross_entropy_with_logits(
        logits, labels.clamp(min=0), reduction="none"
    )
    spread = weight.reshape(-1, *[1] * (labels.dim() - 1)).expand_as(labels)
    return (each * known * spread).sum() / known.sum().clamp(min=1)


def fit(
    network: Network,
    stream: Iterator[dict[str, Tensor]],
    steps: int,
    rate: float,
    log: str,
    save: Path | None = None,
    stop: int | None = None,
) -> None:
    """Train for `steps` batches with a warm-up and a cosine decay; keep a checkpoint in `save`.

    With `stop` the training ends that early in the schedule.
    """
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.98)
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total_steps=steps, pct_start=0.08
    )
    started, mean = time.time(), 0.0
    network.train()
    for step, batch in zip(range(stop or steps), stream, strict=False):
        value = loss(_forward(network, batch), batch)
        optimizer.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean = 0.98 * mean + 0.02 * value.item() if step else value.item()
        if step % 100 == 0:
            print(f"{log} {step}/{steps} {mean:.4f} {time.time() - started:.0f}s", flush=True)
            if save is not None and step % 500 == 0:
                torch.save(network.state_dict(), save)
    network.eval()
    if save is not None:
        torch.save(network.state_dict(), save)
