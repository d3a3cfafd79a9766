"""XLIFF and TMX with findings as notes of their units."""

from __future__ import annotations

from typing import Any

from aligncheck.optional import require_module
from aligncheck.read.safe_xml import local_name
from aligncheck.write.unit_remarks import AUTHOR, Remarks
from aligncheck.write.xml_text import strip_invalid

_BEFORE_NOTES = ("source", "seg-source", "target")


def annotate(raw: bytes, remarks: Remarks) -> bytes:
    """Return the file with a note for each remark; other elements, comments and texts stay."""
    etree = require_module("lxml.etree", "docs", "writing XLIFF and TMX")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(raw, parser)
    by_line: dict[int, list[str]] = {}
    for (line, _), items in remarks.items():
        by_line.setdefault(line, []).extend(item.text for item in items)
    for unit in list(root.iter("{*}trans-unit", "{*}segment", "{*}tu")):
        for text in dict.fromkeys(by_line.get(unit.sourceline or 1, ())):
            _add_note(etree, unit, strip_invalid(text))
    tree = root.getroottree()
    return bytes(
        etree.tostring(
            tree, xml_declaration=raw.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml"),
            encoding=tree.docinfo.encoding or "UTF-8",
        )
    )  # fmt: skip


def _add_note(etree: Any, unit: Any, text: str) -> None:  # noqa: ANN401  # lxml has no types
    kind = local_name(unit)
    space = str(unit.tag).rpartition("}")[0] + "}" if "}" in str(unit.tag) else ""
    if kind == "segment":  # XLIFF 2: notes stand at the head of the unit
        owner = unit.getparent()
        notes = owner.find(f"{space}notes")
        if notes is None:
            notes = etree.Element(f"{space}notes")
            owner.insert(0, notes)
        note = etree.SubElement(notes, f"{space}note")
        note.set("category", AUTHOR)
    else:
        note = etree.Element(f"{space}note")
        at = 0
        if kind == "trans-unit":
            note.set("from", AUTHOR)
            at = 1 + max(
                (n for n, child in enumerate(unit) if local_name(child) in _BEFORE_NOTES),
                default=-1,
            )
        unit.insert(at, note)
        note.tail = unit.text if kind == "tu" else None
    note.text = text if kind != "tu" else f"{AUTHOR}: {text}"
