"""DOCX: paragraphs, tables, notes and text boxes in reading order; what is left out is counted.

The parts are read as the XML that they are: libraries that give paragraphs leave out inserted text,
text boxes and notes without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from aligncheck.document import Kind, Lang, Unread
from aligncheck.errors import ReadError
from aligncheck.read.blocks import Block, Page, Row, Rows
from aligncheck.read.docx_paragraphs import NAMESPACE, DocumentWalker
from aligncheck.read.language_identification import count_han, count_latin, paragraph_language
from aligncheck.read.prose import describe_unread
from aligncheck.read.read_options import DEFAULT, ReadOptions, Tracked
from aligncheck.read.zip_archive import Archive, join_names

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOSTLY = 0.8  # share of a document's text in two columns from which these are pairs


def read_document(raw: bytes, path: str, options: ReadOptions = DEFAULT) -> Page | Rows:
    """Read a Word document: a page, or pairs if it is a table of a Chinese and an English column.

    Raises ReadError for what is no DOCX, and for tracked changes that are not wanted; MissingExtra
    without lxml.
    """
    archive = Archive(raw, path, "DOCX")
    main = _find_main_part(archive)
    folder = main.rpartition("/")[0]
    headings, lists = _read_styles(archive, join_names(folder, "styles.xml"))
    walker = DocumentWalker(options.tracked, headings, lists)
    body = archive.read_xml(main).find(f"{NAMESPACE}body")
    if body is None:
        raise ReadError(f"{path}: not DOCX, {main} has no body")
    walker.read_container(body)
    for kind in ("footnote", "endnote"):
        name = join_names(folder, f"{kind}s.xml")
        if name in archive.names:
            walker.read_notes(archive.read_xml(name), kind)
    if options.tracked is Tracked.FAIL and walker.changes:
        raise ReadError(
            f"{path}, {walker.changes[0][1]}: {len(walker.changes)} tracked changes; accept or "
            "reject them, or say --tracked accept or --tracked reject"
        )
    unread = [*walker.unread, *_list_other_parts(archive, folder)]
    notes = _describe_changes(walker, options.tracked)
    rows = _find_table_of_pairs(walker)
    if rows is not None:
        return Rows("docx", tuple(rows), notes, tuple(unread))
    return Page("docx", tuple(walker.blocks), notes, unread=tuple(unread))


def _find_main_part(archive: Archive) -> str:
    """Return the name of the part that holds the text."""
    for relation in archive.read_xml("_rels/.rels").iter(_RELATIONS):
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return join_names("", str(relation.get("Target", "")))
    return "word/document.xml"


def _read_styles(archive: Archive, name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the styles that are headings, and of those that are list items."""
    headings: set[str] = set()
    lists: set[str] = set()
    if name not in archive.names:
        return frozenset(), frozenset()
    for style in archive.read_xml(name).iter(f"{NAMESPACE}style"):
        identity = str(style.get(f"{NAMESPACE}styleId", ""))
        label = style.find(f"{NAMESPACE}name")
        title = str(label.get(f"{NAMESPACE}val", "")).lower() if label is not None else ""
        if title.startswith(("heading", "title", "subtitle", "标题")) or (
            style.find(f"{NAMESPACE}pPr/{NAMESPACE}outlineLvl") is not None
        ):
            headings.add(identity)
        elif title.startswith("list") or (
            style.find(f"{NAMESPACE}pPr/{NAMESPACE}numPr") is not None
        ):
            lists.add(identity)
    return frozenset(headings), frozenset(lists)


def _list_other_parts(archive: Archive, folder: str) -> Iterator[Unread]:
    """Yield page headers, page footers and comments, which are no part of the text."""
    for name in sorted(archive.names):
        base = name.removeprefix(f"{folder}/")
        kind = next((k for k in ("header", "footer", "comments") if base.startswith(k)), "")
        if "/" in base or not kind or not base.endswith(".xml"):
            continue
        root = archive.read_xml(name)
        text = "\n".join(
            "".join(node.text or "" for node in paragraph.iter(f"{NAMESPACE}t"))
            for paragraph in root.iter(f"{NAMESPACE}p")
        )
        what = "comments" if kind == "comments" else f"page {kind}"
        found = describe_unread(what, 1, text)
        if found is not None:
            yield Unread(what, 1, found.size, 0 if kind == "comments" else found.prose)


def _describe_changes(walker: DocumentWalker, tracked: Tracked) -> tuple[str, ...]:
    if not walker.changes:
        return ()
    count = len(walker.changes)
    plural = "s" if count > 1 else ""
    return (f"{count} tracked change{plural} read as if {tracked.value}ed, the first in "
            f"{walker.changes[0][1]}",)  # fmt: skip


def _find_table_of_pairs(walker: DocumentWalker) -> list[Row] | None:
    """Return the rows of tables with a Chinese and an English column, if they are the document."""
    rows: list[Row] = []
    inside = total = 0
    for block in walker.blocks:
        weight = len(block.text)
        total += weight
        pair = _read_pair(block)
        if pair is not None:
            inside += weight
            rows.append(Row(block.line, None, *pair, block.place))
    return rows if len(rows) > 1 and inside >= _MOSTLY * total else None


def _read_pair(block: Block) -> tuple[str, str] | None:
    """Return the Chinese and the English cell of a table row; None if it has not one of each."""
    if block.kind is not Kind.TABLE or not block.breaks:
        return None
    bounds = [0, *block.breaks, len(block.text)]
    cells = [block.text[a:b].removesuffix(" | ").strip() for a, b in pairwise(bounds)]
    found: dict[Lang, str] = {}
    for cell in cells:
        lang = paragraph_language(cell)
        if lang is None:
            continue
        if lang in found:
            return None
        found[lang] = cell
    if set(found) != set(Lang) or count_latin(found[Lang.EN]) < count_han(found[Lang.EN]):
        return None
    return found[Lang.ZH], found[Lang.EN]
