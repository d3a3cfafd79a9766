"""Bytes to text: UTF-8, UTF-16 or GB18030, told by evidence and never by guessing at random."""

from __future__ import annotations

import re

from aligncheck.errors import ReadError
from aligncheck.text.normalise import simplify

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (as DOCX, XLSX, ODT and EPUB are)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS, PPT)"),
    (b"{\\rtf", "an RTF document"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xff\xfe\x00\x00", "UTF-32 text"),
    (b"\x00\x00\xfe\xff", "UTF-32 text"),
)
_REMEDY = "save it as text in UTF-8"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SIGNS = frozenset("“”‘’…—–·§°±×÷€£¥©®™²³№→←•●○■□▲△◆◇★☆")
_ENOUGH = 0.9  # share of non-ASCII characters that must be common for a legacy encoding to be right


def decode_text(raw: bytes, path: str) -> str:
    """Return the text of `raw` with plain line ends and without a byte order mark.

    Raises ReadError for binary data and for text in another encoding.
    """
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise ReadError(f"{path}: this is {name}, not a text file; {_REMEDY}")
    text = _decode_bytes(raw, path)
    _refuse_control(text, path)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decode_bytes(raw: bytes, path: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ReadError(
                f"{path}: not UTF-16 at byte {error.start}, though it begins as such; {_REMEDY}"
            ) from None
    if b"\x00" in raw:
        text = _try_utf16(raw)
        if text is None:
            at = raw.index(b"\x00")
            raise ReadError(f"{path}: binary data (a zero at byte {at}), not text; {_REMEDY}")
        return text
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _try_gb18030(raw) or _try_utf16(raw)
        if text is None:
            raise ReadError(
                f"{path}: not UTF-8 at byte {error.start}, nor UTF-16 or GB18030; {_REMEDY}"
            ) from None
        return text


def _try_gb18030(raw: bytes) -> str | None:
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if _common_share(text) >= _ENOUGH else None


def _try_utf16(raw: bytes) -> str | None:
    """Decode UTF-16 without a byte order mark if one byte order makes sense of it."""
    if len(raw) % 2:
        return None
    best: tuple[float, str] = (0.0, "")
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            best = max(best, (_common_share(text, ascii_counts=True), text))
    return best[1] if best[0] >= _ENOUGH else None


def _common_share(text: str, *, ascii_counts: bool = False) -> float:
    """Return the share of characters that Chinese or English text is commonly written with."""
    chars = text if ascii_counts else [char for char in text if not char.isascii()]
    if not chars:
        return 1.0 if text else 0.0
    return sum(map(_is_common, chars)) / len(chars)


def _is_common(char: str) -> bool:
    if char.isascii():
        return char.isprintable() or char in "\t\n\r\f"
    if char in _SIGNS or "\u3000" <= char <= "\u3011" or "\uff01" <= char <= "\uff5e":
        return True
    if "\u2460" <= char <= "\u2473" or "\u0400" <= char <= "\u044f" or char in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ〔〕":
        return True
    try:  # the 3,755 characters of the first level of GB 2312, whose first byte is B0 to D7
        return 0xB0 <= simplify(char).encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _refuse_control(text: str, path: str) -> None:
    found = _CONTROL.findall(text)
    if len(found) > max(2, len(text) // 1000):
        at = _CONTROL.search(text)
        line = text.count("\n", 0, at.start()) + 1 if at else 1
        raise ReadError(f"{path}:{line}: binary data (control characters), not text; {_REMEDY}")
