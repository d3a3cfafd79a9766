"""Opposites: what is said as its opposite is found, what is denied or explained is not."""

from __future__ import annotations

import pytest

from aligncheck.coverage.opposites import find_opposites, load_opposites
from aligncheck.models.lexicon import load_lexicon
from aligncheck.text.words import en_words, zh_words

LEXICON = load_lexicon()


def found(zh: str, en: str) -> list[tuple[str, str]]:
    return [
        (x.source.cut(zh), x.target.cut(en) if x.target else "")
        for x in find_opposites(zh_words(zh), en_words(en), LEXICON)
    ]


@pytest.mark.parametrize(
    ("zh", "en", "pair"),
    [
        ("今年全市出口大幅下降。", "Exports of the city rose sharply this year.", ("下降", "rose")),
        ("他认为这项改革失败了。", "He thinks the reform was a success.", ("失败", "success")),
    ],
)
def test_a_word_said_as_its_opposite_is_found(zh: str, en: str, pair: tuple[str, str]) -> None:
    assert found(zh, en) == [pair]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("今年全市出口大幅下降。", "Exports of the city fell sharply this year."),
        ("今年全市出口没有下降。", "Exports of the city rose this year."),
        ("他认为这项改革失败了。", "He thinks the reform was not a success."),
        ("进口增加，出口下降。", "Imports rose while exports fell."),
        ("", "Nothing."),
    ],
)
def test_what_is_right_denied_or_explained_stays_silent(zh: str, en: str) -> None:
    assert found(zh, en) == []


def test_opposites_are_known_both_ways() -> None:
    assert "下降" in load_opposites()["上升"]
    assert "上升" in load_opposites()["下降"]
