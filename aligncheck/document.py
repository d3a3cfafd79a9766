"""What a file holds once it has been read: paragraphs that know where they stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class Lang(StrEnum):
    """The two languages aligncheck compares."""

    ZH = "zh"
    EN = "en"


class Kind(StrEnum):
    """What part of a document a paragraph is."""

    BODY = "body"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"  # a footnote or a translator's note: read, never aligned


class Layout(StrEnum):
    """How source and target reached us, which decides how they are paired."""

    DOCUMENTS = "documents"  # two documents, to be aligned
    INTERLEAVED = "interleaved"  # one page; each Chinese paragraph stands beside its English one
    ALIGNED = "aligned"  # rows that are pairs already
    TARGET_ONLY = "target-only"  # English without an original: only the English is checked


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of code points in one text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} is not a stretch of text")

    def cut(self, text: str) -> str:
        """Return the piece of `text` this span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the same stretch in a text that has `by` more code points in front."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it stands in the file.

    `lines` lists (offset in `text`, 1-based line of the file) where each line of the file begins;
    a paragraph on one line has one entry. `block` is its place among all blocks of the file,
    whatever their language. `place` names where it stands in a file that has no lines for a person,
    such as "Sheet1!B7"; empty where the line says it. `links` lists (offset in `text`, target) of
    its links and images.
    """

    index: int
    text: str
    lines: tuple[tuple[int, int], ...] = ((0, 1),)
    kind: Kind = Kind.BODY
    block: int = 0
    place: str = ""
    links: tuple[tuple[int, str], ...] = ()

    @property
    def line(self) -> int:
        """The 1-based line of the file on which the paragraph begins."""
        return self.lines[0][1]


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that was left out: what it is, where it begins, how long it is.

    `size` counts its characters. `prose` is the weight of its running text, a Chinese character
    counting as three letters: code and lists of links weigh nothing.
    """

    what: str
    line: int
    size: int
    prose: int = 0


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment on `line` of a file that sets aside what `rules` find from `first` to `last`.

    `rules` are ids or their beginnings; lines are 1-based, and both ends belong to it.
    """

    line: int
    first: int
    last: int
    rules: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One side of a translation: the paragraphs of one language, in order.

    `digest` is the SHA-256 of the file's bytes in hexadecimal. `unread` is what was left out,
    `suppressions` what its comments set aside.
    """

    path: str
    lang: Lang
    format: str
    digest: str
    paragraphs: tuple[Paragraph, ...]
    unread: tuple[Unread, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Bead:
    """A link between paragraphs (or sentences), 0-based and in order; one side may be empty.

    `score` is the confidence that the link is right, from 0 to 1. (The field's word: Gale and
    Church 1993.)
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 1.0

    @property
    def kind(self) -> str:
        """The shape of the bead, such as "1:1", "2:1" or "1:0"."""
        return f"{len(self.source)}:{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Material:
    """All that was read for one check: both sides and what is known of how they pair.

    `beads` and `ids` are given for aligned input only, one id per bead. `notes` are sentences for
    the reader about what was left out or could not be read.
    """

    source: Document
    target: Document
    layout: Layout
    beads: tuple[Bead, ...] = ()
    ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def line_at(lines: tuple[tuple[int, int], ...], offset: int) -> int:
    """Return the line of the file on which code point `offset` stands."""
    starts = [start for start, _ in lines]
    return lines[max(0, bisect_right(starts, offset) - 1)][1]
