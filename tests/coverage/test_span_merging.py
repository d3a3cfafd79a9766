"""Stretches of dropped words: a seed, what is nearly as likely beside it, and whole clauses."""

from __future__ import annotations

import numpy as np
import pytest

from aligncheck.coverage.span_merging import (
    find_spans,
    find_untranslated_clauses,
    merge_overlapping,
)
from aligncheck.document import Span
from aligncheck.text.words import Word


def spans(chances: list[float], content: str = "", least: float = 0.3) -> list[tuple[int, int]]:
    mask = [sign != "-" for sign in content] if content else [True] * len(chances)
    return find_spans(np.array(chances, np.float32), np.array(mask), least)


@pytest.mark.parametrize(
    ("chances", "content", "found"),
    [
        ([0.1, 0.9, 0.1], "", [(1, 2)]),
        ([0.1, 0.9, 0.5, 0.1], "", [(1, 3)]),  # more than half as likely as its neighbour
        ([0.1, 0.9, 0.25, 0.1], "", [(1, 2)]),  # less than half
        ([0.9, 0.3, 0.9], "x-x", [(0, 3)]),  # a likely word without content may stand between
        ([0.9, 0.0, 0.9], "x-x", [(0, 1), (2, 3)]),
        ([0.9, 0.3, 0.3, 0.9], "x--x", [(0, 1), (3, 4)]),  # but no two
        ([0.2, 0.25, 0.2], "", []),  # nothing is likely enough
        ([0.9, 0.1, 0.1, 0.8], "", [(0, 1), (3, 4)]),
    ],
)
def test_a_span_is_a_seed_and_its_likely_neighbours(chances, content, found) -> None:
    assert spans(chances, content) == found


def test_a_word_without_content_is_no_seed() -> None:
    assert spans([0.9, 0.2], "-x") == []


@pytest.mark.parametrize(
    ("given", "merged"),
    [
        ([], []),
        ([(4, 6), (0, 2)], [(0, 2), (4, 6)]),
        ([(0, 3), (2, 5), (5, 6)], [(0, 5), (5, 6)]),
        ([(0, 9), (2, 3)], [(0, 9)]),
    ],
)
def test_overlapping_stretches_become_one(given, merged) -> None:
    assert merge_overlapping(given) == merged


def clause(*texts: str) -> list[Word]:
    at, words = 0, []
    for text in texts:
        words.append(Word(text, Span(at, at + len(text))))
        at += len(text)
    return words


def test_a_clause_whose_words_are_all_a_little_untranslated_is_one_stretch() -> None:
    words = clause("河水", "上涨", "，", "果园", "被", "淹没")
    content = np.array([True, True, False, True, True, True])
    faint = np.array([0.0, 0.0, 0.0, 0.3, 0.2, 0.3], np.float32)
    assert find_untranslated_clauses(words, faint, content) == [(3, 6)]
    one_said = np.array([0.0, 0.0, 0.0, 0.6, 0.01, 0.6], np.float32)
    assert find_untranslated_clauses(words, one_said, content) == []
    assert find_untranslated_clauses(words[:3], faint[:3] + 1, content[:3]) == []  # too short
