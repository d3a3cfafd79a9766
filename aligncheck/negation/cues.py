"""Cues of negation, duty, leave and limits in either language, as frozen data.

The readers are `negation_zh` and `negation_en`; `checks/negation.py` compares what they find.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aligncheck.document import Span


class Force(StrEnum):
    """What a cue does to the clause it stands in."""

    NOT = "not"  # denies it: 没有, must not, never
    DENIAL = "denial"  # may deny it by its meaning: refuse, 缺乏, unable, 难以
    TWICE = "twice"  # denies and takes it back: 不得不, cannot but
    DUTY = "duty"  # 必须, 应当, must, shall
    LEAVE = "leave"  # 可以, may
    MOST = "most"  # 不超过, at most
    LEAST = "least"  # 不少于, at least


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue and where it stands.

    `sure` tells a cue whose clause is rendered by a cue of the same force nearly always from one
    that other languages often put another way.
    """

    force: Force
    span: Span
    sure: bool = True


def select_force(force: Force, cues: list[Cue], *, sure: bool = False) -> list[Cue]:
    """Return the cues of one force, only the sure ones if asked."""
    return [cue for cue in cues if cue.force is force and (cue.sure or not sure)]
