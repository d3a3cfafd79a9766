"""Links of words that are each other's best, and their error rate (`word_alignment_error`)."""

from __future__ import annotations

from aligncheck.evaluate.labelled_sets import Linked
from aligncheck.evaluate.word_alignment_error import link_words, measure_links

ZH, EN = ("农民", "种植", "小麦"), ("Farmers", "plant", "wheat")


def figures(*rows: Linked) -> dict[str, float | None]:
    return {f.name: f.value for f in measure_links("made", rows).figures}


def test_words_that_translate_each_other_are_linked() -> None:
    links = link_words(ZH, EN)
    assert {(0, 0), (2, 2)} <= links
    assert link_words((), EN) == link_words(ZH, ()) == frozenset()


def test_right_links_have_no_error_and_wrong_ones_have() -> None:
    said = link_words(ZH, EN)
    right = Linked(ZH, EN, said, said)
    assert figures(right)["AER (lower is better)"] == 0.0
    wrong = Linked(ZH, EN, frozenset({(0, 2)}), frozenset({(0, 2)}))
    assert figures(wrong)["recall"] == 0.0
    both = figures(right, wrong)
    assert 0 < both["AER (lower is better)"] < 1


def test_a_possible_link_costs_no_precision() -> None:
    said = link_words(ZH, EN)
    row = Linked(ZH, EN, frozenset({(2, 2)}), said)
    told = figures(row)
    assert told["precision"] == told["recall"] == 1.0
