"""Two rival translations of one original: which covers more, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aligncheck.comparison.comparison import Change, Comparison
from aligncheck.comparison.passage import Passage
from aligncheck.report import Severity

ALIKE = 0.04  # nine in ten pairs of good translations of one sentence cover as much within this
HARDLY = 0.5  # coverage below which a text is no translation of the original, or of half of it


@dataclass(frozen=True, slots=True)
class Weighing:
    """What two translations cover of one original; `first` is the one given first.

    Coverages are shares (0 to 1) of its content words. `more` are the passages of which "first" or
    "second" covers more, `alike` counts the others. `missing` are the passages that one leaves out
    altogether. `faults` counts the warnings and errors of each.
    """

    coverage: Mapping[str, float | None]
    more: Mapping[str, tuple[int, ...]]
    alike: int
    missing: Mapping[str, tuple[int, ...]]
    faults: Mapping[str, int]
    summary: str


def weigh_rivals(comparison: Comparison) -> Weighing:
    """Compare what two translations of one original cover of it."""
    more: dict[str, list[int]] = {"first": [], "second": []}
    missing: dict[str, list[int]] = {"first": [], "second": []}
    both = 0
    for index, passage in enumerate(comparison.passages):
        if passage.source is None or (passage.old is None and passage.new is None):
            continue
        if passage.old is None or passage.new is None:
            missing["first" if passage.old is None else "second"].append(index)
        gain = compare_coverage(passage)
        if gain is None:
            continue
        both += 1
        if abs(gain) > ALIKE:
            more["second" if gain > 0 else "first"].append(index)
    alike = both - len(more["first"]) - len(more["second"])
    held = Weighing(
        {"first": comparison.old.coverage, "second": comparison.new.coverage},
        {side: tuple(found) for side, found in more.items()},
        alike,
        {side: tuple(found) for side, found in missing.items()},
        _count_faults(comparison),
        "",
    )
    names = (comparison.old.target.path, comparison.new.target.path)
    return Weighing(
        held.coverage, held.more, held.alike, held.missing, held.faults, _summarise(held, names)
    )


def compare_coverage(passage: Passage) -> float | None:
    """Return by how much the second translation covers more of a passage, -1 to 1."""
    if passage.coverage_old is None or passage.coverage_new is None:
        return None
    return passage.coverage_new - passage.coverage_old


def _count_faults(comparison: Comparison) -> dict[str, int]:
    counted = [
        item
        for item in comparison.findings
        if item.counts and item.finding.severity is not Severity.INFO
    ]
    fixed = sum(1 for item in counted if item.change is Change.FIXED)
    new = sum(1 for item in counted if item.change is Change.NEW)
    both = len(counted) - fixed - new
    return {"first": fixed + both, "second": new + both}


def _summarise(held: Weighing, names: Sequence[str]) -> str:
    """Return the outcome in sentences that one can quote."""
    first, second = names
    shares = [held.coverage[side] for side in ("first", "second")]
    told = [
        f"{name} covers {'an unknown share' if share is None else f'{share:.1%}'}"
        for name, share in zip(names, shares, strict=True)
    ]
    sentences = [
        f"Of what the original says, {told[0]} and {told[1]}.",
        f"Paragraph by paragraph, {first} covers more in {len(held.more['first'])}, {second} in "
        f"{len(held.more['second'])}; {held.alike} are alike within {100 * ALIKE:.0f} points.",
    ]
    for name, share in zip(names, shares, strict=True):
        if share is not None and share < HARDLY:
            sentences.append(f"{name} covers so little that it hardly translates this original.")
    for name, side in zip(names, ("first", "second"), strict=True):
        if held.missing[side]:
            noun = "paragraph" if len(held.missing[side]) == 1 else "paragraphs"
            sentences.append(f"{name} leaves out {len(held.missing[side])} {noun}.")
    sentences.append(
        f"Warnings and errors: {held.faults['first']} in {first}, {held.faults['second']} in "
        f"{second}."
    )
    return " ".join(sentences)
