"""Which paragraphs changed, and which earlier ones they go back to."""

from __future__ import annotations

import made
from hypothesis import given
from hypothesis import strategies as st

from aligncheck.history.changed_paragraphs import (
    KnownTexts,
    find_changes,
    is_cut_otherwise,
    is_same_text,
    join_letters,
    match_paragraphs,
)

OLD = ["甲村有三百户人家。", "乙村在山的那一边。", "丙村没有水。", "丁村有一座桥。"]


def test_edited_new_moved_and_deleted_paragraphs() -> None:
    assert not find_changes(OLD, OLD)
    edited = [OLD[0], "乙村在河的那一边。", *OLD[2:]]
    assert find_changes(OLD, edited).changed == {1}
    assert find_changes(OLD, edited).gone == set()
    added = [*OLD[:2], "新的一段。", *OLD[2:]]
    assert find_changes(OLD, added).changed == {2}
    deleted = [OLD[0], *OLD[2:]]
    assert find_changes(OLD, deleted).changed == set()
    assert find_changes(OLD, deleted).gone == {1}
    assert find_changes(OLD, OLD[:3]).gone == {3}
    assert find_changes(None, OLD).changed == {0, 1, 2, 3}
    assert not find_changes(["a  b\nc"], ["a b c"])


def test_paragraphs_match_where_they_stood_or_by_their_letters() -> None:
    assert match_paragraphs(OLD, OLD) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert match_paragraphs(OLD, [OLD[3], *OLD[:3]]) == {0: 3, 1: 0, 2: 1, 3: 2}
    rewritten = [OLD[0], "完全不同的话。", *OLD[2:]]
    assert match_paragraphs(OLD, rewritten)[1] == 1  # one stands where one stood
    new = ["全新的开头。", "乙村在河的那一边。", *OLD[2:]]
    assert match_paragraphs(OLD[1:], new) == {1: 0, 2: 1, 3: 2}
    assert match_paragraphs([], OLD) == {}


def test_marks_and_width_are_no_change_of_words() -> None:
    assert is_same_text("共7.4％，“好”。", "共 7.4%，「好」。")
    assert not is_same_text("共7.4％", "共7.5％")
    assert KnownTexts(["x", "a b"]).says_all(["a  b"])
    assert not KnownTexts(["a", "b"]).says_all(["a", "c"])


def test_what_was_only_cut_otherwise_says_the_same() -> None:
    whole = "一九五三年，村里的合作社买下了磨坊，又修了一条新的水渠，还种了三百棵树。"
    first, second = whole[:18], whole[18:]
    assert KnownTexts(["前", first, second]).says_all([whole])
    assert not KnownTexts([whole]).says_all([first[:4]])
    old, new = join_letters(["前", whole]), join_letters(["前", first, second])
    assert is_cut_otherwise(whole, first, old, new)
    assert is_cut_otherwise(first, whole, new, old)
    assert not is_cut_otherwise(whole, first, old, join_letters(["前", first]))


@made.STEADY
@given(
    st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8),
    st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8),
)
def test_a_paragraph_has_at_most_one_partner(old: list[str], new: list[str]) -> None:
    found = match_paragraphs(old, new)
    assert len(set(found.values())) == len(found)
    assert all(0 <= i < len(old) for i in found.values())
    assert all(0 <= j < len(new) for j in found)
    changes = find_changes(old, new)
    assert bool(changes) == (old != new)
