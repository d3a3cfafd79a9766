"""What became of each finding from one report to the next: new, fixed, still there, moved.

A place in the source is the same place in both revisions, and a fault that outlives an edit of its
English sentence is known by it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.comparison.passage import Edit, Passage, dice_coefficient
from aligncheck.comparison.revisions import ALIKE
from aligncheck.findings import grading
from aligncheck.report import Finding, Pair, Report, Side, Status

AROUND = 6  # words on either side by which a finding without source is known again

Relocate = Callable[[int, int, int], tuple[int, int, int]]


class Change(StrEnum):
    """What became of a finding; "moved" is one that stands at another paragraph now."""

    NEW = "new"
    FIXED = "fixed"
    STILL = "still"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding of the new report, or of the old one when it is fixed.

    `pair` is the finding's pair in its own report, `passage` its place among the passages, None
    when it concerns the whole document.
    """

    change: Change
    finding: Finding
    pair: Pair
    passage: int | None

    @property
    def counts(self) -> bool:
        """Return whether the finding counts: one set aside by a decision does not."""
        return self.finding.status is Status.NEW


def classify_findings(
    old: Report, new: Report, found: Sequence[Passage], places: Relocate
) -> list[FindingChange]:
    """Return every finding of both reports with what became of it.

    `places` tells where a place of the old original is in the new one.
    """
    at_old = {name: i for i, passage in enumerate(found) for name in passage.old_pairs}
    at_new = {name: i for i, passage in enumerate(found) for name in passage.new_pairs}
    before = _locate_findings(old, at_old, places)
    after = _locate_findings(new, at_new, _stay)
    partner = _match_findings(before, after)
    changes = []
    for j, seen in enumerate(after):
        change = Change.NEW
        if j in partner:
            moved = before[partner[j]].passage != seen.passage
            away = seen.passage is not None and found[seen.passage].change is Edit.MOVED
            change = Change.MOVED if moved or away else Change.STILL
        changes.append(FindingChange(change, seen.finding, seen.pair, seen.passage))
    gone = set(range(len(before))) - set(partner.values())
    for i in sorted(gone):
        seen = before[i]
        changes.append(FindingChange(Change.FIXED, seen.finding, seen.pair, seen.passage))
    return sorted(changes, key=_order_key)


def _stay(paragraph: int, start: int, end: int) -> tuple[int, int, int]:
    return paragraph, start, end


def _order_key(item: FindingChange) -> tuple[int, int]:
    return -1 if item.passage is None else item.passage, list(Change).index(item.change)


@dataclass(frozen=True, slots=True)
class _LocatedFinding:
    """A finding and where it stands.

    `source` are its places in the source document; what has none is known by `words`, those that
    stand in and around it in the target.
    """

    finding: Finding
    pair: Pair
    passage: int | None
    source: tuple[tuple[int, int, int], ...]
    words: tuple[str, ...]


def _locate_findings(
    report: Report, at: Mapping[str, int], places: Relocate
) -> list[_LocatedFinding]:
    pairs = {pair.id: pair for pair in (grading.WHOLE, *report.pairs)}
    return [
        _LocatedFinding(
            finding,
            pair,
            at.get(pair.id),
            tuple(places(*place) for place in _locate_in_source(finding, pair)),
            _words_around(finding, pair),
        )
        for finding in report.findings
        for pair in [pairs[finding.pair]]
    ]


def _locate_in_source(finding: Finding, pair: Pair) -> Iterator[tuple[int, int, int]]:
    """Yield (paragraph, start, end) in the source document for each quoted span.

    For added words the source is only a pointer, so they have no place there.
    """
    if pair.source is None or BY_ID[finding.rule].mqm == "accuracy/addition":
        return
    starts = _paragraph_starts(pair.source)
    for span in finding.source_spans:
        k = max(k for k, start in enumerate(starts) if start <= span.start)
        yield pair.source.paragraphs[k], span.start - starts[k], span.end - starts[k]


def _paragraph_starts(side: Side) -> list[int]:
    """Return where the paragraphs of a side begin; [0] when they cannot be told apart."""
    starts = [0, *(found.end() for found in re.finditer("\n", side.text))]
    return starts if len(starts) == len(side.paragraphs) else [0]


def _words_around(finding: Finding, pair: Pair) -> tuple[str, ...]:
    """Return the words of the target in and around the finding, all of them if it has no place."""
    text = pair.target.text if pair.target else ""
    if not finding.target_spans:
        return _split_words(text)
    start = min(span.start for span in finding.target_spans)
    end = max(span.end for span in finding.target_spans)
    return (
        *_split_words(text[:start])[-AROUND:],
        *_split_words(text[start:end]),
        *_split_words(text[end:])[:AROUND],
    )


def _split_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


def _match_findings(
    old: Sequence[_LocatedFinding], new: Sequence[_LocatedFinding]
) -> dict[int, int]:
    """Map findings of the new report to the same findings of the old one."""
    marks = {seen.finding.fingerprint: i for i, seen in enumerate(old)}
    partner = {
        j: marks[seen.finding.fingerprint]
        for j, seen in enumerate(new)
        if seen.finding.fingerprint and seen.finding.fingerprint in marks
    }
    taken = set(partner.values())
    for _, j, i in sorted(_score_candidates(old, new)):
        if i not in taken and j not in partner:
            partner[j] = i
            taken.add(i)
    return partner


def _score_candidates(
    old: Sequence[_LocatedFinding], new: Sequence[_LocatedFinding]
) -> set[tuple[float, int, int]]:
    """Return (minus likeness, new, old) for findings that may be the same, each pair once."""
    holders: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, seen in enumerate(old):
        for key in _match_keys(seen):
            holders[key].append(i)
    return {
        (-likeness, j, i)
        for j, seen in enumerate(new)
        for key in _match_keys(seen)
        for i in holders.get(key, ())
        if (likeness := _score_likeness(old[i], seen))
    }


def _match_keys(seen: _LocatedFinding) -> Iterator[tuple[object, ...]]:
    """Yield what the same finding in another revision must have in common with this one."""
    rule = seen.finding.rule
    if seen.source:
        yield from {(rule, "paragraph", paragraph) for paragraph, _, _ in seen.source}
        return
    yield rule, "passage", seen.passage
    if seen.words:
        yield rule, "words", seen.words


def _score_likeness(one: _LocatedFinding, other: _LocatedFinding) -> float:
    """Return how sure it is (0 to 1) that findings of one rule are the same."""
    if one.source or other.source:
        return _overlap_share(one.source, other.source)
    if one.words == other.words:
        return 1.0
    alike = dice_coefficient(Counter(one.words), Counter(other.words))
    return alike if alike >= ALIKE else 0.0


def _overlap_share(
    one: Sequence[tuple[int, int, int]], other: Sequence[tuple[int, int, int]]
) -> float:
    """Return the share of the longer finding's source words that the other one has, too."""
    shared = sum(
        max(0, min(end, last) - max(start, first))
        for paragraph, start, end in one
        for place, first, last in other
        if place == paragraph
    )
    longest = max(sum(end - start for _, start, end in spans) for spans in (one, other))
    return shared / longest if longest else float(tuple(one) == tuple(other))
