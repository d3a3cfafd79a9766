"""Negations, limits and modal verbs: a pair agrees until one side is flipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.checks.negation import find
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, SentenceLink, Side
from aligncheck.text.negation_en import read_en
from aligncheck.text.negation_zh import read_zh

ROWS = Path(__file__).with_name("negations.txt").read_text(encoding="utf-8").splitlines()
TABLE = [tuple(row.split("|")) for row in ROWS]


def findings(zh: str, en: str, *links: SentenceLink) -> list[Finding]:
    lines = ((0, 1),)
    pair = Pair("p1", "1:1", Side(zh, (0,), lines), Side(en, (0,), lines), sentences=links)
    return list(find(pair))


@pytest.mark.parametrize(("zh", "good", "flipped"), TABLE)
def test_a_pair_agrees_and_its_flip_is_found(zh: str, good: str, flipped: str) -> None:
    assert findings(zh, good) == []
    assert [f.confidence >= 0.5 for f in findings(zh, flipped)] == [True]


def test_the_table_holds_a_hundred_pairs() -> None:
    assert len({zh for zh, _, _ in TABLE}) == len(TABLE) >= 100


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他非去不可。", "He has to go."),
        ("没有人不知道。", "Everybody knows."),
        ("无不感动。", "All were moved."),
        ("他是不是工人？", "Is he a worker?"),
        ("参加者都是工人。", "Not only workers but also peasants took part."),
        ("她来了。", "She came, no doubt."),
        ("你可以走。", "Why not go?"),
        ("他拒绝签字。", "He did not sign."),
        ("粮食缺乏。", "There was no grain."),
        ("经批准始得施工。", "Building may not begin until approved."),
        ("他们第一次登船。", "They had never boarded a ship before."),
    ],
)
def test_what_only_looks_like_a_change_is_left_alone(zh: str, en: str) -> None:
    assert findings(zh, en) == []


def test_the_message_quotes_the_cue_and_the_spans_point_at_it() -> None:
    (finding,) = findings("合同不得转让。", "The contract may be transferred.")
    assert finding.message == ("The source denies (“不得”); the translation has no such negation.")
    assert finding.source_spans == (Span(2, 4),)
    (finding,) = findings("合同有效。", "The contract is not valid.")
    assert finding.target_spans == (Span(13, 19),)


def test_a_negation_in_the_next_sentence_does_not_stand_for_this_one() -> None:
    zh, en = "他不是工人。她没有工作。", "He is a worker. She has no work."
    links = (
        SentenceLink(Span(0, 6), Span(0, 15), 1.0),
        SentenceLink(Span(6, 12), Span(16, 32), 1.0),
    )
    assert [f.source_spans for f in findings(zh, en, *links)] == [(Span(1, 3),)]


@pytest.mark.parametrize("text", ["", "。", "不", "非", "没有不", "is", "不得不得不"])
def test_cues_lie_in_the_text(text: str) -> None:
    for cue in (*read_zh(text), *read_en(text)):
        assert cue.span.cut(text)
