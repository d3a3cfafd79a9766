from __future__ import annotations

import io
import struct
import zipfile

import pytest

from aligncheck.errors import ReadError
from aligncheck.read import zip_archive
from aligncheck.read.zip_archive import Archive, join_names


def pack(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_reads_what_is_there() -> None:
    archive = Archive(pack(a=b"text", b=b"<x><y/></x>"), "f.zip", "DOCX")
    assert archive.read("a") == b"text"
    assert archive.read_xml("b")[0].tag == "y"
    with pytest.raises(ReadError, match=r"f\.zip: not DOCX, c is missing in it"):
        archive.read("c")


def test_a_file_that_unpacks_to_much_more_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(zip_archive, "FREE", 1000)
    with pytest.raises(ReadError, match="unpacks to 300 times its size or more"):
        Archive(pack(a=b"0" * 3_000_000), "f.zip", "DOCX")


def test_an_archive_beyond_the_limits_is_refused(monkeypatch) -> None:
    raw = pack(a=b"0123456789", b=b"0123456789")
    monkeypatch.setattr(zip_archive, "LARGEST_TOTAL", 2**20)
    monkeypatch.setattr(zip_archive, "MOST_ENTRIES", 1)
    with pytest.raises(ReadError, match="2 files in the archive"):
        Archive(raw, "f.zip", "DOCX")
    monkeypatch.setattr(zip_archive, "MOST_ENTRIES", 2)
    monkeypatch.setattr(zip_archive, "LARGEST_TOTAL", 19)
    with pytest.raises(ReadError, match="unpacks to more than"):
        Archive(raw, "f.zip", "DOCX")


def test_a_header_that_lies_about_a_size_is_not_believed() -> None:
    raw = pack(a=b"0" * 100_000)
    at = raw.rindex(b"PK\x01\x02") + 24  # the unpacked size in the directory
    archive = Archive(raw[:at] + struct.pack("<I", 10) + raw[at + 4 :], "f.zip", "DOCX")
    with pytest.raises(ReadError, match="a in it cannot be read"):
        archive.read("a")


@pytest.mark.parametrize("cut", [3, 20, 60, 90])
def test_a_truncated_archive_is_refused(cut: int) -> None:
    with pytest.raises(ReadError, match="the archive is damaged"):
        Archive(pack(a=b"text" * 50)[:cut], "f.zip", "DOCX")


def test_no_name_leads_outside() -> None:
    assert join_names("word", "../../../etc/passwd") == "etc/passwd"
    assert join_names("OEBPS", "text/./a.xhtml") == "OEBPS/text/a.xhtml"
    assert join_names("", "/word/document.xml") == "word/document.xml"
