"""The contextual judge in torch: encoder of each side, soft alignment, two layers across.

Same arithmetic as the graphs that `models.contextual_judge` runs; `judge_export` writes those.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

DIM, HEADS, INNER, LAYERS, LONGEST = 384, 12, 1536, 6, 512  # of multilingual-e5-small, six layers
WIDTH, CROSS_HEADS, BLOCKS = 256, 4, 2
FEATURES = 11  # numbers of the alignment that a piece carries
CLOSED = -1e4  # logit of what may not be attended to


class EncoderLayer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(DIM, 3 * DIM)
        self.out = nn.Linear(DIM, DIM)
        self.norm1 = nn.LayerNorm(DIM, 1e-12)
        self.inner = nn.Linear(DIM, INNER)
        self.outer = nn.Linear(INNER, DIM)
        self.norm2 = nn.LayerNorm(DIM, 1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return (b, t, DIM) from x of that shape and the attention's bias (b, 1, 1, t)."""
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, d // HEADS).permute(2, 0, 3, 1, 4)
        a = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.out(a.transpose(1, 2).reshape(b, t, d)))
        y: Tensor = self.norm2(x + self.outer(functional.gelu(self.inner(x))))
        return y


class Encoder(nn.Module):
    """Embedded pieces (b, t, DIM) to vectors in context."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(LAYERS))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return (b, t, DIM); `mask` (b, t) is true where there is a piece."""
        bias = (1.0 - mask.float())[:, None, None, :] * CLOSED
        for layer in self.layers:
            x = layer(x, bias)
        return x


class PieceTable(nn.Module):
    """The frozen table of pieces with places, as the encoder was pretrained with it."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, DIM)
        self.place = nn.Embedding(LONGEST, DIM)
        self.kind = nn.Parameter(torch.zeros(DIM))
        self.norm = nn.LayerNorm(DIM, 1e-12)
        for parameter in self.parameters():
            parameter.requires_grad_(False)

    def forward(self, ids: Tensor) -> Tensor:
        """Return (b, t, DIM) for piece ids (b, t)."""
        x: Tensor = self.norm(self.word(ids) + self.place.weight[: ids.shape[1]] + self.kind)
        return x


class Attention(nn.Module):
    """Attention of one sequence over another, or over itself."""

    def __init__(self) -> None:
        super().__init__()
        self.q = nn.Linear(WIDTH, WIDTH)
        self.kv = nn.Linear(WIDTH, 2 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor, y: Tensor, bias: Tensor) -> Tensor:
        """Return (b, t, WIDTH) of x (b, t, WIDTH) over y (b, u, WIDTH)."""
        b, t, _ = x.shape
        u, size = y.shape[1], WIDTH // CROSS_HEADS
        q = self.q(x).view(b, t, CROSS_HEADS, size).transpose(1, 2)
        k, v = self.kv(y).view(b, u, 2, CROSS_HEADS, size).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2) * size**-0.5 + bias).softmax(-1)
        y = self.out((weights @ v).transpose(1, 2).reshape(b, t, WIDTH))
        return y


class Block(nn.Module):
    """Attention in the language, attention across that leans on the alignment, feed-forward."""

    def __init__(self) -> None:
        super().__init__()
        self.own, self.other = Attention(), Attention()
        self.n1, self.n2, self.n3 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.a, self.b = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.lean = nn.Parameter(torch.tensor([1.0, 1.0, 0.3, 0.0]))

    def forward(self, x: Tensor, y: Tensor, x_bias: Tensor, y_bias: Tensor, c: Tensor) -> Tensor:
        """Return (b, t, WIDTH); c (b, t, u) are the alignment's logits."""
        x = x + self.own(self.n1(x), self.n1(x), x_bias)
        lean = self.lean[None, :, None, None] * c[:, None]
        x = x + self.other(self.n2(x), self.n2(y), y_bias + lean)
        out: Tensor = x + self.b(functional.gelu(self.a(self.n3(x))))
        return out


@dataclass(frozen=True, slots=True)
class Alignment:
    """Unit vectors of both sides, logits (b, t, u), and both soft alignments, the null last."""

    source: Tensor
    target: Tensor
    logits: Tensor
    ahead: Tensor
    back: Tensor


class CrossReader(nn.Module):
    """Vectors of both sides to logits of pieces, gaps and the pair."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(20.0))
        self.null = nn.Parameter(torch.tensor([8.0, 8.0]))
        self.join = nn.Linear(3 * DIM + FEATURES, WIDTH)
        self.side = nn.Parameter(torch.zeros(2, WIDTH))
        self.norm = nn.LayerNorm(WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.last = nn.LayerNorm(WIDTH)
        self.src, self.tgt = nn.Linear(WIDTH, 2), nn.Linear(WIDTH, 2)
        self.gap = nn.Sequential(nn.Linear(2 * WIDTH, 64), nn.GELU(), nn.Linear(64, 1))
        self.pair = nn.Sequential(nn.Linear(4 * WIDTH + 6, 128), nn.GELU(), nn.Linear(128, 4))

    def align(self, z: Tensor, e: Tensor, z_mask: Tensor, e_mask: Tensor) -> Alignment:
        """Align z (b, t, DIM) and e (b, u, DIM) softly; each piece may belong to nothing."""
        z, e = functional.normalize(z, dim=-1), functional.normalize(e, dim=-1)
        logits = self.scale * (z @ e.transpose(1, 2))
        b, t, u = logits.shape
        ahead = torch.cat(
            [logits + (~e_mask)[:, None, :] * CLOSED, self.null[0].expand(b, t, 1)], -1
        )
        back = torch.cat(
            [
                logits.transpose(1, 2) + (~z_mask)[:, None, :] * CLOSED,
                self.null[1].expand(b, u, 1),
            ],
            -1,
        )
        return Alignment(z, e, logits, ahead.softmax(-1), back.softmax(-1))

    def forward(
        self, z: Tensor, e: Tensor, z_mask: Tensor, e_mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return src (b, t, 2), tgt (b, u, 2), gap (b, u - 1), pair (b, 4), and both alignments."""
        al = self.align(z, e, z_mask, e_mask)
        ahead, back, c = al.ahead, al.back, al.logits
        fz = _describe_side(al.source, al.target, c, ahead, back[..., :-1].transpose(1, 2), e_mask)
        fe = _describe_side(
            al.target,
            al.source,
            c.transpose(1, 2),
            back,
            ahead[..., :-1].transpose(1, 2),
            z_mask,
        )
        x, y = self.norm(self.join(fz) + self.side[0]), self.norm(self.join(fe) + self.side[1])
        z_bias, e_bias = ((~m)[:, None, None, :] * CLOSED for m in (z_mask, e_mask))
        c = (c - c.mean((1, 2), keepdim=True)) * 0.3
        for block in self.blocks:
            x, y = (
                block(x, y, z_bias, e_bias, c),
                block(y, x, e_bias, z_bias, c.transpose(1, 2)),
            )
        x, y = self.last(x), self.last(y)
        src, tgt = self.src(x), self.tgt(y)
        gap = self.gap(torch.cat([y[:, :-1], y[:, 1:]], -1)).squeeze(-1)
        zf, ef = z_mask.float()[..., None], e_mask.float()[..., None]
        lost, wrong = functional.softplus(src) * zf, functional.softplus(tgt) * ef
        whole = [
            *_pool(x, zf),
            *_pool(y, ef),
            torch.log1p(lost.sum(1)),
            torch.log1p(wrong.sum(1)),
            lost.amax(1)[:, :1],
            wrong.amax(1)[:, :1],
        ]
        return src, tgt, gap, self.pair(torch.cat(whole, -1)), ahead, back


def _describe_side(z: Tensor, e: Tensor, c: Tensor, a: Tensor, b: Tensor, mask: Tensor) -> Tensor:
    """Return (b, t, 3 * DIM + FEATURES): a piece, what it is aligned with, and how surely."""
    p = a[..., :-1]
    top = c.masked_fill(~mask[:, None, :], -30).topk(3, -1).values / 20
    mutual = p * b
    best, total = mutual.amax(-1), mutual.sum(-1)
    entropy = -(a.clamp_min(1e-6).log() * a).sum(-1)
    near = functional.pad(best, (1, 1))
    numbers = [
        a[..., -1],
        top[..., 0],
        top[..., 1],
        top[..., 2],
        top[..., 0] - top[..., 1],
        best,
        total,
        entropy,
        near[:, :-2],
        near[:, 2:],
        p.amax(-1),
    ]
    partner = p @ e
    return torch.cat([z, partner, z * partner, torch.stack(numbers, -1)], -1)


def _pool(h: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    return (h * mask).sum(1) / mask.sum(1).clamp_min(1), (h + CLOSED * (1 - mask)).amax(1)


def load_pretrained(folder: Path) -> tuple[PieceTable, Encoder]:
    """Return the table and the first LAYERS layers of a BERT folder in the Hugging Face format."""
    weights = {
        k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()
    }
    pieces = weights["embeddings.word_embeddings.weight"]
    table, encoder = PieceTable(len(pieces)), Encoder()
    with torch.no_grad():
        table.word.weight.copy_(pieces)
        table.place.weight.copy_(weights["embeddings.position_embeddings.weight"])
        table.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        table.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        table.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(encoder.layers):
            _copy_layer(layer, weights, f"encoder.layer.{number}.")
    return table, encoder


_PARTS = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm2": "output.LayerNorm",
}


def _copy_layer(layer: nn.Module, weights: dict[str, Tensor], prefix: str) -> None:
    for kind in ("weight", "bias"):
        joined = [weights[f"{prefix}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
        layer.get_parameter(f"qkv.{kind}").copy_(torch.cat(joined))
        for name, other in _PARTS.items():
            layer.get_parameter(f"{name}.{kind}").copy_(weights[f"{prefix}{other}.{kind}"])
