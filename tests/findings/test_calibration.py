"""Confidence from all evidence: weights by rule, findings of other rules as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aligncheck.document import Span
from aligncheck.errors import EncoderError
from aligncheck.findings.calibration import (
    FEATURES,
    calibrate_findings,
    finding_evidence,
    load_confidence_weights,
)
from aligncheck.report import Finding, Pair, Side, TargetScore, WordScore

PAIR = Pair(
    "1",
    "1:1",
    Side("王明来了。", (0,), ((0, 1),)),
    Side("He came.", (0,), ((0, 1),)),
    omission=0.3,
    quality=0.6,
    words=(WordScore(Span(0, 2), 0.9, 0.1), WordScore(Span(2, 3), 0.05, 0.02)),
    english=(TargetScore(Span(0, 2), 0.1, 0.2), TargetScore(Span(3, 7), 0.02, 0.03)),
)
NAME = Finding("AC305", "1", "A name is missing.", 0.7, (Span(0, 2),))
OWN = (1.0, *[0.0] * (len(FEATURES) - 1), 0.0)  # the check's own confidence, nothing else
BY_OMISSION = (0.0, 1.0, *[0.0] * (len(FEATURES) - 2), 0.0)


def test_weights_on_the_own_confidence_alone_change_nothing() -> None:
    [found] = calibrate_findings([PAIR], [NAME], {"AC305": OWN})
    assert found.confidence == pytest.approx(0.7, abs=1e-3)


def test_the_judge_has_the_word_where_its_evidence_counts() -> None:
    [loud] = calibrate_findings([PAIR], [NAME], {"AC305": BY_OMISSION})
    assert loud.confidence == pytest.approx(0.9, abs=1e-3)
    conveyed = replace(PAIR, words=(WordScore(Span(0, 2), 0.03),))
    [calm] = calibrate_findings([conveyed], [NAME], {"AC305": BY_OMISSION})
    assert calm.confidence == pytest.approx(0.03, abs=1e-3)


def test_rules_without_weights_and_pairs_without_scores_stay_as_they_are() -> None:
    unscored = replace(PAIR, omission=None)
    assert list(calibrate_findings([PAIR], [NAME], {"AC103": OWN})) == [NAME]
    assert list(calibrate_findings([unscored], [NAME], {"AC305": BY_OMISSION})) == [NAME]


def test_evidence_has_the_features_that_are_named() -> None:
    values = dict(zip(FEATURES, finding_evidence(NAME, PAIR), strict=True))
    assert values["pointless"] == 1.0
    assert values["omitted"] > 0 > values["mistranslated"]
    pointing = replace(NAME, target_spans=(Span(0, 2),))
    values = dict(zip(FEATURES, finding_evidence(pointing, PAIR), strict=True))
    assert values["pointless"] == 0.0


def test_the_weights_that_ship_can_be_read() -> None:
    assert all(rule.startswith("AC") for rule in load_confidence_weights())


@pytest.mark.parametrize(
    "text", ["", "[]", '{"rules": {"AC103": [1, 2]}}', '{"rules": {"AC103": "no"}}']
)
def test_unreadable_weights_are_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "judge").mkdir()
    (tmp_path / "judge" / "confidence.json").write_text(text, encoding="utf-8")
    with pytest.raises(EncoderError, match=r"confidence\.json"):
        load_confidence_weights(tmp_path)
