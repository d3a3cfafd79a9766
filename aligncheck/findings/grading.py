"""Decide over what the checks found: which findings stay, and how bad they are.

A check measures and says how sure it is; this module alone turns that into severities, lets
witnesses of one fault confirm each other, and drops what another finding says better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.config import Config, FailOn
from aligncheck.findings.decisions import Decision, Verdict
from aligncheck.findings.fingerprint import compute_fingerprints
from aligncheck.findings.repetitions import covers_most, drop_repetitions
from aligncheck.report import NO_ORIGINAL, Finding, Pair, Report, Severity, Side, Status, Summary

ERROR_AT = 0.8  # least confidence of an error: of five findings said so, four hold
WARN_AT = 0.5  # least confidence of a warning: more likely right than wrong
NEAR = 2  # words that may stand between two witnesses of one hole

NAMED = "Nothing there sounds like that name (AC305)."

WHOLE = Pair(id="", kind="0:0", source=None, target=None)  # of findings on the whole document
T = TypeVar("T")


def grade_findings(
    pairs: Sequence[Pair],
    findings: Iterable[Finding],
    config: Config,
    decisions: Sequence[Decision] = (),
) -> tuple[Finding, ...]:
    """Return the findings that stay, with severity, fingerprint and status, in reading order.

    Judging what has been judged changes nothing while the pairs keep their sentences.
    """
    by_id = {pair.id: pair for pair in (WHOLE, *pairs)}
    kept: list[Finding] = []
    for pair, group in _group_by_pair(_drop_duplicates(findings, config), by_id):
        sure = [
            f
            for f in _confirm_witnesses(group, pair)
            if f.confidence >= _least_confidence(f.rule, config)
        ]
        graded = [replace(f, severity=grade_severity(f, config)) for f in sure]
        kept += drop_repetitions(graded, pair)
    order = {name: index for index, name in enumerate(by_id)}
    kept.sort(
        key=lambda finding: (order[finding.pair], _reading_position(finding, by_id[finding.pair]))
    )
    dismissed = {d.fingerprint for d in decisions if d.verdict is Verdict.DISMISS}
    return tuple(
        replace(
            finding,
            message=" ".join(finding.message.split()),  # what it quotes may go over lines
            fingerprint=mark,
            status=Status.DISMISSED if mark in dismissed else Status.NEW,
        )
        for finding, mark in zip(kept, compute_fingerprints(kept, by_id), strict=True)
    )


def grade_severity(finding: Finding, config: Config) -> Severity:
    """Return how bad a finding is: what its confidence allows, at most its rule's ceiling."""
    ceiling = _setting_for(finding.rule, config.severity) or BY_ID[finding.rule].severity
    if finding.confidence >= ERROR_AT:
        return ceiling
    allowed = Severity.WARNING if finding.confidence >= WARN_AT else Severity.INFO
    return min(ceiling, allowed, key=lambda level: level.rank)


def build_summary(pairs: Sequence[Pair], findings: Sequence[Finding], config: Config) -> Summary:
    """Count what was checked and found; of the findings only those whose status is "new"."""
    fresh = [finding for finding in findings if finding.status is Status.NEW]
    levels = Counter(finding.severity for finding in fresh)
    lonely = [pair for pair in pairs if pair.note is None]
    return Summary(
        verdict="fail" if any(fails_check(finding, config) for finding in fresh) else "pass",
        pairs=len(pairs),
        unpaired_source=sum(_count_paragraphs(p.source) for p in lonely if p.target is None),
        unpaired_target=sum(_count_paragraphs(p.target) for p in lonely if p.source is None),
        no_original=sum(_count_paragraphs(p.target) for p in pairs if p.note == NO_ORIGINAL),
        source_coverage=_mean_coverage(pairs),
        findings={level.value: levels[level] for level in Severity},
        by_rule=dict(sorted(Counter(finding.rule for finding in fresh).items())),
    )


def exit_code(report: Report, config: Config) -> int:
    """Return 1 when a new finding is at or above `config.fail_on`, else 0."""
    return int(any(fails_check(finding, config) for finding in report.findings))


def fails_check(finding: Finding, config: Config) -> bool:
    """Return whether this finding makes a check fail."""
    if config.fail_on is FailOn.NEVER or finding.status is not Status.NEW:
        return False
    return finding.severity.rank >= Severity(config.fail_on.value).rank


def _drop_duplicates(findings: Iterable[Finding], config: Config) -> list[Finding]:
    """Keep the selected findings; of those that say the same of the same spans, the surest."""
    best: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.pair, finding.source_spans, finding.target_spans)
        if config.selects(finding.rule) and (
            key not in best or _rank_key(finding) > _rank_key(best[key])
        ):
            best[key] = finding
    return list(best.values())


def _rank_key(finding: Finding) -> tuple[object, ...]:
    """Rank findings by confidence; the rest only makes the order of input irrelevant."""
    return finding.confidence, finding.source_spans, finding.target_spans, finding.message


def _group_by_pair(
    findings: Iterable[Finding], pairs: Mapping[str, Pair]
) -> list[tuple[Pair, list[Finding]]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.pair, []).append(finding)
    return [(pairs[name], group) for name, group in groups.items()]


def _least_confidence(rule: str, config: Config) -> float:
    return _setting_for(rule, config.confidence) or 0.0


def _setting_for(rule: str, settings: Sequence[tuple[str, T]]) -> T | None:
    """Return the setting of the longest prefix of `rule`."""
    fitting = [(len(prefix), value) for prefix, value in settings if rule.startswith(prefix)]
    return max(fitting, key=lambda item: item[0])[1] if fitting else None


def _confirm_witnesses(findings: Sequence[Finding], pair: Pair) -> list[Finding]:
    """Let findings that look at different evidence of one drop confirm each other.

    A hole in the English and the words dropped there: the probability of a dropped word already
    counts the hole (`coverage/analysis.py`), so it stays; the hole becomes as sure as the words
    whose place it is. A name that nothing sounds like and words of it that nothing says: either
    may be right, so the words are as sure as both together.
    """
    findings = _raise_named_drops(findings, pair)
    holes = [finding for finding in findings if finding.rule == "AC401"]
    drops = [finding for finding in findings if finding.rule == "AC103"]
    if not holes or not drops:
        return list(findings)
    witnesses = {"AC401": drops, "AC103": holes}
    return [
        _add_witness(finding, witnesses[finding.rule], pair)
        if finding.rule in witnesses
        else finding
        for finding in findings
    ]


def _raise_named_drops(findings: Sequence[Finding], pair: Pair) -> list[Finding]:
    """Raise the drop of words of a name that has no sound in the translation, once."""
    names = [f for f in findings if f.rule == "AC305" and not f.target_spans]
    out = []
    for finding in findings:
        doubts = [
            name.confidence
            for name in names
            if covers_most(name.source_spans, finding.source_spans, pair.source)
        ]
        if finding.rule == "AC103" and doubts and not finding.message.endswith(NAMED):
            sure = round(1 - (1 - finding.confidence) * (1 - max(doubts)), 4)
            finding = replace(finding, confidence=sure, message=f"{finding.message} {NAMED}")
        out.append(finding)
    return out


def _add_witness(finding: Finding, witnesses: Sequence[Finding], pair: Pair) -> Finding:
    """Name the surest witness of a finding, once; a hole becomes as sure as its witness."""
    near = [other for other in witnesses if _are_near(finding, other, pair.target)]
    mention = f"({'AC103' if finding.rule == 'AC401' else 'AC401'})."
    if not near or finding.message.endswith(mention):
        return finding
    witness = max(near, key=_rank_key)
    sure = finding.confidence
    return replace(
        finding,
        message=f"{finding.message} {_describe_witness(witness, pair)} {mention}",
        confidence=max(sure, witness.confidence) if finding.rule == "AC401" else sure,
        suggestion=finding.suggestion or witness.suggestion,
    )


def _describe_witness(witness: Finding, pair: Pair) -> str:
    if witness.rule == "AC401":
        return "The English sentence has a hole there, too"
    quotes = [span.cut(pair.source.text) for span in witness.source_spans] if pair.source else []
    return f"Of the source, “{'… '.join(quotes)}” is not translated there"


def _are_near(one: Finding, other: Finding, side: Side | None) -> bool:
    """Return whether two findings point at the same place of the target."""
    if side is None:
        return False
    return any(
        len(side.text[min(a.end, b.end) : max(a.start, b.start)].split()) <= NEAR
        for a in one.target_spans
        for b in other.target_spans
    )


def _reading_position(finding: Finding, pair: Pair) -> tuple[object, ...]:
    """Return where in its pair a finding stands: by source, then target, then rule."""
    source = min(finding.source_spans, default=None)
    target = min(finding.target_spans, default=None)
    if source is None and target is not None:
        source = next(
            (
                link.source
                for link in pair.sentences
                if link.source and link.target and link.target.end >= target.start
            ),
            None,
        )
    start = source.start if source else 0
    spans = (finding.source_spans, finding.target_spans)
    return start, target.start if target else 0, finding.rule, spans, finding.message


def _mean_coverage(pairs: Sequence[Pair]) -> float | None:
    """Return the mean coverage of the source by its length; a missing paragraph counts as 0."""
    shares = [
        (pair.coverage if pair.target else 0.0, len("".join(pair.source.text.split())))
        for pair in pairs
        if pair.source and pair.note is None
    ]
    known = [(share, length) for share, length in shares if share is not None]
    total = sum(length for _, length in known)
    return round(sum(s * n for s, n in known) / total, 4) if total else None


def _count_paragraphs(side: Side | None) -> int:
    return len(side.paragraphs) if side else 0
