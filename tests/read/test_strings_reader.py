"""Apple's .strings: entries, comments, escapes and mistakes."""

from __future__ import annotations

import pytest

from aligncheck.errors import ReadError
from aligncheck.read.catalogue_entry import Entry
from aligncheck.read.strings_reader import list_apple_texts


def test_entries_come_with_their_lines_and_comments_are_passed_over() -> None:
    text = '/* two\nlines */\n"open" = "打开";\n// "old" = "旧";\nmenu.quit = "退出" ;\n'
    assert list_apple_texts(text, "x.strings") == [
        Entry(("open",), "打开", 3),
        Entry(("menu.quit",), "退出", 5),
    ]


def test_a_text_of_two_lines_moves_the_next_one_down() -> None:
    found = list_apple_texts('"a" = "one\ntwo";\n"b" = "three";', "x.strings")
    assert [entry.line for entry in found] == [1, 3]


def test_escapes_are_undone() -> None:
    (entry,) = list_apple_texts(r'"a\"b" = "1\n2\t3\\ \U8336";', "x.strings")
    assert entry == Entry(('a"b',), "1\n2\t3\\ 茶", 1)


def test_comment_signs_inside_a_text_belong_to_it() -> None:
    assert list_apple_texts('"a" = "see // and /* */";', "x")[0].text == "see // and /* */"


def test_an_empty_file_has_no_texts() -> None:
    assert list_apple_texts(" \n/* nothing */\n", "x.strings") == []


@pytest.mark.parametrize("wrong", ['"b" = "no end"', '"b" "2";', "b = 2;"])
def test_what_is_no_entry_is_told_with_its_line(wrong: str) -> None:
    with pytest.raises(ReadError, match=r"x\.strings:2: expected"):
        list_apple_texts(f'"a" = "1";\n{wrong}\n', "x.strings")
