"""What is broken in the English as it stands: AC105, AC402, AC403."""

from __future__ import annotations

import pytest

from aligncheck.checks.english_defects import find_in_pair
from aligncheck.report import Finding, Pair, Side


def side(text: str) -> Side:
    return Side(text, (0,), ((0, 1),))


def found(rule: str, target: str, source: str | None = None) -> list[Finding]:
    pair = Pair("p1", "1:1", side(source) if source is not None else None, side(target))
    return [finding for finding in find_in_pair(pair) if finding.rule == rule]


def quoted(rule: str, target: str, source: str | None = None) -> list[str]:
    return [finding.target_spans[0].cut(target) for finding in found(rule, target, source)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("In that year the 国内生产总值 grew quickly.", ["国内生产总值"]),
        ("Output of steel and 化肥 rose; the 粮食产量 fell.", ["化肥", "粮食产量"]),
        ("这一段完全没有翻译。", ["这一段完全没有翻译。"]),
        ("The harvest was good.\n这一段没有翻译，一九七九年。", ["这一段没有翻译，一九七九年。"]),
        ("They called it a “伟大的胜利” and went home.", ["伟大的胜利"]),
    ],
)
def test_reports_chinese_left_in_the_english(text: str, left: list[str]) -> None:
    assert quoted("AC105", text) == left


def test_says_what_was_left_and_how_sure_it_is() -> None:
    (finding,) = found("AC105", "In that year the 国内生产总值 grew quickly.")
    assert finding.message == '"国内生产总值" was left in Chinese.'
    assert finding.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Wang Lihua (王丽华) edits the journal Red Soil [红土].",
        "王丽华 (Wang Lihua), 赵平 (Zhao Ping)",
        "She spoke with Wang Lihua 王丽华 about guanxi 关系 and little else.",
        "The slogan “Fish first, rice later” (先鱼后米) hung over the door.",
        "The slogan “先鱼后米”, “fish first, rice later”, hung over the door.",
        "The Chinese word 鱼 means fish.",
        "[注: 鱼米之乡: a land of fish and rice]",
        "See 王丽华：《鱼米之乡》, p. 17.",
        "Nothing Chinese stands here，only a wide comma。",
        "The Tokyo paper 朝のニュース was sold out.",
    ],
)
def test_leaves_glosses_names_and_references_alone(text: str) -> None:
    assert found("AC105", text) == []


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("He walked to the the river.", ["the the"]),
        ("The end of of the year was cold.", ["of of"]),
        ("A country country with many lakes.", ["country country"]),
        ("It came from\nfrom the north.", ["from\nfrom"]),
        ("I think I I saw it.", ["I I"]),
    ],
)
def test_reports_a_word_written_twice(text: str, doubled: list[str]) -> None:
    assert quoted("AC402", text) == doubled


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough of it.",
        "She said that that road was closed.",
        "It was very very cold, a so-so year, long long ago.",
        "They sailed to Bora Bora with Duran Duran.",
        "The ship came in. In time it left again.",
        "No, no, the town we live in in winter is small.",
        "It costs at at least ten yuan.",
        "The numbers 7 7 and 12 12 were drawn.",
        "So what it is is a lake.",
        "Rain rain rain, and nothing else.",
    ],
)
def test_leaves_words_alone_that_english_doubles(text: str) -> None:
    assert found("AC402", text) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The factory (built in 1956 was closed in 1991.", "("),
        ("The factory built in 1956) was closed in 1991.", ")"),
        ("He said “no and left. She said “yes” and stayed.", "“"),
        ("He said “no” and left” at once.", "”"),
        ('She said "yes" and "no, and he heard "maybe" then.', '"'),
    ],
)
def test_reports_marks_without_a_partner(text: str, mark: str) -> None:
    assert quoted("AC403", text) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "He said ”no“ and left.",
        "The ”five-year plan“ failed in 1931.",
        "He called it ‘good’ and ”bad“ at once.",
    ],
)
def test_reports_marks_that_turn_the_wrong_way(text: str) -> None:
    (mark,) = found("AC403", text)
    assert mark.message == "The quotation mark ” turns the wrong way."
    assert mark.confidence >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "He said “no” and left.",
        "He called it ‘good’ and “bad” at once.",
        "He read »Pravda« and „Iskra“ at home.",
        "She said, “Go,” and he said, “Stay.”",
    ],
)
def test_marks_of_other_countries_and_right_ones_turn_no_wrong_way(text: str) -> None:
    assert found("AC403", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“The speech runs on, and the paragraph ends here.",
        "and that was the end of the speech.”",
        "“The first part.\n“The second part.”",
        '"The first part of the speech.',
        "He was 6'2\" tall and the pipe was 8” wide.",
        "There are 1) lakes, 2) rivers and a) streams (few).",
        "Good :) and better ;-)",
        "The interval [0, 1) is half open.",
        "Don’t, can't, the ’90s and the workers’ council.",
        "(This note is long. It goes on.",
        "See https://example.org/a_(b) and `f(x` there.",
        "第一（first）and (second）.",
    ],
)
def test_leaves_marks_alone_that_may_have_a_partner(text: str) -> None:
    assert found("AC403", text) == []


def test_source_that_closes_its_quotation_shows_that_the_english_should() -> None:
    target, source = "He said: “We shall go tomorrow.", "他说：“我们明天去。”"
    assert quoted("AC403", target, source) == ["“"]
    assert quoted("AC403", target, "他说：“我们明天去。") == []


def test_pair_without_english_has_no_findings() -> None:
    assert list(find_in_pair(Pair("p1", "1:0", side("他说。"), None))) == []
