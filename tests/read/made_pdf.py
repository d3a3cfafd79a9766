"""A PDF made by hand: lines of text at places of pages, in a font whose codes are Unicode."""

from __future__ import annotations

from collections.abc import Sequence

_CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CMapName /U def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "{} beginbfchar\n{}\nendbfchar endcmap end end"
)


def make_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF whose pages hold the lines, one below the other."""
    chars = sorted({char for page in pages for line in page for char in line})
    table = "\n".join(f"<{ord(c):04X}> <{ord(c):04X}>" for c in chars)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT, _CHILD]
    objects.append(_stream(_CMAP.format(len(chars), table)))
    kids = []
    for page in pages:
        shown = "".join(
            f"1 0 0 1 50 {780 - 14 * at} Tm <{''.join(f'{ord(c):04X}' for c in line)}> Tj\n"
            for at, line in enumerate(page)
        )
        objects.append(_stream(f"BT /F 10 Tf\n{shown}ET"))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )


_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [4 0 R] "
    "/ToUnicode 5 0 R >>"
)
_CHILD = (
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


def _stream(text: str) -> str:
    return f"<< /Length {len(text.encode())} >>\nstream\n{text}\nendstream"
