"""Which columns of a table hold source, target and id: by name, by number, or by their script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aligncheck.errors import ReadError
from aligncheck.read.language_identification import count_han, count_latin
from aligncheck.read.read_options import DEFAULT, ReadOptions

SOURCE_NAMES = (
    "source",
    "zh",
    "chinese",
    "原文",
    "中文",
    "zh-cn",
    "zh_cn",
    "zh-hans",
    "src",
    "汉语",
    "源文",
)
TARGET_NAMES = (
    "target",
    "en",
    "english",
    "译文",
    "英文",
    "en-us",
    "en_us",
    "en-gb",
    "tgt",
    "英语",
    "translation",
)
_ID_NAMES = ("id", "key", "编号", "序号", "no", "no.", "#")
_SAMPLE = 500  # rows by which the languages of unnamed columns are told

Cells = tuple[int, list[str]]  # line, cells
Columns = tuple[int, int, int | None]  # source, target, id, from 0 on


def find_columns(
    table: Sequence[Cells], path: str, options: ReadOptions = DEFAULT
) -> tuple[Columns, list[Cells]]:
    """Return the columns of source, target and id, and the rows below the header.

    Raises ReadError if they cannot be told, or one that was asked for is not there.
    """
    header = [re.sub(r"\s+", " ", cell.casefold()) for cell in table[0][1]]
    if options.source_column is not None or options.target_column is not None:
        return _take_wanted_columns(table, header, path, options)
    source = _find_named_column(header, SOURCE_NAMES)
    target = _find_named_column(header, TARGET_NAMES)
    if source is not None and target is not None:
        return (source, target, _find_named_column(header, _ID_NAMES)), list(table[1:])
    if source is not None or target is not None:
        known, missing = ("source", "target") if target is None else ("target", "source")
        raise ReadError(
            f"{path}:{table[0][0]}: the header names the {known} column but not the {missing} "
            f"one; name it {missing!r}"
        )
    return _find_columns_by_script(table, path), list(table)


def _find_named_column(header: Sequence[str], names: Iterable[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _find_columns_by_script(table: Sequence[Cells], path: str) -> Columns:
    """Find the Chinese and the English column of a table without header."""
    width = max(len(cells) for _, cells in table)
    counts: list[tuple[int, int]] = []
    for column in range(width):
        text = "".join(cells[column] for _, cells in table[:_SAMPLE] if column < len(cells))
        counts.append((count_han(text), count_latin(text)))
    source = max(range(width), key=lambda column: counts[column][0])
    others = [c for c in range(width) if c != source and counts[c][0] * 5 <= counts[c][1]]
    target = max(others, key=lambda column: counts[column][1], default=None)
    if target is None or not counts[target][1] or counts[source][0] * 3 < counts[source][1]:
        raise ReadError(
            f"{path}:{table[0][0]}: no header, and no column of Chinese beside one of English; "
            "name the columns 'source' and 'target' in the first line"
        )
    return source, target, None


def _take_wanted_columns(
    table: Sequence[Cells], header: Sequence[str], path: str, options: ReadOptions
) -> tuple[Columns, list[Cells]]:
    """Return the columns that the user names; one that is not named is found as usual."""
    width = max(len(cells) for _, cells in table)
    found: list[int] = []
    is_header = False
    wanted = (
        ("source", options.source_column, SOURCE_NAMES),
        ("target", options.target_column, TARGET_NAMES),
    )
    for side, name, usual in wanted:
        column = _find_wanted_column(name, header, width) if name is not None else None
        named = column is not None and name is not None and name.casefold() in header
        if name is None:
            column = _find_named_column(header, usual)
            named = column is not None
        if column is None:
            what = f"no column {name!r}" if name is not None else f"which column is the {side}?"
            titles = ", ".join(cell for cell in table[0][1] if cell)[:200]
            raise ReadError(f"{path}:{table[0][0]}: {what}; the first line has: {titles}")
        found.append(column)
        is_header = is_header or named
    if found[0] == found[1]:
        raise ReadError(f"{path}: source and target are the same column")
    is_header = is_header or _begins_with_titles(table, found)
    identity = _find_named_column(header, _ID_NAMES) if is_header else None
    return (found[0], found[1], identity), list(table[is_header:])


def _find_wanted_column(name: str, header: Sequence[str], width: int) -> int | None:
    """Return the column of a name of the header, a number from 1 on, or letters such as "B"."""
    folded = re.sub(r"\s+", " ", name.strip().casefold())
    if folded in header:
        return list(header).index(folded)
    column = -1
    if re.fullmatch(r"[0-9]{1,5}", folded):
        column = int(folded) - 1
    elif re.fullmatch(r"[a-z]{1,2}", folded):
        for letter in folded:
            column = (column + 1) * 26 + ord(letter) - ord("a")
    return column if 0 <= column < width else None


def _begins_with_titles(table: Sequence[Cells], columns: Sequence[int]) -> bool:
    """Return whether the first cells are short beside those below, or lack their language."""
    texts = [[cells[c] if c < len(cells) else "" for c in columns] for _, cells in table[:_SAMPLE]]
    (one, other), below = texts[0], texts[1:]
    if not below:
        return False
    if (count_latin(one) and not count_han(one)) or (count_han(other) and not count_latin(other)):
        return True
    mean = sum(len(text) for row in below for text in row) / len(below)
    return not re.search("[。！？.!?]", one + other) and 2 * len(one + other) < mean
