"""XLSX: rows of a source and a target column as pairs, or the texts of one language in order.

Hidden sheets, rows and columns and formulas without a value are left out, and counted. A cell that
is merged over several rows belongs to all of them: what stands beside it is one text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aligncheck.document import Kind, Unread
from aligncheck.errors import ReadError
from aligncheck.optional import require_module
from aligncheck.read.blocks import Block, Page, Row, Rows
from aligncheck.read.prose import describe_unread
from aligncheck.read.read_options import DEFAULT, ReadOptions
from aligncheck.read.table_columns import Cells, find_columns
from aligncheck.read.unit_names import name_units
from aligncheck.read.zip_archive import Archive

MOST_CELLS = 2_000_000


@dataclass(slots=True)
class _Sheet:
    """A sheet that is shown; `merged` are cells that go on with the one above them."""

    title: str
    rows: list[Cells] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)  # the sheet's own number of each column
    merged: set[tuple[int, int]] = field(default_factory=set)  # (row, column index), not the first


def read_workbook(raw: bytes, path: str, options: ReadOptions = DEFAULT) -> Rows | Page:
    """Read the shown sheets of a workbook.

    Raises ReadError for what is no workbook or too large, MissingExtra without openpyxl.
    """
    openpyxl = require_module("openpyxl", "docs", f"{path}: reading XLSX")
    _refuse_document_types(Archive(raw, path, "XLSX"))
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(raw), data_only=False)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise ReadError(f"{path}: not XLSX ({type(error).__name__}: {error})") from None
    unread: list[Unread] = []
    sheets = [
        _read_sheet(sheet, formulas[sheet.title], path, unread)
        for sheet in book.worksheets
        if _is_shown(sheet, unread)
    ]
    sheets = [sheet for sheet in sheets if sheet.rows]
    wanted = options.source_column is not None or options.target_column is not None
    rows: list[Row] = []
    for sheet in sheets:
        found = _find_pairs(sheet, path, options)
        if found is not None:
            rows += found
        elif wanted:
            raise ReadError(f"{path}: no such columns in sheet {sheet.title!r}")
    if rows:
        unread += [item for sheet in sheets for item in _list_other_sheets(sheet, rows)]
        return Rows("xlsx", name_units(rows), (), tuple(unread))
    return Page("xlsx", tuple(b for s in sheets for b in _list_blocks(s)), unread=tuple(unread))


def _refuse_document_types(archive: Archive) -> None:
    """Raise ReadError for parts that declare types or entities, which no workbook does."""
    for name in sorted(archive.names):
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(name)[:4096]:
            raise ReadError(f"{archive.path}: {name} declares a document type; no XLSX does")


def _is_shown(sheet: Any, unread: list[Unread]) -> bool:  # noqa: ANN401  # openpyxl has no types
    if sheet.sheet_state == "visible":
        return True
    text = "\n".join(str(v) for row in sheet.iter_rows(values_only=True) for v in row if v)
    _note(unread, f"hidden sheet {sheet.title}", 1, text)
    return False


def _read_sheet(sheet: Any, formulas: Any, path: str, unread: list[Unread]) -> _Sheet:  # noqa: ANN401
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise ReadError(
            f"{path}: sheet {sheet.title!r} has {sheet.max_row} × {sheet.max_column} cells, the "
            f"limit is {MOST_CELLS:,}"
        )
    made = _Sheet(sheet.title)
    hidden = _list_hidden_columns(sheet)
    made.columns = [c for c in range(1, sheet.max_column + 1) if c not in hidden]
    for row in sheet.iter_rows():
        number = row[0].row
        texts = {cell.column: _read_cell(cell, formulas, unread) for cell in row}
        if sheet.row_dimensions[number].hidden:
            _note(unread, "hidden row", number, "\n".join(texts.values()))
            continue
        _note(unread, "hidden column", number, "\n".join(texts[c] for c in hidden if c in texts))
        cells = [texts.get(column, "") for column in made.columns]
        if any(cells):
            made.rows.append((number, cells))
    for area in sheet.merged_cells.ranges:
        for row_number in range(area.min_row + 1, area.max_row + 1):
            if area.min_col in made.columns:
                made.merged.add((row_number, made.columns.index(area.min_col)))
    return made


def _list_hidden_columns(sheet: Any) -> set[int]:  # noqa: ANN401
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or 1
            hidden |= set(range(first, min(dimension.max or first, sheet.max_column) + 1))
    return hidden


def _read_cell(cell: Any, formulas: Any, unread: list[Unread]) -> str:  # noqa: ANN401
    value = cell.value
    if value is None:
        formula = formulas.cell(cell.row, cell.column).value
        if isinstance(formula, str) and formula.startswith("="):
            _note(unread, "formula without a value", cell.row, formula)
        return ""
    return str(value).strip()


def _find_pairs(sheet: _Sheet, path: str, options: ReadOptions) -> list[Row] | None:
    """Return the pairs of a sheet; None if it has no column of Chinese beside one of English."""
    place = f"{path}, sheet {sheet.title}"
    try:
        (source, target, identity), body = find_columns(sheet.rows, place, options)
    except ReadError:
        if options.source_column is not None or options.target_column is not None:
            raise
        return None
    rows: list[Row] = []
    for number, cells in body:
        one, other = cells[source], cells[target]
        if rows and ((number, source) in sheet.merged or (number, target) in sheet.merged):
            rows[-1] = replace(
                rows[-1],
                source="\n".join(filter(None, (rows[-1].source, one))),
                target="\n".join(filter(None, (rows[-1].target, other))),
            )
        elif one or other:
            name = cells[identity] if identity is not None else ""
            places = [name_cell(sheet.title, sheet.columns[c], number) for c in (source, target)]
            rows.append(Row(number, name or places[1], one, other, places[0], places[1]))
    return rows


def _list_other_sheets(sheet: _Sheet, rows: Sequence[Row]) -> Iterator[Unread]:
    """Yield a shown sheet that holds no pairs while another one does."""
    if any(row.place.startswith(f"{sheet.title}!") for row in rows):
        return
    text = "\n".join(cell for _, cells in sheet.rows for cell in cells)
    found = describe_unread(f"sheet {sheet.title}, which holds no pairs", 1, text)
    if found is not None:
        yield found


def _list_blocks(sheet: _Sheet) -> Iterator[Block]:
    for number, cells in sheet.rows:
        for at, text in enumerate(cells):
            if any(map(str.isalnum, text)):
                place = name_cell(sheet.title, sheet.columns[at], number)
                words = " ".join(text.split())
                yield Block(words, ((0, number),), Kind.TABLE, (), marked=True, place=place)


def name_cell(sheet: str, column: int, row: int) -> str:
    """Return the name of a cell as a spreadsheet writes it.

    >>> name_cell("Sheet1", 28, 7)
    'Sheet1!AB7'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row}"


def _note(unread: list[Unread], what: str, line: int, text: str) -> None:
    found = describe_unread(what, line, text)
    if found is not None:
        unread.append(found)
