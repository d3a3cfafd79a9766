"""Which way a figure goes, and words said as their opposite: `directions`."""

from __future__ import annotations

import pytest

from aligncheck.document import Span
from aligncheck.quantities.directions import (
    OPPOSITES,
    Opposites,
    find_turned_opposites,
    read_change_en,
    read_change_zh,
)


def place(text: str, number: str) -> Span:
    start = text.index(number)
    return Span(start, start + len(number))


@pytest.mark.parametrize(
    ("text", "rises"),
    [
        ("房租上涨7%", True),
        ("房租下降7%", False),
        ("房租增7%", True),
        ("房租跌7%", False),
        ("房租增幅为7%", None),  # a noun tells no direction
        ("房租没有上涨7%", None),
        ("房租先上涨后下跌7%", None),
        ("房租上涨，空置率为7%", None),
        ("房租为7%", None),
    ],
)
def test_a_chinese_figure_rises_or_falls(text: str, rises: bool | None) -> None:
    found = read_change_zh(text, place(text, "7%"))
    assert (found.rises if found else None) is rises


@pytest.mark.parametrize(
    ("text", "rises"),
    [
        ("Rents rose by 7% in June.", True),
        ("Rents fell by 7% in June.", False),
        ("A 7% drop in rents was seen.", False),
        ("Rents did not rise by 7%.", None),
        ("Rents rose and then fell 7%.", False),  # another clause
        ("Rents rose, with vacancies at 7%.", None),
        ("Rents stood at 7%.", None),
        ("Sales grew or fell 7%.", None),
    ],
)
def test_an_english_figure_rises_or_falls(text: str, rises: bool | None) -> None:
    found = read_change_en(text, place(text, "7%"))
    assert (found.rises if found else None) is rises


def test_a_change_tells_where_its_word_stands() -> None:
    zh, en = "今年，房租上涨7%", "Here, rents climbed 7%."
    mine, yours = read_change_zh(zh, place(zh, "7%")), read_change_en(en, place(en, "7%"))
    assert mine is not None
    assert yours is not None
    assert (mine.span.cut(zh), yours.span.cut(en)) == ("上涨", "climbed")


@pytest.mark.parametrize(
    ("zh", "en", "words"),
    [
        ("该国出现顺差。", "The country had a deficit.", [("顺差", "deficit")]),
        ("该国出现顺差。", "The country had a surplus.", []),
        ("该国出现顺差。", "The surplus became a deficit.", []),
        ("该国没有顺差。", "The country had a deficit.", []),
        ("该国出现顺差。", "The country never had a deficit.", []),
        ("顺差变成逆差。", "The deficit grew.", []),
        ("大豆进口很多。", "Soybean exports are large.", [("进口", "exports")]),
        ("天气很好。", "The deficit grew.", []),
    ],
)
def test_a_word_said_as_its_opposite_is_found(
    zh: str, en: str, words: list[tuple[str, str]]
) -> None:
    found = find_turned_opposites(zh, en)
    assert [(mine.cut(zh), yours.cut(en)) for mine, yours in found] == words


@pytest.mark.parametrize("row", OPPOSITES, ids=lambda row: row.names[0])
def test_no_word_is_its_own_opposite(row: Opposites) -> None:
    one, other = row.zh
    for mine, yours in ((one, other), (other, one)):
        for word in mine.pattern.partition("(")[0].split("|"):
            assert mine.fullmatch(word)
            assert not yours.fullmatch(word)
