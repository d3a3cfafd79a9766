"""A finding is about a planted error if it points at its words or at its place."""

from __future__ import annotations

import pytest

from aligncheck.corrupt.damage import Damage
from aligncheck.corrupt.finding_match import overlaps_damage, points_at_damage
from aligncheck.document import Span

DROPPED = Damage("noun dropped", "The fell.", (Span(2, 4),), frozenset({"price"}), Span(3, 3))
CHANGED = Damage("number replaced", "It cost 7 yuan.", (), frozenset(), Span(8, 9))


@pytest.mark.parametrize(
    ("rule", "source", "target", "hits"),
    [
        ("AC103", [(2, 4)], [], True),
        ("AC103", [(3, 9)], [], True),
        ("AC103", [(0, 2)], [], False),  # ends where the error begins
        ("AC401", [], [(0, 8)], True),  # the English is said to be broken there
        ("AC104", [], [(0, 8)], False),  # that something was added there is no sign of a drop
        ("AC401", [], [(4, 8)], False),
    ],
)
def test_a_drop_is_found_by_its_words_or_by_the_broken_english(rule, source, target, hits) -> None:
    assert points_at_damage(rule, source, target, DROPPED) is hits


@pytest.mark.parametrize(
    ("target", "hits"), [([(8, 9)], True), ([(0, 20)], True), ([(0, 8)], False), ([], False)]
)
def test_a_change_is_found_at_its_place(target, hits) -> None:
    assert points_at_damage("AC301", [], target, CHANGED) is hits


def test_an_error_that_adds_words_has_no_chinese_to_overlap() -> None:
    assert not overlaps_damage([(0, 99)], CHANGED)
    assert CHANGED.is_deletion is False
    assert DROPPED.is_deletion is True


def test_a_damage_put_back_into_its_paragraph_keeps_its_place() -> None:
    whole = DROPPED.put_back("It rained. ", " They left.", 10)
    assert whole.en == "It rained. The fell. They left."
    assert whole.zh == (Span(12, 14),)
    assert whole.en[: whole.place.start] == "It rained. The"
