"""Read pairs/*/expected.json and tell whether a finding is one that it names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Report, Severity, Side, Status

PAIRS = Path(__file__).resolve().parent.parent / "pairs"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One finding named in an expected.json; the fields are explained in pairs/README.md."""

    rule: str
    source_context: str | None
    target_context: str | None
    source: str | None = None
    target: str | None = None
    target_place: tuple[str, str] | None = None
    english: str | None = None
    least: Severity = Severity.WARNING
    hard: bool = False

    @property
    def name(self) -> str:
        """A short name for the test: the rule and the words it is about."""
        return f"{self.rule}-{self.source or self.target or self.english}"

    def concerns(self, pair: Pair | None) -> bool:
        """Tell whether `pair` is the pair that the contexts describe."""
        return (
            pair is not None
            and _holds(pair.source, self.source_context)
            and _holds(pair.target, self.target_context)
        )

    def places(self, pair: Pair) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Return where in the source and in the target of `pair` the fault stands."""
        source = _found(pair.source, self.source)
        target = _found(pair.target, self.target)
        if pair.target is not None and self.target_place is not None:
            target += (stretch(pair.target.text, self.target_place),)
        return source, target

    def met_by(self, finding: Finding, pair: Pair | None) -> bool:
        """Tell whether `finding` is this one: rule, severity, pair and every place given."""
        if finding.rule != self.rule or finding.severity.rank < self.least.rank:
            return False
        if pair is None or not self.concerns(pair):
            return False
        source, target = self.places(pair)
        return (not source or touch(source, finding.source_spans)) and (
            not target or touch(target, finding.target_spans)
        )

    def explains(self, finding: Finding, pair: Pair | None) -> bool:
        """Tell whether `finding`, of whatever rule, is about this fault: it touches its place."""
        if pair is None or not self.concerns(pair):
            return False
        if self.rule in {"AC101", "AC102"}:
            return True
        source, target = self.places(pair)
        return touch(source, finding.source_spans) or touch(target, finding.target_spans)


@dataclass(frozen=True, slots=True)
class Revision:
    """A second translation in the folder and what comparing it with the first must show."""

    file: str
    edited: int
    fixed: tuple[Expectation, ...]
    new: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """All that one expected.json says."""

    folder: str
    title: str
    files: tuple[Path, ...]
    exit: int
    findings: tuple[Expectation, ...]
    only: bool
    beads: tuple[str, ...] = ()
    paired: int | None = None
    no_original: tuple[int, int] | None = None
    revision: Revision | None = None
    false_alarms: tuple[Expectation, ...] = ()


def load() -> tuple[Expected, ...]:
    """Read every pairs/*/expected.json, in the order of the folders' names."""
    return tuple(_expected(path) for path in sorted(PAIRS.glob("*/expected.json")))


def counted(report: Report) -> Iterator[tuple[Finding, Pair | None]]:
    """Yield the findings that count, warnings and errors, each with its pair."""
    pairs = {pair.id: pair for pair in report.pairs}
    for finding in report.findings:
        if finding.status is Status.NEW and finding.severity.rank >= Severity.WARNING.rank:
            yield finding, pairs.get(finding.pair)


def stretch(text: str, place: tuple[str, str]) -> Span:
    """Return the stretch from the first of two pieces of `text` to the end of the second."""
    start = text.index(place[0])
    end = text.index(place[1], start + len(place[0])) + len(place[1])
    return Span(start, end)


def touch(places: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Tell whether a span overlaps one of `places`; an empty span counts when it lies inside."""
    return any(
        span.start <= place.end and place.start <= span.end
        if span.start == span.end
        else span.start < place.end and place.start < span.end
        for span in spans
        for place in places
    )


def _holds(side: Side | None, context: str | None) -> bool:
    if side is None or context is None:
        return side is None and context is None
    return context in side.text


def _found(side: Side | None, words: str | None) -> tuple[Span, ...]:
    if side is None or words is None:
        return ()
    start = side.text.index(words)
    return (Span(start, start + len(words)),)


def _expected(path: Path) -> Expected:
    content = json.loads(path.read_text(encoding="utf-8"))
    span = content.get("no_original")
    return Expected(
        folder=path.parent.name,
        title=content["title"],
        files=tuple(path.parent / name for name in content["files"]),
        exit=content["exit"],
        findings=tuple(_expectation(item) for item in content["findings"]),
        only=content["only"],
        beads=tuple(content.get("beads", ())),
        paired=content.get("paired"),
        no_original=(span[0], span[1]) if span else None,
        revision=_revision(content["revision"]) if "revision" in content else None,
        false_alarms=tuple(_expectation(item) for item in content.get("false_alarms", ())),
    )


def _revision(content: dict[str, object]) -> Revision:
    fixed, new = content["fixed"], content["new"]
    if not isinstance(fixed, list) or not isinstance(new, list):
        raise TypeError("a revision lists what is fixed and what is new")
    return Revision(
        file=str(content["file"]),
        edited=int(str(content["edited"])),
        fixed=tuple(_expectation(item) for item in fixed),
        new=tuple(_expectation(item) for item in new),
    )


def _expectation(item: dict[str, str | list[str] | bool | None]) -> Expectation:
    values: dict[str, object] = dict(item)
    place = values.get("target_place")
    if isinstance(place, list):
        values["target_place"] = (place[0], place[1])
    values["least"] = Severity(str(values.get("least", "warning")))
    return Expectation(**values)  # type: ignore[arg-type]  # a wrong key fails the test at once
