"""Drop what another finding says better, as the rules declare it of each other."""

from __future__ import annotations

from collections.abc import Sequence

from aligncheck.checks.rule_registry import BY_ID, outranks
from aligncheck.document import Span
from aligncheck.findings.fingerprint import canonical_form
from aligncheck.report import Finding, Pair, Side

MOSTLY = 0.5  # share of a finding's letters that a more specific one must cover to replace it


def drop_repetitions(graded: Sequence[Finding], pair: Pair) -> list[Finding]:
    """Return the findings that no other says better."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in graded:
        by_rule.setdefault(finding.rule, []).append(finding)
    better = {
        rule: [
            f for other in by_rule if outranks(BY_ID[other], BY_ID[rule]) for f in by_rule[other]
        ]
        for rule in by_rule
    }
    return [f for f in graded if not any(_says_better(o, f, pair) for o in better[f.rule])]


def _says_better(better: Finding, finding: Finding, pair: Pair) -> bool:
    """Return whether `better` makes `finding` a repetition.

    It never does when it is the milder of the two: a doubtful finding must not hide a sure one.
    """
    rule, other = BY_ID[better.rule], BY_ID[finding.rule]
    if better.severity.rank < finding.severity.rank or not outranks(rule, other):
        return False
    if outranks(other, rule) and finding.severity is better.severity:
        sure = finding.confidence, finding.rule
        if sure > (better.confidence, better.rule):
            return False  # each repeats the other: the surer stays
    if rule.whole:
        return True
    if better.rule == "AC107" and finding.rule.startswith("AC3") and _has_words(finding):
        return False  # its number stands in the target, changed: the sentence may be there
    if (better.rule, finding.rule) == ("AC105", "AC103"):
        return _left_in(finding, better, pair)
    if finding.rule == "AC104":
        return covers_most(better.target_spans, finding.target_spans, pair.target)
    return covers_most(better.source_spans, finding.source_spans, pair.source)


def _left_in(dropped: Finding, chinese: Finding, pair: Pair) -> bool:
    """Return whether the dropped words are those that were left in Chinese in the English."""
    if pair.source is None or pair.target is None:
        return False
    left = canonical_form(" ".join(span.cut(pair.target.text) for span in chinese.target_spans))
    return all(canonical_form(span.cut(pair.source.text)) in left for span in dropped.source_spans)


def _has_words(finding: Finding) -> bool:
    """Return whether a finding points at words of the target, not only at a place between them."""
    return any(span.start < span.end for span in finding.target_spans)


def covers_most(over: Sequence[Span], under: Sequence[Span], side: Side | None) -> bool:
    """Return whether the spans `over` hold most letters and digits of the spans `under`."""
    if side is None:
        return False
    letters = {i for span in under for i in range(span.start, span.end) if side.text[i].isalnum()}
    held = sum(1 for i in letters if any(span.start <= i < span.end for span in over))
    return bool(letters) and held >= MOSTLY * len(letters)
