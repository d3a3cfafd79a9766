"""Rows that are pairs already: JSONL, TSV and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from aligncheck.errors import ReadError
from aligncheck.read.blocks import Row, Rows
from aligncheck.read.decoding import decode_text
from aligncheck.read.read_options import DEFAULT, ReadOptions
from aligncheck.read.table_columns import (
    SOURCE_NAMES,
    TARGET_NAMES,
    Cells,
    Columns,
    find_columns,
)

_CELL_LIMIT = 10_000_000  # characters; the csv module stops at 131,072 otherwise


def read_jsonl(raw: bytes, path: str) -> Rows:
    """Read one JSON object a line with "source" and "target", or "zh" and "en"."""
    lines = decode_text(raw, path).split("\n")
    rows = [parse_pair(line, number, path) for number, line in enumerate(lines, 1) if line.strip()]
    return Rows("jsonl", tuple(rows))


def read_table(raw: bytes, path: str, options: ReadOptions = DEFAULT) -> Rows:
    """Read TSV or CSV, with a header or with columns told by their script."""
    text = decode_text(raw, path)
    if PurePath(path).suffix.lower() in (".tsv", ".tab"):
        format_, table = "tsv", list(_split_tsv(text))
    else:
        format_, table = "csv", list(_split_csv(text, path))
    table = [(line, [cell.strip() for cell in cells]) for line, cells in table]
    table = [(line, cells) for line, cells in table if any(cells)]
    if not table:
        return Rows(format_, ())
    columns, body = find_columns(table, path, options)
    rows = [_make_row(cells, line, columns, path) for line, cells in body]
    return Rows(format_, tuple(rows), _note_unread_columns(table[0][1], columns))


def parse_pair(line: str, number: int, path: str) -> Row:
    """Return the pair of a line of JSONL; raises ReadError naming the line."""
    place = f"{path}:{number}"
    try:
        value = json.loads(line, object_pairs_hook=lambda pairs: _build_object(pairs, place))
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        reason = error.msg if isinstance(error, json.JSONDecodeError) else reason
        raise ReadError(f"{place}: not a JSON object ({reason}); write one object a line") from None
    if not isinstance(value, dict):
        raise ReadError(f'{place}: expected an object such as {{"source": …, "target": …}}')
    source = _get_field(value, SOURCE_NAMES, place)
    target = _get_field(value, TARGET_NAMES, place)
    name = value.get("id")
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int)):
        raise ReadError(f"{place}: id must be text or a whole number, got {json.dumps(name)[:60]}")
    return Row(number, None if name is None else str(name), source, target)


def _build_object(pairs: list[tuple[str, object]], place: str) -> dict[str, object]:
    """Return a JSON object; raises ReadError if it says one key twice."""
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ReadError(f'{place}: "{twice}" stands twice in the object; leave one')
    return made


def _get_field(value: dict[str, object], names: Sequence[str], place: str) -> str:
    known = [name for name in names if name in value]
    found = known[0] if known else None
    if len(known) > 1 and len({str(value[name]) for name in known}) > 1:
        raise ReadError(f'{place}: "{known[0]}" and "{known[1]}" differ; which one is meant?')
    if found is None:
        raise ReadError(f'{place}: no "{names[0]}" (or "{names[1]}") in the object')
    text = value[found]
    if text is None:
        return ""
    if not isinstance(text, str):
        raise ReadError(f'{place}: "{found}" must be text, got {json.dumps(text)[:60]}')
    return text


def _split_tsv(text: str) -> Iterator[Cells]:
    """Split TSV; quotes are text unless a spreadsheet put them around doubled ones."""
    for number, line in enumerate(text.split("\n"), 1):
        yield number, [_unquote_cell(cell) for cell in line.split("\t")]


def _unquote_cell(cell: str) -> str:
    if len(cell) > 3 and cell[0] == cell[-1] == '"' and '""' in cell[1:-1]:
        inner = cell[1:-1].replace('""', "\0")
        if '"' not in inner:
            return inner.replace("\0", '"')
    return cell


def _split_csv(text: str, path: str) -> Iterator[Cells]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count) if not first.startswith('"') else ","
    limit = csv.field_size_limit(_CELL_LIMIT)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in table:
            yield line, cells
            line = table.line_num + 1
    except csv.Error as error:
        raise ReadError(f"{path}:{line}: not CSV ({error})") from None
    finally:
        csv.field_size_limit(limit)


def _make_row(cells: list[str], line: int, columns: Columns, path: str) -> Row:
    source, target, name = columns
    needed = max(source, target)
    if len(cells) <= min(source, target) or (len(cells) <= needed and len(cells) < 2):
        raise ReadError(
            f"{path}:{line}: {len(cells)} column{'s' if len(cells) > 1 else ''}, expected "
            f"{needed + 1} or more; is a tab or quote missing?"
        )
    row = Row(line, None, cells[source] if source < len(cells) else "", "")
    row = replace(row, target=cells[target] if target < len(cells) else "")
    if name is not None and name < len(cells) and cells[name]:
        row = replace(row, id=cells[name])
    return row


def _note_unread_columns(header: Sequence[str], columns: Columns) -> tuple[str, ...]:
    others = [str(at + 1) for at in range(len(header)) if at not in columns]
    if not others:
        return ()
    return (f"column{'s' if len(others) > 1 else ''} {', '.join(others)} not read",)
