"""EPUB: the chapters in the order of the spine, each read as HTML."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from aligncheck.document import Unread
from aligncheck.errors import ReadError
from aligncheck.read.blocks import Block, Page
from aligncheck.read.decoding import decode_text
from aligncheck.read.html_reader import read_text
from aligncheck.read.prose import describe_unread
from aligncheck.read.zip_archive import Archive, join_names

MOST_CHAPTERS = 5_000
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


def read_book(raw: bytes, path: str) -> Page:
    """Read an EPUB; a paragraph's place is its chapter's file and its number there.

    Raises ReadError for what is no EPUB, or is encrypted; MissingExtra without lxml.
    """
    archive = Archive(raw, path, "EPUB")
    package = _find_package(archive)
    root = archive.read_xml(package)
    folder = package.rpartition("/")[0]
    blocks: list[Block] = []
    unread: list[Unread] = []
    encrypted = _list_encrypted(archive)
    line = 0
    for name, is_navigation in _list_chapters(root, folder, path):
        if name in encrypted:
            raise ReadError(f"{path}: {name} in it is encrypted (a protected book)")
        page = read_text(decode_text(archive.read(name), f"{path}: {name}"))
        if is_navigation:
            text = "\n".join(block.text for block in page.blocks)
            found = describe_unread("table of contents", max(1, line), text)
            unread += [found] if found else []
            continue
        for number, block in enumerate(page.blocks, start=1):
            line += 1
            lines = tuple((at, line) for at, _ in block.lines[:1])
            blocks.append(replace(block, lines=lines, place=f"{name}, paragraph {number}"))
        unread += [replace(item, line=max(1, line)) for item in page.unread]
    return Page("epub", tuple(blocks), unread=tuple(unread))


def _find_package(archive: Archive) -> str:
    for file in archive.read_xml(_CONTAINER).iter("{*}rootfile"):
        name = join_names("", str(file.get("full-path", "")))
        if name in archive.names:
            return name
    raise ReadError(f"{archive.path}: not EPUB, {_CONTAINER} names no package that is there")


def _list_chapters(root: Any, folder: str, path: str) -> list[tuple[str, bool]]:  # noqa: ANN401
    """Return the files of the spine in order, and whether each is the table of contents."""
    items = {
        str(item.get("id", "")): item
        for item in root.iter("{*}item")
        if "html" in str(item.get("media-type", ""))
    }
    chapters: dict[str, bool] = {}
    for reference in root.iter("{*}itemref"):
        item = items.get(str(reference.get("idref", "")))
        if item is not None:
            name = join_names(folder, unquote(str(item.get("href", ""))).partition("#")[0])
            chapters[name] = "nav" in str(item.get("properties", "")).split()
    if not chapters:
        raise ReadError(f"{path}: not EPUB, its spine names no chapter")
    if len(chapters) > MOST_CHAPTERS:
        raise ReadError(f"{path}: {len(chapters)} chapters, the limit is {MOST_CHAPTERS:,}")
    return list(chapters.items())


def _list_encrypted(archive: Archive) -> frozenset[str]:
    """Return the files that are encrypted; fonts of many books are."""
    if _ENCRYPTION not in archive.names:
        return frozenset()
    root = archive.read_xml(_ENCRYPTION)
    return frozenset(
        join_names("", str(node.get("URI", ""))) for node in root.iter("{*}CipherReference")
    )
