"""AC105: Chinese that was left in the English, and what may stand there."""

from __future__ import annotations

import pytest
from made import find_all, side

from aligncheck.checks import untranslated
from aligncheck.report import Finding, Pair


def found(target: str, source: str | None = None) -> list[Finding]:
    held = Pair("p1", "1:1", side(source) if source is not None else None, side(target))
    return find_all(untranslated, held)


def quoted(target: str, source: str | None = None) -> list[str]:
    return [finding.target_spans[0].cut(target) for finding in found(target, source)]


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
    assert quoted(text) == left


def test_says_what_was_left_and_how_sure_it_is() -> None:
    (finding,) = found("In that year the 国内生产总值 grew quickly.")
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
    assert found(text) == []


def test_pair_without_english_has_no_findings() -> None:
    assert find_all(untranslated, Pair("p1", "1:0", side("他说。"), None)) == []
