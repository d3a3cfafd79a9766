"""A paragraph of a translation in two revisions, and whether it became better."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from aligncheck.report import Side

TREND = 0.05  # least difference of quality that is worth a word
PER_WORD = 0.9  # … and how much of it a share of other words makes by chance; see docs/compare.md


class Edit(StrEnum):
    """What became of a paragraph of the translation."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    ADDED = "added"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of source and its translation in the old and in the new revision.

    Usually one paragraph; more where the two revisions are cut differently. A side is None where
    there is nothing. `source_old` is what the original said for the old revision, where that was
    something else. `coverage` is the share of the original's content words that found a partner.
    `old_pairs` and `new_pairs` name the pairs of the reports.
    """

    change: Edit
    source: Side | None
    old: Side | None
    new: Side | None
    quality_old: float | None = None
    quality_new: float | None = None
    old_pairs: tuple[str, ...] = ()
    new_pairs: tuple[str, ...] = ()
    coverage_old: float | None = None
    coverage_new: float | None = None
    source_old: Side | None = None

    @property
    def gain(self) -> float | None:
        """Return by how much quality rose, or None where it is not known of both."""
        if self.quality_old is None or self.quality_new is None:
            return None
        return self.quality_new - self.quality_old

    @property
    def margin(self) -> float:
        """Return half the interval of the gain: what nine in ten good rewordings stay within."""
        if self.old is None or self.new is None:
            return TREND
        return max(TREND, PER_WORD * (1 - share_words(self.old.text, self.new.text)))

    @property
    def trend(self) -> str:
        """Return "better", "worse", or "" when quality is unknown or the same within its margin."""
        gain = self.gain
        if gain is None or abs(gain) < self.margin:
            return ""
        return "better" if gain > 0 else "worse"


def share_words(one: str, other: str) -> float:
    """Return the share (0 to 1) of words that two texts have in common; 1 if neither has any."""
    if one == other:
        return 1.0
    return dice_coefficient(count_words(one), count_words(other))


def dice_coefficient(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words two texts have in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def count_words(text: str) -> Counter[str]:
    """Count the words of a text, in lower case."""
    return Counter(re.findall(r"\w+", text.lower()))
