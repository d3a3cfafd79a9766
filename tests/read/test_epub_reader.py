from __future__ import annotations

import io
import zipfile

import pytest

from aligncheck.errors import ReadError
from aligncheck.read.epub_reader import read_book

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="b" href="text/second.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="a" href="text/first%20one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="c" href="style.css" media-type="text/css"/></manifest>'
    '<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>'
)
BOOK = {
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/nav.xhtml": "<html><body><ol><li>Chapter One</li></ol></body></html>",
    "OEBPS/text/first one.xhtml": "<html><body><h1>一</h1><p>磨坊<br/>很老。</p></body></html>",
    "OEBPS/text/second.xhtml": "<html><body><p>没有人知道。</p><pre>x = 1</pre></body></html>",
}


def pack(**changes: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {**BOOK, **changes}.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_reads_chapters_in_the_order_of_the_spine() -> None:
    page = read_book(pack(), "a.epub")
    assert [(block.text, block.place, block.line) for block in page.blocks] == [
        ("一", "OEBPS/text/first one.xhtml, paragraph 1", 1),
        ("磨坊很老。", "OEBPS/text/first one.xhtml, paragraph 2", 2),
        ("没有人知道。", "OEBPS/text/second.xhtml, paragraph 1", 3),
    ]
    assert [item.what for item in page.unread] == ["table of contents", "preformatted text"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"META-INF/container.xml": "<container/>"}, "names no package that is there"),
        ({"META-INF/container.xml": CONTAINER.replace("OEBPS", "../../etc")}, "names no package"),
        ({"OEBPS/book.opf": "<package/>"}, "its spine names no chapter"),
        ({"OEBPS/book.opf": PACKAGE.replace("second", "none")}, "none.xhtml is missing"),
        (
            {"META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/text/second.xhtml"/></e>'},
            "second.xhtml in it is encrypted",
        ),
        ({"OEBPS/book.opf": '<!DOCTYPE p [<!ENTITY a "b">]><p>&a;</p>'}, "declares entities"),
        ({"OEBPS/text/second.xhtml": "\x00\x01\x02 a \x00"}, "binary data"),
    ],
)
def test_what_is_no_book_is_refused(changes: dict[str, str], said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_book(pack(**changes), "a.epub")
