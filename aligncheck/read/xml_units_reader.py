"""XLIFF 1.2 and 2.x (SDL and memoQ flavours as well) and TMX: units that are pairs already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aligncheck.errors import ReadError
from aligncheck.optional import require_module
from aligncheck.read.blocks import Row, Rows
from aligncheck.read.safe_xml import local_name, parse_xml
from aligncheck.read.unit_names import name_units

# inline codes whose content is markup of the original format, not text
_CODES = frozenset("bpt ept it ph x bx ex ut cp sc ec sm em hi-code note".split())
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xliff(raw: bytes, path: str) -> Rows:
    """Read the units of XLIFF; a segment of XLIFF 2 is a unit of its own.

    Raises ReadError for what is no XLIFF, MissingExtra without lxml.
    """
    root = parse_xml(raw, path)
    if local_name(root) != "xliff":
        raise ReadError(f"{path}: the root is <{local_name(root)}>, expected <xliff>")
    rows: list[Row] = []
    closed = 0
    for unit in root.iter("{*}trans-unit", "{*}segment"):
        owner = unit if local_name(unit) == "trans-unit" else unit.getparent()
        source, target = (_read_child(unit, name) for name in ("source", "target"))
        if owner.get("translate") == "no":
            closed += 1
        elif source.strip() or target.strip():
            names = [owner.get("id"), unit.get("id") if unit is not owner else None]
            name = "/".join(filter(None, names)) or None
            rows.append(Row(unit.sourceline or 1, name, source, target))
    notes = (f'units marked translate="no" not read: {closed}',) if closed else ()
    return Rows("xliff", name_units(rows), notes)


def read_tmx(raw: bytes, path: str) -> Rows:
    """Read the units of TMX that have a Chinese and an English variant.

    Raises ReadError for what is no TMX, MissingExtra without lxml.
    """
    root = parse_xml(raw, path)
    if local_name(root) != "tmx":
        raise ReadError(f"{path}: the root is <{local_name(root)}>, expected <tmx>")
    rows: list[Row] = []
    other = more = 0
    for unit in root.iter("{*}tu"):
        texts, again = read_variants(unit)
        more += again
        if "zh" not in texts and "en" not in texts:
            other += 1
        elif (zh := texts.get("zh", "")).strip() or texts.get("en", "").strip():
            rows.append(Row(unit.sourceline or 1, unit.get("tuid"), zh, texts.get("en", "")))
    notes = []
    if other:
        notes.append(f"units without Chinese and English not read: {other}")
    if more:
        notes.append(f"further variants of a language not read: {more}")
    return Rows("tmx", name_units(rows), tuple(notes))


def read_variants(unit: Any) -> tuple[dict[str, str], int]:  # noqa: ANN401
    """Return a TMX unit's text by language, its first of each, and how many more there are."""
    texts: dict[str, str] = {}
    more = 0
    for variant in unit.iterchildren("{*}tuv"):
        code = (variant.get(_XML_LANG) or variant.get("lang") or "").lower()[:2]
        more += code in texts
        texts.setdefault(code, _read_child(variant, "seg"))
    return texts, more


def _read_child(unit: Any, name: str) -> str:  # noqa: ANN401
    child = next(unit.iterchildren(f"{{*}}{name}"), None)
    return "" if child is None else " ".join("".join(_list_texts(child)).split())


def _list_texts(element: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the text of an element without that of inline codes, in order."""
    inside = 0  # how many codes are open
    etree = require_module("lxml.etree", "docs", "reading XML")
    for event, node in etree.iterwalk(element, events=("start", "end")):
        is_code = local_name(node) in _CODES
        if event == "start":
            inside += is_code
            if not inside:
                yield node.text or ""
            continue
        inside -= is_code
        if not inside and node is not element:
            yield node.tail or ""
