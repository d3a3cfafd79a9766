"""What every reader makes of a file: blocks of text, or rows that are pairs already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aligncheck.document import Kind, Lang, Unread, line_at

_SHARED_SIGNS = frozenset("“”‘’—…·")  # signs that both languages use, without a width of their own

Lines = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph whose language is not told yet.

    `lines` is as in Paragraph. `breaks` are the offsets at which a line, a table cell or the text
    after a <br> begins: the places where a block of two languages may be cut. `marked` says that
    the file's own markup gives the kind; `lang` is what its markup says of the language; `place`
    is as in Paragraph, and so are `links`.
    """

    text: str
    lines: Lines
    kind: Kind = Kind.BODY
    breaks: tuple[int, ...] = ()
    marked: bool = False
    lang: Lang | None = None
    place: str = ""
    links: tuple[tuple[int, str], ...] = ()

    @property
    def line(self) -> int:
        """The 1-based line of the file on which the block begins."""
        return self.lines[0][1]

    def cut(self, start: int, end: int) -> Block:
        """Return the piece from `start` to `end` without the white space around it."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        end = start + len(piece)
        first = line_at(self.lines, start)
        rest = tuple((at - start, line) for at, line in self.lines if start < at < end)
        breaks = tuple(at - start for at in self.breaks if start < at < end)
        links = tuple((max(0, at - start), to) for at, to in self.links if start <= at <= end)
        return replace(self, text=piece, lines=((0, first), *rest), breaks=breaks, links=links)


@dataclass(frozen=True, slots=True)
class Page:
    """A document as its reader saw it; `notes` and `unread` tell what the reader left out.

    `asides` are blocks that count only if the file is given alone: a translation's original that
    stands in comments between its paragraphs. Of a `keyed` page, places are keys that pair it.
    """

    format: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    left_out: int = 0  # lines of page furniture that the markup showed to be such
    unread: tuple[Unread, ...] = ()
    asides: tuple[Block, ...] = ()
    keyed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as it stands in the file; one side may be empty. `id` is None when none is given."""

    line: int
    id: str | None
    source: str
    target: str
    place: str = ""
    target_place: str = ""  # where the target stands, if elsewhere


@dataclass(frozen=True, slots=True)
class Rows:
    """A file of pairs."""

    format: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


class BlockBuilder:
    """Put a block together from pieces of text that know their line.

    White space runs become one space, as a browser shows them.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._lines: list[tuple[int, int]] = []
        self._breaks: list[int] = []
        self._links: list[tuple[int, str]] = []
        self._length = 0
        self._gap = (
            ""  # what stands between the last piece and the next: nothing, " " or a line end
        )
        self._break = False

    def write(self, text: str, line: int) -> None:
        """Add `text`, which begins on `line` and may hold line ends."""
        for number, row in enumerate(text.split("\n")):
            if number:
                self._gap = "\n"
            words = row.split()
            if not number and row[:1].isspace():
                self._gap = self._gap or " "
            if words:
                self._put(" ".join(words), line + number)
                self._gap = " " if row[-1].isspace() else ""

    def end_line(self) -> None:
        """Mark that the next text begins a new line or cell."""
        self._gap = "\n"
        self._break = True

    def add_link(self, target: str | None) -> None:
        """Note that a link or an image with this target stands here."""
        if target:
            self._links.append((self._length, target))

    def end_cell(self) -> None:
        """Mark that the next text begins a new table cell."""
        self._break = True

    @property
    def last(self) -> str:
        """The last code point written, or nothing if a gap follows it."""
        return "" if self._gap or not self._parts else self._parts[-1][-1]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self._parts

    def tail(self, length: int) -> str:
        """Return the last `length` code points or more."""
        tail, at = "", len(self._parts)
        while at and len(tail) < length:
            at -= 1
            tail = self._parts[at] + tail
        return tail

    @property
    def text(self) -> str:
        """All that was written so far."""
        return "".join(self._parts)

    def block(self, kind: Kind, *, marked: bool = False, lang: Lang | None = None) -> Block | None:
        """Return what was written, or None if that is nothing, and begin anew."""
        made = None
        if self._parts:
            lines, breaks = tuple(self._lines), tuple(self._breaks)
            made = Block(self.text, lines, kind, breaks, marked, lang, links=tuple(self._links))
        self.__init__()  # type: ignore[misc]  # the same empty state
        return made

    def _put(self, words: str, line: int) -> None:
        joined = self._gap == "\n" and not needs_space(
            self._parts[-1][-1:] if self._parts else "", words[0]
        )
        if self._parts and self._gap and not joined:
            self._parts.append(" ")
            self._length += 1
        if not self._lines or self._lines[-1][1] != line:
            self._lines.append((self._length, line))
        if self._break and self._parts:
            self._breaks.append(self._length)
        self._break = False
        self._parts.append(words)
        self._length += len(words)


def needs_space(before: str, after: str) -> bool:
    """Return whether a line end between `before` and `after` stands for a space.

    Not between Chinese characters, nor beside a full-width sign.
    """
    wide, other = (before, after) if is_wide(before) else (after, before)
    if not is_wide(wide):
        return True
    return not (is_wide(other) or other in _SHARED_SIGNS or not wide.isalnum())


def is_wide(char: str) -> bool:
    """Return whether `char` is a Chinese character or a full-width sign."""
    return (
        "\u3000" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or char >= "\U00020000"
    )


def join_lines(pieces: Iterable[tuple[str, int]]) -> Block:
    """Join stripped lines of a file, each with its number, into one block."""
    text = ""
    lines: list[tuple[int, int]] = []
    breaks: list[int] = []
    for piece, line in pieces:
        if text and _needs_gap(text, piece):
            text += " "
        if text:
            breaks.append(len(text))
        lines.append((len(text), line))
        text += piece
    return Block(text, tuple(lines), Kind.BODY, tuple(breaks))


def _needs_gap(text: str, piece: str) -> bool:
    """Return whether a line end stood for a space; it does not in "long-/term"."""
    if text[-1] == "-" and text[-2:-1].isalpha() and piece[0].islower():
        return False
    return needs_space(text[-1], piece[0])
