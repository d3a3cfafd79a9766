"""What a measurement gives: named figures with their intervals, by set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from aligncheck.evaluate.metrics import Bin, Ints, Numbers, bootstrap


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `low` and `high` bound its 95 % interval, None where there is none.

    `n` is the number of observations, `positive` how many of them are what is looked for. `value`
    is None where it is not defined, as an AUC without positives.
    """

    group: str
    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    positive: int | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """A reliability table: in each bin, what was said and what was true."""

    group: str
    name: str
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class SetFigures:
    """All figures of one set; `notes` are for the reader."""

    name: str
    kind: str
    rows: int
    documents: int | None
    figures: tuple[Figure, ...]
    curves: tuple[Curve, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A whole measurement and what it was made with."""

    version: str
    model: str
    fingerprint: str
    detector: str
    limit: int | None
    sets: tuple[SetFigures, ...]


def measure_statistic(
    group: str,
    name: str,
    documents: Sequence[str],
    statistic: Callable[[Ints], float],
    *,
    positive: int | None = None,
    n: int | None = None,
) -> Figure:
    """Return the statistic over all rows with its interval over documents; `n` if not the rows."""
    rows = np.arange(len(documents))
    value = statistic(rows) if len(rows) else float("nan")
    count = len(documents) if n is None else n
    if np.isnan(value):
        return Figure(group, name, None, None, None, count, positive)
    low, high = bootstrap(documents, statistic) or (None, None)
    return Figure(group, name, value, low, high, count, positive)


def measure_sums(
    group: str,
    name: str,
    documents: Sequence[str],
    counts: Numbers,
    statistic: Callable[[Numbers], float],
    *,
    positive: int | None = None,
    n: int | None = None,
) -> Figure:
    """Return a statistic of sums; `counts` holds a row of counts for each row measured."""
    return measure_statistic(
        group,
        name,
        documents,
        lambda drawn: statistic(counts[drawn].sum(axis=0)),
        positive=positive,
        n=n,
    )


def measure_share(group: str, name: str, documents: Sequence[str], held: Sequence[bool]) -> Figure:
    """Return the share of rows for which something held."""
    flags = np.array(held, dtype=np.float64).reshape(-1, 1)
    counts = np.concatenate([flags, np.ones_like(flags)], axis=1)
    return measure_sums(
        group,
        name,
        documents,
        counts,
        lambda total: float(total[0] / total[1]) if total[1] else float("nan"),
        positive=int(flags.sum()),
    )
