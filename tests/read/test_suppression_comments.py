"""Comments that set findings aside: what they say, and of which lines."""

from __future__ import annotations

import pytest

from aligncheck.document import Suppression
from aligncheck.errors import ReadError
from aligncheck.read.blocks import Block
from aligncheck.read.suppression_comments import END, blank_suppressions, read_suppressions

BLOCKS = [Block("The well.", ((0, 1),)), Block("The mill\nis old.", ((0, 3), (9, 4)))]


def read(text: str, *, lines: bool = False) -> tuple[Suppression, ...]:
    return read_suppressions(text, BLOCKS, "x.md", lines=lines)


@pytest.mark.parametrize(
    ("comment", "first", "last"),
    [
        ("disable-next AC301: a pun", 2, 4),
        ("disable-line AC301: a pun", 1, 2),
        ("disable-file AC301: a pun", 1, END),
        ("disable AC301: a pun", 2, END),
    ],
)
def test_each_kind_speaks_of_its_lines(comment: str, first: int, last: int) -> None:
    (found,) = read(f"The well.\n<!-- aligncheck-{comment} -->\nThe mill\nis old.\n")
    assert found == Suppression(2, first, last, ("AC301",), "a pun")


def test_enable_ends_what_was_set_aside() -> None:
    text = "<!-- aligncheck-disable ac301, AC304 -- a pun -->\n\n<!-- aligncheck-enable -->\n"
    assert read(text) == (Suppression(1, 1, 3, ("AC301", "AC304"), "a pun"),)


def test_enable_of_another_rule_ends_nothing() -> None:
    text = "<!-- aligncheck-disable AC301: pun -->\n<!-- aligncheck-enable AC304 -->\n"
    assert read(text)[0].last == END


def test_lines_are_comments_in_plain_text_alone() -> None:
    text = "# aligncheck-disable-file AC1: all is old\n"
    assert read(text) == ()
    assert read(text, lines=True)[0].rules == ("AC1",)


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("disable-next", "names no rule"),
        ("disable-next AC301", "gives no reason"),
        ("disable-all AC301: pun", "no known comment"),
    ],
)
def test_an_incomplete_comment_is_refused(comment: str, message: str) -> None:
    with pytest.raises(ReadError, match=rf"x\.md:2: .*{message}"):
        read(f"\n<!-- aligncheck-{comment} -->")


def test_blanking_keeps_every_line_where_it_was() -> None:
    text = "a\n<!-- aligncheck-disable\nAC1: b -->\n// aligncheck-enable\nc <!-- d -->"
    assert blank_suppressions(text) == "a\n\n\n// aligncheck-enable\nc <!-- d -->"
    assert blank_suppressions(text, lines=True) == "a\n\n\n\nc <!-- d -->"
