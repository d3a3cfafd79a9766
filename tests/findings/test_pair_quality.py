"""The quality of a pair falls by the wrong facts in it, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import finding, pair

from aligncheck.checks.rule_registry import RULES
from aligncheck.findings.pair_quality import WRONG, reduce_quality

HELD = replace(pair("p1", [("水库建于1958年。", "The reservoir dates from 1985.")]), quality=0.8)


def test_a_sure_wrong_number_takes_its_share() -> None:
    number = finding("AC301", HELD, "1958", "1985", confidence=1.0)
    assert reduce_quality(HELD, [number]).quality == round(0.8 * (1 - WRONG), 4)


def test_several_faults_take_their_shares_one_after_the_other() -> None:
    both = [
        finding("AC304", HELD, "1958", confidence=0.6),
        finding("AC305", HELD, "水库", confidence=0.4),
    ]
    assert reduce_quality(HELD, both).quality == round(0.8 * 0.7 * 0.8, 4)
    assert reduce_quality(HELD, both[::-1]) == reduce_quality(HELD, both)


@pytest.mark.parametrize("rule", ["AC103", "AC104", "AC402", "AC502"])
def test_what_the_judge_or_nobody_counts_takes_nothing(rule: str) -> None:
    assert reduce_quality(HELD, [finding(rule, HELD, "水库")]) is not None
    assert reduce_quality(HELD, [finding(rule, HELD, "水库")]).quality == 0.8


def test_a_pair_without_quality_stays_without() -> None:
    alone = replace(HELD, quality=None)
    assert reduce_quality(alone, [finding("AC301", alone, "1958")]) is alone


def test_every_rule_of_facts_lowers_the_quality() -> None:
    assert {r.id for r in RULES if r.id.startswith("AC3")} <= {
        r.id for r in RULES if r.lowers_quality
    }
