"""The words in which two versions of a text differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import STEADY

from aligncheck.write.word_diff import diff_words, mark_words, weave_words

WORDS = st.lists(st.sampled_from(["well", "mill", "水", "，", "1,200", "old"]), max_size=12)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("the old mill", "the new mill", "the [-old-] {+new+} mill"),
        ("the mill", "the mill", "the mill"),
        ("the old mill", "the mill", "the [-old-] mill"),
        ("", "mill", "{+mill+}"),
        ("水井很深。", "水井不深。", "水井[-很-]{+不+}深。"),
        ("cost 1,200 yuan", "cost 1,300 yuan", "cost [-1,200-] {+1,300+} yuan"),
    ],
)
def test_changes_are_marked(old: str, new: str, marked: str) -> None:
    assert mark_words(old, new) == marked


def test_one_word_alike_between_two_changes_is_chance() -> None:
    woven = weave_words("a one and two z", "a three and four z")
    assert [words for sign, words in woven if sign == "="] == ["a ", "z"]


def test_the_space_after_a_change_is_no_part_of_it() -> None:
    old, _ = diff_words("the old mill", "the mill")
    assert [(one.text, one.changed) for one in old] == [
        ("the ", False), ("old", True), (" ", False), ("mill", False),
    ]  # fmt: skip


@STEADY
@given(WORDS, WORDS)
def test_a_text_is_the_sum_of_its_stretches(one: list[str], other: list[str]) -> None:
    old, new = " ".join(one), " ".join(other)
    left, right = diff_words(old, new)
    assert "".join(stretch.text for stretch in left) == old
    assert "".join(stretch.text for stretch in right) == new
    woven = weave_words(old, new)
    kept = "".join(words for sign, words in woven if sign in "+=")
    assert kept.split() == new.split()
