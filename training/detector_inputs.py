"""The detector's inputs made in torch from word ids; the same numbers as `detector_features`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.detector_batches import Batch

HIDDEN = -1e4  # stands for minus infinity where words are padding


class Inputs:
    """What is stored of every word (see `vocabulary.py`), and what is made of it pair by pair."""

    def __init__(self, work: Path) -> None:
        stored = np.load(work / "vocabulary.npz")
        self.vectors = [torch.from_numpy(stored[f"{side}_vectors"]) for side in ("zh", "en")]
        self.fixed = [torch.from_numpy(stored[f"{side}_fixed"]) for side in ("zh", "en")]
        self.same = [torch.from_numpy(stored[f"{side}_same"]) for side in ("zh", "en")]

    @torch.no_grad()
    def __call__(self, b: Batch) -> Batch:
        """Return what `Network.forward` reads for a batch of `batch.collate`."""
        ids = [b["zh_ids"].long(), b["en_ids"].long()]
        lengths = [b["zh_length"], b["en_length"]]
        masks = [
            torch.arange(i.shape[1])[None] < size[:, None]
            for i, size in zip(ids, lengths, strict=True)
        ]
        own = [
            table[i].float() * mask[..., None]
            for table, i, mask in zip(self.vectors, ids, masks, strict=True)
        ]
        units = [_unit_vectors(side) for side in own]
        cosine = _row_products(units[0], units[1])
        ahead, back = b["ahead"].float(), b["back"].float()
        real = masks[0][:, :, None] & masks[1][:, None, :]
        strength = (ahead * back + 1e-6 + 0.02 * cosine.clamp(min=0) ** 4) * real
        places = [
            (torch.arange(i.shape[1])[None] / (size[:, None] - 1).clamp(min=1)).float()
            for i, size in zip(ids, lengths, strict=True)
        ]
        same = self.same[0][ids[0]][:, :, None] == self.same[1][ids[1]][:, None, :]
        columns = [
            _log_scale(ahead),
            _log_scale(back),
            cosine,
            strength / strength.sum(2, keepdim=True).clamp(min=1e-12),
            strength / strength.sum(1, keepdim=True).clamp(min=1e-12),
            (places[0][:, :, None] - places[1][:, None, :]).abs(),
            same.float(),
        ]
        pairs = torch.stack(columns, 3) * real[..., None]
        totals = [side.sum(1) for side in own]
        likeness = (_unit_vectors(totals[0]) * _unit_vectors(totals[1])).sum(1)
        ratio = torch.log((lengths[1] + 1).float() / (b["characters"].float() + 1))
        whole = torch.stack([likeness, ratio, lengths[0] / 40, lengths[1] / 40], 1).float()
        words = []
        for side, other in ((0, 1), (1, 0)):
            evidence = pairs if side == 0 else pairs.transpose(1, 2)
            found = _partner_fit(own, units, evidence, masks[other], side)
            far = _loss_without_word(
                own[side], units[side], totals[side], totals[other], whole[:, :1]
            )
            norm = own[side].norm(dim=-1)
            rest = torch.stack([*found, *far, torch.log(norm + 1e-3) / 2, places[side]], 2)
            alone = self.fixed[side][ids[side]].float()
            shared = whole[:, None].expand(-1, ids[side].shape[1], -1)
            words.append(torch.cat([alone, rest, shared], 2) * masks[side][..., None])
        return {
            "zh_vectors": units[0],
            "en_vectors": units[1],
            "zh_words": words[0],
            "en_words": words[1],
            "pairs": pairs,
            "zh_mask": masks[0],
            "en_mask": masks[1],
        }


def _partner_fit(
    own: list[Tensor], units: list[Tensor], pairs: Tensor, mask: Tensor, side: int
) -> list[Tensor]:
    """Return how well each word's best partner of the other side fits it, in five ways."""

    def best_over_words(values: Tensor) -> Tensor:
        return values.masked_fill(~mask[:, None, :], HIDDEN).amax(2)

    other = own[1 - side]
    alone = best_over_words(pairs[..., 2])
    couples = alone
    if other.shape[1] > 1:
        there = mask[:, 1:]
        likeness = _row_products(units[side], _unit_vectors(other[:, :-1] + other[:, 1:]))
        likeness = likeness.masked_fill(~there[:, None, :], HIDDEN).amax(2)
        couples = torch.where(there.any(1)[:, None], likeness, alone)
    table = [best_over_words(pairs[..., 0]), best_over_words(pairs[..., 1])]
    return [*table, alone, couples, best_over_words(pairs[..., 3] * pairs[..., 4])]


def _loss_without_word(
    own: Tensor, units: Tensor, total: Tensor, other: Tensor, whole: Tensor
) -> list[Tensor]:
    """Return how much nearer the sentence comes to the other side without each word."""
    other = _unit_vectors(other)

    def likeness_gain(words: Tensor) -> Tensor:
        return (_unit_vectors(total[:, None] - words) * other[:, None]).sum(-1) - whole

    around = own.clone()
    around[:, 1:] += own[:, :-1]
    around[:, :-1] += own[:, 1:]
    toward = _unit_vectors(total)
    rest = _unit_vectors(toward - (toward * other).sum(1, keepdim=True) * other)
    return [likeness_gain(own) * 10, likeness_gain(around) * 5, (units * rest[:, None]).sum(-1)]


def _unit_vectors(vectors: Tensor) -> Tensor:
    length: Tensor = vectors.norm(dim=-1, keepdim=True)
    return vectors / length.masked_fill(length == 0, 1)


def _row_products(left: Tensor, right: Tensor) -> Tensor:
    """Return the products (b, n, m) of rows, in bfloat16."""
    half = left.to(torch.bfloat16), right.to(torch.bfloat16).transpose(1, 2)
    product: Tensor = torch.bmm(*half)
    return product.float()


def _log_scale(probability: Tensor) -> Tensor:
    """Map 1e-4..1 to 0..1 on a log scale."""
    return (torch.log10(probability.clamp(min=1e-4)) / 4 + 1).clamp(0, 1)
