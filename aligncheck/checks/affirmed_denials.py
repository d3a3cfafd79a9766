"""Denials by meaning that the translation turns: 并不反对 as "opposed", 拒绝 as "granted"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligncheck.checks.linked_cues import (
    DENYING,
    LIMITS,
    LinkedSide,
    find_clause_window,
    is_plain_negation,
)
from aligncheck.document import Span
from aligncheck.negation.cues import Force, select_force
from aligncheck.negation.cues_zh import DENYING_VERBS, REFUSALS
from aligncheck.report import Finding
from aligncheck.text.normalise import simplify

AFFIRMED = 0.7  # confidence that a negated verb of denial is affirmed
REFUSED = 0.45  # of 拒绝 where nothing is refused; the judge may raise it


def find_affirmed_denials(pair: str, source: LinkedSide, target: LinkedSide) -> Iterator[Finding]:
    """Yield the first negated verb of denial that the English affirms: 并不反对 as "opposed"."""
    denied = [cue.span for cue in target.cues if cue.force in (*DENYING, *LIMITS)]
    plain = simplify(source.text)
    for cue in select_force(Force.NOT, source.cues):
        verb = next((v for v in DENYING_VERBS if plain.startswith(v, cue.span.end)), None)
        if verb is None or not is_plain_negation(cue, source.text):
            continue
        pattern = re.compile(rf"\b(?:{DENYING_VERBS[verb]})\b", re.I)
        found = pattern.search(target.text, target.span.start, target.span.end)
        if found is None:
            continue
        said = Span(*found.span())
        near = find_clause_window(target.text, said)
        if any(
            near.start < span.end and span.start < near.end and not _overlap(span, said)
            for span in denied
        ):
            continue
        written = plain[cue.span.start : cue.span.end + len(verb)]
        message = f"The source says {written}; the translation says “{found.group()}”."
        yield Finding("AC307", pair, message, AFFIRMED, (cue.span,), (said,))
        return


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def find_lost_refusal(pair: str, source: LinkedSide, target: LinkedSide) -> Iterator[Finding]:
    """Yield the first verb that denies by its meaning where the English denies nothing at all."""
    refusals = [cue for cue in source.cues if simplify(cue.span.cut(source.text)) in REFUSALS]
    if not refusals or any(cue.force in (*DENYING, *LIMITS) for cue in target.cues):
        return
    said = refusals[0].span.cut(source.text)
    message = f"The source denies (“{said}”); nothing in the translation does."
    yield Finding("AC307", pair, message, REFUSED, (refusals[0].span,), (target.span,))
