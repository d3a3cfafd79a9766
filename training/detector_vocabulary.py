"""What the detector is told of each word, stored once for every word of the training text.

The numbers are those of `aligncheck.models.detector_features`; row 0 of every array is the masked
word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligncheck.models import lexicon as lexicons
from aligncheck.models import static_encoder
from aligncheck.models.detector_features import fixed_en, fixed_zh
from aligncheck.models.encoder import Floats
from aligncheck.models.lexicon import Lexicon
from aligncheck.text.words import stem_word
from training.human_labels import Labelled
from training.word_rows import EN, ZH

AT_ONCE = 10_000  # words whose vectors are made at once
PARTS = 5  # of a Chinese word that are looked up in the table
Ids = NDArray[np.int64]


def build_detector_vocabulary(rows: Iterable[Labelled], work: Path, out: Path) -> None:
    """Write work/vocabulary.npz and .json: the words of the text and of the judged `rows`."""
    words = json.loads((work / "words.json").read_text(encoding="utf-8"))
    known = tuple({word: None for word in words[side]} for side in ("zh", "en"))
    for row in rows:
        known[ZH].update(dict.fromkeys(row.example.zh_words))
        known[EN].update(dict.fromkeys(row.example.en_words))
    known[EN].update({"a": None, "an": None})  # planting may change one into the other
    zh, en = (list(side) for side in known)
    encoder, table = static_encoder.load_static_encoder(out), lexicons.load_lexicon(out)

    def embed_words(words: list[str]) -> NDArray[np.float16]:
        parts = [encoder.words(words[at : at + AT_ONCE]) for at in range(0, len(words), AT_ONCE)]
        return _prepend_mask_row(np.concatenate(parts))

    numbers: dict[str, int] = {}
    same = [np.array([numbers.setdefault(w, len(numbers)) for w in side]) for side in (zh, en)]
    parts, weights = _table_parts(zh, table)
    np.savez(
        work / "vocabulary.npz",
        zh_vectors=embed_words(zh),
        en_vectors=embed_words(en),
        zh_fixed=_prepend_mask_row(fixed_zh(zh, table)),
        en_fixed=_prepend_mask_row(fixed_en(en, table)),
        zh_same=np.concatenate([[-2], same[ZH]]).astype(np.int32),
        en_same=np.concatenate([[-1], same[EN]]).astype(np.int32),
        parts=parts,
        part_weights=weights,
        stems=np.array([-1, *(table.en.get(stem_word(word), -1) for word in en)], np.int64),
        keys=table.keys,
        forward=table.forward,
        backward=table.backward,
        columns=len(table.en),
    )
    (work / "vocabulary.json").write_text(
        json.dumps({"zh": zh, "en": en}, ensure_ascii=False), encoding="utf-8"
    )


def read_words(work: Path) -> tuple[list[str], list[str]]:
    """Return the words of both sides by id; the masked one is the empty text."""
    words = json.loads((work / "vocabulary.json").read_text(encoding="utf-8"))
    return ["", *words["zh"]], ["", *words["en"]]


class TableById:
    """The translation table, asked by word ids."""

    def __init__(self, work: Path) -> None:
        stored = np.load(work / "vocabulary.npz")
        self.parts, self.weights, self.stems = (
            stored[name] for name in ("parts", "part_weights", "stems")
        )
        self.keys, self.forward, self.backward = (
            stored[name] for name in ("keys", "forward", "backward")
        )
        self.columns = int(stored["columns"])

    def matrices(self, zh: NDArray[np.int32], en: NDArray[np.int32]) -> tuple[Floats, Floats]:
        """Return p(en | zh) and p(zh | en), (b, n, m), for ids (b, n) and (b, m)."""
        shape = (*zh.shape, en.shape[1])
        ahead, back = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        stems = self.stems[en]
        for number in range(self.parts.shape[1]):
            part, weight = self.parts[zh, number], self.weights[zh, number]
            at = np.nonzero(part >= 0)
            if not len(at[0]):
                break
            columns = stems[at[0]]
            keys = part[at][:, None] * self.columns + np.maximum(columns, 0)
            places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
            factor = ((self.keys[places] == keys) & (columns >= 0)) * weight[at][:, None]
            ahead[at] = np.maximum(ahead[at], self.forward[places] * factor)
            back[at] = np.maximum(back[at], self.backward[places] * factor)
        return ahead, back


def _prepend_mask_row(rows: Floats) -> NDArray[np.float16]:
    """Put the masked word's row of zeros in front."""
    return np.concatenate([np.zeros_like(rows[:1]), rows]).astype(np.float16)


def _table_parts(zh: list[str], table: Lexicon) -> tuple[Ids, Floats]:
    parts = np.full((len(zh) + 1, PARTS), -1, np.int64)
    weights = np.zeros((len(zh) + 1, PARTS), np.float32)
    for row, word in enumerate(zh, start=1):
        for column, (part, weight) in enumerate(table.parts(word)[:PARTS]):
            parts[row, column], weights[row, column] = table.zh[part], weight
    return parts, weights
