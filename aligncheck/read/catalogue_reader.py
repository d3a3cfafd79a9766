"""Catalogues of an interface's texts: JSON, ARB, YAML, .strings and Android XML.

A text is a block whose place is its key, `menu.file.open`. Two catalogues are paired by their
keys; one that holds both languages under `zh` and `en` has pairs already.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from aligncheck.document import Kind
from aligncheck.errors import ReadError
from aligncheck.read.android_strings import list_android_texts
from aligncheck.read.blocks import Block, Page, Row, Rows
from aligncheck.read.catalogue_entry import Entry, Key, name_key
from aligncheck.read.decoding import decode_text
from aligncheck.read.json_texts import list_json_texts, load_json
from aligncheck.read.pairs_reader import read_jsonl
from aligncheck.read.safe_xml import local_name, parse_xml
from aligncheck.read.strings_reader import list_apple_texts
from aligncheck.read.table_columns import SOURCE_NAMES, TARGET_NAMES
from aligncheck.read.unit_names import name_units
from aligncheck.read.xml_units_reader import read_tmx, read_xliff
from aligncheck.read.yaml_texts import list_yaml_texts

MOST_TEXTS = 500_000
_LOCALE = re.compile(r"(zh|en)(?:[-_][A-Za-z]{2,4}){0,2}")


def read_json(raw: bytes, path: str) -> Rows | Page:
    """Read JSON: objects a line, a list of objects with both sides, or a catalogue.

    Raises ReadError naming the line of what is wrong.
    """
    text = decode_text(raw, path)
    if _is_json_a_line(text):
        return read_jsonl(raw, path)
    value = load_json(text, path)
    if isinstance(value, list) and value and all(_is_pair(item) for item in value):
        texts = list_json_texts(text)
        return _read_list_of_pairs(value, texts, path)
    if isinstance(value, dict) and _is_pair(value):
        return read_jsonl(json.dumps(value).encode(), path)
    is_arb = PurePath(path).suffix.lower() == ".arb"
    entries = [e for e in list_json_texts(text) if not (is_arb and e.key[0].startswith("@"))]
    return make_catalogue("arb" if is_arb else "json", entries, path)


def read_yaml(raw: bytes, path: str) -> Rows | Page:
    """Read a catalogue in YAML; raises ReadError, or MissingExtra without pyyaml."""
    return make_catalogue("yaml", list_yaml_texts(decode_text(raw, path), path), path)


def read_strings(raw: bytes, path: str) -> Rows | Page:
    """Read a .strings file; raises ReadError naming the line of what is none."""
    return make_catalogue("strings", list_apple_texts(decode_text(raw, path), path), path)


def read_xml(raw: bytes, path: str) -> Rows | Page:
    """Read XML by its root: resources of Android, TMX or XLIFF; raises ReadError for any other."""
    root = parse_xml(raw, path)
    name = local_name(root)
    if name == "resources":
        entries, kept = list_android_texts(root)
        notes = (f"texts that are not to be translated not read: {kept}",) if kept else ()
        return make_catalogue("android", entries, path, notes)
    if name in ("tmx", "xliff"):
        return (read_tmx if name == "tmx" else read_xliff)(raw, path)
    raise ReadError(f"{path}: XML of an unknown kind (the root is <{name[:40]}>); known are "
                    "<resources>, <tmx>, <xliff>")  # fmt: skip


def make_catalogue(
    format_: str, entries: Sequence[Entry], path: str, notes: tuple[str, ...] = ()
) -> Rows | Page:
    """Return the texts of a catalogue; as pairs if it holds both languages under their codes."""
    if len(entries) > MOST_TEXTS:
        raise ReadError(f"{path}: more than {MOST_TEXTS:,} texts in a catalogue")
    seen: dict[Key, int] = {}
    for entry in entries:
        if entry.key in seen:
            key = name_key(entry.key)
            raise ReadError(
                f"{path}:{entry.line}: key {key!r} is on line {seen[entry.key]} already"
            )
        seen[entry.key] = entry.line
    codes = {found[1] for e in entries if e.key and (found := _LOCALE.fullmatch(e.key[0]))}
    roots = {entry.key[0] for entry in entries if entry.key}
    if codes == {"zh", "en"} and all(_LOCALE.fullmatch(root) for root in roots):
        return Rows(format_, name_units(_join_languages(entries)), notes)
    drop = len(roots) == 1 and bool(_LOCALE.fullmatch(next(iter(roots))))
    blocks = [
        Block(" ".join(e.text.split()), ((0, e.line),), Kind.BODY, (), True,
              place=name_key(e.key[drop:]))
        for e in entries
        if any(map(str.isalnum, e.text))
    ]  # fmt: skip
    return Page(format_, tuple(blocks), notes, keyed=True)


def _join_languages(entries: Iterable[Entry]) -> list[Row]:
    sides: dict[str, dict[Key, Entry]] = {"zh": {}, "en": {}}
    for entry in entries:
        sides[entry.key[0][:2]].setdefault(entry.key[1:], entry)
    keys = dict.fromkeys((*sides["zh"], *sides["en"]))
    rows = []
    for key in keys:
        one, other = sides["zh"].get(key), sides["en"].get(key)
        line = one.line if one else other.line if other else 1
        zh, en = (" ".join(e.text.split()) if e else "" for e in (one, other))
        if zh or en:
            rows.append(Row(line, name_key(key), zh, en, name_key(key)))
    return rows


def _is_json_a_line(text: str) -> bool:
    """Return whether the first line that is not blank is a value of its own, with more after it."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{"):
        return not lines
    try:
        first = json.loads(lines[0])
    except (ValueError, RecursionError):
        return False
    return len(lines) > 1 or _is_pair(first)


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, dict)
        and any(isinstance(value.get(name), str) for name in SOURCE_NAMES)
        and any(isinstance(value.get(name), str) for name in TARGET_NAMES)
    )


def _read_list_of_pairs(
    values: Sequence[dict[str, object]], texts: Sequence[Entry], path: str
) -> Rows:
    lines: dict[str, int] = {}
    for entry in texts:
        lines.setdefault(entry.key[0], entry.line)
    rows = []
    for number, value in enumerate(values):
        (row,) = read_jsonl(json.dumps(value).encode(), f"{path}, item {number + 1}").rows
        rows.append(Row(lines.get(str(number), 1), row.id, row.source, row.target))
    return Rows("json", tuple(rows))
