"""Omitted words and characters, inside segments where raters marked an omission in the Chinese."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from aligncheck.document import Span
from aligncheck.evaluate import document_folds, metrics
from aligncheck.evaluate.check_results import Scored, Stretch
from aligncheck.evaluate.figures import (
    Curve,
    Figure,
    measure_share,
    measure_statistic,
    measure_sums,
)
from aligncheck.evaluate.labelled_sets import Judged
from aligncheck.evaluate.metrics import Ints, Numbers


def omission_figures(rows: Sequence[Judged], scored: Sequence[Scored]) -> list[Figure]:
    """Return token AUC and character P, R and F1; nothing without marks in the Chinese."""
    held = [
        (row, s, gold) for row, s in zip(rows, scored, strict=True) if (gold := _gold_spans(row))
    ]
    if not held:
        return []
    marked = [row for row, _, _ in held]
    golds = [gold for _, _, gold in held]
    words = [s.words for _, s, _ in held]
    spans = [s.dropped for _, s, _ in held]
    return [
        _token_auc(marked, words, golds),
        *_character_figures(marked, spans, golds, "reported stretches"),
        *_character_figures(marked, words, golds, "words above a threshold"),
        *_confidence_figures(rows, scored),
    ]


def _gold_spans(row: Judged) -> list[Span]:
    return [
        mark.span
        for mark in row.marks
        if mark.category == "omission" and mark.source and mark.span is not None
    ]


def _token_auc(
    rows: Sequence[Judged], words: Sequence[Sequence[Stretch]], golds: Sequence[Sequence[Span]]
) -> Figure:
    docs = [row.doc for row, held in zip(rows, words, strict=True) for _ in held]
    value = np.array([word.probability for held in words for word in held])
    label = np.array(
        [
            any(word.overlaps_span(span) for span in gold)
            for held, gold in zip(words, golds, strict=True)
            for word in held
        ],
        dtype=np.bool_,
    )
    return measure_statistic(
        "omitted words",
        "token AUC",
        docs,
        lambda drawn: metrics.auc(value[drawn], label[drawn]),
        positive=int(label.sum()),
    )


def _character_figures(
    rows: Sequence[Judged],
    said: Sequence[Sequence[Stretch]],
    golds: Sequence[Sequence[Span]],
    what: str,
) -> list[Figure]:
    """Return P, R, F1 over characters, the threshold of each document chosen on other folds."""
    grids = [
        _character_grid(row.zh, stretches, gold)
        for row, stretches, gold in zip(rows, said, golds, strict=True)
    ]
    number = np.array(
        [document_folds.fold_of_document(row.doc, document_folds.FOLDS) for row in rows]
    )
    counts = np.zeros((len(rows), 3))  # hit, said, marked characters
    for k in np.unique(number):
        train = [grids[i] for i in np.flatnonzero(number != k)]
        value = np.concatenate([grid[0] for grid in train]) if train else np.zeros(0)
        label = np.concatenate([grid[1] for grid in train]) if train else np.zeros(0)
        least = metrics.f1_threshold(value, label > 0) if label.any() else float("inf")
        for i in np.flatnonzero(number == k):
            p, gold = grids[i]
            found = (p >= least) & (p > 0)
            counts[i] = (found & (gold > 0)).sum(), found.sum(), (gold > 0).sum()
    docs, positive = [row.doc for row in rows], int(counts[:, 2].sum())
    return [
        measure_sums(
            "omitted words", f"characters, {what}: {name}", docs, counts, of, positive=positive
        )
        for name, of in _PRF
    ]


# Of (hit, said, marked) characters.
_PRF: Sequence[tuple[str, Callable[[Numbers], float]]] = (
    ("precision", lambda counts: counts[0] / counts[1] if counts[1] else float("nan")),
    ("recall", lambda counts: counts[0] / counts[2] if counts[2] else float("nan")),
    ("F1", lambda counts: metrics.f1(*counts)),
)


def _character_grid(
    text: str, said: Sequence[Stretch], gold: Sequence[Span]
) -> tuple[Numbers, Ints]:
    """Return, for each character, its best probability (0 without any) and whether it is marked."""
    value, label = np.zeros(len(text)), np.zeros(len(text), dtype=np.int64)
    for stretch in said:
        value[stretch.start : stretch.end] = np.maximum(
            value[stretch.start : stretch.end], stretch.probability
        )
    for span in gold:
        label[span.start : span.end] = 1
    return value, label


def _confidence_figures(rows: Sequence[Judged], scored: Sequence[Scored]) -> list[Figure]:
    """Return the share of AC103 findings that touch a marked omission, by severity.

    A floor: raters mark at most five errors a segment, and not every omission.
    """
    if all(row.partial for row in rows):
        return []
    out = []
    for severity in ("error", "warning", "info"):
        held = [
            (row.doc, any(f.overlaps_span(span) for span in _gold_spans(row)))
            for row, s in zip(rows, scored, strict=True)
            for f in s.found
            if f.rule == "AC103" and f.severity == severity
        ]
        name = f"AC103 as {severity}: touches a marked omission"
        out.append(
            measure_share("findings", name, [doc for doc, _ in held], [hit for _, hit in held])
        )
    return out


def confidence_curve(rows: Sequence[Judged], scored: Sequence[Scored]) -> Curve:
    """Return the reliability of AC103's confidence against marked omissions."""
    _, said, held = _finding_confidences(rows, scored)
    return Curve("calibration", "confidence of AC103", tuple(metrics.reliability_bins(said, held)))


def confidence_ece(rows: Sequence[Judged], scored: Sequence[Scored]) -> Figure:
    """Return how far AC103's confidence is from the share that touches a marked omission."""
    docs, said, held = _finding_confidences(rows, scored)
    return measure_statistic(
        "calibration",
        "ECE of the confidence of AC103",
        docs,
        lambda drawn: metrics.ece(said[drawn], held[drawn]),
        positive=int(held.sum()),
    )


def _finding_confidences(
    rows: Sequence[Judged], scored: Sequence[Scored]
) -> tuple[list[str], Numbers, Numbers]:
    """Return document and confidence of each AC103, and whether it touches a marked omission."""
    found = [
        (row.doc, f.confidence, float(any(f.overlaps_span(span) for span in _gold_spans(row))))
        for row, s in zip(rows, scored, strict=True)
        for f in s.found
        if f.rule == "AC103"
    ]
    values = np.array([item[1:] for item in found], dtype=np.float64).reshape(-1, 2)
    return [doc for doc, _, _ in found], values[:, 0], values[:, 1]
