"""What a complete run leaves: results.jsonl, what is kept, an index of the worst, Parquet."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from aligncheck.errors import UsageError
from aligncheck.optional import require_module
from aligncheck.write.xml_text import escape_xml

SHOWN = 1_000  # documents of the index; a page of a million opens in no browser
ROWS = 10_000  # rows of Parquet that are written at once

_TEXTS = ("id", "source", "target", "verdict", "error")
_NUMBERS = ("coverage", "quality", "similarity", "omission", "addition")
_COUNTS = ("pairs", "errors", "warnings", "infos")


def write_lines(lines: Iterable[str], path: Path) -> None:
    """Write lines into a file as they come; it takes the old one's place when it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            out.writelines(f"{line}\n" for line in lines)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None
    finally:
        part.unlink(missing_ok=True)


def render_tmx(lines: Iterable[str]) -> Iterator[str]:
    """Yield kept pairs as the lines of a TMX file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4"><header creationtool="aligncheck" creationtoolversion="1"'
    yield ' segtype="sentence" o-tmf="none" adminlang="en" srclang="zh" datatype="plaintext"/>'
    yield "<body>"
    for line in lines:
        row = json.loads(line)
        name = escape_xml(row["id"]).replace('"', "&quot;")
        yield f'<tu tuid="{name}">'
        for code, text in (("zh", row["source"]), ("en", row["target"])):
            yield f'<tuv xml:lang="{code}"><seg>{escape_xml(text)}</seg></tuv>'
        yield "</tu>"
    yield "</body></tmx>"


def render_index(lines: Iterable[str], told: str) -> str:
    """Return a page with the worst documents on top, SHOWN at most; `told` is the last line."""
    worst = nsmallest(SHOWN, map(json.loads, lines), key=_rank_row)
    rows = "\n".join(_format_row(row) for row in worst)
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<title>aligncheck batch</title>\n'
        "<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;"
        "padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{text-align:start;"
        "padding:.3rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}td.n{text-align:end;"
        "font-variant-numeric:tabular-nums}small{color:GrayText}"
        ":root{color-scheme:light dark}</style>\n"
        f"<h1>{escape(told)}</h1>\n<p>The {len(worst)} worst are listed; all are in "
        '<a href="results.jsonl">results.jsonl</a>.</p>\n'
        "<table><thead><tr><th>document<th>errors<th>warnings<th>info<th>coverage<th>worst"
        f"</tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n</html>\n"
    )


def _rank_row(row: Mapping[str, Any]) -> tuple[int, float, float, float, str]:
    if "error" in row:
        return 0, 0, 0, 0, str(row["id"])
    found = _count_levels(row)
    share = row.get("coverage")
    return 1, -found["error"], -found["warning"], 1 if share is None else share, str(row["id"])


def _count_levels(row: Mapping[str, Any]) -> dict[str, int]:
    """Return how many findings a row has of each severity, a document's or a pair's."""
    found = row.get("findings", {})
    if isinstance(found, dict):
        return {level: found.get(level, 0) for level in ("error", "warning", "info")}
    levels = [one["severity"] for one in found]
    return {level: levels.count(level) for level in ("error", "warning", "info")}


def _format_row(row: Mapping[str, Any]) -> str:
    name = escape(str(row["id"]))
    if "error" in row:
        return f'<tr><td>{name}<td colspan="5">{escape(str(row["error"]))}</tr>'
    if row.get("report"):
        name = f'<a href="{escape(str(row["report"]), quote=True)}">{name}</a>'
    cells = "".join(f'<td class="n">{count}' for count in _count_levels(row).values())
    share = row.get("coverage")
    covered = "–" if share is None else f"{share:.0%}"
    told = "<br>".join(
        f"<small>{escape(one['rule'])}</small> {escape(one['message'])}"
        for one in row.get("worst", ())
    )
    return f'<tr><td>{name}{cells}<td class="n">{covered}<td>{told}</tr>'


def write_parquet(lines: Iterable[str], path: Path) -> None:
    """Write the rows as a table of their names, scores and counts; some thousand at a time.

    Raises MissingExtra without pyarrow.
    """
    arrow = require_module("pyarrow", "parquet", "--parquet")
    parquet = require_module("pyarrow.parquet", "parquet", "--parquet")
    schema = arrow.schema(
        [(name, arrow.string()) for name in _TEXTS]
        + [(name, arrow.float64()) for name in _NUMBERS]
        + [(name, arrow.int64()) for name in _COUNTS]
    )
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    rest = map(json.loads, lines)
    try:
        with parquet.ParquetWriter(str(part), schema) as out:
            while some := list(islice(rest, ROWS)):
                rows = [_flatten_row(row) for row in some]
                out.write_table(arrow.Table.from_pylist(rows, schema=schema))
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None
    finally:
        part.unlink(missing_ok=True)


def _flatten_row(row: Mapping[str, Any]) -> dict[str, object]:
    flat = {name: row.get(name) for name in (*_TEXTS, *_NUMBERS, "pairs")}
    if "error" in row:
        return flat
    found = _count_levels(row)
    return {**flat, "errors": found["error"], "warnings": found["warning"], "infos": found["info"]}
