"""Android's <resources>: strings, arrays and plurals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from aligncheck.read.catalogue_entry import Entry
from aligncheck.read.safe_xml import local_name

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)


def list_android_texts(root: Any) -> tuple[list[Entry], int]:  # noqa: ANN401  # lxml has no types
    """Return the texts in order, and how many are marked as not to be translated."""
    shut = [element for element in root if element.get("translatable") == "false"]
    open_ones = [element for element in root if element.get("translatable") != "false"]
    return [entry for element in open_ones for entry in _list_entries(element)], len(shut)


def _list_entries(element: Any) -> Iterator[Entry]:  # noqa: ANN401
    name, kind = str(element.get("name", "")), local_name(element)
    if kind == "string":
        yield Entry((name,), _read_text(element), element.sourceline or 1)
    if kind in ("plurals", "string-array"):
        for at, item in enumerate(element.iterchildren("{*}item")):
            key = str(item.get("quantity") or at)
            yield Entry((name, key), _read_text(item), item.sourceline or 1)


def _read_text(element: Any) -> str:  # noqa: ANN401
    """Return a text as an app shows it: without quotes and escapes, tags taken off."""
    text = " ".join("".join(element.itertext()).split())
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else " " if found[2] in "nt" else found[2],
        text,
    )
