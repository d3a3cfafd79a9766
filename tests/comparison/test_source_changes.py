"""Two revisions of a translation whose original changed as well."""

from __future__ import annotations

import pytest
from made import finding, pair, report

from aligncheck.comparison.comparison import Change, Comparison, Edit, compare
from aligncheck.comparison.source_changes import carry_over_source
from aligncheck.errors import CompareError
from aligncheck.report import Pair

GROWTH = ("本市国内生产总值增长百分之五。", "The city's gross domestic product grew by 5 percent.")
GRAIN = ("粮食产量达到四十二万吨。", "Grain output reached 42,000 tons.")
ROADS = ("新修公路三百公里。", "Three hundred kilometres of road were built.")
SCHOOL = ("十所学校开学。", "Ten schools opened their doors.")
OLD = [pair(f"p{i}", [text], i) for i, text in enumerate((GROWTH, GRAIN, ROADS))]
NUMBER = finding("AC302", OLD[1], "四十二万", "42,000")
OTHER = "cc" * 32


def told(comparison: Comparison) -> list[tuple[str, str]]:
    return [(item.change.value, item.finding.rule) for item in comparison.findings]


def revise(*texts: tuple[str, str]) -> list[Pair]:
    return [pair(f"n{i}", [text], i) for i, text in enumerate(texts)]


def test_a_paragraph_put_before_shifts_nothing() -> None:
    new = revise(SCHOOL, GROWTH, GRAIN, ROADS)
    number = finding("AC302", new[2], "四十二万", "42,000")
    result = compare(report(OLD, [NUMBER]), report(new, [number], sha=OTHER), source_changed=True)
    assert told(result) == [("still", "AC302")]
    assert [p.change for p in result.passages] == [Edit.ADDED, *[Edit.UNCHANGED] * 3]
    assert result.notes == ("The original changed, too: 1 paragraph added.",)


def test_a_fault_is_known_again_in_an_edited_original() -> None:
    new = revise(
        GROWTH,
        ("全省粮食总产量达到四十二万吨。", "The province's grain reached 42,000 tons."),
        ROADS,
    )
    number = finding("AC302", new[1], "四十二万", "42,000")
    result = compare(report(OLD, [NUMBER]), report(new, [number], sha=OTHER), source_changed=True)
    assert told(result) == [("still", "AC302")]
    passage = result.passages[1]
    assert passage.change is Edit.EDITED
    assert passage.source is not None
    assert passage.source_old is not None
    assert (passage.source_old.text, passage.source.text) == (GRAIN[0], new[1].source.text)
    assert result.passages[0].source_old is None
    assert result.notes == ("The original changed, too: 1 paragraph edited.",)


def test_what_the_original_no_longer_says_is_deleted_with_its_findings() -> None:
    result = compare(
        report(OLD, [NUMBER]), report(revise(GROWTH, ROADS), sha=OTHER), source_changed=True
    )
    assert told(result) == [("fixed", "AC302")]
    assert sorted(p.change for p in result.passages) == sorted(
        [Edit.UNCHANGED, Edit.UNCHANGED, Edit.DELETED]
    )


def test_a_changed_original_must_be_expected_and_be_one() -> None:
    changed = report(revise(GROWTH, GRAIN), sha=OTHER)
    with pytest.raises(CompareError, match="--source-changed"):
        compare(report(OLD), changed)
    other = revise(("山上有座庙，庙里有个老和尚讲故事。", "There was a temple."))
    with pytest.raises(CompareError, match="sources differ"):
        compare(report(OLD), report(other, sha=OTHER), source_changed=True)


def test_against_nothing_everything_is_added() -> None:
    empty = report([], sha=OTHER)
    result = compare(empty, report(OLD, [NUMBER]))
    assert {p.change for p in result.passages} == {Edit.ADDED}
    assert told(result) == [(Change.NEW.value, "AC302")]


def test_places_move_with_their_words() -> None:
    new = revise(GROWTH, ("全省粮食总产量达到四十二万吨。", "Grain."), ROADS)
    _, changes = carry_over_source(report(OLD), report(new, sha=OTHER), allowed=True)
    old_text, new_text = GRAIN[0], "全省粮食总产量达到四十二万吨。"
    start = old_text.index("四十二万")
    place = changes.relocate(1, start, start + 4)
    assert (place[0], new_text[place[1] : place[2]]) == (1, "四十二万")
    assert changes.relocate(0, 2, 5) == (0, 2, 5)
    assert carry_over_source(report(OLD), report(OLD, sha=OTHER), allowed=False)[1].edited == {}
