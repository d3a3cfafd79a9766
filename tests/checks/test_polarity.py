"""Negations, limits and modal verbs: a pair agrees until one side is flipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import find_all

from aligncheck.checks import polarity
from aligncheck.document import Span
from aligncheck.negation.cues_en import find_cues_en
from aligncheck.negation.cues_zh import find_cues_zh
from aligncheck.report import Finding, Pair, SentenceLink, Side

ROWS = Path(__file__).with_name("negations.txt").read_text(encoding="utf-8").splitlines()
TABLE = [tuple(row.split("|")) for row in ROWS]


def findings(zh: str, en: str, *links: SentenceLink) -> list[Finding]:
    lines = ((0, 1),)
    pair = Pair("p1", "1:1", Side(zh, (0,), lines), Side(en, (0,), lines), sentences=links)
    return find_all(polarity, pair)


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


@pytest.mark.parametrize(
    ("zh", "good", "bad", "verb"),
    [
        ("学校没有关闭", "The schools were not closed", "The schools closed", "closed"),
        (
            "议会没有讨论法案",
            "The parliament did not discuss the bill",
            "The parliament discussed the bill",
            "discussed",
        ),
        (
            "议会没有讨论法案",
            "The parliament refused to discuss the bill",
            "The parliament discussed the bill",
            "discussed",
        ),
    ],
)
def test_denied_verb_that_is_said_plainly_is_found_though_another_is_denied(
    zh: str, good: str, bad: str, verb: str
) -> None:
    zh += "，到那个漫长寒冷的冬天结束时，村里的老人说，谁也没有东西吃。"
    rest = (
        ", and in the end of that long and cold winter, as the old men of the village said, nobody"
        " had anything to eat."
    )
    assert findings(zh, good + rest) == []
    (found,) = findings(zh, bad + rest)
    assert found.confidence >= 0.5
    assert found.message == (
        f"The source denies (“没有”); the translation says “{verb}” without a negation."
    )


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他应当休息，医生可以证明。", "He may rest, as the doctor can confirm."),
        (
            "经营者应当如实告知，以便选择。",
            "Operators shall tell the truth so that one can choose.",
        ),
        ("应当事先批准，始得施工。", "Building may begin only after approval."),
        ("反应堆的应用很广。", "The reactor may be used widely."),
        ("工人可以罢工，但必须通知。", "Workers must give notice of a strike."),
        ("没有不同意见。", "There were no dissenting views."),
        ("他无不良记录。", "He has no bad record."),
        ("没有一个好身体不行。", "You cannot do it without good health."),
    ],
)
def test_modal_or_double_negation_that_something_explains_is_left_alone(zh: str, en: str) -> None:
    assert [f for f in findings(zh, en) if f.confidence >= 0.5] == []


def test_double_negation_of_everybody_says_so() -> None:
    (found,) = findings("没有人不知道。", "Nobody knows.")
    assert found.message == (
        "没有人不 means “all, without exception”; the translation says “Nobody”."
    )


@pytest.mark.parametrize("text", ["", "。", "不", "非", "没有不", "is", "不得不得不"])
def test_cues_lie_in_the_text(text: str) -> None:
    for cue in (*find_cues_zh(text), *find_cues_en(text)):
        assert cue.span.cut(text)
