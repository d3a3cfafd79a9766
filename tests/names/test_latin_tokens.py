"""Latin words in Chinese text, and whether English says them: `latin_tokens`."""

from __future__ import annotations

import pytest

from aligncheck.names.latin_tokens import (
    LatinKind,
    comparable_letters,
    find_latin_tokens,
    is_spelt_out,
    word_initials,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("他用NATO一词。", [("NATO", LatinKind.ACRONYM)]),
        ("他用Python写。", [("Python", LatinKind.WORD)]),
        ("型号是GT-40。", [("GT-40", LatinKind.CODE)]),
        ("他用C++写。", [("C++", LatinKind.WORD)]),
        ("AT&T公司", [("AT&T", LatinKind.ACRONYM)]),
        ("写信到li.na@mail.example.org。", [("li.na@mail.example.org", LatinKind.ADDRESS)]),
        ("请看：example.org/help页面", [("example.org/help", LatinKind.ADDRESS)]),
        ("请看https://example.org/a?b=1，谢谢", [("https://example.org/a?b=1", LatinKind.ADDRESS)]),
        ("没有字母，只有3.5。", []),
        ("", []),
    ],
)
def test_each_stretch_of_letters_has_its_kind(
    text: str, tokens: list[tuple[str, LatinKind]]
) -> None:
    found = find_latin_tokens(text)
    assert [(one.text, one.kind) for one in found] == tokens
    assert [one.span.cut(text) for one in found] == [one.text for one in found]


def test_tokens_stand_in_order() -> None:
    found = find_latin_tokens("NATO网站是www.example.org，用Python写。")
    assert [one.text for one in found] == ["NATO", "www.example.org", "Python"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("GT-40", "gt40", True), ("AT&T", "Att", True), ("GT-40", "GT-41", False)],
)
def test_marks_and_capitals_are_not_compared(one: str, other: str, same: bool) -> None:
    assert (comparable_letters(one) == comparable_letters(other)) is same


def test_initials_are_those_of_the_parts_of_words_too() -> None:
    assert word_initials("A well-known Spanish city, 1992") == "awksc"
    assert word_initials("1992") == ""


@pytest.mark.parametrize(
    ("acronym", "text", "spelt"),
    [
        ("BBC", "the British Broadcasting Corporation", True),
        ("DOD", "the Department of Defense", True),
        ("UAE", "the United Arab Emirates", True),
        ("MIT", "the Institute of Technology in Massachusetts", False),
        ("BBC", "the British Corporation", False),
        ("B", "the British", False),  # one letter says nothing
        ("FMD", "foot-and-mouth disease", True),
    ],
)
def test_an_acronym_may_be_spelt_out(acronym: str, text: str, spelt: bool) -> None:
    assert is_spelt_out(acronym, text) is spelt
