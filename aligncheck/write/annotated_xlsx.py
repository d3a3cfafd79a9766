"""XLSX with a column of findings behind the last one of each sheet that has some."""

from __future__ import annotations

import io
from typing import Any

from aligncheck.optional import require_module
from aligncheck.text.spreadsheet_cell import make_inert
from aligncheck.write.unit_remarks import AUTHOR, Remarks
from aligncheck.write.xml_text import strip_invalid

_LONGEST = 32_000  # characters a cell holds


def annotate(raw: bytes, remarks: Remarks) -> bytes:
    """Return the workbook with the remarks; cells, formulas and formats stay, pictures do not."""
    openpyxl = require_module("openpyxl", "docs", "writing XLSX")
    book = openpyxl.load_workbook(io.BytesIO(raw))
    columns: dict[str, int] = {}
    for (line, place), items in sorted(remarks.items()):
        title = place.rpartition("!")[0]
        sheet: Any = book[title]
        if title not in columns:
            columns[title] = sheet.max_column + 1
            if sheet.cell(1, columns[title]).value is None and line > 1:
                sheet.cell(1, columns[title]).value = AUTHOR
        text = "\n".join(dict.fromkeys(strip_invalid(item.text) for item in items))
        cell = sheet.cell(line, columns[title])
        cell.value = make_inert(text[:_LONGEST])
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
