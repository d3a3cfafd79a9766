"""The gate of the network that finds holes: it tells at a glance which gaps are whole.

A network of one small layer over the six words around a gap; `training/gap_prefilter_fit.py` fits
it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

AROUND = range(-2, 4)  # the words around a gap, by their distance from the one on its left
GATE = ("weight", "bias", "last", "offset")
OPENS = 0.75  # the sum from which a gap is looked at; see docs/english.md
BESIDE = range(-1, 2)  # the gaps whose oddity is seen


@dataclass(frozen=True, slots=True)
class GapPrefilter:
    """Weights of the layer, (inputs, hidden), and of its sum, (hidden,)."""

    weight: Floats
    bias: Floats
    last: Floats
    offset: Floats

    def sums(self, seen: Floats, at: Ints, odd: Floats, gaps: Ints) -> Floats:
        """Return the sums of the gaps, each named by the word on its left.

        Row at[i] of `seen` is the vector of word i; the same word is multiplied only once.
        """
        dim = seen.shape[1]
        hidden = np.repeat(self.bias[None], len(gaps), axis=0)
        for i, by in enumerate(AROUND):
            hidden += (seen @ self.weight[i * dim : (i + 1) * dim])[at[gaps + by]]
        hidden += _stack_oddities(odd, gaps) @ self.weight[len(AROUND) * dim :]
        np.maximum(hidden, 0, out=hidden)
        return np.asarray(hidden @ self.last + self.offset, dtype=np.float32)


def prefilter_inputs(seen: Floats, at: Ints, odd: Floats, gaps: Ints) -> Floats:
    """Return what the layer is multiplied with, (gaps, inputs)."""
    words = [seen[at[gaps + by]] for by in AROUND]
    return np.concatenate([*words, _stack_oddities(odd, gaps)], axis=1)


def _stack_oddities(odd: Floats, gaps: Ints) -> Floats:
    return np.stack([odd[gaps + by] for by in BESIDE], axis=1)
