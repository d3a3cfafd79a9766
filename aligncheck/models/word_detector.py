"""The detector: a small transformer over the words of both sides, run by numpy.

Pre-norm layers over Chinese and English words together. Between the languages each head's
attention is biased by what the translation table and the vectors say of the two words, so the
network starts from an alignment and learns what to make of it. `training.detector_fit` trains it.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from aligncheck.errors import EncoderError
from aligncheck.models.detector_features import Features
from aligncheck.models.encoder import Floats
from aligncheck.models.model_folder import model_folder

REACH = 8  # words; farther ones share one bias
BATCH = 400  # words that are run at once
USUAL = 128  # words of a side; what depends on their places alone is made once


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


class WordDetector:
    """The network; `weights` maps names to arrays, `training/detector_fit.py` makes them."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self.w = w = dict(weights)
        self.layers = w["qkv"].shape[0]
        self.heads = w["near"].shape[2]
        # The scale of a norm is that of the rows of what reads it.
        w["qkv"] = w["norm1"][:, :, None] * w["qkv"]
        w["up"] = w["norm2"][:, :, None] * w["up"]
        self.near = w["near"][..., _clip_distances(USUAL)]  # (layers, 2, heads, USUAL, USUAL)

    def tag(self, pairs: Sequence[Features]) -> list[Tags]:
        """Tag sentence pairs, whose sides must all have words.

        Some are run side by side: the weights are read once for all of them.
        """
        found: list[Tags] = []
        batch: list[Features] = []
        for pair in pairs:
            if batch and sum(f.n + f.m for f in batch) + pair.n + pair.m > BATCH:
                found += self._run(batch)
                batch = []
            batch.append(pair)
        return found + self._run(batch) if batch else found

    def _run(self, pairs: list[Features]) -> list[Tags]:
        """Tag pairs whose words stand in one array, pair after pair, the Chinese ones first."""
        w = self.w
        sizes = [f.n + f.m for f in pairs]
        starts = np.cumsum([0, *sizes[:-1]]).tolist()
        words = [slice(start, start + size) for start, size in zip(starts, sizes, strict=True)]
        side = np.repeat(
            np.tile(w["side"], (len(pairs), 1)), [k for f in pairs for k in (f.n, f.m)], axis=0
        )
        x = np.concatenate([f.vectors for f in pairs]) @ w["from_vectors"]
        x += np.concatenate([f.words for f in pairs]) @ w["from_words"] + side
        x = _normalise_rows(np.maximum(x, 0, out=x) @ w["mix"]) * w["mix_norm"]
        cross = [self._attention_evidence(f) for f in pairs]
        for layer in range(self.layers):
            qkv = _normalise_rows(x) @ w["qkv"][layer]
            mixed = [
                _apply_attention(qkv[at], self._attention_bias(layer, known))
                for at, known in zip(words, cross, strict=True)
            ]
            x += np.concatenate(mixed) @ w["out"][layer]
            y = _normalise_rows(x) @ w["up"][layer]
            y += w["up_bias"][layer]
            x += np.maximum(y, 0, out=y) @ w["down"][layer]
        return self._heads(_normalise_rows(x) * w["last_norm"], pairs, words)

    def _attention_evidence(self, f: Features) -> Floats:
        """Return what the evidence on two words adds to their attention, layer by layer.

        (layers, 2, heads, n, m); of the two the first is for Chinese words, that read English ones.
        """
        cross = f.pairs.reshape(f.n * f.m, -1) @ self.w["pair"] + self.w["pair_bias"]
        return cross.reshape(f.n, f.m, self.layers, 2, self.heads).transpose(2, 3, 4, 0, 1)

    def _attention_bias(self, layer: int, cross: Floats) -> Floats:
        """Return what is added to the attention of a layer, (heads, n + m, n + m)."""
        n, m = cross.shape[3:]
        bias = np.empty((self.heads, n + m, n + m), dtype=np.float32)
        bias[:, :n, :n] = self._distance_bias(layer, 0, n)
        bias[:, n:, n:] = self._distance_bias(layer, 1, m)
        bias[:, :n, n:] = cross[layer, 0]
        bias[:, n:, :n] = cross[layer, 1].transpose(0, 2, 1)
        return bias

    def _distance_bias(self, layer: int, side: int, size: int) -> Floats:
        """Return what the places of two words of a side add to their attention."""
        if size <= USUAL:
            return self.near[layer, side, :, :size, :size]
        return np.asarray(self.w["near"][layer, side][:, _clip_distances(size)])

    def _heads(self, x: Floats, pairs: list[Features], words: list[slice]) -> list[Tags]:
        w = self.w
        omitted = (x @ w["zh_head"] + w["zh_bias"])[:, 0]
        tags = x @ w["en_head"] + w["en_bias"]
        left, right = (x @ w["gap_left"])[:, 0], (x @ w["gap_right"])[:, 0]
        pooled = np.stack(
            [
                np.concatenate([pool(side, axis=0) for side in sides for pool in (np.mean, np.max)])
                for f, at in zip(pairs, words, strict=True)
                for sides in [(x[at][: f.n], x[at][f.n :])]
            ]
        )
        whole = np.maximum(pooled @ w["pool"] + w["pool_bias"], 0) @ w["pool_head"]
        whole = whole + w["pool_head_bias"]
        found = []
        for f, at, marks in zip(pairs, words, whole, strict=True):
            target = slice(at.start + f.n, at.stop)
            gap = np.pad(left[target], (1, 0)) + np.pad(right[target], (0, 1)) + w["gap_bias"]
            found.append(
                Tags(
                    sigmoid(omitted[at][: f.n]),
                    sigmoid(tags[target, 0]),
                    sigmoid(tags[target, 1]),
                    sigmoid(gap),
                    float(sigmoid(marks)[2]),
                )
            )
        return found


def _apply_attention(qkv: Floats, bias: Floats) -> Floats:
    """Let the words of one pair attend to one another; qkv (n + m, 3 × dim)."""
    heads, words = len(bias), len(qkv)
    q, k, v = qkv.reshape(words, 3, heads, -1).transpose(1, 2, 0, 3)
    scores = q @ k.transpose(0, 2, 1) * np.float32(q.shape[2] ** -0.5) + bias
    np.exp(scores - scores.max(axis=-1, keepdims=True), out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return np.asarray((scores @ v).transpose(1, 0, 2).reshape(words, -1))


def sigmoid(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)) without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(x / 2)), dtype=np.float32)


@cache  # read once a process
def load_detector(folder: Path | None = None) -> WordDetector:
    """Read the detector of a model folder; raises EncoderError naming what is missing."""
    return read_detector((folder or model_folder()) / "tagger.npz")


def read_detector(path: Path) -> WordDetector:
    """Read a detector; raises EncoderError naming what is missing."""
    try:
        with path.open("rb") as file:
            stored = np.load(file)
            return WordDetector({name: stored[name].astype(np.float32) for name in stored.files})
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as error:
        raise EncoderError(f"{path}: not a readable detector ({error})") from None


def _normalise_rows(x: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred)[:, None] / np.float32(x.shape[1])
    centred /= np.sqrt(variance + np.float32(1e-5))
    return np.asarray(centred)


def _clip_distances(size: int) -> NDArray[np.int64]:
    places = np.arange(size)
    return np.asarray(np.clip(places[None, :] - places[:, None], -REACH, REACH) + REACH)
