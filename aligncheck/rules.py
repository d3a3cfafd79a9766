"""What a rule declares of itself; the rules stand with their checks, in `aligncheck/checks/`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aligncheck.report import Severity


class Scope(StrEnum):
    """What a rule looks at."""

    PAIR = "pair"  # source and target of a pair
    ENGLISH = "english"  # the English alone, so that it holds whatever the source says
    TOOL = "tool"  # what the tool was given, not the translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be wrong; `id` never changes its meaning.

    `severity` is the most that a finding of this rule is said at; `mqm` and `its` are its category
    in MQM and its type in ITS 2.0; `page` is its page in docs/, without the ending.

    `outranks` are beginnings of the ids of rules that repeat this one less exactly when they speak
    of the same words, `yields_to` those that this one repeats; each is said once, by either rule.
    `whole` rules speak of whole paragraphs. What `lowers_quality` lowers the pair's quality.

    `planted` are the kinds of planted errors that the rule should find (`corrupt/fact_errors`);
    `measured_as` is the group of `eval` in which its alarms are counted, if it needs no detector.
    """

    id: str
    name: str
    severity: Severity
    help: str
    mqm: str
    its: str
    page: str
    scope: Scope = Scope.PAIR
    outranks: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    whole: bool = False
    lowers_quality: bool = False
    planted: tuple[str, ...] = ()
    measured_as: str = ""
