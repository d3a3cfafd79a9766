"""Where in which file a finding is shown: the English line an editor must change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from aligncheck.document import Lang, Layout, Span
from aligncheck.findings.grading import WHOLE
from aligncheck.report import Finding, Pair, Report, Side


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file, 1-based and inclusive; `label` names a place that is no line."""

    path: str
    line: int
    end_line: int
    label: str = ""


def locate_findings(
    report: Report, findings: Iterable[Finding]
) -> list[tuple[Finding, Pair, Place]]:
    """Return each finding with its pair and its place.

    The place is in the target; what is missing there stands after the paragraph before it, and
    only when there is none, in the source.
    """
    pairs = {pair.id: pair for pair in (WHOLE, *report.pairs)}
    before = _targets_before(report)
    return [
        (
            finding,
            pairs[finding.pair],
            _locate_finding(report, finding, pairs[finding.pair], before),
        )
        for finding in findings
    ]


def relative_path(path: str, root: PurePath) -> str:
    """Return `path` with forward slashes, from `root` if it lies under it.

    >>> relative_path("/repo/docs/en.md", PurePosixPath("/repo"))
    'docs/en.md'
    """
    if "\\" in path:
        return PureWindowsPath(path).as_posix()
    pure = PurePosixPath(path)
    return pure.relative_to(root).as_posix() if pure.is_relative_to(root) else pure.as_posix()


def sentence_at(finding: Finding, pair: Pair) -> Span | None:
    """Return the target sentence linked with the source words of a finding."""
    for link in pair.sentences:
        if link.source is None or link.target is None:
            continue
        if any(
            s.start < link.source.end and link.source.start < s.end for s in finding.source_spans
        ):
            return link.target
    return None


def _targets_before(report: Report) -> dict[str, Side]:
    """Map each pair to the nearest target side before it."""
    before: dict[str, Side] = {}
    last: Side | None = None
    for pair in report.pairs:
        if last is not None:
            before[pair.id] = last
        last = pair.target or last
    return before


def _locate_finding(report: Report, finding: Finding, pair: Pair, before: dict[str, Side]) -> Place:
    if finding.where is not None:
        info = report.source if finding.where.side is Lang.ZH else report.target
        return Place(info.path, finding.where.line, finding.where.line)
    if pair.target is not None:
        spans = list(finding.target_spans)
        linked = sentence_at(finding, pair) if not spans else None
        return _locate_lines(report.target.path, pair.target, [linked] if linked else spans)
    if pair.source is not None and pair.source.places and report.layout is Layout.ALIGNED:
        return _locate_lines(report.source.path, pair.source, list(finding.source_spans))
    if pair.id in before:
        side = before[pair.id]
        line = side.line_at(len(side.text))
        return Place(report.target.path, line, line, side.place_at(len(side.text)))
    if pair.source is not None:
        return _locate_lines(report.source.path, pair.source, list(finding.source_spans))
    return Place(report.target.path, 1, 1)


def _locate_lines(path: str, side: Side, spans: list[Span]) -> Place:
    if not spans:
        return Place(path, side.line, side.line, side.place_at(0))
    first = side.line_at(min(span.start for span in spans))
    last = side.line_at(max(max(span.start, span.end - 1) for span in spans))
    label = side.place_at(min(span.start for span in spans))
    return Place(path, first, max(first, last), label)
