"""How often the English words that the report page shows of a Chinese word are the right ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from aligncheck.coverage.analysis import analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.document import Span
from aligncheck.evaluate.figures import Figure, measure_sums
from aligncheck.evaluate.labelled_sets import Linked
from aligncheck.models.model_bundle import Models
from aligncheck.report import WordMatch

GROUP = "English shown for a Chinese word"


def measure_shown(rows: Sequence[Linked], models: Models) -> tuple[Figure, ...]:
    """Return how many content words with a link are shown with right words, and with no wrong one.

    A shown word is right if it is linked, surely or possibly, with the Chinese word.
    """
    texts = ["".join(row.zh) for row in rows], [" ".join(row.en) for row in rows]
    found = analyse_pairs((Task(zh, en) for zh, en in zip(*texts, strict=True)), models)
    counts = np.array(
        [
            _count_words(row, told.matches if told else ())
            for row, told in zip(rows, found, strict=True)
        ],
        dtype=np.float64,
    ).reshape(-1, 4)
    docs = [str(i) for i in range(len(rows))]
    n = int(counts[:, 0].sum())

    def share(name: str, column: int) -> Figure:
        return measure_sums(
            GROUP, name, docs, counts, lambda c: float(c[column] / max(c[0], 1)), n=n
        )

    return (share("a right word", 1), share("no wrong word", 2), share("none shown", 3))


def _count_words(row: Linked, matches: Sequence[WordMatch]) -> tuple[int, int, int, int]:
    """Count words with a link; those shown with a right word, right words alone, with none."""
    zh, en = _place_tokens(row.zh, ""), _place_tokens(row.en, " ")
    counts = [0, 0, 0, 0]
    for match in matches:
        tokens = set(_overlapping(match.source, zh))
        linked = {j for i, j in row.possible | row.sure if i in tokens}
        if not linked:
            continue
        right = [not linked.isdisjoint(_overlapping(span, en)) for span in match.targets]
        counts[0] += 1
        counts[1] += any(right)
        counts[2] += bool(right) and all(right)
        counts[3] += not right
    return counts[0], counts[1], counts[2], counts[3]


def _place_tokens(tokens: Sequence[str], between: str) -> list[Span]:
    """Return where each token stands in the text that they make with `between` between them."""
    places, at = [], 0
    for token in tokens:
        places.append(Span(at, at + len(token)))
        at += len(token) + len(between)
    return places


def _overlapping(span: Span, places: Sequence[Span]) -> Iterator[int]:
    return (i for i, it in enumerate(places) if it.start < span.end and span.start < it.end)
