"""A name is said by its initials, and a short form by the words that it stands for."""

from __future__ import annotations

import pytest

from aligncheck import check_pairs
from aligncheck.report import Severity
from aligncheck.text.abbreviations import says_otherwise


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("world health organization", "The WHO warned of a new wave."),
        ("International Monetary Fund", "Loans from the IMF fell."),
        ("NATO", "Members of the North Atlantic Treaty Organization met."),
        ("OPEC", "The Organization of the Petroleum Exporting Countries cut output."),
        ("non-governmental organization", "NGOs were invited."),
    ],
)
def test_short_and_long_forms_say_the_same(phrase: str, text: str) -> None:
    assert says_otherwise([phrase], text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("world health organization", "The WTO warned of a new wave."),
        ("NATO", "The North Sea is cold."),
        ("United Nations", "The UN met."),  # two letters may be anything
        ("world health organization", "Who warned of it?"),
        ("", "The WHO"),
    ],
)
def test_others_do_not(phrase: str, text: str) -> None:
    assert not says_otherwise([phrase], text)


def test_a_check_is_silent_about_them() -> None:
    pairs = [
        ("世界卫生组织昨天发布了报告。", "The WHO published a report yesterday."),
        (
            "北约国家的代表在会上发言。",
            "Delegates of the North Atlantic Treaty Organization spoke.",
        ),
    ]
    report = check_pairs(pairs)
    assert not [f for f in report.findings if f.severity is not Severity.INFO]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "北约秘书长昨天到访。",
            "The Secretary General of the North Atlantic Treaty Organization came.",
        ),
        ("柏林国际电影节明天闭幕。", "The BIFF closes tomorrow."),
        ("瑞士银行的分析师这样认为。", "Analysts at UBS think so."),
    ],
)
def test_a_name_inside_a_short_form_or_a_brand_is_not_lost(zh: str, en: str) -> None:
    loud = [f for f in check_pairs([(zh, en)]).findings if f.severity is not Severity.INFO]
    assert not [f for f in loud if f.rule == "AC305"]
