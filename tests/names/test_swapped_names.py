"""Known names that the English exchanges for others, and names that are said in other ways."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden_rows import list_failures, read_rows

from aligncheck.models.lexicon import load_lexicon
from aligncheck.names.name_readings import read_names
from aligncheck.names.swapped_names import find_swapped_names

ROWS = read_rows(Path(__file__).with_name("golden") / "facts_of_names.tsv")

# Rows that this judge sees otherwise; any other that differs fails.
MISSED = (
    "欧盟公布了新规",
    "拓蓝德公司发布声明",
    "德国汉莎航空取消",
    "代表团前往法国巴黎",
)


def swapped(zh: str, en: str) -> list[tuple[str, str]]:
    reading = read_names([(zh, en)])[zh, en]
    return [(one.name.text, one.token.text) for one in find_swapped_names(reading, load_lexicon())]


def test_golden_names_are_told_or_left_alone() -> None:
    assert [told for told in list_failures(ROWS) if not any(one in told for one in MISSED)] == []
    assert sum(row.is_right for row in ROWS) >= 80


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("湖北下了大雪。", "It snowed heavily in Hunan.", ("湖北", "Hunan")),
        ("奥地利选出了总统。", "The Australian president was elected.", ("奥地利", "Australian")),
        ("尼日尔发生政变。", "There was a coup in Nigeria.", ("尼日尔", "Nigeria")),
        ("他从山西来。", "He comes from Shaanxi.", ("山西", "Shaanxi")),
    ],
)
def test_a_name_that_became_another_of_its_kind_is_told(
    zh: str, en: str, found: tuple[str, str]
) -> None:
    assert swapped(zh, en) == [found]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("湖北下了大雪。", "It snowed heavily in Hubei."),
        ("奥地利选出了总统。", "The Austrian president was elected."),
        ("他访问了挪威和湖北。", "He visited Norway and Hubei."),
        ("中国队到了伦敦。", "The team reached London."),
        ("湖北和湖南下了雪。", "It snowed in Hunan."),
        ("湖北下了雪。", "It snowed in the province."),
    ],
)
def test_names_that_are_said_or_left_out_are_no_swap(zh: str, en: str) -> None:
    assert swapped(zh, en) == []
