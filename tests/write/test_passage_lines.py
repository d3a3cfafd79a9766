"""How a passage of a comparison is said in words."""

from __future__ import annotations

import pytest
from made import pair, report, side

from aligncheck.comparison.comparison import Comparison, Edit, Passage, compare
from aligncheck.comparison.quality_gain import Gain
from aligncheck.write.passage_lines import (
    RIVAL_EDITS,
    describe_gain,
    describe_quality,
    mark_passage,
    mark_source,
    name_edit,
    place_passage,
    summarise_edits,
)


def passage(
    change: Edit = Edit.EDITED, old: float | None = None, new: float | None = None
) -> Passage:
    return Passage(change, side("井深。"), side("Old  well"), side("New well", 4), old, new)


def comparison(*, rivals: bool = False) -> Comparison:
    same = pair("p1", [("井深。", "The well is deep.")], 0)
    old = pair("p2", [("村里的磨坊旧了。", "The mill in the village is old.")], 1)
    new = pair("p2", [("村里的磨坊旧了。", "The mill in the village is new.")], 1)
    return compare(report([same, old]), report([same, new], path="new.md"), rivals=rivals)


def test_quality_is_told_with_its_gain() -> None:
    assert describe_quality(passage()) == ""
    assert describe_quality(passage(old=0.5, new=0.75)).startswith("0.50 → 0.75 (+0.25 ± ")
    assert describe_quality(passage(old=0.5)) == "0.50 → –"
    assert describe_quality(passage(Edit.UNCHANGED, 0.5, 0.5)) == "0.50"


@pytest.mark.parametrize(
    ("gain", "told"),
    [
        (None, "not known"),
        (Gain(0.03, -0.01, 0.07), "+0.030 (-0.010 to +0.070): the same"),
        (Gain(0.03, 0.01, 0.07), "+0.030 (+0.010 to +0.070): better"),
        (Gain(-0.03, -0.07, -0.01), "-0.030 (-0.070 to -0.010): worse"),
    ],
)
def test_a_gain_is_told_with_its_interval(gain: Gain | None, told: str) -> None:
    assert describe_gain(gain) == told


def test_both_texts_stand_on_one_line() -> None:
    assert mark_passage(passage()) == "[-Old-] {+New+} well"
    added = Passage(Edit.ADDED, None, None, side("New\nwell"))
    assert mark_passage(added) == "{+New well+}"


def test_the_source_is_marked_where_it_was_something_else() -> None:
    assert mark_source(passage()) == "井深。"
    changed = Passage(Edit.EDITED, side("井深。"), None, None, source_old=side("井浅。"))
    assert mark_source(changed) == "井[-浅-]{+深+}。"
    assert mark_source(Passage(Edit.ADDED, None, None, None)) == ""


def test_a_passage_stands_in_the_new_text_or_else_the_old() -> None:
    whole = comparison()
    assert place_passage(whole, passage()) == "new.md:5"
    gone = Passage(Edit.DELETED, None, side("Well", 2), None)
    assert place_passage(whole, gone) == "talk.en.md:3"
    assert place_passage(whole, Passage(Edit.DELETED, None, None, None)) == "new.md"


def test_changes_are_counted_and_named() -> None:
    assert name_edit(Edit.EDITED, rivals=False) == Edit.EDITED.value
    assert set(RIVAL_EDITS) == set(Edit)
    assert summarise_edits(comparison()).split(", ")[:2] == ["1 unchanged", "1 edited"]
    assert summarise_edits(comparison(rivals=True)) == "1 alike, 1 different"
