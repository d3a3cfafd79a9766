"""The contextual judge: a multilingual encoder over each side, a soft alignment, layers across.

Six layers of multilingual-e5-small (Wang et al. 2024), tuned on planted errors, professionals'
marks and pairs read word by word, give every piece a vector in its sentence; both sides are
aligned softly (as SimAlign and awesome-align do: Jalili Sabet et al. 2020, Dou and Neubig 2021),
and two small layers look across. The networks are run by onnxruntime; the table of pieces has
four bits a weight, as blocks of 32 with a scale each. `training/judge_training.py` makes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from aligncheck.errors import EncoderError
from aligncheck.models.encoder import Floats, replace_surrogates
from aligncheck.models.judge import Judgement, WordPair
from aligncheck.models.model_folder import model_folder
from aligncheck.text.words import Word

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FOLDER = "judge"
FILES = ("encoder.onnx", "cross.onnx", "pieces.npz", "tokenizer.json")
PAD = 1  # id of the piece that fills rows
LONGEST = 256  # pieces of a side that are read; words after them are not judged
AT_ONCE = 2_000  # pieces of one run of the encoder
UNSEEN = 0.02  # probability of a word that lies past LONGEST


@dataclass(frozen=True, slots=True)
class PieceTable:
    """Piece vectors in blocks of 32 weights of four bits, as `nibbles` (pieces, blocks, 16)."""

    nibbles: NDArray[np.uint8]
    scale: NDArray[np.float16]
    places: Floats
    norm: Floats

    def look_up(self, ids: NDArray[np.int64]) -> Floats:
        """Return the network's input (rows, length, dim) for piece ids (rows, length)."""
        known, back = np.unique(ids, return_inverse=True)
        packed = self.nibbles[known]
        weights = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32) - 8
        weights *= self.scale[known].astype(np.float32)[:, :, None]
        rows = weights.reshape(len(known), -1)[back.reshape(ids.shape)]
        rows = rows + self.places[: ids.shape[1]]
        rows -= rows.mean(axis=2, keepdims=True)
        rows /= np.sqrt((rows**2).mean(axis=2, keepdims=True) + 1e-12)
        return np.asarray(rows * self.norm[0] + self.norm[1], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Cut:
    """The pieces of a text: ids and where each stands, special ones with empty spans."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class ContextualJudge:
    """The loaded networks; `judge` reads each distinct text once."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        table: PieceTable,
        encoder: InferenceSession,
        cross: InferenceSession,
        fingerprint: str,
    ) -> None:
        self.tokenizer = tokenizer
        self.table = table
        self.encoder = encoder
        self.cross = cross
        self.fingerprint = fingerprint

    def judge(self, pairs: Sequence[WordPair]) -> list[Judgement]:
        """Judge sentence pairs, whose sides must all have words."""
        texts = list({text: None for pair in pairs for text in (pair.source, pair.target)})
        cuts = dict(zip(texts, self._cut_texts(texts), strict=True))
        vectors = self._encode_cuts(cuts)
        found: list[Judgement | None] = [None] * len(pairs)
        order = sorted(range(len(pairs)), key=lambda i: len(cuts[pairs[i].source].ids))
        for group in _group_by_size(order, pairs, cuts):
            outputs = self._run_cross([pairs[i] for i in group], cuts, vectors)
            for row, i in enumerate(group):
                zh, en = cuts[pairs[i].source], cuts[pairs[i].target]
                found[i] = _to_words(pairs[i], zh, en, [out[row] for out in outputs])
        return [judgement for judgement in found if judgement is not None]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit rows (n, dim), the mean of a text's vectors in context."""
        distinct = list(dict.fromkeys(texts))
        vectors = self._encode_cuts(dict(zip(distinct, self._cut_texts(distinct), strict=True)))
        rows = np.stack([vectors[text].mean(axis=0) for text in texts])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def _cut_texts(self, texts: Sequence[str]) -> list[_Cut]:
        encodings = self.tokenizer.encode_batch(replace_surrogates(texts))
        return [_shorten(encoding) for encoding in encodings]

    def _encode_cuts(self, cuts: dict[str, _Cut]) -> dict[str, Floats]:
        """Return the vectors (pieces, dim) of each text."""
        vectors: dict[str, Floats] = {}
        batch: list[str] = []
        for text in sorted(cuts, key=lambda text: len(cuts[text].ids)):
            if batch and (len(batch) + 1) * len(cuts[text].ids) > AT_ONCE:
                vectors.update(self._run_encoder(batch, cuts))
                batch = []
            batch.append(text)
        if batch:
            vectors.update(self._run_encoder(batch, cuts))
        return vectors

    def _run_encoder(self, batch: list[str], cuts: dict[str, _Cut]) -> dict[str, Floats]:
        width = max(len(cuts[text].ids) for text in batch)
        ids = np.full((len(batch), width), PAD, dtype=np.int64)
        for row, text in enumerate(batch):
            ids[row, : len(cuts[text].ids)] = cuts[text].ids
        feed = {"embeddings": self.table.look_up(ids), "mask": (ids != PAD).astype(np.float32)}
        [out] = self.encoder.run(["vectors"], feed)
        return {text: out[row, : len(cuts[text].ids)] for row, text in enumerate(batch)}

    def _run_cross(
        self, pairs: Sequence[WordPair], cuts: dict[str, _Cut], vectors: dict[str, Floats]
    ) -> list[Floats]:
        """Return src, tgt, gap, pair and ahead of the pairs, padded to the longest."""
        feed: dict[str, Floats] = {}
        for name, texts in (
            ("source", [pair.source for pair in pairs]),
            ("target", [pair.target for pair in pairs]),
        ):
            width = max(len(cuts[text].ids) for text in texts)
            rows = np.zeros((len(texts), width, self.table.places.shape[1]), dtype=np.float32)
            mask = np.zeros((len(texts), width), dtype=np.float32)
            for row, text in enumerate(texts):
                size = len(cuts[text].ids)
                rows[row, :size], mask[row, :size] = vectors[text], 1
            feed[name], feed[f"{name}_mask"] = rows, mask
        return list(self.cross.run(["src", "tgt", "gap", "pair", "ahead"], feed))


def _shorten(encoding: Encoding) -> _Cut:
    return _Cut(encoding.ids[:LONGEST], encoding.offsets[:LONGEST])


def _group_by_size(
    order: Sequence[int], pairs: Sequence[WordPair], cuts: dict[str, _Cut]
) -> list[list[int]]:
    """Group pairs whose sources are about as long, so that little is padded."""
    groups: list[list[int]] = []
    for i in order:
        size = len(cuts[pairs[i].source].ids) + len(cuts[pairs[i].target].ids)
        if not groups or (len(groups[-1]) + 1) * size > AT_ONCE:
            groups.append([])
        groups[-1].append(i)
    return groups


def _to_words(pair: WordPair, zh: _Cut, en: _Cut, outputs: Sequence[Floats]) -> Judgement:
    """Turn what was said of pieces into what is said of words: the most of a word's pieces."""
    src, tgt, gap, whole, ahead = outputs
    left, right = _pieces_of(pair.source_words, zh), _pieces_of(pair.target_words, en)
    n, m = len(left), len(right)
    gaps = np.full(m + 1, UNSEEN, dtype=np.float32)
    for j, (low, high) in enumerate(right):
        if low < high:
            gaps[j] = gap[low - 1] if low else UNSEEN
    last = right[-1][1]
    if 0 < last <= len(en.ids) - 1:
        gaps[m] = gap[last - 1]
    partners = np.zeros((n, m), dtype=np.float32)
    for i, (low, high) in enumerate(left):
        if low < high:
            row = ahead[low:high].max(axis=0)
            partners[i] = [row[a:b].max() if a < b else 0 for a, b in right]
    return Judgement(
        _most(src[:, 0], left),
        _most(src[:, 1], left),
        _most(tgt[:, 0], right),
        _most(tgt[:, 1], right),
        gaps,
        float(whole[3]),
        float(whole[0]),
        float(whole[2]),
        partners,
    )


def _most(values: Floats, ranges: Sequence[tuple[int, int]]) -> Floats:
    return np.array(
        [values[low:high].max() if low < high else UNSEEN for low, high in ranges],
        dtype=np.float32,
    )


def _pieces_of(words: Sequence[Word], cut: _Cut) -> list[tuple[int, int]]:
    """Return for each word the range of pieces that overlap it; empty past LONGEST."""
    ranges = []
    at = 0
    for word in words:
        start, end = word.span.start, word.span.end
        while at < len(cut.offsets) and cut.offsets[at][1] <= start:
            at += 1
        high = at
        while high < len(cut.offsets) and cut.offsets[high][0] < end:
            if cut.offsets[high][0] == cut.offsets[high][1]:
                break
            high += 1
        ranges.append((at, high))
    return ranges


@cache  # read once a process
def load_judge(folder: Path | None = None) -> ContextualJudge:
    """Load the judge of `folder`, or the one that ships; EncoderError names what is wrong."""
    import onnxruntime

    folder = folder or model_folder() / FOLDER
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise EncoderError(f"{folder}: not a judge, {', '.join(missing)} is missing")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    try:
        sessions = [
            onnxruntime.InferenceSession(
                str(folder / name), options, providers=["CPUExecutionProvider"]
            )
            for name in FILES[:2]
        ]
        with np.load(folder / "pieces.npz") as stored:
            table = PieceTable(
                stored["nibbles"],
                stored["scale"],
                stored["places"].astype(np.float32),
                stored["norm"].astype(np.float32),
            )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # each of the three libraries raises its own
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise EncoderError(f"{folder}: unreadable judge ({reason})") from None
    encoder, cross = sessions
    return ContextualJudge(tokenizer, table, encoder, cross, _hash_files(folder))


def _hash_files(folder: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
