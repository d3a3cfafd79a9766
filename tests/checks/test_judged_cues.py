"""What the judge adds to a finding of a cue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import pair

from aligncheck.checks.judged_cues import weigh_added_cue, weigh_lost_cue
from aligncheck.document import Span
from aligncheck.report import Finding, TargetScore, WordScore

PAIR = pair("p1", [("他没有来。", "He came not.")])
LOST = Finding("AC307", "p1", "", 0.7, (Span(1, 3),), (Span(0, 12),))
ADDED = Finding("AC307", "p1", "", 0.7, (Span(0, 5),), (Span(8, 11),))


@pytest.mark.parametrize(
    ("chance", "low", "high"), [(0.02, 0, 0.3), (0.2, 0.3, 0.49), (0.9, 0.8, 1)]
)
def test_a_lost_cue_is_as_sure_as_the_judge(chance: float, low: float, high: float) -> None:
    held = replace(PAIR, words=(WordScore(Span(1, 3), chance),))
    assert low <= weigh_lost_cue(held, LOST).confidence <= high


@pytest.mark.parametrize(("chance", "low", "high"), [(0.02, 0, 0.3), (0.9, 0.8, 1)])
def test_an_added_cue_is_as_sure_as_the_judge(chance: float, low: float, high: float) -> None:
    held = replace(PAIR, english=(TargetScore(Span(8, 11), chance, 0.0),))
    assert low <= weigh_added_cue(held, ADDED).confidence <= high


def test_without_a_judge_the_check_speaks_alone() -> None:
    assert weigh_lost_cue(PAIR, LOST) == LOST
