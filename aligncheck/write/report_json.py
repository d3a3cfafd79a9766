"""The JSON report `aligncheck.report/1`: written, and read back.

Keys and units are explained in docs/json.md; schema/report-1.json is the schema.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.document import Lang, Layout, Span
from aligncheck.errors import CompareError
from aligncheck.file_bytes import read_limited
from aligncheck.report import (
    DocumentInfo,
    Finding,
    ModelInfo,
    Pair,
    Place,
    Report,
    Severity,
    Side,
    Status,
    Summary,
    WordScore,
)
from aligncheck.write.json_node import Node, NodeError
from aligncheck.write.word_match_rows import pack_matches, read_matches

SCHEMA = "aligncheck.report/1"
LARGEST = 2**30  # bytes of a report


def write(report: Report, out: TextIO) -> None:
    """Write `report` as JSON, one pair and one finding a line."""
    pairs = {pair.id: pair for pair in report.pairs}
    details = report.config.get("details") is True
    out.write("{\n")
    for key, value in _describe_head(report).items():
        out.write(f'"{key}": {_dump_line(value)},\n')
    _write_rows("pairs", (_describe_pair(pair, details) for pair in report.pairs), out)
    out.write(",\n")
    _write_rows(
        "findings", (_describe_finding(item, pairs.get(item.pair)) for item in report.findings), out
    )
    out.write("\n}\n")


def read_report(path: Path) -> Report:
    """Read a report that `write` has written.

    The evidence behind the findings (sentence links, dropped and added words) is not part of the
    JSON, so pairs come back without it. Raises CompareError if the file is no such report.
    """
    try:
        return parse_report(read_limited(path, LARGEST).decode("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise CompareError(f"{path}: cannot be read as a report ({reason})") from None


def parse_report(text: str, name: str) -> Report:
    """Read a report from `text`; `name` stands for the file in errors (CompareError)."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = f"it is not JSON: {error}" if isinstance(error, ValueError) else "too deep"
        raise CompareError(f"{name}: is no aligncheck report ({reason})") from None
    found = value.get("schema") if isinstance(value, dict) else None
    if found != SCHEMA:
        what = f"its schema is {found!r}" if found else "it names no schema"
        raise CompareError(
            f"{name}: {what}, expected {SCHEMA!r}; write it with 'aligncheck check -o json:FILE'"
        )
    try:
        return _build_report(Node(value, ""))
    except NodeError as error:
        raise CompareError(f"{name}: damaged report, {error}; run the check again") from None


def round_share(value: float | None) -> float | None:
    """Round a share or probability to the four places a report keeps."""
    return None if value is None else round(float(value), 4)


def _write_rows(key: str, rows: Iterable[Mapping[str, object]], out: TextIO) -> None:
    out.write(f'"{key}": [')
    mark = "\n"
    for row in rows:
        out.write(f"{mark}{_dump_line(row)}")
        mark = ",\n"
    out.write("]" if mark == "\n" else "\n]")


def _dump_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)


def _describe_head(report: Report) -> dict[str, object]:
    """Return everything that stands before the pairs."""
    summary = report.summary
    return {
        "schema": SCHEMA,
        "tool": {"name": "aligncheck", "version": report.version},
        "signature": report.signature,
        "model": {"name": report.model.name, "fingerprint": report.model.fingerprint},
        "source": _describe_document(report.source),
        "target": _describe_document(report.target),
        "layout": report.layout,
        "config": dict(report.config),
        "summary": {
            "verdict": summary.verdict,
            "pairs": summary.pairs,
            "unpaired_source": summary.unpaired_source,
            "unpaired_target": summary.unpaired_target,
            "no_original": summary.no_original,
            "source_coverage": round_share(summary.source_coverage),
            "findings": {name.value: summary.findings.get(name, 0) for name in reversed(Severity)},
            "by_rule": dict(sorted(summary.by_rule.items())),
        },
        "notes": list(report.notes),
    }


def _describe_document(info: DocumentInfo) -> dict[str, object]:
    return {
        "path": info.path,
        "sha256": info.sha256,
        "format": info.format,
        "paragraphs": info.paragraphs,
    }


def _describe_pair(pair: Pair, details: bool) -> dict[str, object]:
    row: dict[str, object] = {
        "id": pair.id,
        "kind": pair.kind,
        "source": _describe_side(pair.source),
        "target": _describe_side(pair.target),
        "confidence": round_share(pair.confidence),
        "similarity": round_share(pair.similarity),
        "omission": round_share(pair.omission),
        "addition": round_share(pair.addition),
        "quality": round_share(pair.quality),
        "coverage": round_share(pair.coverage),
    }
    if details:
        row["words"] = [
            {"start": word.span.start, "end": word.span.end, "omission": round_share(word.omission)}
            for word in pair.words
        ]
    if pair.matches:
        row["matches"] = pack_matches(pair.matches)
    row["note"] = pair.note
    return row


def _describe_side(side: Side | None) -> dict[str, object] | None:
    if side is None:
        return None
    row: dict[str, object] = {
        "text": side.text,
        "paragraphs": side.paragraphs,
        "line": side.line,
    }
    if len(side.lines) > 1 or side.lines[0][0] != 0:
        row["lines"] = side.lines
    if side.places:
        row["places"] = side.places
    return row


def _describe_finding(finding: Finding, pair: Pair | None) -> dict[str, object]:
    source, target = (pair.source, pair.target) if pair else (None, None)
    rule = BY_ID.get(finding.rule)
    return {
        "rule": finding.rule,
        "name": rule.name if rule else finding.rule,
        "severity": finding.severity,
        "confidence": round_share(finding.confidence),
        "pair": finding.pair,
        "message": finding.message,
        "source_spans": _describe_spans(finding.source_spans, source),
        "target_spans": _describe_spans(finding.target_spans, target),
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
        "status": finding.status,
        "line": {
            "source": _finding_line(finding, Lang.ZH, source),
            "target": _finding_line(finding, Lang.EN, target),
        },
    }


def _finding_line(finding: Finding, lang: Lang, side: Side | None) -> int | None:
    if finding.where is not None:
        return finding.where.line if finding.where.side is lang else None
    return first_line(finding.source_spans if lang is Lang.ZH else finding.target_spans, side)


def _describe_spans(spans: Sequence[Span], side: Side | None) -> list[dict[str, object]]:
    text = side.text if side else ""
    return [{"start": s.start, "end": s.end, "text": s.cut(text)} for s in spans]


def first_line(spans: Sequence[Span], side: Side | None) -> int | None:
    """Return the line of the file on which the first span begins, None without one."""
    return side.line_at(spans[0].start) if side and spans else None


def _build_report(node: Node) -> Report:
    model = node["model"]
    pairs = tuple(_read_pair(item) for item in node["pairs"].items())
    known = {"", *(pair.id for pair in pairs)}  # "" is the whole document
    return Report(
        version=node["tool"]["version"].text(),
        signature=node["signature"].text(),
        model=ModelInfo(model["name"].text(), model["fingerprint"].text()),
        source=_read_document(node["source"]),
        target=_read_document(node["target"]),
        layout=Layout(node["layout"].one_of(Layout)),
        config=node["config"].mapping(),
        summary=_read_summary(node["summary"]),
        pairs=pairs,
        findings=tuple(_read_finding(item, known) for item in node["findings"].items()),
        notes=tuple(item.text() for item in node["notes"].items()),
    )


def _read_document(node: Node) -> DocumentInfo:
    return DocumentInfo(
        path=node["path"].text(),
        sha256=node["sha256"].text(),
        format=node["format"].text(),
        paragraphs=node["paragraphs"].count(),
    )


def _read_summary(node: Node) -> Summary:
    return Summary(
        verdict=node["verdict"].one_of(("pass", "fail")),
        pairs=node["pairs"].count(),
        unpaired_source=node["unpaired_source"].count(),
        unpaired_target=node["unpaired_target"].count(),
        no_original=node["no_original"].count(),
        source_coverage=node["source_coverage"].share_or_none(),
        findings=node["findings"].counts(),
        by_rule=node["by_rule"].counts(),
    )


def _read_pair(node: Node) -> Pair:
    words = node["words"].items() if "words" in node else []
    return Pair(
        id=node["id"].text(),
        kind=node["kind"].text(),
        source=_read_side(node["source"]),
        target=_read_side(node["target"]),
        confidence=node["confidence"].share(),
        similarity=node["similarity"].share_or_none(),
        omission=node["omission"].share_or_none(),
        addition=node["addition"].share_or_none(),
        quality=node["quality"].share_or_none(),
        coverage=node["coverage"].share_or_none(),
        words=tuple(WordScore(_read_span(word), word["omission"].share()) for word in words),
        note=node["note"].text_or_none(),
        matches=read_matches(node),
    )


def _read_side(node: Node) -> Side | None:
    if node.empty:
        return None
    rows = node["lines"].items() if "lines" in node else []
    places = node["places"].items() if "places" in node else []
    lines = tuple((row[0].count(), row[1].count()) for row in rows)
    return Side(
        text=node["text"].text(),
        paragraphs=tuple(item.count() for item in node["paragraphs"].items()),
        lines=lines or ((0, node["line"].count()),),
        places=tuple((row[0].count(), row[1].text()) for row in places),
    )


def _read_span(node: Node) -> Span:
    start, end = node["start"].count(), node["end"].count()
    if end < start:
        raise NodeError(f"{node.place}: ends at {end} before it starts at {start}")
    return Span(start, end)


def _read_finding(node: Node, pairs: Collection[str]) -> Finding:
    if node["pair"].text() not in pairs:
        raise NodeError(f"{node['pair'].place}: there is no pair {node['pair'].text()!r}")
    if node["rule"].text() not in BY_ID:
        raise NodeError(f"{node['rule'].place}: this version has no rule {node['rule'].text()!r}")
    return Finding(
        rule=node["rule"].text(),
        pair=node["pair"].text(),
        message=node["message"].text(),
        confidence=node["confidence"].share(),
        source_spans=tuple(_read_span(item) for item in node["source_spans"].items()),
        target_spans=tuple(_read_span(item) for item in node["target_spans"].items()),
        suggestion=node["suggestion"].text_or_none(),
        severity=Severity(node["severity"].one_of(Severity)),
        fingerprint=node["fingerprint"].text(),
        status=Status(node["status"].one_of(Status)),
        where=_read_where(node) if node["pair"].text() == "" else None,
    )


def _read_where(node: Node) -> Place | None:
    """Read the line of a finding on a whole document."""
    for lang, side in ((Lang.ZH, "source"), (Lang.EN, "target")):
        if "line" in node and not node["line"][side].empty:
            return Place(lang, node["line"][side].count())
    return None
