"""Teach the contextual judge, by stages, resumable, within a given time.

    python -m training.judge_training shards --data DATA --work WORK
    python -m training.judge_training plant --data DATA --work WORK --e5 FOLDER --seconds 2500
    python -m training.judge_training read --data DATA --work WORK --e5 FOLDER --fold 0 …
    python -m training.judge_training average --work WORK --states read.pt read0.pt read1.pt …
    python -m training.judge_training export --work WORK --e5 FOLDER --state average.pt --out FOLDER

`plant`: planted errors of both sides beside their undamaged pairs, soft alignment towards the
links of the translation table, sentences against those of the batch; after `RATED_FROM` of the
time, segments with the marks of raters, too. `read`: pairs read word by word, all of them or
those of the documents of the other fold, with planted ones among them. `average`: the mean of the
weights of several runs from one start, which reads better than each (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.judge_calibration import fold_of_row
from training.judge_examples import draw_group, make_shards
from training.judge_export import export_judge
from training.judge_labels import LONGEST, Example, Row, rated_example, read_example
from training.judge_network import CrossReader, Encoder, PieceTable, load_pretrained
from training.reading_labels import join_text

PAD = 1
BUDGET, BUFFER = 3_200, 400  # pieces of a batch; groups that are sorted by length together
RATED_FROM, SHARE_RATED = 0.6, 0.35
SHARE_READ = 0.72
RATED_SETS = {"mqm_wmt20a_zhen": 6000, "mqm_wmt21news_zhen": 6000, "mqm_bio21_zhen": 2500}
WARM, LEAST_RATE = 150, 0.03
KEEP_EVERY = 240  # seconds
WEIGHTS = {
    "omitted": 3.0,
    "wrong_source": 2.0,
    "added": 2.0,
    "wrong_target": 2.0,
    "gap": 1.0,
    "pair": 0.5,
    "rank": 0.3,
    "align": 0.25,
    "contrast": 0.15,
}
POSITIVE = 1.5  # what a marked piece counts beside one that is not
Group = list[Example]


@dataclass(slots=True)
class Judge:
    """The networks in training."""

    table: PieceTable
    encoder: Encoder
    cross: CrossReader

    def encode(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Return vectors (n, t, dim) and the mask (n, t) of piece ids."""
        with torch.no_grad():
            pieces = self.table(ids)
        mask = ids != PAD
        return self.encoder(pieces, mask), mask


@dataclass(slots=True)
class Batch:
    """Groups as tensors: each distinct text once in `ids`, examples by the places of theirs."""

    ids: Tensor
    zh: Tensor
    en: Tensor
    labels: dict[str, Tensor]
    pair: Tensor
    better: Tensor
    clean: Tensor
    weight: Tensor
    links: Tensor


def collate(tokenizer: Tokenizer, groups: Sequence[Group]) -> Batch:
    """Return groups as one batch."""
    examples: list[Example] = []
    places: dict[str, int] = {}
    better: list[int] = []
    for group in groups:
        first = len(examples)
        for example in group:
            for text in (example.zh, example.en):
                places.setdefault(text, len(places))
            better.append(first + example.better if example.better >= 0 else -1)
            examples.append(example)
    encodings = tokenizer.encode_batch(list(places))
    width = max(min(len(e.ids), LONGEST) for e in encodings)
    ids = torch.full((len(encodings), width), PAD, dtype=torch.long)
    for row, encoding in enumerate(encodings):
        cut = encoding.ids[:LONGEST]
        ids[row, : len(cut)] = torch.tensor(cut)
    links = [(k, i, j) for k, x in enumerate(examples) for i, j in x.links]
    names = ("omitted", "wrong_source", "added", "wrong_target", "gap")
    return Batch(
        ids,
        torch.tensor([places[x.zh] for x in examples]),
        torch.tensor([places[x.en] for x in examples]),
        {name: _pad_labels([getattr(x, name) for x in examples]) for name in names},
        torch.stack([torch.from_numpy(x.pair) for x in examples]),
        torch.tensor(better),
        torch.tensor([x.kind == "clean" for x in examples]),
        torch.tensor([x.weight for x in examples]),
        torch.tensor(links, dtype=torch.long).reshape(-1, 3),
    )


def _pad_labels(labels: Sequence[object]) -> Tensor:
    rows = [torch.as_tensor(row) for row in labels]
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=-1.0)


def compute_losses(judge: Judge, batch: Batch) -> dict[str, Tensor]:
    """Return the losses of a batch by name, as WEIGHTS weighs them."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors, mask = judge.encode(batch.ids)
        z_width, e_width = (batch.labels[name].shape[1] for name in ("omitted", "added"))
        src, tgt, gap, pair, ahead, back = judge.cross(
            vectors[batch.zh, :z_width],
            vectors[batch.en, :e_width],
            mask[batch.zh, :z_width],
            mask[batch.en, :e_width],
        )
    said = {
        "omitted": src[..., 0],
        "wrong_source": src[..., 1],
        "added": tgt[..., 0],
        "wrong_target": tgt[..., 1],
        "gap": gap,
    }
    losses = {
        name: _cross_entropy(said[name], batch.labels[name], batch.weight, POSITIVE)
        for name in said
    }
    losses["pair"] = _cross_entropy(pair, batch.pair, batch.weight)
    worse = batch.better >= 0
    if worse.any():
        margin = pair[batch.better[worse], 3] - pair[worse, 3]
        losses["rank"] = functional.softplus(-margin.float()).mean()
    if len(batch.links):
        losses["align"] = _alignment_loss(ahead, back, batch.links)
        losses["contrast"] = _contrast_loss(vectors, mask, batch)
    return {name: WEIGHTS[name] * loss for name, loss in losses.items()}


def _cross_entropy(said: Tensor, label: Tensor, weight: Tensor, positive: float = 1.0) -> Tensor:
    """Return the mean over known labels, examples weighed by `weight`."""
    known = (label >= 0).float()
    held = label.clamp_min(0)
    loss = functional.binary_cross_entropy_with_logits(said.float(), held, reduction="none")
    loss = loss * (1 + (positive - 1) * held) * known
    loss = loss * weight.view(-1, *[1] * (loss.dim() - 1))
    return loss.sum() / known.sum().clamp_min(1)


def _alignment_loss(ahead: Tensor, back: Tensor, links: Tensor) -> Tensor:
    """Return how little of each linked piece's alignment goes to what it is linked with."""
    e, i, j = links.T
    total = torch.zeros(())
    for soft, own, other in ((ahead, i, j), (back, j, i)):
        mass = torch.zeros(soft.shape[:2]).index_put_(
            (e, own), soft[e, own, other].float(), accumulate=True
        )
        total = total - mass[mass > 0].clamp_min(1e-4).log().mean()
    return total


def _contrast_loss(vectors: Tensor, mask: Tensor, batch: Batch) -> Tensor:
    """Tell the clean pairs' sentences from all others of the batch, both ways."""
    held = mask.float()[..., None]
    means = functional.normalize((vectors.float() * held).sum(1) / held.sum(1), dim=-1)
    zh, en = means[batch.zh[batch.clean]], means[batch.en[batch.clean]]
    likeness = 20 * zh @ en.T
    own = torch.arange(len(likeness))
    return functional.cross_entropy(likeness, own) + functional.cross_entropy(likeness.T, own)


def batch_groups(groups: Iterator[Group], rng: random.Random) -> Iterator[list[Group]]:
    """Yield groups of like length together, at most BUDGET pieces a batch."""
    while True:
        some = sorted((next(groups) for _ in range(BUFFER)), key=_group_size)
        batches: list[list[Group]] = [[]]
        texts = 0
        for group in some:
            own = len({text for x in group for text in (x.zh, x.en)})
            if batches[-1] and (texts + own) * _group_size(group) > BUDGET:
                batches.append([])
                texts = 0
            batches[-1].append(group)
            texts += own
        rng.shuffle(batches)
        yield from batches


def _group_size(group: Group) -> int:
    return max(example.size for example in group)


@dataclass(slots=True)
class Clock:
    """How much of the time is used."""

    seconds: float
    spent: float = 0.0
    start: float = 0.0

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return (self.spent + time.monotonic() - self.start) / self.seconds


def stream_groups(
    tokenizer: Tokenizer,
    shards: Sequence[Path],
    others: Sequence[Example],
    share: float,
    rng: random.Random,
    clock: Clock,
    begin: float = 0.0,
) -> Iterator[Group]:
    """Yield planted groups for ever, and `share` of `others` once `begin` of the time is used."""
    planted = _stream_rows(list(shards), rng)
    place = 0
    order = list(others)
    while True:
        if order and clock.share >= begin and rng.random() < share:
            if place % len(order) == 0:
                rng.shuffle(order)
            yield [order[place % len(order)]]
            place += 1
        else:
            yield draw_group(tokenizer, next(planted), rng)


def _stream_rows(shards: list[Path], rng: random.Random) -> Iterator[Row]:
    while True:
        rng.shuffle(shards)
        for shard in shards:
            rows = list(read_lines(shard))
            rng.shuffle(rows)
            yield from rows


def read_lines(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON lines file, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def train_judge(
    judge: Judge,
    tokenizer: Tokenizer,
    groups: Iterator[Group],
    state: Path,
    clock: Clock,
    rate: float,
    times: float,
    rng: random.Random,
) -> None:
    """Train until the time is used; the networks and the optimiser are kept in `state`."""
    slow, fast = list(judge.encoder.parameters()), list(judge.cross.parameters())
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": fast, "lr": rate * times}],
        betas=(0.9, 0.98),
        eps=1e-6,
        weight_decay=0.01,
    )
    step = _resume(judge, optimiser, state, clock)
    clock.start = kept = time.monotonic()
    for batch in batch_groups(groups, rng):
        if clock.share >= 1:
            break
        scale = min(1.0, (step + 1) / WARM) * max(LEAST_RATE, 1 - clock.share)
        for group, base in zip(optimiser.param_groups, (rate, rate * times), strict=True):
            group["lr"] = base * scale
        losses = compute_losses(judge, collate(tokenizer, batch))
        loss = torch.stack(list(losses.values())).sum()
        if not torch.isfinite(loss):
            optimiser.zero_grad()
            continue
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(slow + fast, 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        if step % 100 == 0:
            print(step, *(f"{name} {float(v.detach()):.4f}" for name, v in losses.items()))
        if time.monotonic() - kept > KEEP_EVERY:
            _keep(judge, optimiser, state, clock, step)
            kept = time.monotonic()
    _keep(judge, optimiser, state, clock, step)


def _keep(
    judge: Judge, optimiser: torch.optim.Optimizer, state: Path, clock: Clock, step: int
) -> None:
    part = state.with_suffix(".part")
    torch.save(
        {
            "enc": judge.encoder.state_dict(),
            "cross": judge.cross.state_dict(),
            "opt": optimiser.state_dict(),
            "step": step,
            "elapsed": clock.share * clock.seconds,
        },
        part,
    )
    part.replace(state)


def _resume(judge: Judge, optimiser: torch.optim.Optimizer, state: Path, clock: Clock) -> int:
    if not state.exists():
        return 0
    stored = torch.load(state, weights_only=False)
    judge.encoder.load_state_dict(stored["enc"])
    judge.cross.load_state_dict(stored["cross"])
    optimiser.load_state_dict(stored["opt"])
    clock.spent = stored["elapsed"]
    return int(stored["step"])


def load_judge_state(e5: Path, state: Path | None = None) -> Judge:
    """Return the networks as pretrained, or as kept in `state`."""
    judge = Judge(*load_pretrained(e5), CrossReader())
    if state is not None:
        stored = torch.load(state, weights_only=False)
        judge.encoder.load_state_dict(stored["enc"])
        judge.cross.load_state_dict(stored["cross"])
    return judge


def average_states(paths: Sequence[Path]) -> dict[str, dict[str, Tensor]]:
    """Return the mean of the networks kept in `paths`, which must have begun as the same one."""
    stored = [torch.load(path, weights_only=False) for path in paths]
    return {
        part: {
            name: torch.stack([state[part][name].float() for state in stored]).mean(0)
            for name in stored[0][part]
        }
        for part in ("enc", "cross")
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one stage."""
    parser = argparse.ArgumentParser(prog="training.judge_training", description=__doc__)
    parser.add_argument("stage", choices=("shards", "plant", "read", "average", "export"))
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--e5", type=Path, default=Path("e5"))
    parser.add_argument("--seconds", type=float, default=2500)
    parser.add_argument("--fold", type=int, default=-1, help="documents that stay unseen")
    parser.add_argument("--state", type=Path)
    parser.add_argument("--states", type=Path, nargs="+", help="of `average`")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    torch.manual_seed(1)
    if given.stage == "shards":
        held = _held_texts(given.data)  # those read, too: a reader's omission is not "faithful"
        for path in make_shards(given.data / "train", given.work / "shards", held):
            print(path)
    elif given.stage == "average":
        mean = average_states([given.work / state for state in given.states])
        torch.save(mean, given.work / "average.pt")
    elif given.stage == "export":
        judge = load_judge_state(given.e5, given.work / given.state)
        tokenizer = given.e5 / "tokenizer.json"
        export_judge(judge.table, judge.encoder, judge.cross, tokenizer, given.out)
    else:
        _run_stage(given)


def _run_stage(given: argparse.Namespace) -> None:
    rng = random.Random(1)
    tokenizer = Tokenizer.from_file(str(given.e5 / "tokenizer.json"))
    shards = sorted((given.work / "shards").glob("*.jsonl.gz"))
    clock = Clock(given.seconds, start=time.monotonic())
    if given.stage == "plant":
        rated = _rated_examples(given.data, tokenizer, rng)
        groups = stream_groups(tokenizer, shards, rated, SHARE_RATED, rng, clock, RATED_FROM)
        judge, state, rate, times = load_judge_state(given.e5), "plant.pt", 8e-5, 10.0
    else:
        rows = list(read_lines(given.data / "dev" / "reading_train.jsonl.gz"))
        rows += join_text(given.data / "train")
        seen = [row for row in rows if given.fold < 0 or fold_of_row(row) != given.fold]
        read = [read_example(tokenizer, row) for row in seen]
        groups = stream_groups(tokenizer, shards, read, SHARE_READ, rng, clock)
        judge = load_judge_state(given.e5, given.work / "plant.pt")
        state, rate, times = f"read{given.fold if given.fold >= 0 else ''}.pt", 3e-5, 5.0
    train_judge(judge, tokenizer, groups, given.work / state, clock, rate, times, rng)


def _held_texts(data: Path) -> frozenset[str]:
    rows = [
        *read_lines(data / "dev" / "reading_dev.jsonl.gz"),
        *read_lines(data / "dev" / "reading_train.jsonl.gz"),
        *join_text(data / "train"),
    ]
    return frozenset(text for row in rows for text in (row["zh"], row["en"]))


def _rated_examples(data: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Example]:
    """Return segments with raters' marks, none of whose sources stands in a reading set."""
    held = {
        row["zh"]
        for name in ("reading_dev", "reading_train")
        for row in read_lines(data / "dev" / f"{name}.jsonl.gz")
    }
    out: list[Example] = []
    for name, most in RATED_SETS.items():
        rows = [
            row
            for row in read_lines(data / "dev" / f"{name}.jsonl.gz")
            if row["zh"].strip() and row["en"].strip() and row["zh"] not in held
        ]
        rng.shuffle(rows)
        out += [rated_example(tokenizer, row) for row in rows[:most] if len(row["zh"]) < 160]
    return out


if __name__ == "__main__":
    main()
