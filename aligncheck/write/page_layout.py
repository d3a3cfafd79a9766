"""Lay a report out as a page: findings worst first, pairs in order, a map of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.report import Finding, Pair, Report, Severity, Status
from aligncheck.text.normalise import simplified_forms
from aligncheck.write.finding_card import (
    SYMBOLS,
    build_card,
    describe_absence,
    format_percent,
    name_lines,
)
from aligncheck.write.marked_text import Lines, Mark, cut_lines, split_scripts
from aligncheck.write.page_data import Card, Chunk, Page, Row, Tick

CHUNK = 40  # pairs laid out together: few enough to be quick, many enough to scroll evenly
PER_LINE = {"zh": 26, "en": 62}  # code points on a line of the page at 1280 px, for estimates
TICKS = 200  # places on the document map


def build_page(report: Report) -> Page:
    """Lay out `report` as a page."""
    pairs = {pair.id: pair for pair in report.pairs}
    anchors = _name_anchors("pair", [pair.id for pair in report.pairs])
    findings = _sort_findings(report)
    names = _name_anchors("finding", [f.fingerprint or f.rule for f in findings])
    cards = [
        build_card(key, finding, names[key], pairs.get(finding.pair), anchors)
        for key, finding in enumerate(findings)
    ]
    told = list(zip(findings, cards, strict=True))
    sizes = [_estimate_lines(pair) for pair in report.pairs]
    rows = _build_rows(report, anchors, told, sizes)
    by_status = {s: tuple(item for found, item in told if found.status is s) for s in Status}
    return Page(
        title=f"{report.target.path}: {report.summary.verdict}",
        key=f"aligncheck.decisions|{report.source.path}|{report.target.path}|{report.signature}",
        decisions=report.decisions,
        verdict=report.summary.verdict,
        verdict_text=_explain_verdict(report),
        counts=_count_severities(report),
        coverage=format_percent(report.summary.source_coverage),
        documents=_describe_documents(report),
        facts=_list_facts(report),
        notes=tuple(split_scripts(note) for note in report.notes),
        cards=by_status[Status.NEW],
        earlier=tuple(
            (title, by_status[status])
            for status, title in _EARLIER.items()
            if by_status[status]
        ),
        rules=_count_rules(findings),
        chunks=_build_chunks(rows, sizes),
        pairs=len(rows),
        ticks=_build_ticks(rows),
        chinese=_language_tag(report.pairs),
    )  # fmt: skip


_EARLIER = {Status.DISMISSED: "Dismissed earlier", Status.BASELINE: "Known from the baseline"}


def _sort_findings(report: Report) -> list[Finding]:
    """Return the findings, worst first, then in the order of the document."""
    order = {pair.id: i for i, pair in enumerate(report.pairs)}

    def rank_finding(finding: Finding) -> tuple[int, int, int]:
        spans = finding.source_spans or finding.target_spans
        start = spans[0].start if spans else 0
        return -finding.severity.rank, order.get(finding.pair, -1), start

    return sorted(report.findings, key=rank_finding)


def _name_anchors(kind: str, names: Sequence[str]) -> dict[str | int, str]:
    """Return a fragment identifier for each name, by name and by position; no two are equal."""
    found: dict[str | int, str] = {}
    taken: Counter[str] = Counter()
    for i, name in enumerate(names):
        base = f"{kind}-{re.sub(r'[^A-Za-z0-9_.-]+', '_', name)}"
        taken[base] += 1
        anchor = base if taken[base] == 1 else f"{base}~{taken[base]}"
        found[i] = anchor
        found.setdefault(name, anchor)
    return found


def _build_rows(
    report: Report,
    anchors: Mapping[str | int, str],
    findings: Sequence[tuple[Finding, Card]],
    sizes: Sequence[int],
) -> list[Row]:
    by_pair: dict[str, list[tuple[Finding, Card]]] = {}
    for told in findings:
        by_pair.setdefault(told[0].pair, []).append(told)
    whole = sum(sizes) or 1
    rows = []
    before = 0
    for i, pair in enumerate(report.pairs):
        rows.append(_build_row(pair, anchors[i], by_pair.get(pair.id, []), 100 * before / whole))
        before += sizes[i]
    return rows


def _build_row(
    pair: Pair, anchor: str, findings: Sequence[tuple[Finding, Card]], position: float
) -> Row:
    sides: dict[str, Lines | None] = {}
    for name, side in (("source", pair.source), ("target", pair.target)):
        marks = [
            Mark(item.key, span, finding.severity, item.anchor)
            for finding, item in findings
            for span in (finding.source_spans if name == "source" else finding.target_spans)
        ]
        sides[name] = cut_lines(side.text, marks) if side else None
    return Row(
        anchor=anchor,
        id=pair.id,
        kind=pair.kind,
        source=sides["source"],
        target=sides["target"],
        source_empty=describe_absence(pair, "no source"),
        target_empty=describe_absence(pair, "no translation found"),
        place=name_lines(
            pair.source.line if pair.source else None, pair.target.line if pair.target else None
        ),
        note=pair.note if pair.source and pair.target else None,
        scores=tuple(
            (name, f"{value:.2f}")
            for name, value in (("similarity", pair.similarity), ("quality", pair.quality))
            if value is not None
        ),
        cards=tuple(item for _, item in findings),
        position=round(position, 2),
    )


def _estimate_lines(pair: Pair) -> int:
    """Return how many lines of the page a pair takes, about."""
    sides = (("zh", pair.source), ("en", pair.target))
    return max((1 + len(side.text) // PER_LINE[lang] for lang, side in sides if side), default=1)


def _build_chunks(rows: Sequence[Row], sizes: Sequence[int]) -> tuple[Chunk, ...]:
    starts = range(0, len(rows), CHUNK)
    return tuple(
        Chunk(
            tuple(rows[at : at + CHUNK]),
            sum(
                22 + 28 * max(size, 2) + 30 * len(row.cards)
                for row, size in zip(rows[at : at + CHUNK], sizes[at : at + CHUNK], strict=True)
            ),
        )
        for at in starts
    )


def _build_ticks(rows: Sequence[Row]) -> tuple[Tick, ...]:
    """Return one tick for each place on the map that has findings, the worst told."""
    places: dict[int, list[tuple[Row, Card]]] = {}
    for row in rows:
        for item in row.cards:
            if item.earlier:
                continue
            places.setdefault(int(row.position * TICKS / 100), []).append((row, item))
    ticks = []
    for at, found in sorted(places.items()):
        row, worst = max(found, key=lambda pair: Severity(pair[1].severity).rank)
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        label = f"{worst.severity} {worst.rule} {worst.name}{more}"
        ticks.append(Tick(100 * at / TICKS, worst.severity, row.anchor, label))
    return tuple(ticks)


def _explain_verdict(report: Report) -> str:
    level = str(report.config.get("fail_on", "warning"))
    if level == "never":
        return "findings do not decide"
    at_least = level if level == "error" else f"{level} or worse"
    found = "findings" if report.summary.verdict == "fail" else "no findings"
    return f"{found} of severity {at_least}"


def _count_severities(report: Report) -> tuple[tuple[str, str, int, str], ...]:
    counts = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        number = report.summary.findings.get(severity.value, 0)
        plural = "" if number == 1 or severity is Severity.INFO else "s"
        counts.append((severity.value, SYMBOLS[severity], number, f"{severity.value}{plural}"))
    return tuple(counts)


def _describe_documents(report: Report) -> tuple[tuple[str, str, str], ...]:
    source, target = report.source, report.target
    if source.path == target.path:
        sizes = f"{source.paragraphs} Chinese and {target.paragraphs} English paragraphs"
        return (("Document", target.path, f"{target.format}, {sizes}"),)
    return tuple(
        (role, info.path, f"{info.format}, {_count_noun(info.paragraphs, 'paragraph')}")
        for role, info in (("Original", source), ("Translation", target))
    )


def _list_facts(report: Report) -> tuple[tuple[str, str], ...]:
    return (
        ("aligncheck", report.version),
        ("Model", f"{report.model.name} ({report.model.fingerprint})"),
        ("Signature", report.signature),
        ("Layout", report.layout.value),
        ("Original, SHA-256", report.source.sha256),
        ("Translation, SHA-256", report.target.sha256),
        *(
            (f"Setting {key}", _format_setting(value))
            for key, value in sorted(report.config.items())
        ),
    )


def _format_setting(value: object) -> str:
    if isinstance(value, Mapping):
        value = [f"{key}: {_format_setting(item)}" for key, item in value.items()]
    if isinstance(value, list | tuple):
        return ", ".join(_format_setting(item) for item in value) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None else str(value)


def _count_rules(findings: Sequence[Finding]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(finding.rule for finding in findings)
    return tuple(
        (rule, BY_ID[rule].name if rule in BY_ID else "", number)
        for rule, number in sorted(counts.items())
    )


def _language_tag(pairs: Sequence[Pair]) -> str:
    """Return the language tag of the source, so that the browser takes the right glyphs."""
    sample = "".join(pair.source.text[:200] for pair in pairs[:50] if pair.source)
    traditional = sum(1 for char in sample if ord(char) in simplified_forms())
    return "zh-Hant" if traditional > len(sample) / 20 else "zh-Hans"


def _count_noun(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
