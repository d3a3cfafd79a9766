"""Beads as XLIFF 1.2."""

from __future__ import annotations

from typing import TextIO
from xml.sax.saxutils import quoteattr

from aligncheck.alignment.aligned_units import Aligned
from aligncheck.write.xml_text import XML_HEAD, escape_xml, strip_invalid


def write(found: Aligned, out: TextIO) -> None:
    """Write the beads as XLIFF 1.2."""
    lines = [
        XML_HEAD + '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">',
        f'  <file original={quoteattr(strip_invalid(found.name))} source-language="zh" '
        'target-language="en" datatype="plaintext">',
        "    <body>",
    ]
    for number, bead in enumerate(found.beads, start=1):
        source, target = found.texts(bead)
        lines.append(f'      <trans-unit id="{number}">')
        lines.append(f"        <source>{escape_xml(source)}</source>")
        if target:
            lines.append(f"        <target>{escape_xml(target)}</target>")
        lines.append(f"        <note>score {bead.score:.4f}</note>")
        lines.append("      </trans-unit>")
    out.write("\n".join([*lines, "    </body>", "  </file>", "</xliff>"]) + "\n")
