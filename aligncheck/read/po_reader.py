"""Gettext PO: each message with its translation is a pair."""

from __future__ import annotations

import re

from aligncheck.errors import ReadError
from aligncheck.optional import require_module
from aligncheck.read.blocks import Row, Rows
from aligncheck.read.decoding import decode_text
from aligncheck.read.unit_names import name_units

# What a line of PO may be: nothing, a comment, a keyword with a quoted text, a quoted text.
_LINE = re.compile(
    r"\s*(?:#.*|(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d{1,3}\])?)?\s*"
    r'"(?:[^"\\]|\\.)*"\s*)?'
)
_LONGEST_NAME = 60  # characters of a msgid that stand for it in a report


def read_units(raw: bytes, path: str) -> Rows:
    """Read PO, each plural form as a pair of its own; a message in use has one row or more.

    Raises ReadError for text that is no PO, MissingExtra without polib.
    """
    polib = require_module("polib", "docs", f"{path}: reading PO")
    text = decode_text(raw, path)
    if not text.rstrip().partition("\n")[0] or "msgid" not in text:
        raise ReadError(f"{path}: no message (msgid) in it; is it a PO file?")
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line):  # polib would read on and clip the text
            raise ReadError(f"{path}:{number}: not a line of PO: {line.strip()[:40]!r}")
    try:
        entries = list(polib.pofile(text))
    except (OSError, ValueError, IndexError) as error:
        raise ReadError(f"{path}: not PO ({error})") from None
    rows: list[Row] = []
    obsolete = fuzzy = 0
    for entry in entries:
        if entry.obsolete:
            obsolete += 1
            continue
        fuzzy += "fuzzy" in entry.flags
        name = " | ".join(filter(None, (entry.msgctxt, entry.msgid)))
        name = " ".join(name.split())[:_LONGEST_NAME]
        rows += _list_forms(entry, name)
    notes = []
    if obsolete:
        notes.append(f"obsolete messages not read: {obsolete}")
    if fuzzy:
        notes.append(f"fuzzy messages read as they stand: {fuzzy}")
    return Rows("po", name_units(rows), tuple(notes))


def _list_forms(entry: object, name: str) -> list[Row]:
    """Return the rows of a message, one for each plural form."""
    line, msgid = getattr(entry, "linenum", 1) or 1, str(getattr(entry, "msgid", ""))
    plurals: dict[int, str] = getattr(entry, "msgstr_plural", {}) or {}
    if not plurals:
        texts = [(name, msgid, str(getattr(entry, "msgstr", "")))]
    else:
        many = str(getattr(entry, "msgid_plural", "")) or msgid
        texts = [
            (f"{name} [{form}]", msgid if not form and len(plurals) > 1 else many, text)
            for form, text in sorted(plurals.items())
        ]
    return [Row(line, key, one, other) for key, one, other in texts if one.strip() or other.strip()]
