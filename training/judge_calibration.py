"""Fit how both judges are joined (joint.json) and how sure findings are (confidence.json).

Both on human translations read word by word, each judged by a judge that has not seen its document:
`python -m training.judge_calibration --data DATA --folds FOLDER --out models/embedded`, where
FOLDER/0 and FOLDER/1 hold the judges blind to fold 0 and fold 1. Rows of the sets whose raters'
marks the word detector learned from are left out: there its word counts for too much.

Confidence is fitted on news, which is nearest to what people check: laws, histories and reports
have whole clauses without partner, and what is so sure there promised too much elsewhere. A rule
with few findings in news is fitted on all.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligncheck.config import Config
from aligncheck.document import Span
from aligncheck.findings.calibration import FEATURES, finding_evidence, is_settled
from aligncheck.models import detector_features, joint_judge
from aligncheck.models.contextual_judge import ContextualJudge, load_judge
from aligncheck.models.encoder import Floats
from aligncheck.models.joint_judge import DetectorJudge, JointJudge, JointScales
from aligncheck.models.judge import Judgement, WordPair
from aligncheck.models.lexicon import load_lexicon
from aligncheck.models.static_encoder import load_static_encoder
from aligncheck.models.word_detector import load_detector
from aligncheck.pipeline import check_pairs
from aligncheck.report import Finding, Pair
from aligncheck.text.words import Word, en_words, is_content_zh, zh_words
from training.reading_labels import join_text

Numbers = NDArray[np.float64]
Row = dict[str, Any]
FOLDS = 2
PULL = 2.0  # toward the start, in observations
LEAST_FINDINGS = 25  # of a rule, to have weights of its own
BATCH = 200  # pairs checked at once
WEIGHT = {"major": 1.0, "minor": 0.7}  # what a mark counts
BY_VALUE = frozenset({"AC301", "AC302", "AC303", "AC304"})  # as sure as the values that differ
SHARED = {  # rules with few findings are fitted together
    "names": ("AC305", "AC306"),
    "words": ("AC308", "AC309"),
}


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A pair, its fold and what its readers marked."""

    zh: str
    en: str
    fold: int
    marks: tuple[Row, ...]
    set: str = ""

    def spans(self, side: str, categories: Sequence[str] = ()) -> list[tuple[Span, float]]:
        """Return the marked spans of a side ("zh", "en") and what each counts."""
        return [
            (
                Span(m[f"{side}_start"], m[f"{side}_end"]),
                WEIGHT[m["severity"]],
            )
            for m in self.marks
            if m.get(f"{side}_start") is not None
            and m[f"{side}_start"] < m[f"{side}_end"]
            and (not categories or m["category"] in categories)
        ]


NEWS = "newstest"
DOUBTFUL = "doubtful"  # how pairs are marked that were read because a judge doubted them
LEARNED = "wmt"  # how the names of sets begin whose marks the detector was trained on
WRONG = ("mistranslation", "number", "name", "negation", "untranslated")


def fold_of_row(row: Row) -> int:
    """Return the fold of a row's document."""
    name = str(row.get("doc") or row["id"])
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=2).digest(), "big") % FOLDS


def read_pairs(data: Path) -> Iterator[ReadPair]:
    """Yield the pairs of the reading set and of the labels kept without text, but for LEARNED."""
    with gzip.open(data / "dev" / "reading_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in (*rows, *join_text(data / "train")):
        if not row["set"].startswith(LEARNED) and row.get("drawn") != DOUBTFUL:
            yield ReadPair(row["zh"], row["en"], fold_of_row(row), tuple(row["errors"]), row["set"])


def fit_logistic(
    rows: Numbers, labels: Numbers, weights: Numbers, start: Sequence[float], pull: float = PULL
) -> list[float]:
    """Return slopes and intercept of a logistic fitted by Newton's method, drawn toward `start`."""
    x = np.concatenate([rows, np.ones((len(rows), 1))], axis=1)
    beta, prior = np.array(start, dtype=np.float64), np.array(start, dtype=np.float64)
    hold = np.full(len(beta), pull)
    hold[-1] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (weights * (labels - p)) - hold * (beta - prior)
        curvature = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(hold)
        step = np.linalg.solve(curvature, gradient)
        beta = beta + np.clip(step, -2, 2)
        if abs(step).max() < 1e-6:
            break
    return [round(float(value), 5) for value in beta]


def fit_joint_scales(pairs: Sequence[ReadPair], judges: Sequence[ContextualJudge]) -> JointScales:
    """Return the logistics over both judges, from words and pairs."""
    held: dict[str, tuple[list[Any], list[float]]] = {name: ([], []) for name in joint_judge.SCALES}
    fast = DetectorJudge(load_detector())
    judged: list[tuple[ReadPair, Judgement, Judgement]] = []
    for fold, judge in enumerate(judges):
        own = [pair for pair in pairs if pair.fold == fold]
        for start in range(0, len(own), BATCH):
            some = own[start : start + BATCH]
            texts = list(map(_word_pair, some))
            some_judged = zip(some, texts, fast.judge(texts), judge.judge(texts), strict=True)
            for pair, words, lexical, contextual in some_judged:
                _collect_words(held, pair, words, lexical, contextual)
                judged.append((pair, lexical, contextual))
    starts = {
        "omitted": [0.3, 0.7, 0.0, 0.0],
        "mistranslated": [1.0, 0.0, 0.0, 0.0],
        "added": [0.3, 0.7, 0.0],
        "bad": [0.3, 0.7, 0.0],
    }
    scales = {name: _fit(*held[name], start) for name, start in starts.items()}
    for pair, lexical, contextual in judged:
        omitted = joint_judge.apply_logistic(
            joint_judge.omitted_evidence(lexical, contextual), scales["omitted"]
        )
        row = joint_judge.pair_evidence(lexical, contextual, omitted)
        omission = max((v for _, v in pair.spans("zh", ["omission"])), default=0.0)
        held["omission"][0].append(row[:3])
        held["omission"][1].append(omission)
        held["quality"][0].append(row)
        held["quality"][1].append(float(not any(m["severity"] == "major" for m in pair.marks)))
    scales["omission"] = _fit(*held["omission"], [0.5, 0.5, 0.0, 0.0])
    scales["quality"] = _fit(*held["quality"], [0.0, 0.0, 0.5, 0.5, 0.0])
    return JointScales(**{name: tuple(scale) for name, scale in scales.items()})


def _fit(rows: Sequence[Any], labels: Sequence[float], start: Sequence[float]) -> list[float]:
    return fit_logistic(np.array(rows, np.float64), np.array(labels), np.ones(len(labels)), start)


def _word_pair(pair: ReadPair) -> WordPair:
    zh, en = zh_words(pair.zh), en_words(pair.en)
    [known] = detector_features.extract_features([(zh, en)], load_static_encoder(), load_lexicon())
    return WordPair(pair.zh, pair.en, zh, en, known)


def _collect_words(
    held: dict[str, tuple[list[Any], list[float]]],
    pair: ReadPair,
    words: WordPair,
    lexical: Judgement,
    contextual: Judgement,
) -> None:
    """Add a pair's words with their labels; what is marked otherwise says nothing."""
    omitted = joint_judge.omitted_evidence(lexical, contextual)
    wrong = joint_judge.mistranslated_evidence(lexical, contextual)
    gone, other = pair.spans("zh", ["omission"]), pair.spans("zh", WRONG)
    for i, word in enumerate(words.source_words):
        if not is_content_zh(word.text):
            continue
        is_gone, is_other = _mark(word, gone), _mark(word, other)
        if not is_other:
            _append(held["omitted"], omitted[i], is_gone)
        if not is_gone:
            _append(held["mistranslated"], wrong[i], is_other)
    more, bad = pair.spans("en", ["addition"]), pair.spans("en", WRONG)
    for name, of_lexical, of_contextual, marks in (
        ("added", lexical.added, contextual.added, more),
        ("bad", lexical.bad, contextual.bad, bad),
    ):
        rows = joint_judge.target_evidence(of_lexical, of_contextual)
        for j, word in enumerate(words.target_words):
            if word.text[0].isalnum():
                _append(held[name], rows[j], _mark(word, marks))


def _append(to: tuple[list[Any], list[float]], row: Floats, label: float) -> None:
    to[0].append(row)
    to[1].append(label)


def _mark(word: Word, spans: Sequence[tuple[Span, float]]) -> float:
    return max(
        (v for s, v in spans if word.span.start < s.end and s.start < word.span.end), default=0.0
    )


def find_with(
    pairs: Sequence[ReadPair], judges: Sequence[JointJudge], confidence: dict[str, Any]
) -> Iterator[tuple[ReadPair, Pair, list[Finding]]]:
    """Yield each pair with its scores and findings, by the judge blind to it."""
    for fold, judge in enumerate(judges):
        own = [pair for pair in pairs if pair.fold == fold]
        for start in range(0, len(own), BATCH):
            some = own[start : start + BATCH]
            report = check_pairs(
                [{"id": str(i), "source": p.zh, "target": p.en} for i, p in enumerate(some)],
                config=Config(details=True, ignore=("AC106", "AC203", "AC5")),
                judge=judge,
                confidence=confidence,
            )
            found: dict[str, list[Finding]] = {}
            for finding in report.findings:
                found.setdefault(finding.pair, []).append(finding)
            for read, scored in zip(some, report.pairs, strict=True):
                yield read, scored, found.get(scored.id, [])


def holds(finding: Finding, pair: ReadPair) -> bool:
    """Return whether a finding touches what a reader marked."""
    return any(
        span.start < max(mark.end, mark.start + 1) and mark.start < max(span.end, span.start + 1)
        for side, spans in (("zh", finding.source_spans), ("en", finding.target_spans))
        for mark, _ in pair.spans(side)
        for span in spans
    )


def fit_confidence(
    pairs: Sequence[ReadPair], judges: Sequence[JointJudge]
) -> dict[str, list[float]]:
    """Return the weights of `findings.calibration` by rule."""
    told: dict[str, list[tuple[bool, list[float], float]]] = {}
    for read, scored, findings in find_with(pairs, judges, {}):
        if scored.omission is None:
            continue
        for finding in findings:
            settled = finding.rule in BY_VALUE or is_settled(finding)
            if not settled:
                evidence = finding_evidence(finding, scored)
                one = read.set.startswith(NEWS), evidence, float(holds(finding, read))
                told.setdefault(finding.rule, []).append(one)
    start = [0.5] + [0.0] * len(FEATURES)
    weights: dict[str, list[float]] = {}
    groups = {rule: (rule,) for rule in told if not any(rule in g for g in SHARED.values())}
    for name, group in {**groups, **SHARED}.items():
        every = [one for rule in group for one in told.get(rule, ())]
        news = [one for one in every if one[0]]
        fitted = news if len(news) >= LEAST_FINDINGS else every
        y = [label for _, _, label in fitted]
        if len(y) >= LEAST_FINDINGS:
            scale = _fit([row for _, row, _ in fitted], y, start)
            weights.update({rule: scale for rule in group})
        print(name, len(y), f"{np.mean(y):.2f}" if y else "-", weights.get(group[0]))
    return weights


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit both files from reading sets."""
    parser = argparse.ArgumentParser(prog="training.judge_calibration", description=__doc__)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    pairs = list(read_pairs(given.data))
    contextual = [load_judge(given.folds / str(fold)) for fold in range(FOLDS)]
    scales = fit_joint_scales(pairs, contextual)
    _write_json(
        given.out / "judge" / "joint.json", {n: getattr(scales, n) for n in joint_judge.SCALES}
    )
    fast = DetectorJudge(load_detector())
    joined = [JointJudge(fast, judge, scales) for judge in contextual]
    weights = fit_confidence(pairs, joined)
    _write_json(given.out / "judge" / "confidence.json", {"features": FEATURES, "rules": weights})


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
