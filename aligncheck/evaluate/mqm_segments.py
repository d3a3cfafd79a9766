"""Omissions and additions of whole segments, measured against professional raters (MQM)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations, permutations

import numpy as np

from aligncheck.evaluate import document_folds, metrics, omission_spans
from aligncheck.evaluate.check_results import Options, Scored, Text, score_texts
from aligncheck.evaluate.figures import Curve, Figure, SetFigures, measure_share, measure_statistic
from aligncheck.evaluate.labelled_sets import Judged
from aligncheck.evaluate.metrics import Flags, Ints, Numbers

TRAINED = (
    "the detector that ships was trained on these rows, so the figures flatter it; --folds DIR"
    " measures with detectors that have not seen the documents"
)
CALIBRATED = ("omission", "addition", "quality")
GRADES = {"neutral": 0, "minor": 1, "major": 2}  # of a mark by its severity
PARTIAL = "only some marks are known here: no figures that need rows without an omission"


def measure_judged(name: str, rows: Sequence[Judged], options: Options) -> SetFigures:
    """Return all figures of a set of judged segments."""
    scored = score_texts([Text(row.zh, row.en, row.doc) for row in rows], options, name)
    notes = []
    if not options.folds and any(row.set in document_folds.TRAINED_ON for row in rows):
        notes.append(TRAINED)
    figures: list[Figure] = []
    curves: tuple[Curve, ...] = ()
    if all(row.partial for row in rows):
        notes.append(PARTIAL)
    else:
        figures += _detection_figures(rows, scored, "omission")
        figures += _f1_with_raters(rows, scored)
        figures += _auc_beside_raters(rows, scored)
        figures += _detection_figures(rows, scored, "addition")
        figures += _false_alarm_figures(rows, scored)
        figures += _quality_figures(rows, scored)
        curves = tuple(_calibration_curve(rows, scored, category) for category in CALIBRATED)
        figures += [_calibration_error(rows, scored, category) for category in CALIBRATED]
    inside = omission_spans.omission_figures(rows, scored)
    if inside and curves:
        curves = (*curves, omission_spans.confidence_curve(rows, scored))
        figures.append(omission_spans.confidence_ece(rows, scored))
    figures += inside
    documents = len({row.doc for row in rows})
    return SetFigures(name, "judged", len(rows), documents, tuple(figures), curves, tuple(notes))


def _score_values(scored: Sequence[Scored], category: str) -> Numbers:
    return np.array([float(getattr(s, category)) for s in scored])


def _detection_figures(
    rows: Sequence[Judged], scored: Sequence[Scored], category: str
) -> list[Figure]:
    """Return AUC and AP; rows that are neither clear positives nor clear negatives are left out."""
    value = _score_values(scored, category)
    ratio = np.array([np.log((len(row.zh) + 1) / (len(row.en) + 1)) for row in rows])
    baseline = ratio if category == "omission" else -ratio
    any_ = np.array([row.marked(category) for row in rows])
    major = np.array([row.marked(category, major=True) for row in rows])
    clean = (any_ == 0) & ~np.array([row.unsure for row in rows], dtype=np.bool_)
    figures = [
        *_ranking_figures(rows, value, major >= 1, clean, category, "at least one Major"),
        _ranking_figure(
            rows, baseline, major >= 1, clean, category, "AUC of the length ratio alone"
        ),
    ]
    if category == "omission" and max(len(row.raters) for row in rows) > 1:
        two = (any_ >= 2) & (major >= 1)
        figures += _ranking_figures(rows, value, two, clean, category, "two raters or more")
        figures += _ranking_figures(rows, value, major >= 2, clean, category, "two raters Major")
    return figures


def _ranking_figures(
    rows: Sequence[Judged], value: Numbers, yes: Flags, no: Flags, group: str, what: str
) -> list[Figure]:
    return [
        _ranking_figure(rows, value, yes, no, group, f"AUC, {what}"),
        _ranking_figure(rows, value, yes, no, group, f"AP, {what}", metrics.average_precision),
    ]


def _ranking_figure(
    rows: Sequence[Judged],
    value: Numbers,
    yes: Flags,
    no: Flags,
    group: str,
    name: str,
    statistic: Callable[[Numbers, Flags], float] = metrics.auc,
) -> Figure:
    used = np.flatnonzero(yes | no)
    held, label = value[used], yes[used]
    return measure_statistic(
        group,
        name,
        [rows[i].doc for i in used.tolist()],
        lambda drawn: statistic(held[drawn], label[drawn]),
        positive=int(label.sum()),
    )


def _f1_with_raters(rows: Sequence[Judged], scored: Sequence[Scored]) -> list[Figure]:
    """Return F1 with each single rater at thresholds of other documents, and the raters' own."""
    labels = rater_labels(rows)
    value, docs = _score_values(scored, "omission"), [row.doc for row in rows]
    least = document_folds.crossfit_thresholds(
        docs, lambda train: _rater_threshold(value[train], labels[train])
    )
    said = value >= least
    positive = int((labels == 1).sum())
    people = max(len(row.raters) for row in rows) > 1
    statistics: list[tuple[str, Callable[[Ints], float]]] = []
    for what, mean in (("mean", True), ("pooled", False)):
        ours = partial(_rater_f1, said=said, labels=labels, mean=mean)
        statistics.append((f"F1 with single raters, {what}", ours))
        if people:
            theirs = partial(rater_agreement_f1, labels=labels, mean=mean)
            statistics.append((f"… of raters with each other, {what}", theirs))
    return [
        measure_statistic("omission", name, docs, of, positive=positive) for name, of in statistics
    ]


def rater_labels(rows: Sequence[Judged]) -> Ints:
    """Return (rows, raters): 1 where the rater marked an omission, 0 where not, -1 if unseen."""
    return np.minimum(rater_grades(rows), 1)


def rater_grades(rows: Sequence[Judged]) -> Ints:
    """Return (rows, raters): 2 where the rater marked a Major omission, 1 a Minor, 0 none, or -1.

    -1 stands where the rater has not seen the row.
    """
    raters = sorted({rater for row in rows for rater in row.raters})
    grades = np.full((len(rows), len(raters)), -1)
    for i, row in enumerate(rows):
        for r, rater in enumerate(raters):
            own = [m for m in row.marks if m.rater == rater and m.category == "omission"]
            if rater in row.raters:
                grades[i, r] = max((GRADES[m.severity] for m in own), default=0)
    return grades


def _auc_beside_raters(rows: Sequence[Judged], scored: Sequence[Scored]) -> list[Figure]:
    """Return how well a rater's Major marks are ranked by us and by each other rater's marks.

    What the rater marked Minor is left out; a row counts once for each two raters who saw it.
    """
    grades, value = rater_grades(rows), _score_values(scored, "omission")
    held: list[tuple[int, int, int]] = []  # row, another rater's grade, whether it is Major
    for one, other in permutations(range(grades.shape[1]), 2):
        both = (grades[:, one] >= 0) & (grades[:, other] >= 0) & (grades[:, one] != 1)
        held += [(i, grades[i, other], grades[i, one] == 2) for i in np.flatnonzero(both).tolist()]
    if not held:
        return []
    at, theirs, label = (np.array(column) for column in zip(*held, strict=True))
    docs, major = [rows[i].doc for i in at.tolist()], label.astype(np.bool_)
    ours = value[at]

    def auc_of_ranking(ranked: Numbers) -> Callable[[Ints], float]:
        return lambda drawn: metrics.auc(ranked[drawn], major[drawn])

    positive, name = int(major.sum()), "AUC of one rater's Major"
    return [
        measure_statistic("omission", name, docs, auc_of_ranking(ours), positive=positive),
        measure_statistic(
            "omission", "… by another rater", docs, auc_of_ranking(theirs * 1.0), positive=positive
        ),
    ]


def _rater_threshold(value: Numbers, labels: Ints) -> float:
    """Return the threshold of the best mean F1 with single raters."""
    at = metrics.candidate_thresholds(value)
    seen = [r for r in range(labels.shape[1]) if (labels[:, r] == 1).any()]
    if not seen:
        return float("inf")
    curves = [
        metrics.f1_curve(value[labels[:, r] >= 0], labels[labels[:, r] >= 0, r] == 1, at)
        for r in seen
    ]
    return metrics.best_threshold(at, np.mean(curves, axis=0))


def _rater_f1(drawn: Ints, said: Flags, labels: Ints, *, mean: bool) -> float:
    said, labels = said[drawn], labels[drawn]
    yes, seen = labels == 1, labels >= 0
    hit = (said[:, None] & yes).sum(axis=0)
    total = (said[:, None] & seen).sum(axis=0) + yes.sum(axis=0)
    return _mean_or_pooled_f1(hit, total, mean=mean)


def rater_agreement_f1(drawn: Ints, labels: Ints, *, mean: bool) -> float:
    """Return the F1 of every two raters on the rows both saw: the mean, or over all decisions."""
    labels = labels[drawn]
    hits, totals = [], []
    for a, b in combinations(range(labels.shape[1]), 2):
        both = (labels[:, a] >= 0) & (labels[:, b] >= 0)
        hits.append((labels[both, a] & labels[both, b]).sum())
        totals.append(labels[both, a].sum() + labels[both, b].sum())
    return _mean_or_pooled_f1(np.array(hits), np.array(totals), mean=mean)


def _mean_or_pooled_f1(hit: Ints, total: Ints, *, mean: bool) -> float:
    known = total > 0
    if not known.any():
        return float("nan")
    if mean:
        return float((2 * hit[known] / total[known]).mean())
    return metrics.f1(float(hit.sum()), float(total.sum()), 0.0)


def _false_alarm_figures(rows: Sequence[Judged], scored: Sequence[Scored]) -> list[Figure]:
    """Return the share of segments without any marked error that are reported nevertheless."""
    clean = [i for i, row in enumerate(rows) if not row.marks and not row.unsure]
    people = [i for i in clean if rows[i].human]
    out = []
    for name, held in (("all", clean), ("human translations", people)):
        if not held:
            continue
        docs = [rows[i].doc for i in held]
        for rule, what in (("AC103", "AC103"), ("AC1", "any AC1 rule"), ("AC", "any rule")):
            loud = [any(f.loud and f.rule.startswith(rule) for f in scored[i].found) for i in held]
            out.append(
                measure_share("false alarms", f"{what} at warning or above, {name}", docs, loud)
            )
    return out


def _quality_figures(rows: Sequence[Judged], scored: Sequence[Scored]) -> list[Figure]:
    used = [i for i, row in enumerate(rows) if row.mqm is not None]
    if not used:
        return []
    better = np.array([-(rows[i].mqm or 0.0) for i in used])
    value = np.array([scored[i].quality for i in used])
    return [
        measure_statistic(
            "quality",
            "Spearman with MQM",
            [rows[i].doc for i in used],
            lambda drawn: metrics.spearman(value[drawn], better[drawn]),
        )
    ]


def _rater_shares(rows: Sequence[Judged], category: str) -> tuple[list[int], Numbers]:
    """Return the rows whose label is known and the share of their raters who marked a Major.

    Of `quality`, all rows, and the share of their raters who marked no Major error of any kind.
    """
    if category == "quality":
        faults = [len({m.rater for m in row.marks if m.severity == "major"}) for row in rows]
        raters = [max(1, len(row.raters)) for row in rows]
        return list(range(len(rows))), 1 - np.array(faults) / np.array(raters)
    used = [i for i, row in enumerate(rows) if row.marked(category) or not row.unsure]
    held = [rows[i].marked(category, major=True) / max(1, len(rows[i].raters)) for i in used]
    return used, np.array(held)


def _calibration_curve(rows: Sequence[Judged], scored: Sequence[Scored], category: str) -> Curve:
    used, held = _rater_shares(rows, category)
    bins = metrics.reliability_bins(_score_values(scored, category)[used], held)
    return Curve("calibration", category, tuple(bins))


def _calibration_error(rows: Sequence[Judged], scored: Sequence[Scored], category: str) -> Figure:
    used, held = _rater_shares(rows, category)
    value = _score_values(scored, category)[used]
    return measure_statistic(
        "calibration",
        f"ECE of {category}",
        [rows[i].doc for i in used],
        lambda drawn: metrics.ece(value[drawn], held[drawn]),
    )
