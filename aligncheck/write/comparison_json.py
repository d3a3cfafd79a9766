"""The JSON form of a comparison, `aligncheck.comparison/1`; see schema/comparison-1.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TextIO

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.comparison.comparison import (
    Change,
    Comparison,
    Edit,
    FindingChange,
    Passage,
    Revision,
)
from aligncheck.comparison.rivals import weigh_rivals
from aligncheck.document import Span
from aligncheck.report import DocumentInfo, Side
from aligncheck.write.word_diff import weave_words

SCHEMA = "aligncheck.comparison/1"


def write(comparison: Comparison, out: TextIO) -> None:
    """Write `comparison` as JSON, one finding and one paragraph a line."""
    edits = [passage.change for passage in comparison.passages]
    trends = [passage.trend for passage in comparison.passages]
    summary: dict[str, object] = {change.value: comparison.summary[change] for change in Change}
    summary["paragraphs"] = {edit.value: edits.count(edit) for edit in Edit} | {
        trend: trends.count(trend) for trend in ("better", "worse")
    }
    head: dict[str, object] = {
        "schema": SCHEMA,
        "source": _describe_document(comparison.source),
        "old": _describe_revision(comparison.old),
        "new": _describe_revision(comparison.new),
        "summary": summary,
        "notes": list(comparison.notes),
        "gain": asdict(comparison.gain) if comparison.gain else None,
    }
    if comparison.rivals:
        head["rivals"] = asdict(weigh_rivals(comparison))
    out.write("{\n")
    for key, value in head.items():
        out.write(f'"{key}": {_dump_line(value)},\n')
    _write_rows("findings", (_describe_finding(item) for item in comparison.findings), out)
    out.write(",\n")
    _write_rows("paragraphs", (_describe_passage(item) for item in comparison.passages), out)
    out.write("\n}\n")


def _write_rows(key: str, rows: Iterable[Mapping[str, object]], out: TextIO) -> None:
    lines = ",\n".join(_dump_line(row) for row in rows)
    out.write(f'"{key}": [\n{lines}\n]' if lines else f'"{key}": []')


def _dump_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _describe_document(info: DocumentInfo) -> dict[str, object]:
    return {
        "path": info.path,
        "sha256": info.sha256,
        "format": info.format,
        "paragraphs": info.paragraphs,
    }


def _describe_revision(revision: Revision) -> dict[str, object]:
    return {
        **_describe_document(revision.target),
        "signature": revision.signature,
        "version": revision.version,
        "coverage": revision.coverage,
    }


def _describe_finding(item: FindingChange) -> dict[str, object]:
    finding = item.finding
    return {
        "change": item.change.value,
        "rule": finding.rule,
        "name": BY_ID[finding.rule].name,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 4),
        "pair": finding.pair,
        "message": finding.message,
        "source_spans": _describe_spans(finding.source_spans, item.pair.source),
        "target_spans": _describe_spans(finding.target_spans, item.pair.target),
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
        "status": finding.status.value,
        "paragraph": item.passage,
    }


def _describe_spans(spans: Sequence[Span], side: Side | None) -> list[dict[str, object]]:
    text = side.text if side else ""
    return [{"start": s.start, "end": s.end, "text": s.cut(text)} for s in spans]


def _describe_passage(passage: Passage) -> dict[str, object]:
    return {
        "change": passage.change.value,
        "source": _describe_side(passage.source),
        "old": _describe_side(passage.old),
        "new": _describe_side(passage.new),
        "quality_old": passage.quality_old,
        "quality_new": passage.quality_new,
        "trend": passage.trend,
        "margin": round(passage.margin, 4),
        "coverage_old": passage.coverage_old,
        "coverage_new": passage.coverage_new,
        "source_old": _describe_side(passage.source_old),
        "words": _weave(passage),
    }


def _weave(passage: Passage) -> list[list[str]]:
    """Return the English of both revisions in one, as (sign, words)."""
    old = passage.old.text if passage.old else ""
    new = passage.new.text if passage.new else ""
    return [list(piece) for piece in weave_words(old, new)]


def _describe_side(side: Side | None) -> dict[str, object] | None:
    if side is None:
        return None
    return {"text": side.text, "paragraphs": list(side.paragraphs), "line": side.line}
