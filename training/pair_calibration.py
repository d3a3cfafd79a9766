"""Fit what the sums of a pair mean as probabilities (`pair_probabilities`), and write whole.json.

Omission and addition: the share of raters who marked a Major one, on segments scored by a detector
blind to their document. Quality: the share of raters who marked no Major error of any kind, and
that a good pair ranks above the same one with a planted error.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligncheck.corrupt import analyse_pair, collect_replacements, corrupt_pair
from aligncheck.coverage import pair_probabilities
from aligncheck.coverage.analysis import CoverageEvidence, analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.evaluate.document_folds import FOLDS, fold_of_document
from aligncheck.models import lexicon
from aligncheck.models.joint_judge import DetectorJudge
from aligncheck.models.model_bundle import load_models
from aligncheck.models.word_detector import load_detector, read_detector
from training.detector_stages import read_labelled

Numbers = NDArray[np.float64]
QUALITY_SETS = ("mqm_wmt20a_zhen", "mqm_wmt21news_zhen")  # the users' kind of text
PLANTED = ("newstest_2017_2019", "news_commentary_10k")  # sources of pairs to plant errors in
PAIRS = 250  # good pairs of each
RANKING = 0.2  # what the order of planted pairs counts beside the raters' marks
SHARPNESS = 4.0  # of the ranking loss, per unit of the logistic
PULL = 1e-3  # toward slopes of zero


class ScoredSegment(NamedTuple):
    """What the sums say of a segment, and the shares of raters; -1 where it is not known."""

    set: str
    omitting: float
    adding: float
    faults: list[float]
    omission: float
    addition: float
    wrong: float


def fit_pair_calibration(data: Path, work: Path, out: Path) -> None:
    """Write out/whole.json from the fold detectors in `work` and the detector in `out`."""
    judged = list(_score_judged(data / "dev", work))
    better = np.array(list(_rank_planted(data / "train", out)))
    scales = {
        "omission": _fit_scale([[j.omitting] for j in judged], [j.omission for j in judged]),
        "addition": _fit_scale([[j.adding] for j in judged], [j.addition for j in judged]),
        "quality": _fit_quality([j for j in judged if j.set in QUALITY_SETS], better),
    }
    text = json.dumps(scales, indent=1) + "\n"
    (out / "whole.json").write_text(text, encoding="utf-8")


def _score_judged(dev: Path, work: Path) -> Iterator[ScoredSegment]:
    detectors = [read_detector(work / f"fold{number}.npz") for number in range(FOLDS)]
    rows = read_labelled(dev)
    for number, detector in enumerate(detectors):
        own = [row for row in rows if fold_of_document(row.doc, FOLDS) == number]
        tasks = (Task(row.row["zh"], row.row["en"]) for row in own)
        models = load_models(judge=DetectorJudge(detector))
        for row, found in zip(own, analyse_pairs(tasks, models), strict=True):
            if found is None:
                continue
            yield ScoredSegment(
                row.set,
                pair_probabilities.omission_evidence(found.sums),
                pair_probabilities.addition_evidence(found.sums),
                pair_probabilities.quality_evidence(found.sums, found.graded),
                _major_share(row.row, "omission"),
                _major_share(row.row, "addition"),
                _wrong_share(row.row),
            )


def _major_share(row: dict[str, Any], what: str) -> float:
    """Return the share of raters who marked a Major one; -1 if one may have stopped marking."""
    if row.get("maybe_unmarked_coverage") and not row[f"n_raters_{what}"]:
        return -1.0
    return float(row[f"n_raters_major_{what}"] / max(1, row["n_raters"]))


def _wrong_share(row: dict[str, Any]) -> float:
    if row.get("mqm") is None:
        return -1.0
    raters = {e["rater"] for e in row["errors"] if e["severity"] in {"Major", "Critical"}}
    return len(raters) / max(1, int(row["n_raters"]))


def _rank_planted(train: Path, out: Path) -> Iterator[list[float]]:
    """Yield how the faults of a good pair differ from those of the same one with an error."""
    table = lexicon.load_lexicon(out)
    models = load_models(judge=DetectorJudge(load_detector(out)))
    for name in PLANTED:
        rows = _read_good_pairs(train / f"{name}.tsv.gz")
        studied = [analyse_pair(zh, en, table) for zh, en in rows]
        held = collect_replacements(studied)
        for (zh, en), pair in zip(rows, studied, strict=True):
            texts = [en, *(damage.en for damage in corrupt_pair(pair, held))]
            good, *worse = map(
                _faults_of, analyse_pairs((Task(zh, text) for text in texts), models)
            )
            for bad in worse:
                if good and bad:
                    yield [g - b for g, b in zip(good, bad, strict=True)]


def _faults_of(found: CoverageEvidence | None) -> list[float]:
    return pair_probabilities.quality_evidence(found.sums, found.graded) if found else []


def _read_good_pairs(path: Path) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    kept = [(r[0], r[1]) for r in rows if 8 <= len(r[0]) <= 120 and len(r[1].split()) > 5]
    random.Random(3).shuffle(kept)
    return kept[:PAIRS]


def _fit_scale(values: Sequence[Sequence[float]], shares: Sequence[float]) -> list[float]:
    x, y = np.array(values), np.array(shares)
    known = y >= 0
    return _fit_logistic(x[known], y[known], np.ones(int(known.sum())), np.zeros((0, x.shape[1])))


def _fit_quality(judged: Sequence[ScoredSegment], better: Numbers) -> list[float]:
    known = [j for j in judged if j.wrong >= 0]
    size = {name: sum(1 for j in known if j.set == name) for name in QUALITY_SETS}
    weights = np.array([1 / size[j.set] for j in known])  # each set counts the same
    x, y = np.array([j.faults for j in known]), 1 - np.array([j.wrong for j in known])
    return _fit_logistic(x, y, weights, better)


def _fit_logistic(x: Numbers, y: Numbers, weights: Numbers, better: Numbers) -> list[float]:
    """Fit a logistic to shares `y`; rows of `better` (differences of x) should come out positive.

    Newton's method on the cross-entropy, with the ranking loss beside it.
    """
    weights = weights / weights.sum()
    rows = np.column_stack([x, np.ones(len(x))])
    apart = np.column_stack([better, np.zeros(len(better))]) * SHARPNESS
    theta = np.zeros(rows.shape[1])
    pull = np.full(len(theta), PULL)
    pull[-1] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ theta))
        gradient = rows.T @ (weights * (p - y)) + pull * theta
        hessian = rows.T @ (rows * (weights * p * (1 - p))[:, None]) + np.diag(pull + 1e-9)
        if len(apart):
            miss = 1 / (1 + np.exp(apart @ theta))
            share = RANKING / len(apart)
            gradient -= share * (apart.T @ miss)
            hessian += share * (apart.T @ (apart * (miss * (1 - miss))[:, None]))
        step = np.linalg.solve(hessian, gradient)
        theta = theta - step
        if np.abs(step).max() < 1e-9:
            break
    return [round(float(v), 4) for v in theta]
