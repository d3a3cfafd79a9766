"""Plant errors into a document of the user's own and tell which of them its settings catch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aligncheck.config import Config
from aligncheck.corrupt.finding_match import overlaps_damage, points_at_damage
from aligncheck.document import Layout, Material, Paragraph, Span
from aligncheck.errors import UsageError
from aligncheck.findings.grading import fails_check
from aligncheck.pipeline import check_material
from aligncheck.read import read_material
from aligncheck.report import Report, Severity, Side, Status
from aligncheck.selftest.selftest_plan import (
    APART,
    PlannedError,
    group_rounds,
    plan_errors,
    plant_errors,
)

COUNT = 64  # errors planted unless told otherwise: four of each kind

Say = Callable[[str], None]


class Outcome(StrEnum):
    """What became of a planted error."""

    WARNING = "warning"  # caught at warning or above
    INFO = "info"  # caught at info
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Trial:
    """One planted error and what the check said about it.

    `line` is that of the undamaged target, `source` the Chinese that is no longer said or said
    wrongly ("" for what was added), `before` and `after` the English paragraph without and with
    the error (`after` is "" where the paragraph went), `start` and `end` the error's place in
    `after`. `rules` are those whose findings point at it, the loudest first; `gate` says whether
    one of them makes a check fail.
    """

    kind: str
    outcome: Outcome
    line: int
    source: str
    before: str
    after: str
    start: int
    end: int
    rules: tuple[str, ...]
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Selftest:
    """All trials in document order, and what they were made with; `checks` counts the runs.

    `alarms` counts the findings on the untouched text that make a check of it fail, `pairs` its
    pairs.
    """

    version: str
    signature: str
    source: str
    target: str
    seed: int
    checks: int
    trials: tuple[Trial, ...]
    fail_on: str = "warning"
    pairs: int = 0
    alarms: int = 0

    @property
    def worth(self) -> float:
        """Return the share (0 to 1) of the planted errors that make the check fail."""
        return sum(trial.gate for trial in self.trials) / len(self.trials)


def selftest(
    source: str | Path,
    target: str | Path | None = None,
    *,
    config: Config | None = None,
    seed: int = 0,
    count: int = COUNT,
    say: Say | None = None,
) -> Selftest:
    """Plant `count` errors, a few at a time and far apart, and check the document with each few.

    `say` is told how far the run is. Raises what `check` raises, and UsageError where there is
    nothing to plant errors into.
    """
    paths = [Path(source)] if target is None else [Path(source), Path(target)]
    settings = config or Config()
    material = read_material(paths, settings.reading)
    tell = say or (lambda _: None)
    tell("the document as it is")
    clean = check_material(material, settings)
    plants = plan_errors(clean.pairs, material, count, str(seed))
    if not plants:
        raise UsageError(
            f"{material.target.path}: no sentence is clear enough to plant an error in; "
            "selftest needs a translation of a page or more"
        )
    groups = group_rounds(plants, apart=1 if material.layout is Layout.ALIGNED else APART)
    known = list(_place_findings(clean, material, None, settings))
    trials: list[tuple[PlannedError, Trial]] = []
    for number, group in enumerate(groups, start=1):
        tell(f"check {number} of {len(groups)}")
        damaged, old = plant_errors(material, group)
        said = list(_place_findings(check_material(damaged, settings), damaged, old, settings))
        trials += [(plant, _judge_trial(plant, said, known, material)) for plant in group]
    trials.sort(key=lambda item: (item[0].place, item[0].target, item[0].damage.place))
    return Selftest(
        clean.version,
        clean.signature,
        material.source.path,
        material.target.path,
        seed,
        len(groups),
        tuple(trial for _, trial in trials),
        settings.fail_on.value,
        len(clean.pairs),
        sum(fails_check(finding, settings) for finding in clean.findings),
    )


@dataclass(frozen=True, slots=True)
class _PlacedFinding:
    """A finding whose spans are places in paragraphs, the target's by their undamaged number."""

    rule: str
    severity: Severity
    gate: bool
    source: tuple[tuple[int, Span], ...]
    target: tuple[tuple[int, Span], ...]
    quotes: frozenset[tuple[int, str]]


def _place_findings(
    report: Report, material: Material, old: Mapping[int, int] | None, config: Config
) -> Iterator[_PlacedFinding]:
    pairs = {pair.id: pair for pair in report.pairs}
    for finding in report.findings:
        pair = pairs.get(finding.pair)
        if pair is None or finding.status is not Status.NEW:
            continue
        source = _place_spans(finding.source_spans, pair.source, material.source.paragraphs)
        here = _place_spans(finding.target_spans, pair.target, material.target.paragraphs)
        target = tuple((old[i] if old else i, span) for i, span in here)
        quotes = frozenset(
            (moved, span.cut(material.target.paragraphs[i].text))
            for (i, span), (moved, _) in zip(here, target, strict=True)
        )
        yield _PlacedFinding(
            finding.rule,
            finding.severity,
            fails_check(finding, config),
            source,
            target,
            quotes,
        )


def _place_spans(
    spans: Sequence[Span], side: Side | None, paragraphs: Sequence[Paragraph]
) -> tuple[tuple[int, Span], ...]:
    """Return where spans of a pair's text stand in the paragraphs; a longer one in each."""
    found: list[tuple[int, Span]] = []
    at = 0
    for index in side.paragraphs if side else ():
        end = at + len(paragraphs[index].text)
        for span in spans:
            low, high = max(span.start, at), min(span.end, end)
            if low < high or (span.start == span.end and at <= span.start <= end):
                found.append((index, Span(low - at, high - at)))
        at = end + 1
    return tuple(found)


def _judge_trial(
    plant: PlannedError,
    said: Sequence[_PlacedFinding],
    known: Sequence[_PlacedFinding],
    material: Material,
) -> Trial:
    hits = [
        one
        for one in said
        if _points_at_error(one, plant) and not _repeats_known_finding(one, known, plant)
    ]
    hits.sort(key=lambda one: (-one.severity.rank, one.rule))
    outcome = Outcome.MISSED
    if hits:
        outcome = Outcome.INFO if hits[0].severity is Severity.INFO else Outcome.WARNING
    source = material.source.paragraphs[plant.source].text
    target = material.target.paragraphs[plant.target]
    return Trial(
        plant.damage.kind,
        outcome,
        target.line,
        " … ".join(span.cut(source) for span in sorted(plant.damage.zh)),
        target.text,
        plant.damage.en,
        plant.damage.place.start,
        plant.damage.place.end,
        tuple(dict.fromkeys(one.rule for one in hits)),
        any(one.gate for one in hits),
    )


def _points_at_error(one: _PlacedFinding, plant: PlannedError) -> bool:
    target = [] if plant.whole else _ranges_in_paragraph(one.target, plant.target)
    return points_at_damage(
        one.rule, _ranges_in_paragraph(one.source, plant.source), target, plant.damage
    )


def _repeats_known_finding(
    one: _PlacedFinding, known: Sequence[_PlacedFinding], plant: PlannedError
) -> bool:
    """Return whether the undamaged document has the finding already, no less loud."""
    return any(
        other.rule == one.rule
        and other.severity.rank >= one.severity.rank
        and (
            overlaps_damage(_ranges_in_paragraph(other.source, plant.source), plant.damage)
            or (not one.source and one.quotes <= other.quotes)
        )
        for other in known
    )


def _ranges_in_paragraph(
    marks: Sequence[tuple[int, Span]], paragraph: int
) -> list[tuple[int, int]]:
    return [(span.start, span.end) for index, span in marks if index == paragraph]
