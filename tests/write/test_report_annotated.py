from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import polib
import pytest

from aligncheck import Config, check
from aligncheck.config import Depth
from aligncheck.errors import UsageError
from aligncheck.read.xml_units_reader import read_tmx, read_xliff
from aligncheck.write.registry import render_content

FAST = Config(depth=Depth.FAST, select=("AC310", "AC301"))
PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

# A remark of the translator.
#: app.c:12
#, c-format
msgid "已删除 %d 个文件"
msgstr "Deleted the files"

msgctxt "menu"
msgid "打开 {name}"
msgstr "Open {name}"

#| msgid "旧"
msgid "共 {count} 个"
msgstr "In all"
"""
XLIFF = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><!-- kept -->
<file source-language="zh" target-language="en" original="a" datatype="plaintext"><body>
<trans-unit id="a"><source>共 {count} 个</source><target>In all</target>
<note>Old</note></trans-unit>
<trans-unit id="b"><source>打开 {name}</source><target>Open {name}</target></trans-unit>
</body></file></xliff>"""
XLIFF2 = """\
<xliff version="2.0" srcLang="zh" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="a"><segment><source>共 {count} 个</source><target>In all</target></segment>
</unit></file></xliff>"""
TMX = """\
<tmx version="1.4"><header/><body>
<tu tuid="a"><prop type="x">kept</prop>
<tuv xml:lang="zh"><seg>共 {count} 个</seg></tuv><tuv xml:lang="en"><seg>In all</seg></tuv></tu>
</body></tmx>"""


def annotate(folder: Path, name: str, content: str | bytes) -> bytes:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    copy = render_content(check(path, config=FAST), "report", "annotated")
    assert isinstance(copy, bytes)
    return copy


def test_po_gets_comments_and_fuzzy_flags_and_keeps_its_lines(tmp_path: Path) -> None:
    copy = annotate(tmp_path, "a.po", PO).decode()
    old, new = PO.split("\n"), copy.split("\n")
    kept = [line.removesuffix(", fuzzy") for line in new if not line.startswith("# aligncheck")]
    assert [line for line in kept if line != "#"] == old
    entries = {entry.msgid: entry for entry in polib.pofile(copy)}
    assert entries["已删除 %d 个文件"].flags == ["c-format", "fuzzy"]
    assert "AC310 placeholder: %d is missing" in entries["已删除 %d 个文件"].tcomment
    assert entries["打开 {name}"].flags == []
    assert entries["共 {count} 个"].flags == ["fuzzy"]


def test_po_in_other_encodings_stays_what_it_is(tmp_path: Path) -> None:
    raw = PO.replace("\n", "\r\n").encode("gb18030")
    copy = annotate(tmp_path, "a.po", raw)
    assert copy.decode("gb18030").count("# aligncheck") == 2
    assert b"\r\n# aligncheck" in copy


def test_xliff_gets_notes_where_the_schema_has_them(tmp_path: Path) -> None:
    copy = annotate(tmp_path, "a.xlf", XLIFF)
    assert copy.startswith(b"<?xml")
    assert b"<!-- kept -->" in copy
    text = copy.decode()
    assert text.count('<note from="aligncheck">AC310 placeholder: {count} is missing') == 1
    assert text.index("</target>") < text.index('<note from="aligncheck">') < text.index("Old")
    assert read_xliff(copy, "a").rows == read_xliff(XLIFF.encode(), "a").rows


def test_xliff_2_has_its_notes_at_the_head_of_the_unit(tmp_path: Path) -> None:
    copy = annotate(tmp_path, "a.xlf", XLIFF2).decode()
    assert copy.index("<notes>") < copy.index("<segment>")
    assert '<note category="aligncheck">AC310' in copy
    assert len(read_xliff(copy.encode(), "a").rows) == 1


def test_tmx_gets_notes_before_the_variants(tmp_path: Path) -> None:
    copy = annotate(tmp_path, "a.tmx", TMX)
    assert b"<note>aligncheck: AC310" in copy
    assert copy.index(b"<note>") < copy.index(b"<tuv")
    assert [(r.source, r.target) for r in read_tmx(copy, "a").rows] == [("共 {count} 个", "In all")]


def test_xlsx_gets_a_column_whose_cells_are_no_formulas(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("中文", "English", "=1+1"), ("共 {count} 个", "In all"), ("打开 {n}", "Open {n}")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    sheet = openpyxl.load_workbook(io.BytesIO(annotate(tmp_path, "a.xlsx", out.getvalue()))).active
    assert [cell.value for cell in sheet["C"]][:1] == ["=1+1"]
    assert sheet["D1"].value == "aligncheck"
    assert sheet["D2"].value.startswith("AC310 placeholder: {count} is missing")
    assert sheet["D2"].data_type == "s"
    assert sheet["D3"].value is None


def test_other_formats_and_changed_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"zh": "共 {count} 个", "en": "In all"}', encoding="utf-8")
    with pytest.raises(UsageError, match="is jsonl; a copy with findings can be made of PO"):
        render_content(check(path, config=FAST), "report", "annotated")
    path = tmp_path / "a.po"
    path.write_text(PO, encoding="utf-8")
    report = check(path, config=FAST)
    path.write_text(PO + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="has changed since it was checked"):
        render_content(report, "report", "annotated")
    path.unlink()
    with pytest.raises(UsageError, match="cannot be read"):
        render_content(report, "report", "annotated")
