from __future__ import annotations

import codecs

import pytest

from aligncheck.errors import ReadError
from aligncheck.read.decoding import decode_text

ZH = "第一段：天亮了，“我们”走吧。\n第二段：1989年末，增长7.4%。\n"
EN = "It was dawn — “we” left.\nPrices rose by 7.4%.\n"


@pytest.mark.parametrize("text", [ZH, EN, ZH + EN, "plain ascii\n"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("gb18030", b""),
    ],
)
def test_reads_every_encoding_it_knows(text: str, encoding: str, mark: bytes) -> None:
    assert decode_text(mark + text.encode(encoding), "f.txt") == text


def test_reads_traditional_characters_in_gb18030() -> None:
    text = "國家發展的歷史經驗，說明這個問題。"
    assert decode_text(text.encode("gb18030"), "f.txt") == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert decode_text(f"a{end}b{end}".encode(), "f.txt") == "a\nb\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("這是一份用大五碼寫成的文件，不應該被讀成亂碼。".encode("big5"), "not UTF-8 at byte 0"),
        ("A na\u00efve caf\u00e9 in a \u201cquote\u201d".encode("cp1252"), "not UTF-8 at byte 4"),
        ("слово за слово".encode("cp1251"), "not UTF-8 at byte 0"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "DOCX"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0", "old Office"),
        (b"text\x00and more text\x00\x00", "a zero at byte 4"),
        (b"\x01\x02\x03\x04\x05\x06 text", "control characters"),
        (b"\xff\xfea", "not UTF-16 at byte"),
    ],
)
def test_refuses_what_is_no_text_it_knows(raw: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        decode_text(raw, "f.txt")
    assert str(caught.value).startswith("f.txt")
    assert "\n" not in str(caught.value)
