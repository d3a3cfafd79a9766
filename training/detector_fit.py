"""Fit the detector's network: the loss of all tasks, and a loop that goes on where it stopped."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from training.detector_batches import Batch
from training.detector_inputs import Inputs
from training.detector_network import PretrainingNetwork

LEAST_RATE = 0.02  # share of the learning rate that is left at the end
LEAST_HIDDEN = 8  # masked words of a side in a batch
KEEP_EVERY, SAY_EVERY = 500, 50  # steps


def run_network(network: PretrainingNetwork, inputs: Inputs, batch: Batch) -> Batch:
    """Run the network in bfloat16 and add the logits of its tasks on words; weights stay float32.

    zh_replaced (b, n), en_replaced (b, m): whether a word took another's place.
    """
    half = {name: value.to(torch.bfloat16) for name, value in network.named_parameters()}
    made = {
        name: value.to(torch.bfloat16) if value.dtype == torch.float32 else value
        for name, value in inputs(batch).items()
    }
    logits: Batch = torch.func.functional_call(network, half, (made,))
    n = batch["zh_ids"].shape[1]
    swapped = logits["last"] @ half["rtd"] + half["rtd_bias"]
    logits["zh_replaced"], logits["en_replaced"] = swapped[:, :n, 0], swapped[:, n:, 1]
    return {name: value.float() for name, value in logits.items()}


def total_loss(network: PretrainingNetwork, inputs: Inputs, logits: Batch, batch: Batch) -> Tensor:
    """Sum the losses of all labels that are known, and of the order of twins."""
    weight = batch["weight"]
    total = 1.0 * _weighted_cross_entropy(logits["zh"], batch["zh"], weight)
    total = total + 0.5 * _weighted_cross_entropy(logits["en"], batch["en"], weight)
    total = total + 0.3 * _weighted_cross_entropy(logits["gap"], batch["gap"], weight)
    total = total + 0.5 * _weighted_cross_entropy(logits["whole"], batch["whole"], weight)
    damaged = batch["twin"] >= 0
    if damaged.any():
        quality = logits["whole"][:, 2]
        margin = 1.0 - quality[batch["twin"][damaged]] + quality[damaged]
        total = total + 0.3 * functional.softplus(margin).mean()
    for name in ("zh_replaced", "en_replaced"):
        total = total + 0.7 * _weighted_cross_entropy(logits[name], batch[name], weight)
    return total + 0.15 * _masked_word_loss(network, inputs, logits["last"], batch)


def _masked_word_loss(
    network: PretrainingNetwork, inputs: Inputs, last: Tensor, batch: Batch
) -> Tensor:
    """Return the loss of naming each masked word among all that are masked in the batch."""
    n = batch["zh_ids"].shape[1]
    total = torch.zeros(())
    for hidden, vectors, states in (
        (batch["zh_hidden"], inputs.vectors[0], last[:, :n]),
        (batch["en_hidden"], inputs.vectors[1], last[:, n:]),
    ):
        at = hidden > 0
        if at.sum() < LEAST_HIDDEN:
            continue
        choices, right = torch.unique(hidden[at].long(), return_inverse=True)
        offered = functional.normalize(vectors[choices].float(), dim=1)
        named = functional.normalize(states[at] @ network.tlm, dim=1)
        total = total + functional.cross_entropy(network.tlm_scale * (named @ offered.T), right)
    return total


def _weighted_cross_entropy(logits: Tensor, labels: Tensor, weight: Tensor) -> Tensor:
    known = labels >= 0
    each = functional.binary_cross_entropy_with_logits(
        logits, labels.clamp(min=0), reduction="none"
    )
    spread = weight.reshape(-1, *[1] * (labels.dim() - 1)).expand_as(labels)
    return (each * known * spread).sum() / known.sum().clamp(min=1)


def fit_network(
    network: PretrainingNetwork,
    inputs: Inputs,
    stream: Iterator[Batch],
    steps: int,
    rate: float,
    log: str,
    warm_up: int,
    kept: Path | None = None,
) -> None:
    """Train for `steps` batches with a warm-up and a cosine decay.

    With `kept` the state is written there every KEEP_EVERY steps, and read first if it is there;
    `stream` then yields what comes next.
    """
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.98)
    )
    first = 0
    if kept is not None and kept.exists():
        state: dict[str, Any] = torch.load(kept)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["step"]
    started, mean = time.time(), 0.0
    network.train()
    for step, batch in zip(range(first, steps), stream, strict=False):
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        now = rate * min(1, (step + 1) / warm_up) * (cosine * (1 - LEAST_RATE) + LEAST_RATE)
        for group in optimizer.param_groups:
            group["lr"] = now
        value = total_loss(network, inputs, run_network(network, inputs, batch), batch)
        optimizer.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        mean = 0.98 * mean + 0.02 * value.item() if step > first else value.item()
        if step % SAY_EVERY == 0:
            print(f"{log} {step}/{steps} {mean:.4f} {time.time() - started:.0f}s", flush=True)
        if kept is not None and step and step % KEEP_EVERY == 0:
            _save_state(network, optimizer, step + 1, kept)
    network.eval()


def _save_state(
    network: PretrainingNetwork, optimizer: torch.optim.Optimizer, step: int, path: Path
) -> None:
    """Write the state beside `path` first, so that a cut-off run never leaves half of it."""
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def resume_step(kept: Path) -> int:
    """Return the step that a run kept in `kept` goes on from."""
    return int(torch.load(kept)["step"]) if kept.exists() else 0
