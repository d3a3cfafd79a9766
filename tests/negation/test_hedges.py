"""Words that leave open whether something is so."""

from __future__ import annotations

import pytest

from aligncheck.document import Span
from aligncheck.negation.cues_zh import begins_within_word, find_cues_zh
from aligncheck.negation.hedges import (
    explains_hedge,
    find_firm_hedges_en,
    find_future_zh,
    find_hedges_en,
    find_hedges_zh,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公司或将裁员。", ["或将"]),
        ("大雨或影响航班。", ["或"]),
        ("茶或咖啡都行。", []),
        ("他也许会来。", ["也许"]),
        ("这是不可能的。", []),
        ("请尽可能早来。", []),
        ("不排除罢工的可能。", []),
        ("該男子涉嫌盜竊。", ["涉嫌"]),
    ],
)
def test_hedges_of_chinese(text: str, words: list[str]) -> None:
    assert [span.cut(text) for span in find_hedges_zh(text)] == words


def test_hedges_of_english() -> None:
    text = "It may rain, the paper reported."
    assert [span.cut(text) for span in find_hedges_en(text)] == ["may", "reported"]
    assert find_firm_hedges_en(text, Span(10, len(text))) == []
    assert find_firm_hedges_en("You may not enter.", Span(0, 18)) == []


def test_what_explains_a_hedge_and_what_says_the_future() -> None:
    assert explains_hedge("他可以来。", Span(0, 5))
    assert not explains_hedge("会议五月举行。", Span(0, 7))
    future = find_future_zh("会议将于五月举行。", Span(0, 9))
    assert future == Span(2, 3)


@pytest.mark.parametrize("text", ["要解决非法捕鱼问题。", "努力解决非洲的难题。"])
def test_no_cue_is_cut_across_words(text: str) -> None:
    assert [cue for cue in find_cues_zh(text) if cue.sure] == []
    assert begins_within_word("解决非洲", 1, 3)
    assert not begins_within_word("并不会", 0, 3)
