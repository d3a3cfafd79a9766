"""Lower the quality of a pair by what the checks found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import prod

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.report import Finding, Pair

WRONG = 0.5  # the share of the quality that a sure finding takes away


def reduce_quality(pair: Pair, findings: Iterable[Finding]) -> Pair:
    """Return the pair with its quality lowered by the wrong facts that the checks found in it.

    The detector behind `quality` does not see that a number is another number.
    """
    if pair.quality is None:
        return pair
    sure = [1 - WRONG * f.confidence for f in findings if BY_ID[f.rule].lowers_quality]
    return replace(pair, quality=round(pair.quality * prod(sure), 4))
