"""Read labelled sets: .jsonl, .tsv or .json chapters, packed with gzip or not, or folders."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from aligncheck.document import Span
from aligncheck.errors import ReadError
from aligncheck.evaluate.labelled_sets import (
    Aside,
    Chapter,
    Couple,
    ErrorMark,
    Judged,
    LabelledSet,
    Linked,
    Read,
    Row,
    Tagged,
)
from aligncheck.write.json_node import Node, NodeError

ENDINGS = (".jsonl", ".tsv", ".json")
SEVERITY = {"Critical": "major", "Major": "major", "Minor": "minor"}  # any other is neutral
# Parts of a category's name; any other category is "other".
CATEGORIES = {
    "Omission": "omission",
    "Addition": "addition",
    "Accuracy": "accuracy",
    "Non-translation": "accuracy",
}
MAJOR_WEIGHT = 5.0  # MQM points of a major error


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
        rows = [_parse_row(_parse_json(text, str(path)), str(path))]
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
    return _parse_row(_parse_json(line, place), place)


def _parse_json(text: str, place: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError as error:
        raise ReadError(f"{place}: not JSON ({error})") from None
    return value


def _parse_row(value: object, place: str) -> Row:
    node = Node(value, "")
    for fields, make in SCHEMAS:
        if all(name in node for name in fields):
            try:
                return make(node)
            except (NodeError, ValueError) as error:
                raise ReadError(f"{place}: {error}") from None
    held = ", ".join(sorted(node.mapping())[:8]) if isinstance(value, dict) else f"{value!r:.40}"
    raise ReadError(
        f"{place}: not a row of a labelled set that is known (it holds {held}); docs/measuring.md"
        " lists the fields of each kind"
    )


def _parse_judged(row: Node) -> Judged:
    marks = tuple(_parse_mark(error) for error in row["errors"].items())
    raters = (
        tuple(rater.text() for rater in row["raters"].items())
        if "raters" in row
        else tuple(sorted({mark.rater for mark in marks})) or ("",)
    )
    zh = row["zh"].text()
    return Judged(
        _text_or_default(row, "id", ""),
        _text_or_default(row, "set", ""),
        _text_or_default(row, "doc", "") or zh,
        zh,
        row["en"].text(),
        _parse_flag(row, "is_human"),
        raters,
        marks,
        _parse_flag(row, "maybe_unmarked_coverage"),
        False,
        _parse_number(row["mqm"]) if "mqm" in row and not row["mqm"].empty else None,
    )


def _parse_mark(error: Node) -> ErrorMark:
    name = error["category"].text()
    return ErrorMark(
        next((kind for part, kind in CATEGORIES.items() if part in name), "other"),
        SEVERITY.get(error["severity"].text(), "neutral"),
        _text_or_default(error, "rater", ""),
        _text_or_default(error, "side", "") == "source",
        _parse_span(error),
    )


def _parse_errors(row: Node) -> Judged | Read:
    """Read a row with errors: of raters (MQM), or of one reader who read it word by word."""
    if "system" in row and not any(name in row for name in ("raters", "n_raters", "mqm")):
        return _parse_read(row, {"reader": "errors"})
    return _parse_judged(row)


def _parse_read_twice(row: Node) -> Read:
    return _parse_read(row, {"A": "A", "B": "B"})


def _parse_read(row: Node, readers: Mapping[str, str]) -> Read:
    """Read a pair with the marks of its readers, by the names of their fields."""
    zh, en = row["zh"].text(), row["en"].text()
    marks = {
        reader: tuple(
            mark for error in row[name].items() for mark in _parse_reading(error, reader, zh, en)
        )
        for reader, name in readers.items()
    }
    doc = _text_or_default(row, "doc", "") or zh
    return Read(_text_or_default(row, "id", ""), doc, zh, en, _parse_flag(row, "is_human"), marks)


def _parse_reading(error: Node, reader: str, zh: str, en: str) -> Iterator[ErrorMark]:
    """Yield a mark for each side of an error that quotes words, where they first stand."""
    category, severity = error["category"].text(), error["severity"].text()
    for name, text in (("zh", zh), ("en", en)):
        quote = _text_or_default(error, name, "")
        at = text.find(quote) if quote else -1
        if at >= 0:
            span = Span(at, at + len(quote))
            yield ErrorMark(category, severity, reader, name == "zh", span)


def _parse_partly_judged(row: Node) -> Judged:
    """Read a row whose marks have a weight and no category: those in the Chinese are omissions."""
    marks = []
    for note in row["annotations"].items():
        source = _text_or_default(note, "side", "") == "source"
        weight = _parse_number(note["weight"])
        if weight:
            severity = "major" if weight >= MAJOR_WEIGHT else "minor"
            category = "omission" if source else "other"
            marks.append(ErrorMark(category, severity, "", source, _parse_span(note)))
    zh, en = row["zh"].text(), row["en"].text()
    return Judged(
        _text_or_default(row, "id", ""),
        "",
        zh,
        zh,
        en,
        False,
        ("",),
        tuple(marks),
        True,
        True,
        None,
    )


def _parse_span(mark: Node) -> Span | None:
    if "start" not in mark or "end" not in mark or mark["start"].empty or mark["end"].empty:
        return None
    return Span(mark["start"].count(), mark["end"].count())


def _parse_tagged(row: Node) -> Tagged:
    tokens = tuple(token.text() for token in row["en_tokens"].items())
    bad = tuple(tag.one_of(("OK", "BAD")) == "BAD" for tag in row["tags"].items())
    if len(tokens) != len(bad):
        raise NodeError(f"{len(tokens)} en_tokens and {len(bad)} tags; expected one tag a token")
    return Tagged(row["zh"].text(), row["en"].text(), tokens, bad, _parse_number(row["mqm"]))


def _parse_chapter(row: Node) -> Chapter:
    zh = tuple(item.text() for item in row["zh_sents"].items())
    en = tuple(item.text() for item in row["en_sents"].items())
    beads = tuple(
        (_parse_places(bead[0], len(zh)), _parse_places(bead[1], len(en)))
        for bead in row["links"].items()
    )
    return Chapter(_text_or_default(row, "doc", ""), zh, en, beads)


def _parse_places(side: Node, size: int) -> tuple[int, ...]:
    places = tuple(item.count() for item in side.items())
    if any(place >= size for place in places):
        raise NodeError(f"{side.place}: there are {size} sentences, so no number {max(places)}")
    return places


def _parse_linked(row: Node) -> Linked:
    sides = (tuple(t.text() for t in row[name].items()) for name in ("zh_tokens", "en_tokens"))
    zh, en = sides
    sure = frozenset((link[0].count(), link[1].count()) for link in row["sure"].items())
    possible = frozenset((link[0].count(), link[1].count()) for link in row["possible"].items())
    return Linked(zh, en, sure, sure | possible)


def _parse_couple(row: Node) -> Couple:
    names = ("zh", "en") if "zh" in row else ("source", "target")
    return Couple(row[names[0]].text(), row[names[1]].text())


def _set_aside(reason: str) -> Callable[[Node], Aside]:
    return lambda _: Aside(reason)


# Fields that a row must have, and how it is read; the first that fits is taken.
SCHEMAS: Sequence[tuple[tuple[str, ...], Callable[[Node], Row]]] = (
    (("zh", "en", "A", "B"), _parse_read_twice),
    (("zh", "en", "errors"), _parse_errors),
    (("zh", "en", "annotations"), _parse_partly_judged),
    (("zh", "en", "en_tokens", "tags", "mqm"), _parse_tagged),
    (("zh_sents", "en_sents", "links"), _parse_chapter),
    (("zh_tokens", "en_tokens", "sure", "possible"), _parse_linked),
    (("en_tokens", "zh_tokens", "mt_tags"), _set_aside("translated from English; not measured")),
    (("zh", "en", "scores", "label"), _set_aside("translated from English; not measured")),
    (("zh", "en", "pred_under_spans"), _set_aside("output of another detector; not measured")),
    (("zh", "en"), _parse_couple),
    (("source", "target"), _parse_couple),
)


def _text_or_default(row: Node, name: str, default: str) -> str:
    if name not in row or row[name].empty:
        return default
    return row[name].text()


def _parse_flag(row: Node, name: str) -> bool:
    return name in row and row[name].value is True


def _parse_number(node: Node) -> float:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NodeError(f"{node.place}: expected a number, got {value!r:.40}")
    return float(value)
