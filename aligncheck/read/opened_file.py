"""One file, read: its bytes, its reader, what of it is text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from aligncheck.document import Document, Lang, Paragraph, Suppression
from aligncheck.errors import ReadError
from aligncheck.file_bytes import read_limited
from aligncheck.read.block_kinds import mark_notes
from aligncheck.read.blocks import Page, Rows
from aligncheck.read.boilerplate import drop_boilerplate
from aligncheck.read.decoding import decode_text
from aligncheck.read.file_formats import find_reader
from aligncheck.read.prose import describe_unread
from aligncheck.read.read_options import DEFAULT, ReadOptions
from aligncheck.read.suppression_comments import FORMATS, read_suppressions

LARGEST = 2**28  # bytes of a file


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it was read; `notes` name it."""

    path: str
    digest: str
    content: Page | Rows
    notes: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    def document(self, lang: Lang, paragraphs: Sequence[Paragraph]) -> Document:
        """Return the side of this file that is in `lang`."""
        content = self.content
        return Document(
            self.path,
            lang,
            content.format,
            self.digest,
            tuple(paragraphs),
            content.unread,
            self.suppressions,
        )


def open_file(path: Path, options: ReadOptions = DEFAULT) -> OpenedFile:
    """Read a file by its reader, without page furniture; raises ReadError if it cannot be read."""
    return parse_file(path, _read_bytes(path), options)


def parse_file(path: Path, raw: bytes, options: ReadOptions = DEFAULT) -> OpenedFile:
    """Return what `raw`, the bytes of a file, holds; `path` tells its format. Raises ReadError."""
    if not raw.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf\xfe\xff\x00"):
        raise ReadError(f"{path}: the file is empty")
    name = str(path)
    content = find_reader(path, raw, options)(raw, name)
    notes = [f"{name}: {note}" for note in content.notes]
    if isinstance(content, Page):
        if not content.blocks:
            raise ReadError(f"{name}: the file holds no text to check")
        if content.keyed:
            return OpenedFile(name, sha256(raw).hexdigest(), content, tuple(notes))
        blocks, dropped = drop_boilerplate(content.blocks)
        if not blocks:
            raise ReadError(f"{name}: nothing but page furniture (navigation, sharing, citation)")
        lines = sum(len(block.lines) for block in dropped) + content.left_out
        if lines:
            plural = "s" if lines > 1 else ""
            notes.append(f"{name}: {lines} line{plural} of page furniture left out")
        unread = [describe_unread("page furniture", block.line, block.text) for block in dropped]
        content = replace(
            content,
            blocks=tuple(mark_notes(blocks)),
            unread=(*content.unread, *(item for item in unread if item is not None)),
        )
    elif not content.rows:
        raise ReadError(f"{name}: the file holds no pairs")
    aside = _read_suppressions(content, raw, name)
    return OpenedFile(name, sha256(raw).hexdigest(), content, tuple(notes), aside)


def _read_suppressions(content: Page | Rows, raw: bytes, name: str) -> tuple[Suppression, ...]:
    if not isinstance(content, Page) or content.format not in FORMATS:
        return ()
    plain = content.format == "text"
    return read_suppressions(decode_text(raw, name), content.blocks, name, lines=plain)


def _read_bytes(path: Path) -> bytes:
    if os.path.isdir(path):  # no error for a name that no file can have
        raise ReadError(f"{path}: a directory; give a file")
    try:
        return read_limited(path, LARGEST)
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: cannot be read ({reason})") from None
