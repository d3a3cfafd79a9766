"""Keep the findings that a change touches: what `--since` reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.document import Material
from aligncheck.history.changed_paragraphs import ParagraphChanges, find_changes
from aligncheck.history.document_history import History, Version
from aligncheck.report import Finding, Pair, Side

ALWAYS = ("AC109", "AC9")  # what is out of date, and what concerns the tool itself


def keep_touched(
    findings: Sequence[Finding], pairs: Sequence[Pair], material: Material, history: History
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return the findings on what has changed since the base, and a note on the others.

    A finding is touched if a paragraph of its pair changed on either side. Where paragraphs were
    taken out, so are the pairs that lost their partner there, and what their neighbours lack.
    """
    if history.base is None:
        return tuple(findings), ()
    changes = _find_both(material, history.base)
    whole, edges = _find_touched(pairs, changes)
    kept = tuple(
        finding
        for finding in findings
        if finding.rule.startswith(ALWAYS)
        or finding.pair in whole
        or (not finding.pair and any(changes))
        or (finding.pair in edges and _speaks_of_loss(finding, edges[finding.pair]))
    )
    return kept, (_describe_scope(history, len(whole), len(pairs), len(findings) - len(kept)),)


def _find_both(material: Material, base: Version) -> tuple[ParagraphChanges, ParagraphChanges]:
    source = [paragraph.text for paragraph in material.source.paragraphs]
    target = [paragraph.text for paragraph in material.target.paragraphs]
    return find_changes(base.source, source), find_changes(base.target, target)


def _find_touched(
    pairs: Sequence[Pair], changes: tuple[ParagraphChanges, ParagraphChanges]
) -> tuple[set[str], dict[str, set[str]]]:
    """Return the pairs that changed, and those beside a place where "source" or "target" shrank."""
    whole: set[str] = set()
    edges: dict[str, set[str]] = {}
    for pair in pairs:
        for side, change in zip((pair.source, pair.target), changes, strict=True):
            if side and set(side.paragraphs) & change.changed:
                whole.add(pair.id)
    for name, change in zip(("source", "target"), changes, strict=True):
        for place in change.gone:
            for pair in _pairs_around(pairs, name, place):
                if _side_of(pair, name) is None:
                    whole.add(pair.id)
                else:
                    edges.setdefault(pair.id, set()).add(name)
    return whole, edges


def _pairs_around(pairs: Sequence[Pair], name: str, place: int) -> Iterator[Pair]:
    """Yield the pairs from the one before a place of a side to the one after it, both included."""
    start, end = 0, len(pairs)
    for index, pair in enumerate(pairs):
        side = _side_of(pair, name)
        if side and min(side.paragraphs) < place:
            start = max(start, index)
        if side and max(side.paragraphs) >= place:
            end = min(end, index + 1)
    yield from pairs[start : max(end, start + 1)]


def _side_of(pair: Pair, name: str) -> Side | None:
    return pair.source if name == "source" else pair.target


def _speaks_of_loss(finding: Finding, lost: Iterable[str]) -> bool:
    """Return whether a finding tells what one side lacks, of a side that shrank there."""
    mqm = BY_ID[finding.rule].mqm
    absent = {
        "target": mqm == "accuracy/omission" or not _has_words(finding.target_spans),
        "source": mqm == "accuracy/addition" or not _has_words(finding.source_spans),
    }
    return any(absent[name] for name in lost)


def _has_words(spans: Iterable[object]) -> bool:
    return any(getattr(span, "start", 0) < getattr(span, "end", 0) for span in spans)


def _describe_scope(history: History, touched: int, pairs: int, hidden: int) -> str:
    base = history.base.commit if history.base else ""
    others = f"; {hidden} findings elsewhere are not told" if hidden > 1 else ""
    others = "; 1 finding elsewhere is not told" if hidden == 1 else others
    return f"since {history.since} ({base}): {touched} of {pairs} pairs changed{others}"
