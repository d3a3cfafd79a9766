"""Years before and after Christ, and dates that can be read in two ways."""

from __future__ import annotations

import pytest
from made import find_all, pair

from aligncheck.checks import year_eras
from aligncheck.report import Finding


def findings(zh: str, en: str) -> list[Finding]:
    return find_all(year_eras, pair("p1", [(zh, en)]))


@pytest.mark.parametrize(
    ("zh", "good", "bad", "suggestion"),
    [
        ("公元前45年建桥。", "Built in 45 BC.", "Built in AD 45.", "45 BC"),
        ("公元前45年建桥。", "Built in 45 BCE.", "Built in 45.", "45 BC"),
        ("公元45年建桥。", "Built in AD 45.", "Built in 45 B.C.", "AD 45"),
        ("公元前三世纪", "the third century BC", "the third century AD", "third BC"),
    ],
)
def test_a_changed_or_lost_era_is_found(zh: str, good: str, bad: str, suggestion: str) -> None:
    assert findings(zh, good) == []
    (found,) = findings(zh, bad)
    assert (found.rule, found.suggestion) == ("AC304", suggestion)


def test_a_turned_era_is_surer_than_a_lost_one() -> None:
    (turned,) = findings("公元前45年", "in 45 AD")
    (lost,) = findings("公元前45年", "in 45")
    assert turned.confidence > lost.confidence


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("公元前45年至40年", "from 45 to 40 BC"),
        ("公元45年建桥。", "Built in 45."),
        ("公元前45年建桥。", "Built long ago."),
        ("1950年建桥。", "Built in 1950."),
        ("5月5日", "05/05/1950"),
        ("25日", "25/06/1950"),
    ],
)
def test_what_agrees_or_is_not_said_is_left_alone(zh: str, en: str) -> None:
    assert findings(zh, en) == []


def test_a_date_of_two_readings_is_doubted_a_little() -> None:
    (found,) = findings("桥在1950年建成。", "Built on 05/06/1950.")
    assert found.confidence < 0.5
    assert found.target_spans[0].cut("Built on 05/06/1950.") == "05/06/1950"
