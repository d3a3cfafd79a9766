"""Better, worse or the same: by more than chance, in a paragraph and in the whole."""

from __future__ import annotations

from dataclasses import replace

import made
from hypothesis import given
from hypothesis import strategies as st
from made import pair, report

from aligncheck.comparison.comparison import compare, fails_comparison
from aligncheck.comparison.passage import Edit, Passage, share_words
from aligncheck.comparison.quality_gain import measure_gain
from aligncheck.comparison.rivals import weigh_rivals
from aligncheck.config import Config, FailOn

ZH = ("粮食产量达到四十二万吨。", "新修公路三百公里。", "十所学校开学。")
EN = (
    "Grain output reached 420,000 tons in the whole of the province.",
    "Three hundred kilometres of new road were built there.",
    "Ten schools opened their doors.",
)


def passage(old: str, new: str, before: float, after: float) -> Passage:
    held = [made.side(text) for text in (ZH[0], old, new)]
    return Passage(Edit.EDITED, *held, quality_old=before, quality_new=after)


def test_a_rewording_may_differ_by_more_than_a_word_may() -> None:
    one_word = passage(EN[0], EN[0].replace("whole", "rest"), 0.8, 0.62)
    assert one_word.trend == "worse"
    assert one_word.margin < 0.15
    rewritten = passage(EN[0], "Of grain, the harvest came to 420,000 tons.", 0.8, 0.62)
    assert rewritten.trend == ""
    assert rewritten.margin > 0.3
    assert passage(EN[0], EN[0], 0.8, 0.76).trend == ""
    assert passage(EN[0], EN[0], 0.8, 0.74).trend == "worse"
    assert replace(one_word, quality_old=None).trend == ""


def test_the_whole_is_better_only_where_the_interval_leaves_no_doubt() -> None:
    up = [passage(EN[0], EN[0] + " Indeed.", 0.5, 0.7) for _ in range(12)]
    gain = measure_gain(up)
    assert gain is not None
    assert (gain.mean, gain.low, gain.high, gain.trend) == (0.2, 0.2, 0.2, "better")
    down = [replace(one, quality_old=0.7, quality_new=0.5) for one in up]
    assert measure_gain([*up, *down]).trend == "same"  # type: ignore[union-attr]
    assert measure_gain(down).trend == "worse"  # type: ignore[union-attr]
    assert measure_gain([]) is None
    assert measure_gain([replace(up[0], quality_old=None)]) is None


@made.STEADY
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=20))
def test_the_interval_holds_the_mean_and_is_always_the_same(scores) -> None:
    held = [passage(EN[0], EN[1], before, after) for before, after in scores]
    gain = measure_gain(held)
    assert gain is not None
    assert gain == measure_gain(held)
    assert gain.low - 1e-4 <= gain.mean <= gain.high + 1e-4


def test_words_in_common() -> None:
    assert share_words("a b", "b a") == 1.0
    assert share_words("a b", "c d") == 0.0
    assert share_words("…", "…") == 1.0


def pairs(*qualities: float, coverage: float = 0.9):
    return [
        replace(pair(f"p{i}", [(zh, en)], i), quality=q, coverage=coverage)
        for i, (zh, en, q) in enumerate(zip(ZH, EN, qualities, strict=True))
    ]


def test_a_paragraph_that_became_worse_fails_where_that_was_asked() -> None:
    worse = compare(report(pairs(0.9, 0.9, 0.9)), report(pairs(0.9, 0.5, 0.9)))
    config = Config(fail_on=FailOn.INFO)
    assert not fails_comparison(worse, config)
    assert fails_comparison(worse, config, regression=True)
    hair = compare(report(pairs(0.9, 0.9, 0.9)), report(pairs(0.9, 0.87, 0.9)))
    assert not fails_comparison(hair, config, regression=True)
    assert not fails_comparison(replace(worse, rivals=True), config, regression=True)


def test_rivals_which_covers_more_can_be_quoted() -> None:
    first = pairs(0.9, 0.9, 0.9)
    second = [
        replace(first[0], coverage=0.7),
        replace(first[1], coverage=0.88),
        pair("p2", [(ZH[2], "")], 2),
    ]
    held = weigh_rivals(compare(report(first), report(second), rivals=True))
    assert dict(held.more) == {"first": (0, 2), "second": ()}
    assert held.alike == 1
    assert dict(held.missing) == {"first": (), "second": (2,)}
    assert "covers more in 2, " in held.summary
    assert "1 are alike within 4 points." in held.summary
    assert held.summary.count("leaves out 1 paragraph.") == 1
