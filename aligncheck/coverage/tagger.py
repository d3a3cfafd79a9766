"""The detector: a small transformer over the words of both sides, run by numpy.

Pre-norm layers over Chinese and English words together. Between the languages each head's
attention is biased by what the translation table and the vectors say of the two words, so the
network starts from an alignment and learns what to make of it. `aligncheck.train.tagger` trains it.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from aligncheck.coverage.features import Features
from aligncheck.encode import Floats
from aligncheck.errors import EncoderError
from aligncheck.resources import model_folder

REACH = 8  # words; farther ones share one bias


@dataclass(frozen=True, slots=True)
class Tags:
    """Probabilities (0..1) for a sentence pair of n Chinese and m English words.

    omitted (n,): nothing in the English says the word; added (m,): nothing in the Chinese does;
    bad (m,): the word is wrong; gap (m + 1,): words are missing before English word j (m: at the
    end). quality: of the whole pair.
    """

    omitted: Floats
    added: Floats
    bad: Floats
    gap: Floats
    quality: float


class Tagger:
    """The network; `weights` maps names to arrays, see `train/tagger.py` for their making."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self.w = weights
        self.layers = weights["qkv"].shape[0]
        self.heads = weights["near"].shape[2]

    def __call__(self, features: Features) -> Tags:
        """Tag one sentence pair; both sides must have words."""
        w, n, m = self.w, features.n, features.m
        side = np.repeat(w["side"], [n, m], axis=0)
        x = features.vectors @ w["from_vectors"] + features.words @ w["from_words"] + side
        x = _norm(np.maximum(x, 0) @ w["mix"], w["mix_norm"])
        cross = features.pairs.reshape(n * m, -1) @ w["pair"] + w["pair_bias"]
        cross = cross.reshape(n, m, self.layers, 2, self.heads)
        distance = [_distances(n), _distances(m)]
        for layer in range(self.layers):
            bias = np.empty((self.heads, n + m, n + m), dtype=np.float32)
            bias[:, :n, :n] = w["near"][layer, 0][:, distance[0]]
            bias[:, n:, n:] = w["near"][layer, 1][:, distance[1]]
            bias[:, :n, n:] = cross[:, :, layer, 0].transpose(2, 0, 1)
            bias[:, n:, :n] = cross[:, :, layer, 1].transpose(2, 1, 0)
            x = x + self._attend(layer, _norm(x, w["norm1"][layer]), bias)
            y = _norm(x, w["norm2"][layer])
            x = x + np.maximum(y @ w["up"][layer] + w["up_bias"][layer], 0) @ w["down"][layer]
        return self._heads(_norm(x, w["last_norm"]), n)

    def _attend(self, layer: int, x: Floats, bias: Floats) -> Floats:
        size = x.shape[1] // self.heads
        qkv = (x @ self.w["qkv"][layer]).reshape(len(x), 3, self.heads, size).transpose(1, 2, 0, 3)
        scores = qkv[0] @ qkv[1].transpose(0, 2, 1) / np.sqrt(np.float32(size)) + bias
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ qkv[2]  # (heads, words, size)
        return np.asarray(mixed.transpose(1, 0, 2).reshape(x.shape) @ self.w["out"][layer])

    def _heads(self, x: Floats, n: int) -> Tags:
        w = self.w
        zh, en = x[:n], x[n:]
        edges = np.pad(en, ((1, 1), (0, 0)))
        gap = edges[:-1] @ w["gap_left"] + edges[1:] @ w["gap_right"] + w["gap_bias"]
        tags = en @ w["en_head"] + w["en_bias"]
        omitted = (zh @ w["zh_head"] + w["zh_bias"])[:, 0]
        pooled = np.concatenate([zh.mean(axis=0), zh.max(axis=0), en.mean(axis=0), en.max(axis=0)])
        whole = (
            np.maximum(pooled @ w["pool"] + w["pool_bias"], 0) @ w["pool_head"]
            + w["pool_head_bias"]
        )
        return Tags(
            sigmoid(omitted),
            sigmoid(tags[:, 0]),
            sigmoid(tags[:, 1]),
            sigmoid(gap[:, 0]),
            float(sigmoid(whole)[2]),
        )


def sigmoid(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)) without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(x / 2)), dtype=np.float32)


@cache
def load(folder: Path | None = None) -> Tagger:
    """Read the detector of a model folder; raises EncoderError naming what is missing."""
    return read((folder or model_folder()) / "tagger.npz")


def read(path: Path) -> Tagger:
    """Read a detector; raises EncoderError naming what is missing."""
    try:
        with path.open("rb") as file:
            stored = np.load(file)
            return Tagger({name: stored[name].astype(np.float32) for name in stored.files})
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as error:
        raise EncoderError(f"{path}: not a readable detector ({error})") from None


def _norm(x: Floats, scale: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    return np.asarray(centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5) * scale)


def _distances(size: int) -> NDArray[np.int64]:
    places = np.arange(size)
    return np.asarray(np.clip(places[None, :] - places[:, None], -REACH, REACH) + REACH)
