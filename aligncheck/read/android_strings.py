"""Android's <resources>: strings, arrays and plurals."""

from __future__ import annotations

import re
from typing import Any

from aligncheck.read.catalogue_entry import Entry
from aligncheck.read.safe_xml import local_name

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)


def list_android_texts(root: Any) -> tuple[list[Entry], int]:  # noqa: ANN401  # lxml has no types
    """Return the texts in order, and how many are marked as not to be translated."""
    found: list[Entry] = []
    kept = 0
    for element in root:
        name, kind = str(element.get("name", "")), local_name(element)
        if element.get("translatable") == "false":
            kept += 1
        elif kind == "string":
            found.append(Entry((name,), _read_text(element), element.sourceline or 1))
        elif kind in ("plurals", "string-array"):
            for at, item in enumerate(element.iterchildren("{*}item")):
                key = str(item.get("quantity") or at)
                found.append(Entry((name, key), _read_text(item), item.sourceline or 1))
    return found, kept


def _read_text(element: Any) -> str:  # noqa: ANN401
    """Return a text as an app shows it: without quotes and escapes, tags taken off."""
    text = " ".join("".join(element.itertext()).split())
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else " " if found[2] in "nt" else found[2],
        text,
    )
