from __future__ import annotations

import numpy as np
import pytest

from aligncheck.coverage.analysis import analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.coverage.word_matches import match_words
from aligncheck.document import Span
from aligncheck.models.model_bundle import load_models
from aligncheck.text.words import en_words, zh_words

ZH, EN = zh_words("水库修复"), en_words("repairs to the reservoir")


def matched(links: list[list[float]], omitted: list[float], shown: list[bool]):
    found = match_words(
        ZH, EN, np.array(links, np.float32), np.array(omitted, np.float32), np.array(shown)
    )
    return [(m.source, [EN_TEXT[t.start : t.end] for t in m.targets], m.said) for m in found]


EN_TEXT = "repairs to the reservoir"


def test_a_word_is_shown_with_the_words_that_are_nearly_as_likely_as_the_best() -> None:
    links = [[0.1, 0, 0.5, 0.8], [0.9, 0, 0, 0.1]]
    told = matched(links, [0.1, 0.25], [True, True])
    assert told == [
        (Span(0, 2), ["the", "reservoir"], 0.9),
        (Span(2, 4), ["repairs"], 0.75),
    ]


def test_a_word_that_is_likely_left_out_is_shown_with_none() -> None:
    assert matched([[0, 0, 0, 0.9], [0.01] * 4], [0.7, 0.2], [True, True]) == [
        (Span(0, 2), [], 0.3),
        (Span(2, 4), [], 0.8),
    ]


def test_words_that_are_not_asked_for_are_left_out() -> None:
    told = matched([[0, 0, 0, 0.9], [0.9, 0, 0, 0]], [0.1, 0.1], [False, True])
    assert [words for _, words, _ in told] == [["repairs"]]


@pytest.mark.parametrize("contextual", [True, False])
def test_a_sentence_shows_its_words(contextual: bool) -> None:
    zh = "会议讨论了水库的修复。"
    en = "The meeting discussed repairs to the reservoir."
    (found,) = analyse_pairs([Task(zh, en)], load_models(contextual=contextual))
    shown = {
        zh[m.source.start : m.source.end]: [en[t.start : t.end] for t in m.targets]
        for m in found.matches
    }
    assert shown["会议"] == ["meeting"]
    assert shown["水库"] == ["reservoir"]
    assert "discussed" in shown["讨论"]
