"""What the report page holds, compact: every text once, numbers packed, the rest left to scripts.

Offsets become those of JavaScript, which counts a character outside the first plane as two.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Report, Side, Status
from aligncheck.text.normalise import simplified_forms
from aligncheck.write.number_packing import pack_numbers
from aligncheck.write.report_json import first_line

STATUSES = (Status.NEW, Status.DISMISSED, Status.BASELINE)
Offset = Callable[[int], int]


def describe_page(report: Report, texts: Mapping[str, str]) -> dict[str, object]:
    """Return all that the scripts of the page read, as JSON can hold it."""
    places = {pair.id: i for i, pair in reversed(list(enumerate(report.pairs)))}
    offsets = [(_count_units(pair.source), _count_units(pair.target)) for pair in report.pairs]
    return {
        "chinese": name_chinese(report.pairs),
        "rules": {
            rule: [BY_ID[rule].name, BY_ID[rule].help]
            for rule in sorted({finding.rule for finding in report.findings})
            if rule in BY_ID
        },
        "texts": dict(texts),
        "pairs": [
            _describe_pair(pair, *at) for pair, at in zip(report.pairs, offsets, strict=True)
        ],
        "findings": [
            _describe_finding(finding, places.get(finding.pair, -1), report, offsets)
            for finding in sort_findings(report)
        ],
    }


def dump_data(data: Mapping[str, object]) -> str:
    """Return `data` as JSON that stands inside a script element and cannot end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode()


def sort_findings(report: Report) -> list[Finding]:
    """Return the findings, worst first, then in the order of the document."""
    order = {pair.id: i for i, pair in enumerate(report.pairs)}

    def rank_finding(finding: Finding) -> tuple[int, int, int]:
        spans = finding.source_spans or finding.target_spans
        start = spans[0].start if spans else 0
        return -finding.severity.rank, order.get(finding.pair, -1), start

    return sorted(report.findings, key=rank_finding)


def _describe_pair(pair: Pair, zh: Offset, en: Offset) -> list[object]:
    source, target = pair.source, pair.target
    return [
        pair.id,
        pair.kind,
        source.text if source else None,
        target.text if target else None,
        source.line if source else 0,
        target.line if target else 0,
        pair.note or "",
        *(to_percent(share) for share in (pair.similarity, pair.coverage, pair.quality)),
        pack_numbers(_list_words(pair, zh, en)),
    ]


def _list_words(pair: Pair, zh: Offset, en: Offset) -> Iterator[int]:
    """Yield, for each word: start and length, how surely it is said, how many words say it, these.

    Starts are told from the start before them, on either side.
    """
    before = before_target = 0
    for word in pair.matches:
        start, end = zh(word.source.start), zh(word.source.end)
        yield from (start - before, end - start, to_percent(word.said), len(word.targets))
        before = start
        for target in word.targets:
            low, high = en(target.start), en(target.end)
            yield from (low - before_target, high - low)
            before_target = low


def _describe_finding(
    finding: Finding, place: int, report: Report, offsets: Sequence[tuple[Offset, Offset]]
) -> list[object]:
    pair = report.pairs[place] if place >= 0 else None
    zh, en = offsets[place] if place >= 0 else (int, int)
    source, target = (pair.source, pair.target) if pair else (None, None)
    return [
        finding.rule,
        finding.severity.rank,
        to_percent(finding.confidence),
        place,
        finding.message,
        _flatten_spans(finding.source_spans, zh) if source else [],
        _flatten_spans(finding.target_spans, en) if target else [],
        finding.suggestion or "",
        finding.fingerprint,
        STATUSES.index(finding.status),
        *_list_lines(finding, source, target),
        _name_place(finding, source, target),
    ]


def _list_lines(finding: Finding, source: Side | None, target: Side | None) -> tuple[int, int]:
    """Return the lines of both sides on which a finding begins, 0 for none."""
    if finding.where is not None:
        return 0, finding.where.line
    return (
        first_line(finding.source_spans, source) or (source.line if source else 0),
        first_line(finding.target_spans, target) or (target.line if target else 0),
    )


def _name_place(finding: Finding, source: Side | None, target: Side | None) -> str:
    """Return the names of a finding's places in files without lines, empty in files with lines."""
    if finding.where is not None:
        return ""
    named = [
        side.place_at(min((span.start for span in spans), default=0))
        for side, spans in ((source, finding.source_spans), (target, finding.target_spans))
        if side is not None
    ]
    return " | ".join(dict.fromkeys(name for name in named if name))


def _flatten_spans(spans: Sequence[Span], offset: Offset) -> list[int]:
    return [offset(at) for span in spans for at in (span.start, span.end)]


def _count_units(side: Side | None) -> Offset:
    """Return what makes an offset in code points one in UTF-16 units."""
    if side is None or side.text.isascii() or max(side.text) <= "\uffff":
        return int
    units = [0]
    for char in side.text:
        units.append(units[-1] + (2 if char > "\uffff" else 1))
    return lambda at: units[min(at, len(units) - 1)]


def to_percent(share: float | None) -> int:
    """Return a share as a whole percentage; only all is 100, -1 stands for none.

    >>> to_percent(0.999)
    99
    """
    if share is None:
        return -1
    return 100 if share >= 1 else min(99, round(100 * share))


def name_chinese(pairs: Sequence[Pair]) -> str:
    """Return the language tag of the source, so that the browser takes the right glyphs."""
    sample = "".join(pair.source.text[:200] for pair in pairs[:50] if pair.source)
    traditional = sum(1 for char in sample if ord(char) in simplified_forms())
    return "zh-Hant" if traditional > len(sample) / 20 else "zh-Hans"
