from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from aligncheck.document import Kind, Layout
from aligncheck.errors import ReadError
from aligncheck.read import read_material
from aligncheck.read.docx_reader import read_document
from aligncheck.read.read_options import ReadOptions, Tracked


def save(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(document, tracked: Tracked = Tracked.ACCEPT):
    return read_document(save(document), "a.docx", ReadOptions(tracked=tracked))


def add_xml(document, inner: str) -> None:
    element = parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, element)


def add_part(raw: bytes, name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, text)
    return out.getvalue()


def test_reads_paragraphs_headings_lists_and_tables_with_places() -> None:
    document = docx.Document()
    document.add_heading("水磨坊的历史", 1)
    paragraph = document.add_paragraph("磨坊")
    paragraph.add_run("立在").bold = True
    paragraph.add_run("路的尽头。")
    document.add_paragraph("第一项", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "年份", "产量"
    document.add_paragraph("最后一段。")
    page = read(document)
    assert [(b.text, b.kind, b.place) for b in page.blocks] == [
        ("水磨坊的历史", Kind.HEADING, "paragraph 1"),
        ("磨坊立在路的尽头。", Kind.BODY, "paragraph 2"),
        ("第一项", Kind.LIST, "paragraph 3"),
        ("年份 | 产量", Kind.TABLE, "table 1, row 1"),
        ("最后一段。", Kind.BODY, "paragraph 5"),
    ]
    assert (page.unread, page.notes) == ((), ())


CHANGED = (
    "<w:r><w:t>The mill </w:t></w:r>"
    '<w:del w:id="1" w:author="a"><w:r><w:delText>burned </w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="a"><w:r><w:t>stands </w:t></w:r></w:ins>'
    "<w:r><w:t>there.</w:t></w:r>"
)


def test_tracked_changes_are_accepted_rejected_or_refused() -> None:
    document = docx.Document()
    add_xml(document, CHANGED)
    assert [b.text for b in read(document).blocks] == ["The mill stands there."]
    (note,) = read(document).notes
    assert note == "2 tracked changes read as if accepted, the first in paragraph 1"
    assert [b.text for b in read(document, Tracked.REJECT).blocks] == ["The mill burned there."]
    with pytest.raises(ReadError, match=r"a\.docx, paragraph 1: 2 tracked changes; accept"):
        read(document, Tracked.FAIL)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = docx.Document()
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    add_xml(document, f"{mark}<w:r><w:t>The mill</w:t></w:r>")
    add_xml(document, "<w:r><w:t>stands.</w:t></w:r>")
    assert [b.text for b in read(document).blocks] == ["The mill stands."]
    assert [b.text for b in read(document, Tracked.REJECT).blocks] == ["The mill", "stands."]


def test_reads_links_fields_and_text_boxes_but_no_codes() -> None:
    document = docx.Document()
    add_xml(
        document,
        "<w:hyperlink><w:r><w:t>The mill</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:tab/><w:t>is old</w:t></w:r>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>A box of text.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r><w:r><w:br/><w:t>and stands.</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>",
    )
    page = read(document)
    assert [b.text for b in page.blocks] == ["The mill is old and stands.", "A box of text."]
    assert [(u.what, u.line) for u in page.unread] == [("hidden text", 1)]


def test_text_boxes_that_are_given_in_two_forms_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document = docx.Document()
    add_xml(
        document,
        f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box.format('New form')}"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box.format('Old form')}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert [b.text for b in read(document).blocks] == ["New form"]


def test_reads_footnotes_behind_the_text_and_counts_headers_and_comments() -> None:
    document = docx.Document()
    document.add_paragraph("磨坊很老。")
    document.sections[0].header.paragraphs[
        0
    ].text = "第三章 水磨坊的来历，以及村里的人们怎样记得它。"
    note = '<w:{0} w:id="2"><w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:{0}>'
    line = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    raw = add_part(
        save(document),
        "word/footnotes.xml",
        f"<w:footnotes {nsdecls('w')}>{line}{note.format('footnote', '见县志。')}</w:footnotes>",
    )
    raw = add_part(
        raw,
        "word/comments.xml",
        f"<w:comments {nsdecls('w')}>{note.format('comment', '请核对。')}</w:comments>",
    )
    page = read_document(raw, "a.docx")
    assert [(b.text, b.place) for b in page.blocks] == [
        ("磨坊很老。", "paragraph 1"),
        ("见县志。", "footnote 2"),
    ]
    assert [(u.what, u.prose > 0) for u in page.unread] == [
        ("comments", False),
        ("page header", True),
    ]


def test_a_table_of_two_languages_holds_pairs() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for number, (zh, en) in enumerate(
        [("磨坊很老。", "The mill is old."), ("没有人知道。", "Nobody knows.")], start=1
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = str(number), zh, en
    rows = read(document).rows
    assert [(row.source, row.target, row.place) for row in rows] == [
        ("磨坊很老。", "The mill is old.", "table 1, row 1"),
        ("没有人知道。", "Nobody knows.", "table 1, row 2"),
    ]


def test_an_interleaved_document_is_one(tmp_path: Path) -> None:
    document = docx.Document()
    for text in (
        "磨坊很老，没有人知道它的来历。",
        "The mill is old and nobody knows who built it.",
        "水渠是后来修的，一直通到村口。",
        "The channel was built later.",
    ):
        document.add_paragraph(text)
    document.save(tmp_path / "both.docx")
    material = read_material([tmp_path / "both.docx"])
    assert material.layout is Layout.INTERLEAVED
    assert [p.place for p in material.target.paragraphs] == ["paragraph 2", "paragraph 4"]


def test_pages_are_named_where_the_document_says_them() -> None:
    document = docx.Document()
    document.add_paragraph("One page.")
    add_xml(document, "<w:r><w:lastRenderedPageBreak/><w:t>Another.</w:t></w:r>")
    assert [b.place for b in read(document).blocks] == ["paragraph 1", "page 2, paragraph 2"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04 nothing", "the archive is damaged"),
        (b"text", "the archive is damaged"),
        (b"", "the archive is damaged"),
    ],
)
def test_what_is_no_docx_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_document(raw, "a.docx")


def test_parts_that_are_missing_or_declare_entities_are_refused() -> None:
    raw = save(docx.Document())
    bomb = '<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><d>&c;</d>'
    with pytest.raises(ReadError, match="declares entities of its own"):
        read_document(add_part(raw, "word/document.xml", bomb), "a.docx")
    with pytest.raises(ReadError, match="has no body"):
        read_document(add_part(raw, "word/document.xml", "<d/>"), "a.docx")
    with pytest.raises(ReadError, match="not XML"):
        read_document(add_part(raw, "word/document.xml", "<d"), "a.docx")
    deep = "<d>" * 3000 + "</d>" * 3000
    with pytest.raises(ReadError, match="not XML"):
        read_document(add_part(raw, "word/document.xml", deep), "a.docx")
