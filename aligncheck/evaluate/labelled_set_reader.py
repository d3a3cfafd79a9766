"""Read labelled sets: .jsonl, .tsv or .json chapters, packed with gzip or not, or folders."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from aligncheck.errors import ReadError
from aligncheck.evaluate.labelled_rows import parse_row
from aligncheck.evaluate.labelled_sets import Chapter, Couple, LabelledSet, Row

ENDINGS = (".jsonl", ".tsv", ".json")


def read_sets(paths: Sequence[Path], limit: int | None = None) -> list[LabelledSet]:
    """Read all sets; `limit` draws that many rows of each evenly, chapters are kept whole."""
    found = [labelled for path in paths for labelled in _read_sets_at(path)]
    return [_draw_rows(labelled, limit) for labelled in found]


def _draw_rows(labelled: LabelledSet, limit: int | None) -> LabelledSet:
    rows = labelled.rows
    if limit is None or len(rows) <= limit or isinstance(rows[0], Chapter):
        return labelled
    places = np.linspace(0, len(rows) - 1, max(limit, 1)).astype(np.int64)
    return LabelledSet(labelled.name, tuple(rows[int(i)] for i in places))


def _read_sets_at(path: Path) -> Iterator[LabelledSet]:
    """Yield the set of a file; of a folder, its chapters as one set and each other file's."""
    if not path.is_dir():
        yield LabelledSet(_set_name(path), tuple(_read_set_file(path)))
        return
    inside = sorted(p for p in path.iterdir() if not p.name.startswith("."))
    files = [p for p in inside if p.is_file() and _file_ending(p)]
    folders = [p for p in inside if p.is_dir()]
    if not files and not folders:
        raise ReadError(f"{path}: holds no labelled set; expected {', '.join(ENDINGS)} (.gz)")
    chapters = [p for p in files if _file_ending(p) == ".json"]
    if chapters:
        rows = tuple(row for chapter in chapters for row in _read_set_file(chapter))
        yield LabelledSet(path.resolve().name, rows)
    for file in files:
        if file not in chapters:
            yield LabelledSet(_set_name(file), tuple(_read_set_file(file)))
    for folder in folders:
        yield from _read_sets_at(folder)


def _file_ending(path: Path) -> str:
    suffix = Path(path.name.removesuffix(".gz")).suffix
    return suffix if suffix in ENDINGS else ""


def _set_name(path: Path) -> str:
    return Path(path.name.removesuffix(".gz")).stem


def _read_set_file(path: Path) -> list[Row]:
    if not path.exists():
        raise ReadError(f"{path}: no such file")
    kind = _file_ending(path)
    if not kind:
        raise ReadError(
            f"{path}: unknown kind of labelled set; expected {', '.join(ENDINGS)} (.gz)"
        )
    text = _read_set_text(path)
    if kind == ".json":
        rows = [parse_row(_parse_json(text, str(path)), str(path))]
    else:
        parse = _parse_tsv_line if kind == ".tsv" else _parse_jsonl_line
        lines = enumerate(text.split("\n"), start=1)
        rows = [parse(line, f"{path}, line {number}") for number, line in lines if line.strip()]
    if not rows:
        raise ReadError(f"{path}: is empty; a labelled set has a row a line")
    for number, row in enumerate(rows, start=1):
        if type(row) is not type(rows[0]):
            raise ReadError(f"{path}, row {number}: its fields are not those of the rows before")
    return rows


def _read_set_text(path: Path) -> str:
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if path.name.endswith(".gz") else content).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 at byte {error.start}") from None
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path}: cannot be read ({why})") from None


def _parse_tsv_line(line: str, place: str) -> Row:
    fields = line.rstrip("\r").split("\t")
    if len(fields) < 2 or not fields[0].strip() or not fields[1].strip():
        raise ReadError(f"{place}: expected Chinese, a tab and English")
    return Couple(fields[0], fields[1])


def _parse_jsonl_line(line: str, place: str) -> Row:
    return parse_row(_parse_json(line, place), place)


def _parse_json(text: str, place: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError as error:
        raise ReadError(f"{place}: not JSON ({error})") from None
    return value
