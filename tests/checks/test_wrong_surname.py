"""Chinese persons who are given another's surname."""

from __future__ import annotations

import pytest
from made import find_all, pair

from aligncheck.checks import name_rendering
from aligncheck.report import Finding


def findings(zh: str, en: str) -> list[Finding]:
    return find_all(name_rendering, pair("p1", [(zh, en)]))


@pytest.mark.parametrize(
    ("zh", "en", "other"),
    [
        ("李明华昨天到访。", "Zhang Minghua visited yesterday.", "Zhang"),
        ("李明华昨天到访。", "Minghua Zhang visited yesterday.", "Zhang"),
        ("陈晓东表示同意。", "Wang Xiao-dong agreed.", "Wang"),
        ("李明華昨天到訪。", "Zhang Minghua visited yesterday.", "Zhang"),
        ("李明华昨天到访。", "Chang Ming-hua visited yesterday.", "Chang"),
        ("欧阳文静主持会议。", "Zhao Wenjing chaired the meeting.", "Zhao"),
    ],
)
def test_another_surname_beside_the_given_name_is_told(zh: str, en: str, other: str) -> None:
    (found,) = findings(zh, en)
    assert (found.rule, found.target_spans[0].cut(en)) == ("AC305", other)
    assert found.source_spans[0].start == 0
    assert found.message.endswith(f"the translation gives the surname {other}.")
    assert found.confidence >= 0.5


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("李明华昨天到访。", "Li Minghua visited yesterday."),
        ("李明华昨天到访。", "Minghua visited yesterday."),
        ("李明华昨天到访。", "Professor Minghua visited yesterday."),
        ("張明華昨天到訪。", "Zhang Minghua visited yesterday."),
        ("曾明华昨天到访。", "Zeng Minghua visited yesterday."),
        ("李明华和张明华昨天到访。", "Zhang Minghua and his cousin visited yesterday."),
        ("李明华和张建国到访。", "Zhang Jianguo came with Minghua, Li's son."),
        ("许正宇发表演说。", "Christopher Hui Zhengyu gave a speech."),
        ("香港艾力医院开业。", "The Hong Kong Aili hospital opened."),
        ("白居易写了这首诗。", "Po Chü-i wrote this poem."),
        ("国际领袖会议开幕。", "Chiling Tong opened the meeting of leaders."),
    ],
)
def test_the_own_surname_or_none_is_left_alone(zh: str, en: str) -> None:
    assert [one for one in findings(zh, en) if "surname" in one.message] == []
