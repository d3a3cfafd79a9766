"""PO with findings as translator comments; doubtful messages are fuzzy. Other lines stay."""

from __future__ import annotations

from aligncheck.write.unit_remarks import AUTHOR, Remarks

_BOMS = (b"\xef\xbb\xbf", b"")


def annotate(raw: bytes, remarks: Remarks) -> bytes:
    """Return a PO file with the remarks; its encoding and line ends are kept."""
    encoding = _find_encoding(raw)
    text = raw.decode(encoding, "surrogateescape")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    inserted: dict[int, list[str]] = {}
    for (line, _), items in remarks.items():
        start, message = _find_message(lines, line - 1)
        said = [f"# {AUTHOR}: {' '.join(item.text.split())}" for item in items]
        inserted.setdefault(start, []).extend(said)
        if any(item.doubtful for item in items):
            _mark_fuzzy(lines, start, message, inserted)
    made: list[str] = []
    for at, content in enumerate(lines):
        made += dict.fromkeys(inserted.get(at, ()))
        made.append(content)
    return end.join(made).encode(encoding, "surrogateescape")


def _find_encoding(raw: bytes) -> str:
    """Return the encoding in which the file can be taken apart and put together unchanged."""
    for encoding in ("utf-8", "gb18030"):
        try:
            if raw.decode(encoding).encode(encoding) == raw:
                return encoding
        except UnicodeDecodeError:
            continue
    return "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"


def _find_message(lines: list[str], at: int) -> tuple[int, int]:
    """Return the first line of the message that line `at` belongs to, and its first keyword's."""
    start = at
    while start > 0 and lines[start - 1].strip():
        start -= 1
    message = start
    while message < len(lines) - 1 and lines[message].lstrip().startswith("#"):
        message += 1
    return start, message


def _mark_fuzzy(lines: list[str], start: int, message: int, inserted: dict[int, list[str]]) -> None:
    for at in range(start, message):
        if lines[at].startswith("#,"):
            if "fuzzy" not in lines[at]:
                lines[at] += ", fuzzy"
            return
    first = next((at for at in range(start, message) if lines[at].startswith("#|")), message)
    inserted.setdefault(first, []).append("#, fuzzy")
