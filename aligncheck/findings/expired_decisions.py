"""AC902 for decisions: what was decided of words whose sentence has changed since then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aligncheck.document import Span
from aligncheck.findings.decisions import Decision, Verdict
from aligncheck.findings.fingerprint import canonical_form, compute_fingerprints
from aligncheck.report import Finding, Pair, Severity, Side

KEPT = 159  # code points of quoted words that every decision keeps
SAID = {Verdict.ACCEPT: "accepted", Verdict.DISMISS: "dismissed", Verdict.COMMENT: "commented"}


def find_expired(
    decisions: Sequence[Decision], findings: Sequence[Finding], pairs: Iterable[Pair]
) -> tuple[Finding, ...]:
    """Return a finding AC902 (info) for each decision that has expired.

    A decision has expired when its rule still finds its words, but in a sentence that has changed.
    """
    by_id = {pair.id: pair for pair in pairs}
    decided = {decision.fingerprint for decision in decisions}
    present = {finding.fingerprint for finding in findings}
    open_findings: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        if finding.fingerprint not in decided and finding.pair in by_id:
            open_findings.setdefault(_name_words(finding, by_id[finding.pair]), finding)
    told = [
        _tell_expired(decision, open_findings[key])
        for decision in decisions
        if decision.fingerprint not in present
        and (decision.source or decision.target)
        and (key := _name_decided(decision)) in open_findings
    ]
    marks = compute_fingerprints(told, by_id)
    return tuple(replace(f, fingerprint=mark) for f, mark in zip(told, marks, strict=True))


def drop_expired(
    decisions: Sequence[Decision], findings: Sequence[Finding], pairs: Sequence[Pair]
) -> tuple[Decision, ...]:
    """Return the decisions that `find_expired` does not tell of."""
    return tuple(d for d in decisions if not find_expired([d], findings, pairs))


def _name_words(finding: Finding, pair: Pair) -> tuple[str, str, str]:
    return (
        finding.rule,
        _quote(pair.source, finding.source_spans),
        _quote(pair.target, finding.target_spans),
    )


def _name_decided(decision: Decision) -> tuple[str, str, str]:
    return decision.rule, _canonical(decision.source), _canonical(decision.target)


def _quote(side: Side | None, spans: Sequence[Span]) -> str:
    return _canonical(" … ".join(span.cut(side.text) for span in spans)) if side else ""


def _canonical(text: str) -> str:
    return canonical_form(text[:KEPT])


def _tell_expired(decision: Decision, finding: Finding) -> Finding:
    words = decision.source or decision.target
    by = f" by {decision.who}" if decision.who else ""
    why = f" ({decision.reason})" if decision.reason else ""
    return Finding(
        "AC902",
        finding.pair,
        f"{decision.rule} “{words[:60]}” was {SAID[decision.verdict]}{by}{why}, but its sentence "
        "has changed since; decide again.",
        1.0,
        finding.source_spans,
        finding.target_spans,
        severity=Severity.INFO,
    )
