"""Texts to unit vectors. The default model ships with the package and needs no torch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
EMBEDDED = "embedded"
_HALVES = re.compile("[\ud800-\udfff]")


class Encoder(Protocol):
    """What turns texts into vectors whose cosine says how alike they are across languages."""

    @property
    def name(self) -> str:
        """The name a report gives the model."""

    @property
    def fingerprint(self) -> str:
        """A hash of weights and tokenizer: the same numbers come out only where it is the same."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return (n, dim) float32 with rows of length 1; an empty text gives a row of zeros."""


def load_encoder(name: str | None = None) -> Encoder:
    """Load the embedded model, or any sentence-transformers model by name or path.

    Raises EncoderError if it cannot be loaded, MissingExtra if sentence-transformers is needed
    and not installed.
    """
    if name is None or name == EMBEDDED:
        from aligncheck.models.static_encoder import load_static_encoder

        return load_static_encoder()
    from aligncheck.models.sentence_encoder import SentenceEncoder

    return SentenceEncoder.load(name)


def replace_surrogates(texts: Sequence[str]) -> list[str]:
    """Return the texts with halves of surrogate pairs replaced: tokenizers take none."""
    return [_HALVES.sub("\ufffd", text) for text in texts]
