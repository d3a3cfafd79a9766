"""One finding as the report page shows it: what is said, and what of either text is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity, Side, Status
from aligncheck.write.file_location import sentence_at
from aligncheck.write.marked_text import Lines, Mark, quote_focus, split_scripts
from aligncheck.write.page_data import Card
from aligncheck.write.report_json import first_line

SYMBOLS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "●"}
AROUND = {"zh": 36, "en": 90}  # code points quoted on either side of a finding
LIMIT = {"zh": 160, "en": 420}  # code points quoted of a long finding
KEPT = 160  # code points of quoted text that go into a decision


def build_card(
    key: int, finding: Finding, anchor: str, pair: Pair | None, anchors: Mapping[str | int, str]
) -> Card:
    """Return what the page says of one finding."""
    source, target = (pair.source, pair.target) if pair else (None, None)
    rule = BY_ID.get(finding.rule)
    return Card(
        key=key,
        anchor=anchor,
        rule=finding.rule,
        name=rule.name if rule else "",
        help=rule.help if rule else "",
        severity=finding.severity.value,
        symbol=SYMBOLS[finding.severity],
        confidence=format_percent(finding.confidence) or "",
        message=split_scripts(finding.message),
        source=_quote_side(key, finding, pair, source, "zh"),
        target=_quote_side(key, finding, pair, target, "en"),
        source_empty=describe_absence(pair, "no source"),
        target_empty=describe_absence(pair, "no translation found"),
        suggestion=finding.suggestion,
        pair=finding.pair,
        pair_anchor=anchors.get(finding.pair, ""),
        place=_name_place(finding, source, target),
        fingerprint=finding.fingerprint,
        quoted_source=_quote_for_decision(finding.source_spans, source),
        quoted_target=_quote_for_decision(finding.target_spans, target),
        earlier=finding.status is not Status.NEW,
    )


def _name_place(finding: Finding, source: Side | None, target: Side | None) -> str:
    """Return the lines of both sides, or the names of their places in files without lines."""
    if finding.where is not None:
        return f"line {finding.where.line}"
    named = [
        side.place_at(min((span.start for span in spans), default=0))
        for side, spans in ((source, finding.source_spans), (target, finding.target_spans))
        if side is not None
    ]
    if any(named):
        return " | ".join(dict.fromkeys(name for name in named if name))
    return name_lines(
        first_line(finding.source_spans, source) or (source.line if source else None),
        first_line(finding.target_spans, target) or (target.line if target else None),
    )


def _quote_side(
    key: int, finding: Finding, pair: Pair | None, side: Side | None, lang: str
) -> Lines | None:
    """Quote what a finding speaks of; where it names nothing, what stands at that height."""
    if side is None or pair is None:
        return None
    spans = finding.source_spans if lang == "zh" else finding.target_spans
    linked = sentence_at(finding, pair) if lang == "en" else None
    marks = [Mark(key, span, finding.severity, "") for span in spans]
    focus = spans[0] if spans else linked or _guess_opposite(finding, pair, lang)
    if len(spans) > 1 and spans[-1].end - focus.start < LIMIT[lang]:
        focus = Span(focus.start, max(focus.start, spans[-1].end))
    return quote_focus(side.text, marks, focus, AROUND[lang], LIMIT[lang])


def _guess_opposite(finding: Finding, pair: Pair, lang: str) -> Span:
    """Guess where in the text of `lang` stands what the other side is marked for."""
    spans = finding.target_spans if lang == "zh" else finding.source_spans
    here, there = (pair.source, pair.target) if lang == "zh" else (pair.target, pair.source)
    if not spans or here is None or there is None or not there.text:
        return Span(0, 0)
    at = len(here.text) * spans[0].start // len(there.text)
    return Span(at, at)


def _quote_for_decision(spans: Iterable[Span], side: Side | None) -> str:
    text = " … ".join(span.cut(side.text) for span in spans) if side else ""
    return text if len(text) <= KEPT else f"{text[: KEPT - 1]}…"


def describe_absence(pair: Pair | None, usual: str) -> str:
    """Return what stands in the place of a side that is not there."""
    return pair.note if pair and pair.note else usual


def name_lines(source: int | None, target: int | None) -> str:
    """Name the lines of the two files."""
    if source is None or target is None:
        line = source if target is None else target
        return "" if line is None else f"line {line}"
    return f"lines {source} | {target}"


def format_percent(share: float | None) -> str | None:
    """Write a share as a whole percentage; only all is 100%.

    >>> format_percent(0.999)
    '99%'
    """
    if share is None:
        return None
    return f"{100 if share >= 1 else min(99, round(100 * share))}%"
