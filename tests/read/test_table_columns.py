"""Which columns hold source, target and id, and which rows are pairs."""

from __future__ import annotations

import pytest

from aligncheck.errors import ReadError
from aligncheck.read.read_options import ReadOptions
from aligncheck.read.table_columns import Cells, find_columns

ROWS = [["7", "井水很凉。", "The water is cold."], ["8", "天亮了。", "Day broke."]]


def table(*rows: list[str]) -> list[Cells]:
    return list(enumerate(rows, 1))


@pytest.mark.parametrize("header", [["ID", "Source", "Target"], ["编号", "中文", "英文"]])
def test_a_header_names_the_columns(header: list[str]) -> None:
    columns, rows = find_columns(table(header, *ROWS), "x.csv")
    assert columns == (1, 2, 0)
    assert [line for line, _ in rows] == [2, 3]


def test_without_header_the_script_tells() -> None:
    columns, rows = find_columns(table(*ROWS), "x.csv")
    assert columns == (1, 2, None)
    assert len(rows) == 2


@pytest.mark.parametrize(
    "options",
    [ReadOptions("2", "3"), ReadOptions("B", "c"), ReadOptions("Old", "New")],
)
def test_columns_are_asked_for_by_name_number_or_letter(options: ReadOptions) -> None:
    columns, rows = find_columns(table(["n", "Old", "New"], *ROWS), "x.csv", options)
    assert columns[:2] == (1, 2)
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ([["source", "x"], ["水", "water"]], ReadOptions(), "name it 'target'"),
        ([["one", "two"]], ReadOptions(), "no header"),
        (ROWS, ReadOptions("9", "3"), "no column '9'"),
        (ROWS, ReadOptions("2", "2"), "same column"),
        (ROWS, ReadOptions("2"), "which column is the target"),
    ],
)
def test_what_cannot_be_told_is_refused(
    rows: list[list[str]], options: ReadOptions, message: str
) -> None:
    with pytest.raises(ReadError, match=message):
        find_columns(table(*rows), "x.csv", options)
