"""Which reader reads which file; readers are named as text and imported on first use."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast

from aligncheck.errors import ReadError
from aligncheck.read.blocks import Page, Rows
from aligncheck.read.read_options import DEFAULT, ReadOptions

Reader = Callable[[bytes, str], Page | Rows]

_PLAIN = "aligncheck.read.text_reader:read_page"
_HTML = "aligncheck.read.html_reader:read_page"
_MARKDOWN = "aligncheck.read.markdown_reader:read_page"
_JSONL = "aligncheck.read.pairs_reader:read_jsonl"
_TABLE = "aligncheck.read.pairs_reader:read_table"
_JSON = "aligncheck.read.catalogue_reader:read_json"
_XLSX = "aligncheck.read.xlsx_reader:read_workbook"
_DOCX = "aligncheck.read.docx_reader:read_document"
READERS: dict[str, str] = {
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".mdown": _MARKDOWN,
    ".mdx": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".jsonl": _JSONL,
    ".ndjson": _JSONL,
    ".json": _JSON,
    ".arb": _JSON,
    ".yaml": "aligncheck.read.catalogue_reader:read_yaml",
    ".yml": "aligncheck.read.catalogue_reader:read_yaml",
    ".strings": "aligncheck.read.catalogue_reader:read_strings",
    ".xml": "aligncheck.read.catalogue_reader:read_xml",
    ".tsv": _TABLE,
    ".tab": _TABLE,
    ".csv": _TABLE,
    ".xlsx": _XLSX,
    ".xlsm": _XLSX,
    ".docx": _DOCX,
    ".docm": _DOCX,
    ".tex": "aligncheck.read.latex_reader:read_page",
    ".epub": "aligncheck.read.epub_reader:read_book",
    ".pdf": "aligncheck.read.pdf_reader:read_document",
    ".srt": "aligncheck.read.subtitle_reader:read_page",
    ".vtt": "aligncheck.read.subtitle_reader:read_page",
    ".ass": "aligncheck.read.subtitle_reader:read_page",
    ".ssa": "aligncheck.read.subtitle_reader:read_page",
    ".po": "aligncheck.read.po_reader:read_units",
    ".tmx": "aligncheck.read.xml_units_reader:read_tmx",
    ".xliff": "aligncheck.read.xml_units_reader:read_xliff",
    ".xlf": "aligncheck.read.xml_units_reader:read_xliff",
    ".sdlxliff": "aligncheck.read.xml_units_reader:read_xliff",
    ".mqxliff": "aligncheck.read.xml_units_reader:read_xliff",
}
_OPTIONED = frozenset({_TABLE, _XLSX, _DOCX})  # readers that take options
# formats whose text would come out as rubbish if they were read as plain text
UNREAD = {
    ".doc": "old Word", ".odt": "OpenDocument", ".xls": "old Excel", ".ods": "OpenDocument",
    ".rtf": "RTF", ".pptx": "PowerPoint",
}  # fmt: skip
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html\b)", re.I | re.S
)


def find_reader(path: Path, raw: bytes, options: ReadOptions = DEFAULT) -> Reader:
    """Return the reader for a file: by its suffix, else HTML if it begins so, else plain text.

    Raises ReadError for a format that is known but has no reader.
    """
    suffix = path.suffix.lower()
    name = READERS.get(suffix)
    if name is None and suffix in UNREAD:
        raise ReadError(
            f"{path}: {UNREAD[suffix]} files are not read; save it as .docx, .xlsx, .md or .html"
        )
    if name is None:
        name = _HTML if _HTML_START.match(raw[:2000]) else _PLAIN
    module, _, function = name.partition(":")
    reader = getattr(import_module(module), function)
    return cast(Reader, partial(reader, options=options) if name in _OPTIONED else reader)
