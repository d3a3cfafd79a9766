"""Headings, lists, notes and bylines, told by their form."""

from __future__ import annotations

import pytest

from aligncheck.document import Kind
from aligncheck.read.block_kinds import (
    guess_kinds,
    is_aside,
    is_byline,
    is_label,
    mark_notes,
    parse_numbering,
)
from aligncheck.read.blocks import Block


def blocks(*texts: str) -> list[Block]:
    return [Block(text, ((0, line),)) for line, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("村里的水井", Kind.HEADING),
        ("The Village Well", Kind.HEADING),
        ("井水在夏天也很凉。", Kind.BODY),
        ("The water is cold even in summer.", Kind.BODY),
        ("- 一桶水", Kind.LIST),
        ("作者：王小明", Kind.BODY),
    ],
)
def test_the_form_gives_the_kind(text: str, kind: Kind) -> None:
    assert guess_kinds(blocks(text))[0].kind is kind


def test_numbered_lines_in_a_row_are_a_list_and_one_alone_is_a_heading() -> None:
    rows = blocks("一、水井", "井水很凉，人人都来打水。", "1. 打水", "2. 挑水", "水缸满了。")
    kinds = [block.kind for block in guess_kinds(rows)]
    assert kinds == [Kind.HEADING, Kind.BODY, Kind.LIST, Kind.LIST, Kind.BODY]


def test_what_markup_says_stays() -> None:
    marked = Block("村里的水井", ((0, 1),), Kind.BODY, marked=True)
    assert guess_kinds([marked])[0].kind is Kind.BODY


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("(一) 引水", ("(han)", "一", "引水")),
        ("第三章 河流", ("chapter", "三", "河流")),
        ("Chapter IV. Rivers", ("chapter", "IV", "Rivers")),
        ("2.1 Rivers", ("1.1", "2.1", "Rivers")),
        ("3. Rivers", ("1.", "3", "Rivers")),
        ("3.5", None),
        ("Rivers", None),
    ],
)
def test_numbering_is_parted_from_the_title(text: str, parts: tuple[str, ...] | None) -> None:
    assert parse_numbering(text) == parts


def test_notes_are_those_behind_their_title_and_at_the_end() -> None:
    rows = blocks("水很凉。", "注释", "[1] 见县志。", "正文继续。", "[2] 同上。")
    kinds = [block.kind is Kind.NOTE for block in mark_notes(rows)]
    assert kinds == [False, True, True, False, True]


def test_a_title_of_notes_without_notes_is_none() -> None:
    assert mark_notes(blocks("注释", "水很凉。"))[0].kind is Kind.BODY


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("[译注：井名]", True),
        ("译者按：此处从略", True),
        ("(Note: a well)", True),
        ("Note: the well is deep.", False),
        ("[译注：井名]又[见上]", False),
    ],
)
def test_a_translators_note_is_a_whole_paragraph(text: str, aside: bool) -> None:
    assert is_aside(text) is aside


def test_bylines_and_labels() -> None:
    assert is_byline("Translated by Ann Lee")
    assert is_byline("2019年5月3日")
    assert not is_byline("The author came by train")
    assert is_label("well.png")
    assert not is_label("An old well behind the mill")
    assert not is_label("村口的老井")
