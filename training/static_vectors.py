"""The static vectors: one row per piece, learned so that translations lie close together.

In-batch softmax over cosines (the multiple negatives ranking loss of Henderson et al. 2017), both
directions. Half of the batches hold rows of one source only, so their negatives are hard; from the
second cycle on these rows lie close together, which makes them harder still.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from training.parallel_corpus import DOMAIN, GENERAL, ParallelRow, read_rows

DIM = 256
SCALE = 20.0
AT_ONCE = 2_048  # rows whose neighbourhood is looked up at once


@dataclass(frozen=True, slots=True)
class Cycle:
    """One run over the rows: how often, how many at once, and draws a row of each kind."""

    epochs: float
    batch: int
    rate: float  # decays to nothing
    weight: dict[str, float]
    seed: int


EVEN = {"domain": 2.0, "general": 2.0, "lexicon": 0.6, "other": 0.7}
CYCLES = (
    Cycle(3.0, 2_048, 0.02, EVEN, 3),
    Cycle(3.0, 2_048, 0.008, EVEN, 4),
    Cycle(1.6, 4_096, 0.006, {"domain": 4.0, "general": 2.0, "lexicon": 0.4, "other": 0.6}, 9),
)


def build_vectors(work: Path, out: Path) -> None:
    """Train all cycles and write out/model.safetensors beside out/tokenizer.json.

    Each cycle leaves its vectors in work; those that are there are not trained again.
    """
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    texts = _TokenisedRows.load(work, tokenizer)
    torch.manual_seed(CYCLES[0].seed)
    table = torch.randn(tokenizer.get_vocab_size(), DIM) * 0.1
    for number, cycle in enumerate(CYCLES):
        kept = work / f"vectors{number + 1}.npy"
        if not kept.exists():
            batches = texts.draw_batches(cycle, near=table if number else None)
            np.save(kept, _train_cycle(texts, table, batches, cycle.rate))
        table = torch.from_numpy(np.load(kept))
    save_vectors(table.numpy(), out)


def _train_cycle(
    texts: _TokenisedRows, start: torch.Tensor, batches: list[list[int]], rate: float
) -> NDArray[np.float32]:
    """Train once over `draw_batches`, from `start` (pieces, dim)."""
    table = torch.nn.Parameter(start.clone())
    optimizer = torch.optim.Adam([table], lr=rate)
    started = time.time()
    for step, rows in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - step / len(batches))
        form = "zh_words" if step % 2 else "zh"
        zh, en = texts.embed_rows(form, rows, table), texts.embed_rows("en", rows, table)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = SCALE * (zh @ en.T)
        scores = scores.float()
        same = torch.arange(len(rows))
        loss = torch.nn.functional.cross_entropy(scores, same)
        loss = loss + torch.nn.functional.cross_entropy(scores.T, same)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        if step % 200 == 0:
            spent = time.time() - started
            print(f"vectors {step}/{len(batches)} {loss.item():.3f} {spent:.0f}s", flush=True)
    return table.detach().numpy()


def save_vectors(table: NDArray[np.float32], out: Path) -> None:
    """Write `table` (pieces, dim) as int8 rows with a scale each, as model2vec lays them out.

    sentence-transformers reads this layout as a StaticEmbedding.
    """
    scale = np.abs(table).max(axis=1) / 127
    scale[scale == 0] = 1
    rows = np.round(table / scale[:, None]).astype(np.int8)
    save_file({"embeddings": rows, "weights": scale.astype(np.float32)}, out / "model.safetensors")
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
        {
            "idx": 1,
            "name": "1",
            "path": "1_Normalize",
            "type": "sentence_transformers.models.Normalize",
        },
    ]
    (out / "modules.json").write_text(json.dumps(modules, indent=1) + "\n", encoding="utf-8")


class _TokenisedRows:
    """Token ids of every row, flat: form → (ids, starts); rows grouped by source."""

    def __init__(
        self, forms: dict[str, tuple[NDArray[np.int32], NDArray[np.int64]]], sources: list[str]
    ) -> None:
        self.forms = forms
        self.sources = sources

    @classmethod
    def load(cls, work: Path, tokenizer: Tokenizer) -> _TokenisedRows:
        """Tokenize the corpus, or read what an earlier run has tokenized."""
        cached = work / "tokens.npz"
        names = work / "tokens.sources.json"
        if not cached.exists():
            rows = list(read_rows(work / "rows.tsv"))
            cut = (work / "zh.seg").read_text(encoding="utf-8").splitlines()
            np.savez(cached, **_tokenize_rows(rows, cut, tokenizer))  # type: ignore[arg-type]
            names.write_text(json.dumps([_source_group(row) for row in rows]), encoding="utf-8")
        stored = np.load(cached)
        forms = {form: (stored[form], stored[f"{form}_at"]) for form in ("zh", "zh_words", "en")}
        return cls(forms, json.loads(names.read_text(encoding="utf-8")))

    def draw_batches(self, cycle: Cycle, near: torch.Tensor | None = None) -> list[list[int]]:
        """Draw rows by weight; half of the batches mix sources, half stay in one.

        With vectors in `near`, those that stay in one source hold rows that lie close together.
        """
        rng, size = random.Random(cycle.seed), cycle.batch
        groups: dict[str, list[int]] = {}
        for row, group in enumerate(self.sources):
            kind, _, _ = group.partition(":")
            times = cycle.weight[kind] * cycle.epochs
            copies = int(times) + (rng.random() < times % 1)
            groups.setdefault(group, []).extend([row] * copies)
        mixed: list[int] = []
        batches: list[list[int]] = []
        for rows in groups.values():
            rng.shuffle(rows)
            half = len(rows) // 2 // size * size
            alike = rows[:half] if near is None else self._alike(rows[:half], near, size)
            batches += [alike[i : i + size] for i in range(0, half, size)]
            mixed += rows[half:]
        rng.shuffle(mixed)
        batches += [mixed[i : i + size] for i in range(0, len(mixed) - size + 1, size)]
        rng.shuffle(batches)
        return [sorted(set(batch)) for batch in batches]

    def _alike(self, rows: list[int], table: torch.Tensor, size: int) -> list[int]:
        """Order rows so that those nearest to the same one of a few drawn rows stand together."""
        centres = max(1, len(rows) // size)
        if centres == 1:
            return rows
        drawn = self.embed_rows("en", rows[:centres], table)
        nearest = [
            int(place)
            for low in range(0, len(rows), AT_ONCE)
            for place in (self.embed_rows("en", rows[low : low + AT_ONCE], table) @ drawn.T).argmax(
                1
            )
        ]
        order = sorted(range(len(rows)), key=lambda i: nearest[i])
        return [rows[i] for i in order]

    def embed_rows(self, form: str, rows: list[int], table: torch.Tensor) -> torch.Tensor:
        """Return unit vectors (rows, dim): the normalised sum of each row's pieces."""
        ids, at = self.forms[form]
        pieces = [ids[at[row] : at[row + 1]] for row in rows]
        offsets = np.cumsum([0, *(len(p) for p in pieces[:-1])])
        flat = torch.from_numpy(np.concatenate(pieces).astype(np.int64))
        sums = torch.nn.functional.embedding_bag(
            flat, table, torch.from_numpy(offsets), mode="mean"
        )
        return torch.nn.functional.normalize(sums, dim=1)


def _source_group(row: ParallelRow) -> str:
    if row.kind == "lex":
        return f"lexicon:{row.source}"
    kind = "domain" if row.source in DOMAIN else "general" if row.source in GENERAL else "other"
    return f"{kind}:{row.source}"


def _tokenize_rows(
    rows: list[ParallelRow], cut: list[str], tokenizer: Tokenizer
) -> dict[str, NDArray[np.generic]]:
    flat: dict[str, NDArray[np.generic]] = {}
    for form in ("zh", "zh_words", "en"):
        parts: list[NDArray[np.int32]] = []
        lengths: list[int] = []
        for low in range(0, len(rows), 20_000):
            chunk = rows[low : low + 20_000]
            if form == "zh_words":
                words = [line.split() for line in cut[low : low + 20_000]]
                found = tokenizer.encode_batch_fast(
                    words, is_pretokenized=True, add_special_tokens=False
                )
            else:
                texts = [row.zh if form == "zh" else row.en for row in chunk]
                found = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
            for encoding in found:
                parts.append(np.asarray(encoding.ids, dtype=np.int32))
                lengths.append(len(encoding.ids))
        flat[form] = np.concatenate(parts)
        flat[f"{form}_at"] = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return flat
