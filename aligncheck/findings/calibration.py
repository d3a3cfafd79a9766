"""How sure a finding is, from all evidence: what its check says, and what the judge sees there.

A check of names or negations sees only its own evidence; the judge has read both sentences. One
logistic a rule family joins them, fitted on pairs read word by word, where a finding holds if it
touches what a reader marked (`training/judge_calibration.py`). So a name that the judge sees
conveyed is no warning, whatever its letters say. Numbers are as sure as the values that differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from aligncheck.document import Span
from aligncheck.errors import EncoderError
from aligncheck.models.model_folder import model_folder
from aligncheck.report import Finding, Pair

SPELT, CERTAIN = "AC305", 0.9  # from this confidence on, the spelling of a name settles it
WEIGHED = frozenset({"AC307"})  # rules that ask the judge where they find (checks/judged_cues.py)
FILE = "judge/confidence.json"
EDGE = 1e-4  # probabilities are kept this far from 0 and 1 before their logit is taken
FEATURES = (
    "own",  # logit of the confidence that the check gives
    "omitted",  # logit of the most that a source word of the finding is omitted
    "mistranslated",  # … and mistranslated
    "added",  # logit of the most that a target word of the finding is added
    "error",  # … and wrong
    "pair omission",  # logit of the pair's omission
    "pair quality",  # logit of the pair's quality
    "length",  # logarithm of the characters of the source spans
    "mean omitted",  # logit of the mean over the words of the finding
    "pointless",  # 1 if the finding points at no word of the target
)
Weights = Mapping[str, tuple[float, ...]]


def calibrate_findings(
    pairs: Sequence[Pair], findings: Iterable[Finding], weights: Weights
) -> Iterable[Finding]:
    """Yield the findings with calibrated confidence; those of rules not fitted as they are."""
    by_id = {pair.id: pair for pair in pairs}
    for finding in findings:
        pair = by_id.get(finding.pair)
        scale = weights.get(finding.rule)
        if is_settled(finding) or scale is None or pair is None or pair.omission is None:
            yield finding
            continue
        x = float(np.dot(finding_evidence(finding, pair), scale[:-1])) + scale[-1]
        yield replace(finding, confidence=round(float(1 / (1 + np.exp(-x))), 4))


def is_settled(finding: Finding) -> bool:
    """Return whether a finding needs no judge: its check has asked it, or spelling settles it."""
    return finding.rule in WEIGHED or (finding.rule == SPELT and finding.confidence >= CERTAIN)


def finding_evidence(finding: Finding, pair: Pair) -> list[float]:
    """Return FEATURES of a finding in its pair."""
    words = [w for w in pair.words if _touches(w.span, finding.source_spans)]
    english = [w for w in pair.english if _touches(w.span, finding.target_spans)]
    omitted = [w.omission for w in words]
    length = sum(span.end - span.start for span in finding.source_spans)
    return [
        _logit(finding.confidence),
        _logit(max(omitted, default=0.05)),
        _logit(max((w.mistranslation for w in words), default=0.05)),
        _logit(max((w.addition for w in english), default=0.05)),
        _logit(max((w.error for w in english), default=0.05)),
        _logit(pair.omission or 0.0),
        _logit(pair.quality or 0.0),
        float(np.log1p(length)),
        _logit(float(np.mean(omitted)) if omitted else 0.05),
        float(not english),
    ]


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _logit(probability: float) -> float:
    held = min(max(probability, EDGE), 1 - EDGE)
    return float(np.log(held / (1 - held)))


@cache  # read once a process
def load_confidence_weights(folder: Path | None = None) -> Weights:
    """Read the weights by rule, the intercept last; raises EncoderError naming what is wrong."""
    path = (folder or model_folder()) / FILE
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        weights = {rule: tuple(map(float, row)) for rule, row in read["rules"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderError(f"{path}: not readable as weights of confidence ({error})") from None
    wrong = [rule for rule, row in weights.items() if len(row) != len(FEATURES) + 1]
    if wrong:
        raise EncoderError(f"{path}: {wrong[0]} has not {len(FEATURES) + 1} numbers")
    return weights
