# ruff: noqa: E501  # files are written as they are
"""A small file of each format, and mutations of it, to feed readers with."""

from __future__ import annotations

import io
import json
import zipfile
from random import Random

from made_pdf import make_pdf

PIECES = [
    b"<", b">", b"</p>", b"<sup>", b"<!--", b"-->", b"```", b"$$", b"\\[", b"&#0;", b"&#x110000;",
    b"&amp;", b'"', b"'", b"\\", b"{", b"}", b"[", b"]", b":", b",", b"\t", b"\n", b"\r", b"\x00",
    b"\xff", b"\xed\xa0\x80", "\u202e".encode(), "一".encode(), "。".encode(), "①".encode(), b"0",
    b"999999999999999999", b"-->00:00:00,000", b"msgid ", b"=1+1", b"%s", b"\xef\xbb\xbf", b"|", b"- ",
    b"\xe4\xb8", b"<w:p>", b"</w:p>", b"<![CDATA[", b"]]>", b"<?x ?>", b"---\n", b"&a", b"*a", b"#",
]  # fmt: skip
ZH, EN = "磨坊很老，没有人知道它的来历。", "The mill is old and nobody knows who built it."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pack(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def make_xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("中文", "English"), (ZH, EN), (ZH, "=A1"), (1, 2.5)):
        book.active.append(row)
    book.active.merge_cells("A3:A4")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MARKDOWN = (
    f"---\ntitle: {EN}\n---\n# 一\n\n{ZH}<sup>1</sup> $x_1$\n\n```python\nx = 1\n```\n\n- {EN}\n  - b\n\n"
    f"| a | b |\n|---|---|\n| 1 | 2 |\n\n$$\nx\n$$\n\n<div>{ZH}</div>\n\n<!-- {EN} -->\n\n::: tip x\n{EN}\n:::\n"
    f"!!! note\n    {ZH}\n\n[^1]: {EN}\n"
)  # fmt: skip
SEEDS: dict[str, bytes] = {
    "a.html": f"<html><body><nav>x</nav><h1>一</h1><p>{ZH}<sup>1</sup><br>{EN}</p><table><tr><td>a<td>b"
    f"</table><pre>{EN}</pre><ul><li>{ZH}</ul><!-- r --><script>x</script></body></html>".encode(),
    "a.md": MARKDOWN.encode(),
    "a.mdx": f"import X from 'x'\n\n{MARKDOWN}".encode(),
    "a.txt": f"{ZH}\n\n(一) {EN}\n{ZH}\n[1] {EN}\n".encode(),
    "a.jsonl": json.dumps({"zh": ZH, "en": EN, "id": 1}).encode() * 2,
    "a.json": json.dumps({"zh": {"a": [ZH, {"b": "c"}]}, "en": {"a": [EN]}}, indent=1).encode(),
    "a.arb": json.dumps({"@@locale": "en", "a": EN, "@a": {"x": 1}}).encode(),
    "a.yml": f"zh:\n  a: {ZH}\n  b: &r [x]\n  c: *r\n  d: >\n    {EN}\nen: {{a: '{EN}'}}\n".encode(),
    "a.strings": f'/* c */\n"a" = "{EN}";\nb = "\\U4e00";\n'.encode(),
    "a.xml": f"<resources><string name='a'>{EN} <b>x</b></string><plurals name='b'><item quantity="
    f"'one'>{ZH}</item></plurals></resources>".encode(),
    "a.csv": f'id,中文,English\n1,"{ZH}",{EN}\n2,"a ""b""",c\n'.encode(),
    "a.tsv": f"中文\tEnglish\n{ZH}\t{EN}\n".encode(),
    "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n<i>{EN}</i>\n\n2\n00:00:03,000 --> 00:00:04,0\n{ZH}".encode(),
    "a.vtt": f"WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n{EN}\n".encode(),
    "a.ass": f"[Events]\nFormat: A, Text\nDialogue: 1,{{\\\\b1}}{EN}\\\\N{ZH}\n".encode(),
    "a.po": f'msgid ""\nmsgstr ""\n\n#, fuzzy\nmsgctxt "c"\nmsgid "{ZH}"\nmsgid_plural "x"\n'
    f'msgstr[0] "{EN}"\nmsgstr[1] "b"\n'.encode(),
    "a.xlf": f'<xliff version="1.2"><file><body><trans-unit id="a"><source>{ZH}<g>x</g></source><target>'
    f"{EN}<ph>y</ph></target></trans-unit></body></file></xliff>".encode(),
    "a.tmx": f'<tmx><body><tu tuid="a"><tuv xml:lang="zh"><seg>{ZH}</seg></tuv><tuv lang="en"><seg>{EN}'
    "</seg></tuv></tu></body></tmx>".encode(),
    "a.tex": f"\\begin{{document}}\\section{{一}}\n{ZH} $x$ % c\n\n\\begin{{itemize}}\\item {EN}\\end{{itemize}}"
    "\\[x\\]\\caption{a}\\end{document}".encode(),
    "a.docx": pack(
        {
            "_rels/.rels": "<Relationships/>",
            "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="H"><w:name w:val="heading 1"/>'
            "</w:style></w:styles>",
            "word/document.xml": f"<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val='H'/></w:pPr>"
            f"<w:r><w:t>{ZH}</w:t><w:br/></w:r><w:ins><w:r><w:t>x</w:t></w:r></w:ins><w:del><w:r>"
            f"<w:delText>y</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{EN}</w:t>"
            "</w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:pict><w:txbxContent><w:p/></w:txbxContent>"
            "</w:pict></w:r></w:p></w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {_W}><w:footnote w:id='2'><w:p/></w:footnote>"
            "</w:footnotes>",
        }
    ),
    "a.xlsx": make_xlsx(),
    "a.epub": pack(
        {
            "META-INF/container.xml": "<c><rootfile full-path='b.opf'/></c>",
            "b.opf": "<p><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
            "<itemref idref='a'/></p>",
            "a.xhtml": f"<html><body><p>{EN}</p></body></html>",
        }
    ),
    "a.pdf": make_pdf([[ZH, EN], ["x-", "y"]]),
}  # fmt: skip


def mutate(name: str, random: Random) -> bytes:
    """Return the file of a format with some of its bytes changed; of archives, those inside too."""
    raw = SEEDS[name]
    if raw.startswith(b"PK") and random.random() < 0.8:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            files = {item: archive.read(item) for item in archive.namelist()}
        chosen = random.choice(sorted(files))
        files[chosen] = mutate_bytes(files[chosen], random)
        return pack(files)
    return mutate_bytes(raw, random)


def mutate_bytes(raw: bytes, random: Random) -> bytes:
    """Insert, delete, repeat and exchange stretches of bytes."""
    data = bytearray(raw)
    for _ in range(random.randint(1, 8)):
        at = random.randint(0, len(data))
        end = min(len(data), at + random.choice((1, 1, 2, 5, 20, 200)))
        action = random.randrange(5)
        if action == 0:
            data[at:at] = random.choice(PIECES) * random.choice((1, 1, 1, 2, 30))
        elif action == 1:
            del data[at:end]
        elif action == 2:
            data[at:at] = data[at:end] * random.choice((1, 2, 20))
        elif action == 3:
            data[at:end] = random.choice(PIECES)
        elif data:
            data[min(at, len(data) - 1)] ^= 1 << random.randrange(8)
    return bytes(data)
