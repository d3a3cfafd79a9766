"""Walk over HTML and collect blocks, and what is left out, with the lines of the source file.

The parser of the standard library gives the position of every piece of text, which tree builders
do not. What holds for an element (kind, language, regions) is kept with it when it is opened, so
that the depth of a page costs nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from aligncheck.document import Kind, Lang
from aligncheck.read.block_kinds import is_label
from aligncheck.read.blocks import Block, BlockBuilder
from aligncheck.read.html_elements import (
    BLOCKS,
    CLOSED_BY,
    ROWS,
    SKIP,
    VOID,
    WEAK,
    is_furniture,
    is_hidden,
)
from aligncheck.read.superscript import LONGEST, read_superscript

_MOST_REGIONS = 50  # weak elements inside each other that are told apart
_KINDS = {"li": Kind.LIST, "dt": Kind.LIST, "dd": Kind.LIST, "tr": Kind.TABLE, "table": Kind.TABLE}
_KINDS |= {f"h{level}": Kind.HEADING for level in range(1, 7)}

Position = tuple[int, int]  # line, column


@dataclass(slots=True)
class Skipped:
    """An element whose text is left out; `closed` says that its end tag came."""

    tag: str
    position: Position
    text: list[str] = field(default_factory=list)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A block and the weak elements it stands in, by number."""

    block: Block
    regions: tuple[int, ...]


@dataclass(slots=True)
class _Element:
    """An open element, with what holds for the text inside it."""

    tag: str
    skipped: Skipped | None = None
    kind: Kind = Kind.BODY
    lang: Lang | None = None
    regions: tuple[int, ...] = ()
    in_cell: bool = False


class HtmlWalker(HTMLParser):
    """Collect blocks while walking over the source; `opened` elements are read all the same."""

    def __init__(self, opened: frozenset[Position] = frozenset()) -> None:
        super().__init__(convert_charrefs=False)  # a "&#10;" is no line of the file
        self.found: list[FoundBlock] = []
        self.skipped: list[Skipped] = []
        self.remarks: list[tuple[int, str]] = []  # line and text of comments
        self._opened = opened
        self._open: list[_Element] = [_Element("")]
        self._counts: Counter[str] = Counter()
        self._skip: Skipped | None = None  # the outermost element that is left out
        self._pen = BlockBuilder()
        self._regions = 0
        self._sup: list[str] | None = None
        self._sup_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, end the block before it if it is a block."""
        self._close_implied(tag)
        if tag in BLOCKS or tag == "sup":
            self._end_sup()
        if tag == "br":
            self._pen.end_line()
        if tag in ("td", "th"):
            self._begin_cell()
        if tag == "sup":
            self._sup, self._sup_link = [], self._counts["a"] > 0
        if tag == "a" and self._sup is not None:
            self._sup_link = True
        if tag in BLOCKS and not self._open[-1].in_cell:
            self.flush()
        if tag in ("a", "img") and self._skip is None and self._sup is None:
            self._pen.add_link(dict(attrs).get("href" if tag == "a" else "src"))
        if tag == "img":
            self._read_description(dict(attrs).get("alt") or "")
        if tag not in VOID:
            self._open_element(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat <br/> as <br> and <p/> as <p>, as HTML does; what is left out ends at once."""
        if tag not in SKIP:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and all that was left open inside it."""
        if tag == "br":
            self._pen.end_line()
            return
        if not self._counts[tag]:
            return
        if tag in BLOCKS or tag == "sup":
            self._end_sup()
        if tag in BLOCKS and not (self._open[-1].in_cell and tag not in ROWS):
            self.flush()
        while self._close_element(by=tag) != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add text to the block."""
        if self._skip is not None:
            self._skip.text.append(data)
            return
        line, _ = self.getpos()
        if self._sup is not None:
            self._sup.append(data)
            if sum(map(len, self._sup)) > LONGEST:
                self._end_sup()
        elif self._counts["pre"]:
            self._write_lines(data, line)
        else:
            self._pen.write(data, line)

    def handle_entityref(self, name: str) -> None:
        """Add a character that is written by name."""
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Add a character that is written by number."""
        self.handle_data(unescape(f"&#{name};").replace("\n", " "))

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.remarks.append((self.getpos()[0], data))

    def handle_pi(self, data: str) -> None:
        """Keep a processing instruction as a comment."""
        self.remarks.append((self.getpos()[0], data))

    def unknown_decl(self, data: str) -> None:
        """Keep a section that HTML does not know as a comment."""
        self.remarks.append((self.getpos()[0], data))

    def flush(self) -> None:
        """End the block."""
        around = self._open[-1]
        kind = around.kind
        block = self._pen.block(kind, marked=kind is not Kind.BODY, lang=around.lang)
        if block is None or not any(char.isalnum() for char in block.text):
            return
        if block.text.endswith(" |"):
            block = block.cut(0, len(block.text) - 2)
        self.found.append(FoundBlock(block, around.regions))

    def finish(self) -> None:
        """End what is still open at the end of the file."""
        self.close()
        self._end_sup()
        self.flush()
        while len(self._open) > 1:
            self._close_element(by="")

    def _open_element(self, tag: str, attrs: dict[str, str | None]) -> None:
        around = self._open[-1]
        made = _Element(
            tag, None, _KINDS.get(tag, around.kind), around.lang, around.regions, around.in_cell
        )
        if tag != "html":
            made.lang = _parse_lang(attrs.get("lang") or attrs.get("xml:lang")) or around.lang
        if tag in ("td", "th", "tr", "table"):
            made.in_cell = tag in ("td", "th")
        if self._is_skipped(tag, attrs):
            made.skipped = Skipped(tag if tag in SKIP else "hidden", self.getpos())
            self._skip = self._skip or made.skipped
        elif self._is_weak(tag, attrs) and len(around.regions) < _MOST_REGIONS:
            self._regions += 1
            made.regions = (*around.regions, self._regions)
        self._counts[tag] += 1
        self._open.append(made)

    def _is_skipped(self, tag: str, attrs: dict[str, str | None]) -> bool:
        if self.getpos() in self._opened or (tag == "dialog" and "open" in attrs):
            return False
        return tag in SKIP or is_hidden(attrs)

    def _is_weak(self, tag: str, attrs: dict[str, str | None]) -> bool:
        inner = self._counts["article"] or self._counts["main"]
        if tag in WEAK and not (tag == "header" and inner):
            return True
        return tag not in ("body", "html", "main", "article") and is_furniture(attrs)

    def _close_element(self, by: str) -> str:
        """Take the innermost element off and return its tag; `by` is the end tag that came."""
        element = self._open.pop()
        self._counts[element.tag] -= 1
        skipped = element.skipped
        if skipped is not None:
            skipped.closed = element.tag == by or element.tag == "head"
            if self._skip is skipped:
                self._skip = None
                self.skipped.append(skipped)
        return element.tag

    def _close_implied(self, tag: str) -> None:
        """Close what HTML closes by itself, such as a <p> before a <div>."""
        while tag in CLOSED_BY.get(self._open[-1].tag, ()):
            closed = self._open[-1]
            if closed.tag in BLOCKS and not (closed.in_cell and closed.tag not in ROWS):
                self._end_sup()
                self.flush()
            self._close_element(by=closed.tag)

    def _begin_cell(self) -> None:
        if not self._pen.is_empty:
            self._pen.write(" | ", self.getpos()[0])
            self._pen.end_cell()

    def _write_lines(self, data: str, line: int) -> None:
        """Write preformatted text, in which an empty line ends a paragraph."""
        for number, row in enumerate(data.split("\n")):
            if number and not row.strip():
                self.flush()
            elif number:
                self._pen.end_line()
            self._pen.write(row, line + number)

    def _read_description(self, text: str) -> None:
        """Read what a picture shows, if it is more than a name and stands by itself."""
        if self._skip is None and self._pen.is_empty and not is_label(text):
            self._pen.write(text, self.getpos()[0])
            self.flush()

    def _end_sup(self) -> None:
        """Write a power or an ordinal, leave out a footnote mark."""
        if self._sup is None:
            return
        text = read_superscript("".join(self._sup), self._pen.tail(8), link=self._sup_link)
        self._sup = None
        if text:
            self._pen.write(text, self.getpos()[0])


def _parse_lang(value: str | None) -> Lang | None:
    code = (value or "").lower().partition("-")[0]
    return Lang(code) if code in ("zh", "en") else None
