"""Train the network that finds holes in English sentences; needs torch.

Good English teaches it: words are taken out at random, and the network learns to tell the gaps
they leave from all other gaps. Where the rest still reads well (a dropped adjective) the same
words also occur with nothing missing, so the network learns to stay silent there.
"""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from aligncheck.text.hole import BORDER, SHAPES, Token, ending, lines_of

if TYPE_CHECKING:
    import torch

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# Rows taken from each source of data/train: prose whole, documentation and laws capped.
PROSE = (
    "dict_examples eu5_history_game hoi4_history_game vic3_history_game finance_letters_bilingual "
    "four_histories gov_reports_speeches nyt_bilingual_notes news_commentary_10k "
    "newstest_2017_2019 plurality_book unity_of_power_book xquad_wikipedia tatoeba_cmn "
    "animal_farm enkey_readers opensource_guide china_daily_notes gnews_bilingual "
    "flygon_finance_mt flygon_techbooks_mt progit rust_book"
).split()
CAPPED = {
    "taiwan_laws": 40_000, "python_docs": 15_000, "kubernetes_website": 10_000,
    "ms_architecture_ht": 15_000, "ms_customer_insights_ht": 5_000, "ms_rms_ht": 5_000,
    "tensorflow_docs": 8_000, "pingcap_docs": 5_000, "react_docs": 5_000, "vue_docs": 2_000,
    "electron_docs": 2_000, "ai_challenger_valid": 10_000, "ms_powershell_ht": 5_000,
}  # fmt: skip
LONGEST = 1500  # characters of a row
FORMS, LEAST_COUNT = 15_000, 6  # words with a row of their own in the network
ENDINGS, LEAST_RARE = 1_500, 12  # endings that the other words share

# Never taken out: what remains reads well, or is the clumsy English of people who mean it.
OPTIONAL = frozenset(
    "a an the that very also just even only so then now still too not never quite rather however "
    "all both such own other more most much many some any always often again already first new "
    "really perhaps ever yet there here old own same whole thus therefore well far no my your "
    "his her its our their and or but".split()
)
ARTICLES = frozenset({"a", "an", "the"})
DIM, WIDTH, GAP, DEPTH = 64, 128, 64, 4
KERNELS = (5, 3, 3, 3)
CHUNK = 8192  # words of one step
RATE = 4e-3
COMMON = 600  # words that are always read as themselves, never by their ending


@dataclass(frozen=True, slots=True)
class Corpus:
    """Many lines of words, one after the other; `forms` are numbers into `types`, 0 a border."""

    types: tuple[str, ...]
    forms: Ints
    shapes: Ints


def read(data: Path, seed: int) -> Corpus:
    """Read the English side of data/train."""
    numbers: dict[str, int] = {"": BORDER}
    forms, shapes = [BORDER], [0]
    for row in _rows(data / "train", seed):
        for line in lines_of(row):
            forms.extend(numbers.setdefault(token.form, len(numbers)) for token in line)
            shapes.extend(token.shape for token in line)
            forms.append(BORDER)
            shapes.append(0)
    return Corpus(tuple(numbers), np.array(forms), np.array(shapes))


def _rows(folder: Path, seed: int) -> Iterator[str]:
    rng = np.random.default_rng(seed)
    for source in (*PROSE, *CAPPED):
        rows = _english(folder / f"{source}.tsv.gz")
        order = rng.permutation(len(rows))[: CAPPED.get(source)]
        yield from (rows[i] for i in order)


def _english(path: Path) -> list[str]:
    """Return the sentences of a source, each once, without markup and templates."""
    seen: dict[str, None] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            _, english, kind = line.rstrip("\n").split("\t")[:3]
            if kind == "sent" and len(english) <= LONGEST and not set(english) & set("{}<>|\\$_"):
                seen[english] = None
    return list(seen)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and endings that have a row in the network, and the row of each type."""

    words: tuple[str, ...]
    endings: tuple[str, ...]
    rows: Ints  # (types,)


def vocabulary(corpus: Corpus) -> Vocabulary:
    """Give the commonest words a row each and the rest the rows of their endings."""
    counts = Counter(dict(enumerate(np.bincount(corpus.forms).tolist())))
    counts[BORDER] = 0
    top = [i for i, n in counts.most_common(FORMS) if n >= LEAST_COUNT]
    words = ("", *(corpus.types[i] for i in top))
    own = {corpus.types[i]: row for row, i in enumerate((BORDER, *top))}
    rare = [form for form in corpus.types[1:] if form not in own]
    shared: Counter[str] = Counter()
    for form in rare:
        shared.update({form[-n:] for n in (1, 2, 3, 4) if len(form) > n})
    kept = [end for end, n in shared.most_common(ENDINGS) if n >= LEAST_RARE]
    endings = ("", *kept)
    at = {end: len(words) + i for i, end in enumerate(endings)}
    rows = [own[form] if form in own else at[ending(form, at)] for form in corpus.types]
    return Vocabulary(words, endings, np.array(rows))


@dataclass(frozen=True, slots=True)
class Planted:
    """A corpus with words taken out: rows, shapes, and for each word whether a hole follows it."""

    words: Ints
    shapes: Ints
    holed: Floats
    counted: Floats  # 1 where a gap between two words of one line follows


def plant(corpus: Corpus, rows: Ints, rng: np.random.Generator) -> Planted:
    """Take words out of about half of the lines, and articles out of some of all lines."""
    forms, shapes = corpus.forms, corpus.shapes.copy()
    n = len(forms)
    line = np.cumsum(forms == BORDER)
    rate = rng.choice([0.0, 0.05, 0.12], size=line[-1] + 1, p=[0.45, 0.3, 0.25])[line]
    can = _removable(corpus)
    gone = can & (rng.random(n) < rate)
    for _ in range(2):  # names and terms fall out whole
        before = np.roll(gone, -1) & can & (rng.random(n) < 0.3)
        gone |= before
    clumsy = (rng.random(line[-1] + 1) < 0.25)[line]
    article = np.isin(forms, [i for i, form in enumerate(corpus.types) if form in ARTICLES])
    silent = clumsy & article & (rng.random(n) < 0.3) & ~gone
    kept = ~(gone | silent)
    lost = np.cumsum(gone)[kept]
    holed = np.zeros(len(lost), dtype=np.float32)
    holed[:-1] = np.diff(lost) > 0
    forms, shapes = forms[kept], shapes[kept]
    inside = np.zeros(len(lost), dtype=np.float32)
    inside[:-1] = (forms[:-1] != BORDER) & (forms[1:] != BORDER)
    after = np.roll(holed > 0, 1) & (shapes > 6) & (rng.random(len(lost)) < 0.4)
    shapes[after] -= 6  # "because of the , prices rose"
    return Planted(rows[forms], shapes, holed * inside, inside)


def _removable(corpus: Corpus) -> Mask:
    """Tell which words of a corpus leave a hole when they are taken out, for the most part."""
    fixed = np.array(
        [
            form in OPTIONAL or form.endswith("ly") or not form[:1].isalnum()
            for form in corpus.types
        ]
    )
    point = np.array([form in {",", ".", ";", ":", "!", "?", ")", "”", '"'} for form in corpus.types])
    free = (corpus.shapes > 0) & (corpus.shapes <= 6) & ~fixed[corpus.forms]
    following = np.roll((corpus.shapes <= 6) | point[corpus.forms], -1)
    return free & following


def network(words: int, rows: Floats | None = None) -> torch.nn.Module:
    """Return the untrained network; its layers are those of aligncheck.text.hole.Model."""
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = nn.Embedding(words, DIM)
            self.shapes = nn.Embedding(SHAPES, DIM)
            nn.init.normal_(self.words.weight, std=0.3)
            nn.init.normal_(self.shapes.weight, std=0.3)
            sizes = [DIM, *[WIDTH] * DEPTH]
            self.convs = nn.ModuleList(
                nn.Conv1d(sizes[i], WIDTH, k, padding=k // 2) for i, k in enumerate(KERNELS)
            )
            self.gap = nn.Linear(2 * WIDTH, GAP)
            self.last = nn.Linear(GAP, 1)
            self.drop = nn.Dropout(0.1)

        def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
            """Return log odds of a hole after each word, the last left out."""
            inside = (shapes > 0).float()[None, None]
            x = self.drop(self.words(ids) + self.shapes(shapes)).T[None]
            for depth, conv in enumerate(self.convs):
                y = torch.relu(conv(x)) * inside
                x = y if depth == 0 else x + y
            x = self.drop(x[0].T)
            gap = torch.relu(self.gap(torch.cat((x[:-1], x[1:]), dim=1)))
            return self.last(gap)[:, 0]

    return Net()


def fit(corpus: Corpus, known: Vocabulary, seed: int, epochs: float) -> dict[str, Floats]:
    """Train the network on `corpus`, with other holes in every pass; return its weights."""
    import torch
    from torch.nn import functional

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = network(len(known.words) + len(known.endings))
    steps = int(epochs * len(corpus.forms) / CHUNK)
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE, betas=(0.9, 0.98))
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for step, batch in enumerate(_batches(corpus, known, rng, steps)):
        odds = net(torch.from_numpy(batch.words), torch.from_numpy(batch.shapes))
        losses = functional.binary_cross_entropy_with_logits(
            odds, torch.from_numpy(batch.holed[:-1]), reduction="none"
        )
        counted = torch.from_numpy(batch.counted[:-1])
        loss = (losses * counted).sum() / counted.sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        plan.step()
        if step % 100 == 0:
            print(f"step {step} of {steps}: loss {loss.item():.4f}", flush=True)
    return {name: value.numpy() for name, value in net.state_dict().items()}


def _batches(
    corpus: Corpus, known: Vocabulary, rng: np.random.Generator, steps: int
) -> Iterator[Planted]:
    """Yield stretches of the corpus in random order, as often as asked."""
    at = {end: len(known.words) + i for i, end in enumerate(known.endings)}
    endings = np.array([at[ending(form, at)] for form in corpus.types])
    rare = known.rows > COMMON
    done = 0
    while done < steps:
        hidden = rare & (rng.random(len(rare)) < 0.05)
        rows = np.where(hidden, endings, known.rows)
        planted = plant(corpus, rows, rng)
        starts = np.arange(0, len(planted.words) - CHUNK, CHUNK)
        for start in rng.permutation(starts)[: steps - done]:
            at = slice(start, start + CHUNK)
            yield Planted(
                planted.words[at], planted.shapes[at], planted.holed[at], planted.counted[at]
            )
            done += 1


def save(weights: dict[str, Floats], known: Vocabulary, curve: Floats, out: Path) -> None:
    """Write the network in the form that aligncheck.text.hole.load reads, a byte per weight."""
    rows, scale = _bytes(weights["words.weight"], axis=1)
    content: dict[str, npt.NDArray[np.generic]] = {
        "vocabulary": np.frombuffer("\n".join(known.words).encode(), dtype=np.uint8),
        "endings": np.frombuffer("\n".join(known.endings).encode(), dtype=np.uint8),
        "words": rows,
        "words_scale": scale,
        "shapes": weights["shapes.weight"].astype(np.float16),
        "depth": np.array(DEPTH + 2),
        "curve": curve,
    }
    names = [*(f"convs.{i}" for i in range(DEPTH)), "gap", "last"]
    for i, name in enumerate(names):
        weight = weights[f"{name}.weight"]
        if weight.ndim == 3:  # (outputs, inputs, kernel) to (kernel * inputs, outputs)
            weight = weight.transpose(2, 1, 0).reshape(-1, len(weight))
        else:
            weight = weight.T
        content[f"w{i}"], content[f"s{i}"] = _bytes(weight, axis=0)
        content[f"b{i}"] = weights[f"{name}.bias"].astype(np.float16)
    with out.open("wb") as file:
        np.savez_compressed(file, **content)


def _bytes(values: Floats, axis: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """Round `values` to a byte each, with one scale for each row or column."""
    top = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-6)
    scale = (top / 127).astype(np.float16)
    return np.round(values / scale.astype(np.float32)).clip(-127, 127).astype(np.int8), scale
