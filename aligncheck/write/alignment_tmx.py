"""Beads as a translation memory, TMX 1.4."""

from __future__ import annotations

from typing import TextIO
from xml.sax.saxutils import quoteattr

from aligncheck.alignment.aligned_units import Aligned
from aligncheck.version import VERSION
from aligncheck.write.xml_text import XML_HEAD, escape_xml


def write(found: Aligned, out: TextIO) -> None:
    """Write the beads as TMX 1.4."""
    lines = [
        XML_HEAD + '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">',
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
                lines.append(f'      <tuv xml:lang="{lang}"><seg>{escape_xml(text)}</seg></tuv>')
        lines.append("    </tu>")
    out.write("\n".join([*lines, "  </body>", "</tmx>"]) + "\n")
