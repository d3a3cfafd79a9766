"""AC106 and AC203: what stands elsewhere, and pairs whose translations were swapped."""

from __future__ import annotations

import pytest
from made import find_all
from two import material, texts

import aligncheck
from aligncheck import Config
from aligncheck.alignment.pairing import pair_paragraphs
from aligncheck.alignment.reordering import mark_in_order
from aligncheck.checks import paragraph_order
from aligncheck.models.encoder import load_encoder

ENCODER = load_encoder()
ZH, EN = texts("court-judgment")


@pytest.mark.parametrize(
    ("start", "stop", "to"),
    [(3, 4, 12), (12, 13, 3), (2, 5, 14), (10, 13, 1), (len(EN) - 1, len(EN), 0)],
)
def test_a_moved_section_is_one_finding_and_nothing_is_missing(start, stop, to) -> None:
    section = EN[start:stop]
    rest = EN[:start] + EN[stop:]
    moved = [*rest[:to], *section, *rest[to:]]
    held = pair_paragraphs(material(ZH, moved), ENCODER)
    assert {pair.kind for pair in held} == {"1:1"}
    assert [(p.source.text, p.target.text) for p in held] == list(zip(ZH, EN, strict=True))
    (finding,) = find_all(paragraph_order, *held)
    (first,) = [pair for pair in held if pair.id == finding.pair]
    assert finding.rule == "AC106"
    assert first.source.text == ZH[start]
    assert "moved" in finding.message


def test_the_message_says_from_where_to_where() -> None:
    held = pair_paragraphs(material(ZH, [EN[4], *EN[:4], *EN[5:]]), ENCODER)
    (finding,) = find_all(paragraph_order, *held)
    assert finding.message.startswith(f"The paragraph “{' '.join(ZH[4].split())[:30]}")
    assert "to the beginning of the translation" in finding.message
    assert f"behind “{' '.join(ZH[3].split())[:20]}" in finding.message


def test_a_translation_in_order_gets_no_finding() -> None:
    held = pair_paragraphs(material(ZH, EN), ENCODER)
    assert find_all(paragraph_order, *held) == []


def test_merged_and_missing_paragraphs_are_not_moved() -> None:
    merged = [*EN[:3], f"{EN[3]} {EN[4]}", *EN[5:9], *EN[10:]]
    assert find_all(paragraph_order, *pair_paragraphs(material(ZH, merged), ENCODER)) == []


def test_swapped_rows_are_told_on_both() -> None:
    zh, en = texts("gdp-growth")
    rows = list(zip(zh[:8], [*en[:2], en[6], *en[3:6], en[2], en[7]], strict=True))
    report = aligncheck.check_pairs(rows, config=Config(select=("AC203",)))
    assert [(f.rule, f.pair) for f in report.findings] == [("AC203", "3"), ("AC203", "7")]


def test_right_rows_are_not_swapped() -> None:
    rows = list(zip(ZH[:8], EN[:8], strict=True))
    report = aligncheck.check_pairs(rows, config=Config(select=("AC203", "AC106")))
    assert report.findings == ()


@pytest.mark.parametrize(
    ("targets", "weights", "expected"),
    [
        ([], [], []),
        ([0, 1, 2], [1, 1, 1], [True, True, True]),
        ([0, 3, 1, 2], [1, 1, 1, 1], [True, False, True, True]),
        ([2, 0, 1], [5, 1, 1], [True, False, False]),
        ([1, 1, 0], [1, 1, 1], [True, True, False]),
    ],
)
def test_the_heaviest_ascending_series_is_in_place(targets, weights, expected) -> None:
    assert mark_in_order(targets, weights) == expected
