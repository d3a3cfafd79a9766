"""Pairs read word by word: do warnings hold, are the readers' omissions found, how sure are we.

A finding holds when its span touches a span of a reader. What counts as found is an omission that
every reader of the pair marked and that a warning touches in the Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligncheck.document import Span
from aligncheck.evaluate import metrics
from aligncheck.evaluate.check_results import KeptFinding, Options, Scored, Text, score_texts
from aligncheck.evaluate.figures import Curve, Figure, SetFigures, measure_share, measure_statistic
from aligncheck.evaluate.labelled_sets import ErrorMark, Read
from aligncheck.evaluate.metrics import Ints

SOUGHT = ("omission", "addition", "name", "number", "mistranslation", "negation")
Flags = NDArray[np.bool_]
LEAST = 10  # findings of a rule that are told apart


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding, the document it stands in, and whether a reader marked what it touches."""

    doc: str
    finding: KeptFinding
    holds: bool


def measure_read_pairs(name: str, rows: Sequence[Read], options: Options) -> SetFigures:
    """Return precision by severity and rule, recall by category, and agreement with readers."""
    scored = score_texts([Text(row.zh, row.en) for row in rows], options, name)
    figures: list[Figure] = []
    curves: list[Curve] = []
    for group, human in (("human", True), ("machine", False)):
        places = [i for i, row in enumerate(rows) if row.human is human]
        if places:
            own, said = [rows[i] for i in places], [scored[i] for i in places]
            told = list(_match_findings(own, said))
            figures += [*_precision(group, told), *_recall(group, own, said)]
            figures += _agreement(group, own, said)
            curves.append(_reliability(group, told))
    docs = {row.doc for row in rows}
    return SetFigures(name, "read", len(rows), len(docs), tuple(figures), tuple(curves))


def _match_findings(rows: Sequence[Read], scored: Sequence[Scored]) -> Iterator[_Told]:
    for row, said in zip(rows, scored, strict=True):
        marks = [mark for marks in row.marks.values() for mark in marks]
        for finding in said.found:
            yield _Told(row.doc, finding, any(touches_mark(finding, mark) for mark in marks))


def touches_mark(finding: KeptFinding, mark: ErrorMark) -> bool:
    """Return whether a finding and a mark touch on the side where the mark stands."""
    if mark.span is None:
        return False
    places = finding.source if mark.source else finding.target
    return any(_touch(start, end, mark.span) for start, end in places)


def _touch(start: int, end: int, span: Span) -> bool:
    return start < max(span.end, span.start + 1) and span.start < max(end, start + 1)


def _precision(group: str, told: Sequence[_Told]) -> Iterator[Figure]:
    loud = [one for one in told if one.finding.loud]
    kinds = [("warnings and errors", loud)]
    kinds += [("errors", [one for one in loud if one.finding.severity == "error"])]
    kinds += [
        (f"{rule} at warning or above", [one for one in loud if one.finding.rule == rule])
        for rule in sorted({one.finding.rule for one in loud})
    ]
    for name, held in kinds:
        if len(held) >= LEAST or " " not in name or name == "warnings and errors":
            docs = [one.doc for one in held]
            yield measure_share(group, f"{name}: hold", docs, [one.holds for one in held])


def _recall(group: str, rows: Sequence[Read], scored: Sequence[Scored]) -> Iterator[Figure]:
    for category in SOUGHT:
        for severity in ("major", "minor"):
            docs: list[str] = []
            found: list[bool] = []
            for row, said in zip(rows, scored, strict=True):
                loud = [finding for finding in said.found if finding.loud]
                for mark in shared_marks(row, category, severity):
                    docs.append(row.doc)
                    found.append(any(touches_mark(finding, mark) for finding in loud))
            if len(docs) >= LEAST:
                what = f"{severity} {category}, found at warning or above"
                yield measure_share(group, what, docs, found)


def shared_marks(row: Read, category: str, severity: str) -> Iterator[ErrorMark]:
    """Yield the marks of the first reader that every other reader marked, too.

    The others' marks must touch it and be of its category, of any severity.
    """
    first, *others = row.marks.values()
    for mark in first:
        if mark.category != category or mark.severity != severity or mark.span is None:
            continue
        span = mark.span
        if all(
            any(
                other.category == category
                and other.source is mark.source
                and other.span is not None
                and _touch(other.span.start, other.span.end, span)
                for other in marks
            )
            for marks in others
        ):
            yield mark


def _agreement(group: str, rows: Sequence[Read], scored: Sequence[Scored]) -> Iterator[Figure]:
    docs = [row.doc for row in rows]
    ranked = np.array([said.omission for said in scored])
    flagged = np.array([any(_says_omission(f) for f in said.found) for said in scored])
    readers = sorted({reader for row in rows for reader in row.marks})
    for reader in readers:
        marked = np.array(
            [any(m.category == "omission" for m in row.marks.get(reader, ())) for row in rows]
        )
        if not marked.any() or marked.all():
            continue
        label = f", reader {reader}" if len(readers) > 1 else ""

        def f1(drawn: Ints, marked: Flags = marked) -> float:
            both = float((flagged[drawn] & marked[drawn]).sum())
            return 2 * both / max(float(flagged[drawn].sum() + marked[drawn].sum()), 1.0)

        def auc(drawn: Ints, marked: Flags = marked) -> float:
            return metrics.auc(ranked[drawn], marked[drawn])

        count = int(marked.sum())
        yield measure_statistic(
            group, f"omission of a pair as flagged, F1{label}", docs, f1, positive=count
        )
        yield measure_statistic(group, f"omission of a pair, AUC{label}", docs, auc, positive=count)


def _says_omission(finding: KeptFinding) -> bool:
    return finding.loud and finding.rule in {"AC101", "AC103", "AC107"}


def _reliability(group: str, told: Sequence[_Told]) -> Curve:
    said = np.array([one.finding.confidence for one in told], dtype=np.float64)
    held = np.array([one.holds for one in told], dtype=np.float64)
    return Curve(group, "confidence of findings", tuple(metrics.reliability_bins(said, held)))
