"""Chinese persons who are given another's given name."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden_rows import list_failures, read_rows

from aligncheck.checks.wrong_given_name import find_wrong_given_names
from aligncheck.names.english_names import EnglishText
from aligncheck.report import Finding

ROWS = read_rows(Path(__file__).parents[1] / "names" / "golden" / "facts_of_persons.tsv")


def findings(zh: str, en: str) -> list[Finding]:
    return list(find_wrong_given_names("p1", zh, EnglishText(en)))


def test_golden_persons_are_told_or_left_alone() -> None:
    assert list_failures(ROWS) == []
    assert min(sum(row.is_right for row in ROWS), sum(not row.is_right for row in ROWS)) >= 10


def test_the_message_says_how_the_name_is_written_and_where() -> None:
    zh, en = "昨天李明华到了。", "Yesterday Li Minghui came."
    (found,) = findings(zh, en)
    assert found.message == "李明华 is Li Minghua; the translation writes Li Minghui."
    assert found.suggestion == "Li Minghua"
    assert [span.cut(zh) for span in found.source_spans] == ["李明华"]
    assert [span.cut(en) for span in found.target_spans] == ["Li Minghui"]


def test_traditional_characters_are_read_as_simplified() -> None:
    (found,) = findings("陳麗華發言。", "Chen Lina spoke.")
    assert found.source_spans[0].cut("陳麗華發言。") == "陳麗華"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("冯建设到了。", "Feng Jianshe came."),
        ("公孙敖刚刚到。", "Gongsun Ao had just come."),
        ("毛泽东讲话。", "Mao Tse-tung spoke."),
        ("卫宝来了。", "Wei Pao came."),
        ("朱凯蒂今年25岁。", "Katie Zhu is 25."),
        ("李先生和王女士来了。", "Li Xiansheng and Wang Nüshi came."),
        ("江苏省的出口增加了。", "The exports of Jiang Subei grew."),
        ("他来自江南。", "He comes from Jiangnan."),
        ("吕玉兰当选。", "Lyu Yulan was elected."),
        ("严隽琪主持会议。", "Yan Junqi chaired the meeting."),
    ],
)
def test_other_spellings_and_other_words_are_left_alone(zh: str, en: str) -> None:
    assert findings(zh, en) == []


def test_one_wrong_letter_is_told() -> None:
    (found,) = findings("王建民到了。", "Wang Jianmim came.")
    assert found.confidence >= 0.9
