"""Hard-wrapped lines are joined, others stay paragraphs of their own."""

from __future__ import annotations

import textwrap

from aligncheck.read.line_unwrapping import detect_wrapping, measure_width, unwrap_paragraphs

ENGLISH = (
    "the old miller walked along the river every morning before the village woke and counted "
    "the boats that had come up with the tide during the night because each of them owed him "
    "a little money for the use of the landing that his father had built many years earlier"
)


def number(lines: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(lines, 1))


def test_wrapped_english_is_joined_paragraph_by_paragraph() -> None:
    wrapped = textwrap.wrap(ENGLISH, 60)
    found = unwrap_paragraphs(number([*wrapped, "", *wrapped]))
    assert [block.text for block in found] == [ENGLISH, ENGLISH]
    assert [block.line for block in found] == [1, len(wrapped) + 2]


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    text = "老磨坊主每天清早沿着河边走去数一数夜里随潮水上来的船只" * 4
    wrapped = [text[at : at + 30] for at in range(0, len(text), 30)]
    assert [block.text for block in unwrap_paragraphs(number(wrapped))] == [text]


def test_the_limit_is_the_widest_line() -> None:
    wrapped = textwrap.wrap(ENGLISH, 60)
    wrap = detect_wrapping(number(wrapped))
    assert wrap is not None
    assert wrap.limit == max(map(len, wrapped))


def test_a_list_item_begins_anew() -> None:
    lines = [*textwrap.wrap(ENGLISH, 60), "- a boat", *textwrap.wrap(ENGLISH, 60)]
    assert "- a boat" not in unwrap_paragraphs(number(lines))[0].text


def test_lines_of_many_lengths_are_not_wrapped() -> None:
    lines = number(["A short line.", "Another one that is quite a bit longer than it.", "End."])
    assert detect_wrapping(lines) is None
    assert len(unwrap_paragraphs(lines)) == 3


def test_nothing_is_no_wrapping() -> None:
    assert detect_wrapping([]) is None
    assert unwrap_paragraphs([]) == []
    assert detect_wrapping(number(["one line alone"])) is None


def test_chinese_fills_two_columns() -> None:
    assert measure_width("ab") == 2
    assert measure_width("ab水") == 4
