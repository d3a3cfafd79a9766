"""Walk over the body of a Word document and collect paragraphs, rows, notes and text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from aligncheck.document import Kind, Unread
from aligncheck.read.block_kinds import is_label
from aligncheck.read.blocks import Block, BlockBuilder
from aligncheck.read.prose import describe_unread
from aligncheck.read.read_options import Tracked
from aligncheck.read.safe_xml import local_name

NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W = NAMESPACE
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_INSERTED = frozenset({"ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
_OPEN = frozenset(  # elements that hold text, or elements that hold it
    "sdt sdtContent customXml hyperlink smartTag fldSimple r ruby rubyBase dir bdo oMath oMathPara "
    "sSub sSup f num den e sup sub rad deg nary".split()
)

Element = Any  # lxml has no types


@dataclass(slots=True)
class DocumentWalker:
    """Collect blocks; `changes` are tracked changes, as (kind, place)."""

    tracked: Tracked
    headings: frozenset[str]
    lists: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)
    _number: int = 0  # of the paragraph, from 1 on
    _table: int = 0
    _page: int = 1
    _paged: bool = False  # whether the document says where its pages begin
    _label: str = ""  # the place of a note, which has no page
    _pen: BlockBuilder = field(default_factory=BlockBuilder)
    _boxes: list[Element] = field(default_factory=list)

    def read_container(self, container: Element) -> None:
        """Read the paragraphs and tables of a body, a cell, a note or a text box."""
        for child in container:
            self._read_part(child, local_name(child))
        self._flush(Kind.BODY)

    def _read_part(self, part: Element, name: str) -> None:
        if name == "p":
            return self._read_paragraph(part)
        if name == "tbl":
            return self._read_table(part)
        if name in _DELETED and self._drops(name):
            return self._leave_out_change(part, name)
        if name == "AlternateContent":
            return self.read_container(_choose_alternative(part))
        if name in ("sdt", "sdtContent", "customXml", *_INSERTED, *_DELETED):
            self.read_container(part)
        return None

    def read_notes(self, root: Element, kind: str) -> None:
        """Read footnotes or endnotes, each as paragraphs behind the text."""
        for note in root.iter(f"{_W}{kind}"):
            if note.get(f"{_W}type") not in (None, "normal"):
                continue
            self._label = f"{kind} {note.get(f'{_W}id')}"
            self.read_container(note)
        self._label = ""

    @property
    def _place(self) -> str:
        if self._label:
            return self._label
        page = f"page {self._page}, " if self._paged else ""
        return f"{page}paragraph {self._number}"

    def _read_paragraph(self, paragraph: Element) -> None:
        self._number += 1
        self._read_runs(paragraph)
        mark = paragraph.find(f"{_W}pPr/{_W}rPr")
        joined = mark is not None and any(
            self._drops(local_name(change)) for change in mark if local_name(change) in
            (*_INSERTED, *_DELETED)
        )  # fmt: skip
        if joined:  # the mark that ends the paragraph is gone
            self._pen.write(" ", self._number)
        else:
            self._flush(self._kind_of(paragraph))
        self._read_boxes()

    def _read_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read_container(box)

    def _flush(self, kind: Kind) -> None:
        block = self._pen.block(kind, marked=kind is not Kind.BODY)
        if block is not None and any(map(str.isalnum, block.text)):
            self.blocks.append(replace(block, place=self._place))

    def _kind_of(self, paragraph: Element) -> Kind:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = str(style.get(f"{_W}val", "")) if style is not None else ""
        if name in self.headings or paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            return Kind.HEADING
        if name in self.lists or paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
            return Kind.LIST
        return Kind.BODY

    def _read_table(self, table: Element) -> None:
        """Read a table: a row is a block, its cells joined by bars."""
        self._flush(Kind.BODY)
        self._table += 1
        number = self._table
        for count, row in enumerate(_list_rows(table), start=1):
            self._number += 1
            for cell in row.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tr")) is not row:
                    continue  # of a table inside a cell, which is read with that cell
                if not self._pen.is_empty:
                    self._pen.write(" | ", self._number)
                    self._pen.end_cell()
                for paragraph in cell.iter(f"{_W}p"):
                    self._read_runs(paragraph)
                    self._pen.write(" ", self._number)
            block = self._pen.block(Kind.TABLE, marked=True)
            if block is not None and any(map(str.isalnum, block.text)):
                block = block.cut(0, len(block.text.rstrip(" |")))
                self.blocks.append(replace(block, place=f"table {number}, row {count}"))
            self._read_boxes()

    def _read_runs(self, parent: Element) -> None:
        """Write the text of a paragraph, walking down to its runs."""
        for child in parent:
            self._read_run(child, local_name(child))

    def _read_run(self, run: Element, name: str) -> None:
        if name in _DELETED or name in _INSERTED:
            self.changes.append((name, self._place))
            if self._drops(name):
                return self._leave_out_change(run, name, counted=True)
            return self._read_runs(run)
        if name == "r" and run.find(f"{_W}rPr/{_W}vanish") is not None:
            return self._note("hidden text", run)
        if name == "AlternateContent":
            return self._read_runs(_choose_alternative(run))
        if name in ("drawing", "pict", "object"):
            return self._read_drawing(run)
        return self._read_runs(run) if name in _OPEN else self._write_leaf(run, name)

    def _write_leaf(self, leaf: Element, name: str) -> None:
        if name in ("t", "delText"):
            self._pen.write(leaf.text or "", self._number)
        elif name in ("tab", "ptab"):
            self._pen.write("\t", self._number)
        elif name in ("br", "cr"):
            self._pen.end_line()
        elif name == "noBreakHyphen":
            self._pen.write("-", self._number)
        if name == "lastRenderedPageBreak" or (name == "br" and leaf.get(f"{_W}type") == "page"):
            self._page += name == "lastRenderedPageBreak" or not self._paged
            self._paged = self._paged or name == "lastRenderedPageBreak"

    def _read_drawing(self, drawing: Element) -> None:
        """Keep the text boxes of a drawing for later; read what a picture shows."""
        boxes = [box for box in drawing.iter(f"{_W}txbxContent") if not _is_inside(box, drawing)]
        self._boxes += boxes
        if boxes:
            return
        for node in drawing.iter("{*}docPr"):
            text = str(node.get("descr") or "")
            if self._pen.is_empty and not is_label(text):
                self._pen.write(text, self._number)
                self._flush(Kind.BODY)

    def _drops(self, name: str) -> bool:
        dropped = _INSERTED if self.tracked is Tracked.REJECT else _DELETED
        return name in dropped

    def _leave_out_change(self, element: Element, name: str, *, counted: bool = False) -> None:
        """Pass over text that the change takes away: what it says is gone, not left out."""
        if not counted:
            self.changes.append((name, self._place))

    def _note(self, what: str, element: Element) -> None:
        text = "".join(node.text or "" for node in element.iter(f"{_W}t"))
        found = describe_unread(what, max(1, self._number), text)
        if found is not None:
            self.unread.append(found)


def _list_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, but not of tables inside its cells."""
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table:
            yield row


def _choose_alternative(element: Element) -> Element:
    """Return the newest of the forms in which a thing is given."""
    chosen = element.find("{*}Choice")
    return element.find("{*}Fallback") if chosen is None else chosen


def _is_inside(box: Element, drawing: Element) -> bool:
    """Return whether a text box stands in another one of the drawing, or repeats it."""
    for above in box.iterancestors():
        if above is drawing:
            return False
        if local_name(above) in ("txbxContent", "Fallback"):
            return True
    return False
