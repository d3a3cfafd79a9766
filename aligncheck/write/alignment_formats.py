"""Beads for other tools: JSON, TSV to edit and pin, TMX 1.4, XLIFF 1.2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from aligncheck.alignment.fixed_alignment import COLUMNS
from aligncheck.document import Bead
from aligncheck.version import VERSION

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Aligned:
    """Units of both sides, the beads that link them, and what they are: paragraph or sentence."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Bead, ...]
    unit: str = "paragraph"
    name: str = "source"

    def texts(self, bead: Bead) -> tuple[str, str]:
        """Return both texts of a bead on one line each."""
        return (
            _join_lines([self.source[i] for i in bead.source]),
            _join_lines([self.target[j] for j in bead.target]),
        )


def render_alignment(found: Aligned, name: str) -> str:
    """Return the beads in the format `name`, one of FORMATS."""
    return FORMATS[name](found)


def _format_json(found: Aligned) -> str:
    rows = [{"source": b.source, "target": b.target, "score": b.score} for b in found.beads]
    return json.dumps({"beads": rows}, ensure_ascii=False) + "\n"


def _format_tsv(found: Aligned) -> str:
    lines = ["\t".join(COLUMNS)]
    for bead in found.beads:
        ends = [",".join(map(str, side)) for side in (bead.source, bead.target)]
        lines.append("\t".join(["", *ends, f"{bead.score:.4f}", *found.texts(bead)]))
    return "\n".join(lines) + "\n"


def _format_tmx(found: Aligned) -> str:
    lines = [
        _HEAD + '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">',
        f'  <header creationtool="aligncheck" creationtoolversion={quoteattr(VERSION)} '
        f'segtype="{found.unit}" o-tmf="aligncheck" adminlang="en" srclang="zh" '
        'datatype="plaintext"/>',
        "  <body>",
    ]
    for number, bead in enumerate(found.beads, start=1):
        lines.append(f'    <tu tuid="{number}">')
        lines.append(f'      <prop type="x-score">{bead.score:.4f}</prop>')
        for lang, text in zip(("zh", "en"), found.texts(bead), strict=True):
            if text:
                lines.append(f'      <tuv xml:lang="{lang}"><seg>{_escape_xml(text)}</seg></tuv>')
        lines.append("    </tu>")
    return "\n".join([*lines, "  </body>", "</tmx>"]) + "\n"


def _format_xliff(found: Aligned) -> str:
    lines = [
        _HEAD + '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">',
        f'  <file original={quoteattr(_strip_invalid(found.name))} source-language="zh" '
        'target-language="en" datatype="plaintext">',
        "    <body>",
    ]
    for number, bead in enumerate(found.beads, start=1):
        source, target = found.texts(bead)
        lines.append(f'      <trans-unit id="{number}">')
        lines.append(f"        <source>{_escape_xml(source)}</source>")
        if target:
            lines.append(f"        <target>{_escape_xml(target)}</target>")
        lines.append(f"        <note>score {bead.score:.4f}</note>")
        lines.append("      </trans-unit>")
    return "\n".join([*lines, "    </body>", "  </file>", "</xliff>"]) + "\n"


FORMATS: dict[str, Callable[[Aligned], str]] = {
    "json": _format_json,
    "tsv": _format_tsv,
    "tmx": _format_tmx,
    "xliff": _format_xliff,
}


def _escape_xml(text: str) -> str:
    return escape(_strip_invalid(text))


def _strip_invalid(text: str) -> str:
    return _NOT_XML.sub("", text)


def _join_lines(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())
