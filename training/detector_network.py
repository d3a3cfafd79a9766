"""The detector's network in torch; same arithmetic as the `word_detector`, over padded batches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from aligncheck.models.detector_features import PAIR_FEATURES, WORD_FEATURES
from aligncheck.models.word_detector import REACH

PRETRAINING = ("tlm", "rtd")


class DetectorNetwork(nn.Module):
    """Transformer over words of both sides with lexical attention bias."""

    def __init__(
        self, dim: int = 256, layers: int = 4, heads: int = 4, inner: int = 768, vectors: int = 256
    ) -> None:
        super().__init__()
        self.layers, self.heads = layers, heads

        def weight(*shape: int, gain: float = 1.0) -> nn.Parameter:
            return nn.Parameter(torch.randn(*shape) * gain / shape[-2] ** 0.5)

        def zeros(*shape: int) -> nn.Parameter:
            return nn.Parameter(torch.zeros(*shape))

        def ones(*shape: int) -> nn.Parameter:
            return nn.Parameter(torch.ones(*shape))

        self.from_vectors, self.from_words = (
            weight(vectors, dim, gain=4.0),
            weight(WORD_FEATURES, dim),
        )
        self.side = zeros(2, dim)
        self.mix, self.mix_norm = weight(dim, dim), ones(dim)
        start = torch.zeros(PAIR_FEATURES, layers, 2, heads)
        start[:5] = torch.rand(5, layers, 2, heads) * 3  # attend where the table and vectors say
        self.pair = nn.Parameter(start.reshape(PAIR_FEATURES, -1))
        self.pair_bias = zeros(layers * 2 * heads)
        self.near = zeros(layers, 2, heads, 2 * REACH + 1)
        self.qkv, self.out = weight(layers, dim, 3 * dim), weight(layers, dim, dim, gain=0.3)
        self.norm1, self.norm2, self.last_norm = ones(layers, dim), ones(layers, dim), ones(dim)
        self.up, self.up_bias = weight(layers, dim, inner), zeros(layers, inner)
        self.down = weight(layers, inner, dim, gain=0.3)
        self.gap_left, self.gap_right, self.gap_bias = weight(dim, 1), weight(dim, 1), zeros(1)
        self.en_head, self.en_bias = weight(dim, 2), zeros(2)
        self.zh_head, self.zh_bias = weight(dim, 1), zeros(1)
        self.pool, self.pool_bias = weight(4 * dim, 64), zeros(64)
        self.pool_head, self.pool_head_bias = weight(64, 3), zeros(3)

    def forward(self, b: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return logits: zh (b, n), en (b, m, 2), gap (b, m + 1), whole (b, 3).

        And what the last layer made of the words, last (b, n + m, dim).

        `b`: zh_vectors (b, n, dim), en_vectors, zh_words (b, n, F), en_words, pairs (b, n, m, K),
        zh_mask (b, n), en_mask (b, m).
        """
        n, m = b["zh_mask"].shape[1], b["en_mask"].shape[1]
        vectors = torch.cat([b["zh_vectors"], b["en_vectors"]], 1)
        words = torch.cat([b["zh_words"], b["en_words"]], 1)
        side = torch.cat([self.side[0].expand(n, -1), self.side[1].expand(m, -1)])
        x = functional.relu(vectors @ self.from_vectors + words @ self.from_words + side)
        x = _layer_norm(x @ self.mix, self.mix_norm)
        cross = b["pairs"] @ self.pair + self.pair_bias
        cross = cross.reshape(*cross.shape[:-1], self.layers, 2, self.heads)
        mask = torch.cat([b["zh_mask"], b["en_mask"]], 1)
        hidden = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        zh_far, en_far = _word_distances(n), _word_distances(m)
        for layer in range(self.layers):
            near = self.near[layer]
            top = torch.cat(
                [
                    near[0][:, zh_far].expand(len(x), -1, -1, -1),
                    cross[:, :, :, layer, 0].permute(0, 3, 1, 2),
                ],
                3,
            )
            low = torch.cat(
                [
                    cross[:, :, :, layer, 1].permute(0, 3, 2, 1),
                    near[1][:, en_far].expand(len(x), -1, -1, -1),
                ],
                3,
            )
            bias = torch.cat([top, low], 2) + hidden
            y = _layer_norm(x, self.norm1[layer]) @ self.qkv[layer]
            q, k, v = y.reshape(*y.shape[:-1], 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            weights = (q @ k.transpose(2, 3) * (q.shape[-1] ** -0.5) + bias).softmax(-1)
            mixed = weights @ v
            x = x + mixed.transpose(1, 2).flatten(2) @ self.out[layer]
            y = _layer_norm(x, self.norm2[layer])
            x = x + functional.relu(y @ self.up[layer] + self.up_bias[layer]) @ self.down[layer]
        return self._heads(_layer_norm(x, self.last_norm), b, n)

    def _heads(self, x: Tensor, b: dict[str, Tensor], n: int) -> dict[str, Tensor]:
        zh, en = x[:, :n], x[:, n:]
        en = en * b["en_mask"][..., None]
        edge = torch.zeros_like(en[:, :1])
        gap = torch.cat([edge, en], 1) @ self.gap_left + torch.cat([en, edge], 1) @ self.gap_right
        pooled = torch.cat([*_pool_words(zh, b["zh_mask"]), *_pool_words(en, b["en_mask"])], 1)
        whole = functional.relu(pooled @ self.pool + self.pool_bias) @ self.pool_head
        return {
            "last": x,
            "zh": (zh @ self.zh_head + self.zh_bias)[..., 0],
            "en": en @ self.en_head + self.en_bias,
            "gap": (gap + self.gap_bias)[..., 0],
            "whole": whole + self.pool_head_bias,
        }

    def save(self, path: Path) -> None:
        """Write the weights as float16, as `word_detector` reads them."""
        arrays = {
            name: value.detach().numpy().astype(np.float16)
            for name, value in self.named_parameters()
            if not name.startswith(PRETRAINING)
        }
        np.savez(path, **arrays)  # type: ignore[arg-type]  # numpy's stub takes a flag for the rest


class PretrainingNetwork(DetectorNetwork):
    """The network with heads of its own for masked and for replaced words; they are not saved."""

    def __init__(self) -> None:
        super().__init__()
        vectors, dim = self.from_vectors.shape
        self.tlm = nn.Parameter(torch.randn(dim, vectors) * dim**-0.5)
        self.tlm_scale = nn.Parameter(torch.tensor(10.0))
        self.rtd = nn.Parameter(torch.randn(dim, 2) * dim**-0.5 * 0.3)
        self.rtd_bias = nn.Parameter(torch.zeros(2))


def _layer_norm(x: Tensor, scale: Tensor) -> Tensor:
    return functional.layer_norm(x, x.shape[-1:], scale, eps=1e-5)


def _pool_words(x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    kept = mask[..., None]
    mean = (x * kept).sum(1) / kept.sum(1).clamp(min=1)
    return mean, x.masked_fill(~kept, -1e4).amax(1)


def _word_distances(size: int) -> Tensor:
    places = torch.arange(size)
    return (places[None, :] - places[:, None]).clamp(-REACH, REACH) + REACH
