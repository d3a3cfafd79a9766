from __future__ import annotations

import io

import openpyxl
import pytest

from aligncheck.errors import ReadError
from aligncheck.read.read_options import ReadOptions
from aligncheck.read.xlsx_reader import name_cell, read_workbook

ROWS = [("id", "中文", "English"), ("a", "磨坊很老。", "The mill is old."),
        ("b", "没有人知道。", "Nobody knows.")]  # fmt: skip


def book(*rows: tuple[object, ...]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = "Texts"
    for row in rows:
        made.active.append(row)
    return made


def save(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(made: openpyxl.Workbook, **options: str):
    return read_workbook(save(made), "a.xlsx", ReadOptions(**options))


def test_reads_pairs_by_the_names_of_the_first_row() -> None:
    rows = read(book(*ROWS)).rows
    assert [(r.id, r.source, r.target, r.place, r.target_place) for r in rows] == [
        ("a", "磨坊很老。", "The mill is old.", "Texts!B2", "Texts!C2"),
        ("b", "没有人知道。", "Nobody knows.", "Texts!B3", "Texts!C3"),
    ]


def test_reads_pairs_by_script_without_a_first_row() -> None:
    rows = read(book(*[(en, zh) for _, zh, en in ROWS[1:]])).rows
    assert [(r.source, r.target, r.id) for r in rows] == [
        ("磨坊很老。", "The mill is old.", "Texts!A1"),
        ("没有人知道。", "Nobody knows.", "Texts!A2"),
    ]


@pytest.mark.parametrize(("source", "target"), [("原稿", "Draft 2"), ("1", "3"), ("A", "C")])
def test_reads_the_columns_that_are_asked_for(source: str, target: str) -> None:
    made = book(("原稿", "Draft 1", "Draft 2"), ("磨坊很老。", "An old mill.", "The mill is old."))
    rows = read(made, source_column=source, target_column=target).rows
    assert [(r.source, r.target) for r in rows] == [("磨坊很老。", "The mill is old.")]


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ReadError, match="no column 'Spanish'; the first line has: id, 中文, Eng"):
        read(book(*ROWS), source_column="中文", target_column="Spanish")
    with pytest.raises(ReadError, match="are the same column"):
        read(book(*ROWS), source_column="2", target_column="B")


def test_hidden_parts_and_formulas_without_value_are_counted() -> None:
    made = book(*ROWS, ("c", "=A1", "A formula."), ("d", "藏起来的一句话，没有人看见。", "Hidden."))
    made.active.row_dimensions[5].hidden = True
    made.active.column_dimensions["A"].hidden = True
    other = made.create_sheet("Old")
    other.append(["An old version of the text that nobody should see."])
    other.sheet_state = "hidden"
    made.create_sheet("Remarks").append(["One remark."])
    found = read(made)
    assert [(r.source, r.target) for r in found.rows][2:] == [("", "A formula.")]
    assert [(u.what, u.line) for u in found.unread] == [
        ("hidden column", 1),
        ("hidden column", 2),
        ("hidden column", 3),
        ("formula without a value", 4),
        ("hidden column", 4),
        ("hidden row", 5),
        ("hidden sheet Old", 1),
        ("sheet Remarks, which holds no pairs", 1),
    ]


def test_a_merged_cell_belongs_to_all_its_rows() -> None:
    zh = "磨坊很老，没有人知道。"
    made = book(ROWS[0], ("a", zh, "The mill is old."), ("b", None, "Nobody knows."))
    made.active.merge_cells("B2:B3")
    assert [(r.source, r.target) for r in read(made).rows] == [
        (zh, "The mill is old.\nNobody knows.")
    ]


def test_a_workbook_of_one_language_is_a_page_of_cells() -> None:
    blocks = read(book(("磨坊很老。", None), ("水渠", "没有人知道。"))).blocks
    assert [(b.text, b.place) for b in blocks] == [
        ("磨坊很老。", "Texts!A1"),
        ("水渠", "Texts!A2"),
        ("没有人知道。", "Texts!B2"),
    ]


def test_what_is_no_workbook_is_refused() -> None:
    for raw in (b"", b"PK\x03\x04", save(book(*ROWS))[:900]):
        with pytest.raises(ReadError, match=r"a\.xlsx: not XLSX"):
            read_workbook(raw, "a.xlsx")


def test_names_cells_as_spreadsheets_do() -> None:
    assert [name_cell("S", column, 3) for column in (1, 26, 27, 703)] == [
        "S!A3", "S!Z3", "S!AA3", "S!AAA3"
    ]  # fmt: skip
