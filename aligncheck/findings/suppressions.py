"""Set findings aside that a comment in a text speaks of, and tell which comments did nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.config import Config, Depth
from aligncheck.document import Document, Lang, Material, Suppression
from aligncheck.errors import UsageError
from aligncheck.report import Finding, Pair, Place, Side, Status

SURE = 0.7  # that a comment is not needed: another finding of the same words may be near
SHALLOW = 0.4  # the same where the judge, which finds more, has not looked


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings with those set aside marked, comments that did nothing, and notes."""

    findings: tuple[Finding, ...]
    unused: tuple[Finding, ...]
    notes: tuple[str, ...]


def apply_suppressions(
    findings: Sequence[Finding], pairs: Sequence[Pair], material: Material, config: Config
) -> Judged:
    """Return the findings; those that a comment speaks of are dismissed.

    A comment on rules that are switched off is not called unused. Raises UsageError for a comment
    that names a rule that is not there.
    """
    sides = [side for side in (material.source, material.target) if side.suppressions]
    if not sides:
        return Judged(tuple(findings), (), ())
    for side in sides:
        _require_rules(side)
    places = _Places(pairs, material)
    used: Counter[tuple[str, Suppression]] = Counter()
    kept = []
    for finding in findings:
        own = [
            (side.path, item)
            for side in sides
            for item in side.suppressions
            if finding.rule.startswith(item.rules) and places.touch(finding, side, item)
        ]
        used.update(own)
        kept.append(replace(finding, status=Status.DISMISSED) if own else finding)
    unused = _describe_unused(sides, used, config)
    return Judged(tuple(kept), tuple(unused), tuple(_describe_used(sides, used)))


def _require_rules(side: Document) -> None:
    for item in side.suppressions:
        for prefix in item.rules:
            if not any(rule.startswith(prefix) for rule in BY_ID):
                raise UsageError(
                    f"{side.path}:{item.line}: no rule begins with {prefix!r}; "
                    "`aligncheck rules` lists them"
                )


def _describe_unused(
    sides: Sequence[Document], used: Counter[tuple[str, Suppression]], config: Config
) -> Iterator[Finding]:
    told: set[tuple[str, int]] = set()
    for side in sides:
        for item in side.suppressions:
            on = any(rule.startswith(item.rules) and config.selects(rule) for rule in BY_ID)
            if used[side.path, item] or not on or (side.path, item.line) in told:
                continue
            told.add((side.path, item.line))  # one file may be both sides
            sure = SURE if config.depth is Depth.FULL else SHALLOW
            message = (
                f"The comment on line {item.line} of {side.path} sets aside "
                f"{', '.join(item.rules)} (“{item.reason}”), and nothing of that is found there."
            )
            yield Finding("AC901", "", message, sure, where=Place(side.lang, item.line))


def _describe_used(
    sides: Sequence[Document], used: Counter[tuple[str, Suppression]]
) -> Iterator[str]:
    for path in dict.fromkeys(side.path for side in sides):
        number = sum(times for (where, _), times in used.items() if where == path)
        if number:
            noun = "finding" if number == 1 else "findings"
            yield f"{path}: {number} {noun} set aside by comments in the text"


class _Places:
    """Which lines of either file a finding speaks of."""

    def __init__(self, pairs: Sequence[Pair], material: Material) -> None:
        self.pairs = {pair.id: pair for pair in pairs}
        self.gaps = {
            Lang.ZH: _find_gaps([(pair.id, pair.source) for pair in pairs]),
            Lang.EN: _find_gaps([(pair.id, pair.target) for pair in pairs]),
        }

    def touch(self, finding: Finding, side: Document, item: Suppression) -> bool:
        """Return whether a comment in `side` speaks of a line on which the finding stands."""
        if finding.where is not None and finding.where.side is side.lang:
            return item.first <= finding.where.line <= item.last
        pair = self.pairs.get(finding.pair)
        if pair is None:
            return item.first == 1 and item.last > 2**30  # the whole file
        first, last = self._find_lines(finding, pair, side.lang)
        return item.first <= last and first <= item.last

    def _find_lines(self, finding: Finding, pair: Pair, lang: Lang) -> tuple[int, int]:
        own = pair.source if lang is Lang.ZH else pair.target
        spans = finding.source_spans if lang is Lang.ZH else finding.target_spans
        if own is None:
            return self.gaps[lang][pair.id]
        if not spans:
            return own.line, _last_line(own)
        ends = [max(span.start, span.end - 1) for span in spans]
        return own.line_at(min(s.start for s in spans)), own.line_at(max(ends))


def _find_gaps(sides: Sequence[tuple[str, Side | None]]) -> dict[str, tuple[int, int]]:
    """Return for each pair without that side the lines between its neighbours' sides."""
    gaps: dict[str, tuple[int, int]] = {}
    before = 0
    waiting: list[str] = []
    for name, side in sides:
        if side is None:
            waiting.append(name)
            continue
        gaps |= {lonely: (before + 1, side.line - 1) for lonely in waiting}
        waiting = []
        before = _last_line(side)
    return gaps | {lonely: (before + 1, 2**30) for lonely in waiting}


def _last_line(side: Side) -> int:
    return side.line_at(max(0, len(side.text) - 1))
