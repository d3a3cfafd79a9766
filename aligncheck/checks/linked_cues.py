"""The cues of linked sentences, one side each, as the checks of negation ask about them."""

from __future__ import annotations

import re

from aligncheck.document import Span
from aligncheck.negation.cues import Cue, Force

BEFORE, AFTER = 70, 50  # characters around a word in which English would deny it
DENYING = (Force.NOT, Force.DENIAL, Force.TWICE)
LIMITS = (Force.MOST, Force.LEAST)
CLAUSE = re.compile(r"[;:!?]|\.\s")


class LinkedSide:
    """One side of linked sentences: its text, where they stand in it, and their cues.

    `forces` are those of the cues, sure or not; `sure` has the first sure cue of each force.
    """

    def __init__(self, text: str, span: Span, cues: list[Cue]) -> None:
        self.text = text
        self.span = span
        self.cues = cues
        self.forces = {cue.force for cue in cues}
        self.sure = {cue.force: cue for cue in reversed(cues) if cue.sure}

    def place(self, cue: Cue) -> float:
        """Return where the cue stands, as a share of the sentences."""
        return (cue.span.start - self.span.start) / max(1, self.span.end - self.span.start)

    def only(self, one: Force, other: Force) -> Cue | None:
        """Return the first sure cue of `one` if nothing has the force `other`."""
        return None if other in self.forces else self.sure.get(one)


def is_plain_negation(cue: Cue, text: str) -> bool:
    """Return whether a Chinese negation is a sure one, or a character that stands alone."""
    return cue.sure or cue.span.cut(text) in "不未没沒"


def find_clause_window(text: str, word: Span) -> Span:
    """Return where a denial of the word would stand: near it, in its clause."""
    low = max(0, word.start - BEFORE)
    ends = [found.end() for found in CLAUSE.finditer(text, low, word.start)]
    stop = CLAUSE.search(text, word.end, word.end + AFTER)
    return Span(ends[-1] if ends else low, stop.start() if stop else word.end + AFTER)
