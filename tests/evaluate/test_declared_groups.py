"""What the rules declare for `eval`: groups of alarms, and who should find what is planted."""

from __future__ import annotations

import pytest

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.corrupt.fact_errors import KINDS
from aligncheck.evaluate.declared_groups import group_measured_rules, list_finders
from aligncheck.rules import Scope


def test_each_rule_is_counted_in_one_group() -> None:
    groups = group_measured_rules()
    counted = [rule for rules in groups.values() for rule in rules]
    assert len(counted) == len(set(counted))
    assert {"numbers", "dates", "names", "negation", "hole"} <= groups.keys()
    assert "AC304" in groups["dates"]


def test_the_english_alone_is_counted_last() -> None:
    alone = [BY_ID[rules[0]].scope is Scope.ENGLISH for rules in group_measured_rules().values()]
    assert alone == sorted(alone)


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_should_find_each_kind(kind: str) -> None:
    assert list_finders(kind)


def test_nobody_finds_a_kind_that_is_not_planted() -> None:
    assert list_finders("comet dropped") == ()
