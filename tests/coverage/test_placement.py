"""Where a dropped word should stand, and what a hole in the English says of it."""

from __future__ import annotations

import numpy as np

from aligncheck.coverage.placement import gap_probabilities, likely_places, raise_at_gaps
from aligncheck.document import Span
from aligncheck.models.judge import Judgement
from aligncheck.text.words import en_words

ENGLISH = en_words("the of the fell")


def judgement(partners: np.ndarray, gap: np.ndarray) -> Judgement:
    n, m = partners.shape
    zeros = np.zeros(n, np.float32), np.zeros(m, np.float32)
    return Judgement(
        zeros[0], zeros[0], zeros[1], zeros[1], gap.astype(np.float32), 0.5, -1.0, -1.0, partners
    )


def test_a_hole_lies_before_the_word_behind_it() -> None:
    gaps = gap_probabilities(ENGLISH, [(Span(3, 3), 0.8)])
    assert gaps.shape == (5,)
    assert np.flatnonzero(gaps).tolist() == [1]
    assert gaps[1] == np.float32(0.8)


def test_of_two_holes_at_one_place_the_surer_counts() -> None:
    gaps = gap_probabilities(ENGLISH, [(Span(3, 3), 0.4), (Span(3, 3), 0.9), (Span(4, 4), 0.5)])
    assert gaps.max() == np.float32(0.9)


def test_a_hole_raises_the_likeliest_word_that_belongs_there() -> None:
    omitted = np.array([0.1, 0.3, 0.2], np.float32)
    places = np.array([[1, 0, 0], [0, 1, 0], [0, 1, 0]], np.float32)
    gaps = np.array([0.0, 0.9, 0.0], np.float32)
    raised = raise_at_gaps(omitted, np.array([True, True, True]), places, gaps)
    assert raised[1] > 0.9
    assert raised[[0, 2]].tolist() == omitted[[0, 2]].tolist()
    assert omitted[1] == np.float32(0.3)  # the chances that were given stay as they are


def test_a_hole_raises_no_word_without_content_or_doubt() -> None:
    omitted = np.array([0.3, 0.01], np.float32)
    places, gaps = np.ones((2, 1), np.float32), np.array([0.9], np.float32)
    kept = raise_at_gaps(omitted, np.array([False, True]), places, gaps)
    assert kept.tolist() == omitted.tolist()


def test_a_word_belongs_between_the_partners_of_its_neighbours() -> None:
    partners = np.array([[0.9, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0.9, 0]], np.float32)
    places = likely_places(judgement(partners, np.zeros(5)), np.zeros(5, np.float32))
    assert places.shape == (3, 5)
    assert places[1].argmax() in (1, 2)
    gap = np.array([0, 0, 1, 0, 0])
    assert likely_places(judgement(partners, gap), np.zeros(5, np.float32))[1].argmax() == 2


def test_without_neighbours_a_word_belongs_in_the_middle() -> None:
    places = likely_places(
        judgement(np.zeros((1, 4), np.float32), np.zeros(5)), np.zeros(5, np.float32)
    )
    assert places[0].argmax() == 2
