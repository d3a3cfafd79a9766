"""Amounts that both sides say are no fault of the pair, whatever the detector makes of them."""

from __future__ import annotations

import pytest

from aligncheck.coverage.analysis import analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.coverage.shared_quantities import find_shared_quantities, mark_covered_words
from aligncheck.models.model_bundle import load_models
from aligncheck.text.words import en_words, zh_words

HARVEST = "去年这个省的粮食产量达到740亿斤。"


@pytest.mark.parametrize(
    ("zh", "en", "mine", "yours"),
    [
        (
            HARVEST,
            "Last year the province harvested 74 billion jin.",
            ["740亿斤"],
            ["74 billion jin"],
        ),
        (HARVEST, "Last year the province harvested 740 billion jin.", [], []),
        ("三分之二的人在12个县。", "Two thirds live in 21 counties.", ["三分之二"], ["Two thirds"]),
        ("他们走了。", "They left in 1999.", [], []),
    ],
)
def test_amounts_of_equal_value_are_shared(
    zh: str, en: str, mine: list[str], yours: list[str]
) -> None:
    source, target = find_shared_quantities(zh, en)
    assert [span.cut(zh).strip() for span in source] == mine
    assert [span.cut(en).strip() for span in target] == yours


def test_every_word_that_an_amount_meets_is_covered() -> None:
    en = "It harvested 74 billion jin."
    _, yours = find_shared_quantities("产量达到740亿斤。", en)
    words = en_words(en)
    held = [
        w.text for w, inside in zip(words, mark_covered_words(words, yours), strict=True) if inside
    ]
    assert held == ["74", "billion", "jin"]
    assert not mark_covered_words(zh_words("产量很大。"), []).any()


def test_an_amount_said_in_other_digits_does_not_lower_quality() -> None:
    right = "Last year the grain output of this province reached {} billion jin."
    texts = [right.format(amount) for amount in ("74", "740")]
    good, bad = analyse_pairs((Task(HARVEST, text) for text in texts), load_models())
    assert good is not None
    assert bad is not None
    assert good.sums.bad < bad.sums.bad
    assert good.sums.added < bad.sums.added
    assert good.quality > 0.6
