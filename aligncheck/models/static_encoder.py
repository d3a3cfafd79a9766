"""The embedded model: a table of piece vectors, run with tokenizers and numpy alone.

A text's vector is the normalised sum of its pieces'; a word's vector is the sum of its pieces, so
that a phrase is the sum of its words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Encoding, Tokenizer

from aligncheck.errors import EncoderError
from aligncheck.models.encoder import EMBEDDED, Floats, replace_surrogates
from aligncheck.models.model_folder import model_folder
from aligncheck.text.normalise import normalise

AT_ONCE = 1_000  # texts whose pieces are summed at once
REMEMBERED = 20_000  # words whose vectors are kept, 20 MB at most
FILES = ("model.safetensors", "tokenizer.json", "model.json")


@dataclass(frozen=True, slots=True)
class StaticEncoder:
    """Piece vectors as int8 `rows` (pieces, dim) with one `scale` each."""

    name: str
    fingerprint: str
    tokenizer: Tokenizer
    rows: NDArray[np.int8]
    scale: Floats
    known: dict[str, Floats] = field(default_factory=dict, repr=False, compare=False)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit rows (n, dim); a text without any piece gives zeros."""
        plain = replace_surrogates([normalise(text).text for text in texts])
        sums = np.zeros((len(plain), self.rows.shape[1]), dtype=np.float32)
        for at in range(0, len(plain), AT_ONCE):
            some = plain[at : at + AT_ONCE]
            cut = self.tokenizer.encode_batch_fast(some, add_special_tokens=False)
            sums[at : at + AT_ONCE] = self._sum_pieces(cut)
        return normalise_rows(sums)

    def words(self, words: Sequence[str]) -> Floats:
        """Return the sums (n, dim) of each word's pieces, not normalised.

        The words are taken as they are: normalise first (text.normal), simplify Chinese.
        """
        plain = replace_surrogates(words)
        if len(self.known) + len(plain) > REMEMBERED:
            self.known.clear()
        new = list({word: None for word in plain if word not in self.known})
        if new:
            cut = self.tokenizer.encode_batch_fast(new, add_special_tokens=False)
            self.known.update(zip(new, self._sum_pieces(cut), strict=True))
        if not plain:
            return np.zeros((0, self.rows.shape[1]), dtype=np.float32)
        return np.stack([self.known[word] for word in plain])

    def _sum_pieces(self, encodings: list[Encoding]) -> Floats:
        lengths = np.array([len(encoding.ids) for encoding in encodings], dtype=np.int64)
        sums = np.zeros((len(lengths), self.rows.shape[1]), dtype=np.float32)
        if not lengths.sum():
            return sums
        ids = np.concatenate([np.asarray(e.ids, dtype=np.int64) for e in encodings if e.ids])
        vectors = self.rows[ids].astype(np.float32) * self.scale[ids, None]  # (pieces, dim)
        filled = lengths > 0
        starts = np.cumsum(lengths[filled]) - lengths[filled]
        sums[filled] = np.add.reduceat(vectors, starts, axis=0)
        return sums


def normalise_rows(vectors: Floats) -> Floats:
    """Scale rows to length 1; rows of zeros stay."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1), dtype=np.float32)


@cache  # read once a process
def load_static_encoder(folder: Path | None = None) -> StaticEncoder:
    """Load the model of `folder`, or the one that ships; EncoderError names what is missing."""
    folder = folder or model_folder()
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise EncoderError(f"{folder}: not an embedded model, {', '.join(missing)} is missing")
    try:
        card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        tensors = load_file(folder / "model.safetensors")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return StaticEncoder(
            EMBEDDED, card["fingerprint"], tokenizer, tensors["embeddings"], tensors["weights"]
        )
    except Exception as error:  # each of the three libraries raises its own
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise EncoderError(f"{folder}: unreadable embedded model ({reason})") from None
