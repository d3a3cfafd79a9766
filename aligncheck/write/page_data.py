"""What the report page shows, as plain data that the template renders."""

from __future__ import annotations

from dataclasses import dataclass

from aligncheck.write.marked_text import Lines, Run


@dataclass(frozen=True, slots=True)
class Card:
    """One finding. `key` numbers it on the page, `anchor` is its address, stable across runs."""

    key: int
    anchor: str
    rule: str
    name: str
    help: str
    severity: str
    symbol: str
    confidence: str
    message: tuple[Run, ...]
    source: Lines | None
    target: Lines | None
    source_empty: str
    target_empty: str
    suggestion: str | None
    pair: str
    pair_anchor: str
    place: str
    fingerprint: str
    quoted_source: str
    quoted_target: str
    earlier: bool  # decided before this check


@dataclass(frozen=True, slots=True)
class Row:
    """One pair; a side that is None shows its `empty` text."""

    anchor: str
    id: str
    kind: str
    source: Lines | None
    target: Lines | None
    source_empty: str
    target_empty: str
    place: str
    note: str | None  # of a pair with both sides; else it is an `empty` text
    scores: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    position: float  # 0 at the head of the document, 100 at its end


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that are laid out together; `height` is an estimate in pixels."""

    rows: tuple[Row, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the document map, `top` in per cent of its height."""

    top: float
    severity: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report page. `key` is where the browser keeps the decisions."""

    title: str
    key: str
    decisions: str  # lines of the decisions file that the report was made with
    verdict: str
    verdict_text: str
    counts: tuple[tuple[str, str, int, str], ...]  # severity, symbol, number, noun
    coverage: str | None
    documents: tuple[tuple[str, str, str], ...]  # role, path, format and size
    facts: tuple[tuple[str, str], ...]
    notes: tuple[tuple[Run, ...], ...]
    cards: tuple[Card, ...]
    earlier: tuple[tuple[str, tuple[Card, ...]], ...]
    rules: tuple[tuple[str, str, int], ...]  # id, name, number of findings
    chunks: tuple[Chunk, ...]
    pairs: int
    ticks: tuple[Tick, ...]
    chinese: str  # language tag of the source: zh-Hans or zh-Hant
