"""Cues of linked sentences and the clause around a word."""

from __future__ import annotations

from aligncheck.checks.linked_cues import LinkedSide, find_clause_window, is_plain_negation
from aligncheck.document import Span
from aligncheck.negation.cues import Cue, Force

TEXT = "他不必来，也不可走。"
DOUBTFUL = Cue(Force.NOT, Span(1, 2), sure=False)
SURE = Cue(Force.NOT, Span(6, 7))


def test_the_first_sure_cue_of_a_force_counts() -> None:
    later = Cue(Force.NOT, Span(8, 9))
    side = LinkedSide(TEXT, Span(0, 10), [DOUBTFUL, SURE, later])
    assert side.forces == {Force.NOT}
    assert side.sure == {Force.NOT: SURE}


def test_only_asks_that_another_force_is_absent() -> None:
    side = LinkedSide(TEXT, Span(0, 10), [SURE, Cue(Force.DUTY, Span(7, 8), sure=False)])
    assert side.only(Force.NOT, Force.LEAVE) is SURE
    assert side.only(Force.NOT, Force.DUTY) is None
    assert side.only(Force.DUTY, Force.LEAVE) is None


def test_a_place_is_a_share_of_the_sentences() -> None:
    assert LinkedSide(TEXT, Span(2, 10), []).place(SURE) == 0.5
    assert LinkedSide(TEXT, Span(6, 6), []).place(SURE) == 0.0


def test_a_plain_negation_is_sure_or_one_character() -> None:
    assert is_plain_negation(SURE, TEXT)
    assert is_plain_negation(DOUBTFUL, TEXT)
    assert not is_plain_negation(Cue(Force.NOT, Span(1, 3), sure=False), TEXT)


def test_the_window_ends_with_the_clause() -> None:
    text = "He came; she did not go: it rained."
    start = text.index("go")
    window = find_clause_window(text, Span(start, start + 2))
    assert window.cut(text) == " she did not go"


def test_the_window_is_short_in_a_long_clause() -> None:
    window = find_clause_window("x" * 300, Span(150, 151))
    assert window == Span(80, 201)
