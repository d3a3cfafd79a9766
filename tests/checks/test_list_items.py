"""Items and points of a list that the translation lacks."""

from __future__ import annotations

import pytest
from made import find_all, pair

from aligncheck.checks import list_items
from aligncheck.report import Finding


def findings(zh: str, en: str) -> list[Finding]:
    return find_all(list_items, pair("p1", [(zh, en)]))


FOUR = "政府重视就业、教育、医疗和住房。"


def test_an_item_that_is_not_said_is_found() -> None:
    (found,) = findings(FOUR, "The government values employment, education, and housing.")
    assert found.rule == "AC103"
    assert found.source_spans[0].cut(FOUR) == "医疗"


@pytest.mark.parametrize(
    "en",
    [
        "The government values employment, education, health care, and housing.",
        "The government values many things.",
        "The government values employment.",
    ],
)
def test_a_whole_list_or_none_is_left_alone(en: str) -> None:
    assert findings(FOUR, en) == []


def test_an_open_list_is_not_counted() -> None:
    zh = "政府重视就业、教育、医疗和住房等问题。"
    assert findings(zh, "The government values employment, education, and housing.") == []


POINTS = "其一，井很深；其二，水很凉；其三，路很远。"


def test_a_point_between_two_others_is_found() -> None:
    (found,) = findings(POINTS, "First, the well is deep; third, the road is long.")
    assert "水很凉" in found.source_spans[0].cut(POINTS)
    assert "second" in found.message


def test_all_points_are_enough() -> None:
    en = "First, the well is deep; second, the water is cold; third, the road is long."
    assert findings(POINTS, en) == []
    assert findings(POINTS, "The well is deep, the water cold and the road long.") == []
