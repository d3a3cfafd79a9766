"""Which findings a change touches."""

from __future__ import annotations

from dataclasses import replace

from made import finding, pair
from two import material

from aligncheck.findings.touched_findings import keep_touched
from aligncheck.history.document_history import History, Version
from aligncheck.report import Finding

ZH = ["甲村有三百户人家。", "乙村在山的那一边。", "丙村没有水。", "丁村有一座桥。"]
EN = [
    "Village A has 300 families.",
    "Village B is over there.",
    "C has no water.",
    "D has a bridge.",
]


def told(
    old: tuple[list[str], list[str]], new: tuple[list[str], list[str]], pairs, findings
) -> list[str]:
    """The pairs of the findings that are kept, in a report on `new` since `old`."""
    history = History((), "main", Version("abc", tuple(old[0]), tuple(old[1])))
    kept, _ = keep_touched(findings, pairs, material(*new), history)
    return [item.pair for item in kept]


def test_only_changed_paragraphs_of_either_side_are_told() -> None:
    pairs = [pair(f"p{i}", [texts], i) for i, texts in enumerate(zip(ZH, EN, strict=True))]
    findings = [finding("AC103", held) for held in pairs]
    same = (ZH, EN)
    assert told(same, same, pairs, findings) == []
    assert told((ZH, [EN[0], "Other.", *EN[2:]]), same, pairs, findings) == ["p1"]
    assert told(([*ZH[:3], "别的。"], EN), same, pairs, findings) == ["p3"]
    assert told(([], []), same, pairs, findings) == ["p0", "p1", "p2", "p3"]


def test_what_lost_its_partner_is_told_and_what_its_neighbours_lack() -> None:
    pairs = [
        pair("p0", [(ZH[0], EN[0])], 0),
        pair("p1", [(ZH[1], "")], 1),
        pair("p2", [(ZH[2], EN[2])], 2, target=1),
        pair("p3", [(ZH[3], EN[3])], 3, target=2),
    ]
    findings = [
        finding("AC103", pairs[0], ZH[0][:2]),
        finding("AC402", pairs[0], en="Village"),
        finding("AC101", pairs[1], ZH[1]),
        finding("AC103", pairs[2], ZH[2][:2]),
        finding("AC103", pairs[3], ZH[3][:2]),
    ]
    new = (ZH, [EN[0], *EN[2:]])
    assert told((ZH, EN), new, pairs, findings) == ["p0", "p1", "p2"]
    assert told(new, new, pairs, findings) == []


def test_what_concerns_the_whole_or_the_tool_is_told() -> None:
    pairs = [pair(f"p{i}", [texts], i) for i, texts in enumerate(zip(ZH, EN, strict=True))]
    whole = Finding("AC201", "", "Nothing could be read.", 0.9)
    stale = replace(finding("AC103", pairs[0]), rule="AC109")
    tool = replace(finding("AC103", pairs[0]), rule="AC902")
    same = (ZH, EN)
    assert told(same, same, pairs, [whole, stale, tool]) == ["p0", "p0"]
    assert told((ZH, EN[:3]), same, pairs, [whole]) == [""]


def test_without_a_base_all_is_told_and_with_one_the_rest_is_counted() -> None:
    pairs = [pair(f"p{i}", [texts], i) for i, texts in enumerate(zip(ZH, EN, strict=True))]
    findings = [finding("AC103", held) for held in pairs]
    assert keep_touched(findings, pairs, material(ZH, EN), History(())) == (tuple(findings), ())
    base = Version("abc", tuple(ZH), tuple(EN))
    _, notes = keep_touched(findings, pairs, material(ZH, EN), History((), "v1", base))
    assert notes == ("since v1 (abc): 0 of 4 pairs changed; 4 findings elsewhere are not told",)
