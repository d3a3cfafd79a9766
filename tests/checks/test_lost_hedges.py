"""Hedges that the translation drops or adds."""

from __future__ import annotations

import pytest
from made import pair

from aligncheck.checks.lost_hedges import LIKELY, find_lost_hedges
from aligncheck.document import Span
from aligncheck.negation.hedges import find_hedges_zh
from aligncheck.report import Finding


def findings(zh: str, en: str) -> list[Finding]:
    source, target = Span(0, len(zh)), Span(0, len(en))
    held = pair("p1", [(zh, en)])
    return list(find_lost_hedges(held, zh, source, find_hedges_zh(zh), en, target))


def test_a_lost_hedge_is_found() -> None:
    zh = "河水或将上涨。"
    (found,) = findings(zh, "The river will rise.")
    assert (found.rule, found.confidence) == ("AC307", LIKELY)
    assert found.source_spans[0].cut(zh) == "或将"


def test_an_added_hedge_is_found() -> None:
    en = "The river may rise."
    (found,) = findings("河水必将上涨。", en)
    assert found.target_spans[0].cut(en) == "may"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("河水或将上涨。", "The river might rise."),
        ("河水上涨了。", "The river rose."),
        ("他想过河。", "He may cross the river."),
    ],
)
def test_what_agrees_is_left_alone(zh: str, en: str) -> None:
    assert findings(zh, en) == []
