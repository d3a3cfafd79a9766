"""What the judge says of a cue: a negation that it sees conveyed is no warning.

English denies in many ways that no list holds ("opaque", "in the dark"). Of the word 没有 itself
the judge tells well whether anything says it, and of "not" whether anything in the Chinese does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligncheck.document import Span
from aligncheck.report import Finding, Pair

LOST = 0.4  # probability of a cue to be unsaid from which a warning holds
SAID = 0.1  # … below which the cue is said
DOUBTED, DENIED = 0.45, 0.3  # most confidence between the two, and below
BASE, SLOPE = 0.5, 0.45  # of the confidence that a probability gives


def weigh_lost_cue(pair: Pair, finding: Finding) -> Finding:
    """Return the finding as sure as check and judge are that nothing says its source words."""
    spans = finding.source_spans
    held = [w.omission for w in pair.words if _touches(w.span, spans)]
    return _weigh(finding, max(held, default=None))


def weigh_added_cue(pair: Pair, finding: Finding) -> Finding:
    """Return the finding as sure as check and judge are that nothing says its target words."""
    spans = finding.target_spans
    held = [w.addition for w in pair.english if _touches(w.span, spans)]
    return _weigh(finding, max(held, default=None))


def _weigh(finding: Finding, chance: float | None) -> Finding:
    if chance is None:
        return finding
    own = finding.confidence
    if chance < LOST:
        own = min(own, DENIED if chance < SAID else DOUBTED)
    else:
        own = max(own, BASE + SLOPE * chance)
    return replace(finding, confidence=round(own, 2))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
