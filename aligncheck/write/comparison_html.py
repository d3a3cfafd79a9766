"""The comparison as one HTML page: both revisions beside the source, with what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.comparison.comparison import Change, Comparison, Edit, FindingChange, Passage
from aligncheck.comparison.rivals import weigh_rivals
from aligncheck.report import Side
from aligncheck.write.comparison_text import SYMBOLS
from aligncheck.write.passage_lines import (
    describe_gain,
    describe_quality,
    name_edit,
    summarise_edits,
)
from aligncheck.write.report_html import render_template
from aligncheck.write.report_text import SYMBOLS as SEVERITY_SYMBOLS
from aligncheck.write.script_runs import Run, split_scripts
from aligncheck.write.word_diff import Stretch, diff_words

TITLES = {
    Change.NEW: "New",
    Change.FIXED: "Fixed",
    Change.STILL: "Still there",
    Change.MOVED: "Moved",
}
RIVAL_NAMES = {
    Change.NEW: "in the second alone",
    Change.FIXED: "in the first alone",
    Change.STILL: "in both",
    Change.MOVED: "in both, elsewhere",
}
EDITS = {Edit.UNCHANGED: "=", Edit.EDITED: "✎", Edit.MOVED: "↕", Edit.ADDED: "+", Edit.DELETED: "−"}
TRENDS = {"better": "▲", "worse": "▼", "": ""}


@dataclass(frozen=True, slots=True)
class Card:
    """One finding as the page tells it."""

    change: str
    symbol: str
    severity: str
    severity_symbol: str
    rule: str
    name: str
    message: tuple[Run, ...]
    quotes: tuple[Run, ...]
    suggestion: str
    status: str
    anchor: str
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    """One passage: source, old and new; None stands for a side that is not there."""

    anchor: str
    change: str
    symbol: str
    lines: str
    quality: str
    trend: str
    trend_symbol: str
    told: str
    coverage: str
    source: tuple[str, ...] | None
    source_old: tuple[str, ...] | None
    old: tuple[Stretch, ...] | None
    new: tuple[Stretch, ...] | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows in a run; `folded` ones are unchanged and have nothing to tell."""

    folded: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template shows."""

    title: str
    failed: bool
    summary: str
    heading: str
    names: tuple[str, str]
    counts: tuple[tuple[str, str, str, int], ...]
    edits: str
    documents: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    sections: tuple[tuple[str, tuple[Card, ...]], ...]
    groups: tuple[Group, ...]


def write(comparison: Comparison, out: TextIO) -> None:
    """Write `comparison` as a page that needs nothing but itself."""
    out.write(render_template("comparison.html", page=build_page(comparison)))


def build_page(comparison: Comparison) -> Page:
    """Return what the page shows."""
    cards = [_build_card(item, comparison.rivals) for item in comparison.findings]
    by_passage: dict[int, list[Card]] = {}
    for item, card in zip(comparison.findings, cards, strict=True):
        if item.passage is not None:
            by_passage.setdefault(item.passage, []).append(card)
    rows = [
        _build_row(i, passage, by_passage.get(i, []), comparison.rivals)
        for i, passage in enumerate(comparison.passages)
    ]
    counts = comparison.summary
    told = f"{counts[Change.NEW]} new, {counts[Change.FIXED]} fixed"
    rivals = comparison.rivals
    failed = counts[Change.NEW] > 0 and not rivals
    heading = "Two translations" if rivals else "New findings" if failed else "Nothing new"
    return Page(
        title=f"{'rivals' if rivals else told} – {comparison.new.target.path}",
        failed=failed,
        summary=_summarise_whole(comparison),
        heading=heading,
        names=("First", "Second") if rivals else ("Old", "New"),
        counts=tuple(
            (change.value, _name_change(change, rivals), SYMBOLS[change], counts[change])
            for change in Change
        ),
        edits=summarise_edits(comparison),
        documents=(
            ("Original", comparison.source.path),
            ("First" if rivals else "Old", comparison.old.target.path),
            ("Second" if rivals else "New", comparison.new.target.path),
        ),
        facts=(
            ("old report", f"aligncheck {comparison.old.version}, {comparison.old.signature}"),
            ("new report", f"aligncheck {comparison.new.version}, {comparison.new.signature}"),
        ),
        notes=comparison.notes,
        sections=tuple(_build_sections(cards, rivals)),
        groups=_group_rows(rows),
    )


def _build_sections(cards: Sequence[Card], rivals: bool) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """Yield a heading and its findings for each change that there is."""
    for change in Change:
        held = tuple(card for card in cards if card.change == change.value)
        aside = sum(1 for card in held if card.status)
        told = f", {aside} set aside" if aside else ""
        if held:
            yield f"{_title_change(change, rivals)} ({len(held) - aside}{told})", held


def _name_change(change: Change, rivals: bool) -> str:
    """Return the word for a change; of rivals, which of them has the finding."""
    return RIVAL_NAMES[change] if rivals else change.value


def _title_change(change: Change, rivals: bool) -> str:
    return RIVAL_NAMES[change].capitalize() if rivals else TITLES[change]


def _summarise_whole(comparison: Comparison) -> str:
    """Return what can be said of the whole in a sentence."""
    if comparison.rivals:
        return weigh_rivals(comparison).summary
    if comparison.gain is None:
        return ""
    return f"Quality of the whole {describe_gain(comparison.gain)}."


def _build_card(item: FindingChange, rivals: bool) -> Card:
    finding, pair = item.finding, item.pair
    source = [span.cut(pair.source.text) for span in finding.source_spans] if pair.source else []
    target = [span.cut(pair.target.text) for span in finding.target_spans] if pair.target else []
    # A whole paragraph stands beside the card already.
    quoted = " … ".join(text for text in (*source, *target) if text and len(text) <= 80)
    return Card(
        change=item.change.value,
        symbol=SYMBOLS[item.change],
        severity=finding.severity.value,
        severity_symbol=SEVERITY_SYMBOLS[finding.severity],
        rule=finding.rule,
        name=BY_ID[finding.rule].name,
        message=split_scripts(finding.message),
        quotes=split_scripts(quoted),
        suggestion=finding.suggestion or "",
        status="" if item.counts else finding.status.value,
        anchor="" if item.passage is None else f"passage-{item.passage + 1}",
        told=_name_change(item.change, rivals),
    )


def _build_row(index: int, passage: Passage, cards: Sequence[Card], rivals: bool) -> Row:
    old, new = _diff_versions(passage.old, passage.new)
    return Row(
        anchor=f"passage-{index + 1}",
        change=passage.change.value,
        symbol=EDITS[passage.change],
        lines=_name_lines(passage),
        quality=describe_quality(passage),
        coverage=_format_coverage(passage),
        trend="" if rivals else passage.trend,
        trend_symbol="" if rivals else TRENDS[passage.trend],
        told=name_edit(passage.change, rivals=rivals),
        source=tuple(passage.source.text.split("\n")) if passage.source else None,
        source_old=tuple(passage.source_old.text.split("\n")) if passage.source_old else None,
        old=old,
        new=new,
        cards=tuple(cards),
    )


def _diff_versions(
    old: Side | None, new: Side | None
) -> tuple[tuple[Stretch, ...] | None, tuple[Stretch, ...] | None]:
    if old and new:
        return diff_words(old.text, new.text)
    return (
        (Stretch(old.text, changed=True),) if old else None,
        (Stretch(new.text, changed=True),) if new else None,
    )


def _name_lines(passage: Passage) -> str:
    """Name the lines of both revisions, once if they are the same."""
    lines = [str(side.line) if side else "–" for side in (passage.old, passage.new)]
    return " → ".join(dict.fromkeys(lines))


def _format_coverage(passage: Passage) -> str:
    values = (passage.coverage_old, passage.coverage_new)
    if values == (None, None) or passage.change is Edit.UNCHANGED:
        return ""
    return " → ".join(dict.fromkeys("–" if value is None else f"{value:.0%}" for value in values))


def _is_quiet(row: Row) -> bool:
    """Return whether a row has nothing to tell."""
    return row.change == "unchanged" and not (row.cards or row.trend or row.source_old)


def _group_rows(rows: Sequence[Row]) -> tuple[Group, ...]:
    runs_of = groupby(rows, key=_is_quiet)
    return tuple(Group(folded, tuple(held)) for folded, held in runs_of)
