"""A name whose Latin gloss stands in the translation is said by it."""

from __future__ import annotations

import pytest

from aligncheck import check_pairs
from aligncheck.coverage.glosses import find_glossed
from aligncheck.text.words import en_words, zh_words


def glossed(zh: str, en: str) -> str:
    words = zh_words(zh)
    return "".join(
        word.text
        for word, said in zip(words, find_glossed(words, en_words(en)), strict=True)
        if said
    )


@pytest.mark.parametrize(
    ("zh", "en", "name"),
    [
        ("据北海矿业公司（Norminco）介绍", "according to Norminco", "北海矿业公司"),
        ("据北海矿业公司(Norminco)介绍", "according to NORMINCO", "北海矿业公司"),
        ("Norminco（北海矿业公司）宣布裁员", "Norminco announced layoffs", "北海矿业公司"),
        ("据北海矿业公司（Nor Minco）介绍", "says Nor Minco", "北海矿业公司"),
    ],
)
def test_a_name_is_said_by_its_gloss(zh: str, en: str, name: str) -> None:
    assert glossed(zh, en) == name


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("据北海矿业公司（Norminco）介绍", "according to the company"),
        ("据北海矿业公司（以下简称北矿）介绍", "according to Norminco"),
        ("据北海矿业公司（2019年成立）介绍", "founded in 2019"),
        ("据北海矿业公司（Norminco介绍", "according to Norminco"),
        ("（Norminco）介绍", "Norminco says"),
    ],
)
def test_without_the_gloss_nothing_is_said(zh: str, en: str) -> None:
    assert glossed(zh, en) == ""


def test_what_stands_farther_off_is_not_covered() -> None:
    assert glossed("三名顾问和北海矿业公司（Norminco）", "Norminco") == "北海矿业公司"


def test_a_check_is_silent_about_it() -> None:
    zh = "国际可再生材料认证协会（ISCR）的报告称，去年全球产量增长了百分之六。"
    en = "Global output grew by six percent last year, according to a report by ISCR."
    assert not [f for f in check_pairs([(zh, en)]).findings if f.rule == "AC103"]
