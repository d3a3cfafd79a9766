"""Compare the reports on two revisions of one translation: what is new, fixed, still there.

Both revisions translate one source, or two revisions of it, so that a place in the source is the
same place in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from aligncheck.comparison.finding_changes import Change, FindingChange, classify_findings
from aligncheck.comparison.passage import Edit, Passage
from aligncheck.comparison.quality_gain import Gain, measure_gain
from aligncheck.comparison.revisions import match_passages
from aligncheck.comparison.source_changes import carry_over_source
from aligncheck.config import Config
from aligncheck.errors import CompareError
from aligncheck.findings import grading
from aligncheck.report import DocumentInfo, Report

__all__ = [
    "Change",
    "Comparison",
    "Edit",
    "FindingChange",
    "Passage",
    "Revision",
    "compare",
    "fails_comparison",
]


@dataclass(frozen=True, slots=True)
class Revision:
    """One of the two revisions and its report; `coverage` is that of the whole source."""

    target: DocumentInfo
    signature: str
    version: str
    report: Report

    @property
    def coverage(self) -> float | None:
        """Return the share (0 to 1) of the source's content words that found a partner."""
        return self.report.summary.source_coverage


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes between two revisions, in the order of the new one.

    `gain` is that of the quality over the whole text, None where it is known of neither. `rivals`
    says that the two are rival translations, of which neither is the newer one.
    """

    source: DocumentInfo
    old: Revision
    new: Revision
    findings: tuple[FindingChange, ...]
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = field(default=())
    gain: Gain | None = None
    rivals: bool = False

    @property
    def summary(self) -> Mapping[Change, int]:
        """Return how many findings changed in each way, without those set aside."""
        counts = Counter(item.change for item in self.findings if item.counts)
        return {change: counts[change] for change in Change}


def compare(
    old: Report,
    new: Report,
    *,
    force: bool = False,
    source_changed: bool = False,
    rivals: bool = False,
) -> Comparison:
    """Compare two reports on revisions of one translation, or on rival ones of one source.

    Raises CompareError if their sources differ unless `source_changed`, and then if they have too
    little in common; or if they were made with different settings unless `force`.
    """
    carried, changes = carry_over_source(old, new, allowed=source_changed)
    differing = _name_differences(old.signature, new.signature)
    if differing and not force:
        raise CompareError(
            f"{old.target.path} and {new.target.path}: the reports were made differently "
            f"({differing}); check both anew with the same version and settings, or use --force"
        )
    found = match_passages(carried, new)
    notes = (f"The reports were made differently: {differing}.",) if differing else ()
    return Comparison(
        source=new.source,
        old=Revision(old.target, old.signature, old.version, old),
        new=Revision(new.target, new.signature, new.version, new),
        findings=tuple(classify_findings(carried, new, found, changes.relocate)),
        passages=found,
        notes=(*changes.describe(), *notes),
        gain=measure_gain(found),
        rivals=rivals,
    )


def fails_comparison(comparison: Comparison, config: Config, *, regression: bool = False) -> bool:
    """Return whether a finding at or above `config.fail_on` is new.

    With `regression` also whether a paragraph, or the whole, became worse.
    """
    if comparison.rivals:
        return False
    if regression and (
        any(passage.trend == "worse" for passage in comparison.passages)
        or (comparison.gain is not None and comparison.gain.trend == "worse")
    ):
        return True
    return any(
        item.change is Change.NEW and grading.fails_check(item.finding, config)
        for item in comparison.findings
    )


def _name_differences(old: str, new: str) -> str:
    """Name the parts of two signatures that differ; "" if none does."""
    if old == new:
        return ""
    before, after = (dict(part.partition(":")[::2] for part in s.split("|")) for s in (old, new))
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    parts = [f"{name} {before.get(name, '-')} → {after.get(name, '-')}" for name in names]
    return ", ".join(parts) or "their signatures differ"
