"""Labelled sets as typed rows. What a set is, its rows' fields say, not its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from aligncheck.document import Span

BeadSides = tuple[tuple[int, ...], tuple[int, ...]]
Beads = tuple[BeadSides, ...]
ACCURACY = frozenset({"omission", "addition", "accuracy"})
Links = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ErrorMark:
    """What one rater marked: an omission, an addition, another accuracy error, or any other.

    `severity` is "major" (critical included), "minor" or "neutral". A `source` mark has its span
    in the Chinese, any other in the English; without a span it is of the whole segment.
    """

    category: str
    severity: str
    rater: str
    source: bool
    span: Span | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A translated segment with the errors that raters marked in it (MQM).

    `unsure`: a rater may have run out of marks, so that no omission marked is not none there.
    `partial`: only some raters' marks are known, so that a segment without marks says nothing.
    `mqm` is the penalty, higher is worse.
    """

    id: str
    set: str
    doc: str
    zh: str
    en: str
    human: bool
    raters: tuple[str, ...]
    marks: tuple[ErrorMark, ...]
    unsure: bool
    partial: bool
    mqm: float | None

    @property
    def accurate(self) -> bool:
        """Return whether no rater marked an accuracy error, an omission or addition among them."""
        return not any(mark.category in ACCURACY for mark in self.marks)

    def marked(self, category: str, *, major: bool = False) -> int:
        """Count the raters who marked an error of this category."""
        return len(
            {
                mark.rater
                for mark in self.marks
                if mark.category == category and (mark.severity == "major" or not major)
            }
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A pair read word by word; `marks` by reader, each with every mark of that reader.

    An error with words on both sides is two marks, one a side.
    """

    id: str
    doc: str
    zh: str
    en: str
    human: bool
    marks: Mapping[str, tuple[ErrorMark, ...]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A translation whose words are tagged good or bad; `score`: higher is better."""

    zh: str
    en: str
    tokens: tuple[str, ...]
    bad: tuple[bool, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Couple:
    """Two texts that are good translations of each other."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The sentences of a chapter on both sides, and how they belong together."""

    doc: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    beads: Beads


@dataclass(frozen=True, slots=True)
class Linked:
    """A sentence pair with its words linked by hand; `possible` includes the sure links."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    sure: Links
    possible: Links


@dataclass(frozen=True, slots=True)
class Aside:
    """A row of a kind that is known and not measured; `reason` says why."""

    reason: str


Row = Judged | Read | Tagged | Couple | Chapter | Linked | Aside
T = TypeVar("T", Judged, Read, Tagged, Couple, Chapter, Linked, Aside)


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """The rows of one file (or of a folder of chapters), all of one kind."""

    name: str
    rows: tuple[Row, ...]

    def of(self, kind: type[T]) -> list[T]:
        """Return the rows of `kind`."""
        return [row for row in self.rows if isinstance(row, kind)]
