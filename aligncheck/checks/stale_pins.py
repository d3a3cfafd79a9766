"""AC902: pins of an alignment that no longer fit their text, and were not used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aligncheck.alignment.fixed_alignment import StalePin
from aligncheck.checks.document_context import DocumentContext
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule, Scope

RULES = (
    Rule(
        id="AC902",
        name="stale",
        severity=Severity.WARNING,
        help="A pin or a decision that no longer fits its text, and was not used.",
        mqm="other",
        its="uncategorized",
        page="alignment",
        scope=Scope.TOOL,
    ),
)


def prepare(document: DocumentContext) -> Mapping[str, str]:
    """Return, by pair, what is said of the pins that were not used: where their paragraphs are."""
    places: dict[str, list[str]] = {}
    for item in document.stale_pins:
        near = [
            pair.id
            for pair in document.pairs
            if (pair.source and set(pair.source.paragraphs) & set(item.pin.source))
            or (pair.target and set(pair.target.paragraphs) & set(item.pin.target))
        ]
        where = near[0] if near else document.pairs[-1].id
        places.setdefault(where, []).append(_describe_unused(item, document.alignment))
    return {name: " ".join(items) for name, items in places.items()}


def find(unused: Mapping[str, str], pair: Pair) -> Iterator[Finding]:
    """Yield one finding for all pins that were not used at this pair."""
    if pair.id in unused:
        yield Finding("AC902", pair.id, unused[pair.id], 1.0)


def _describe_unused(item: StalePin, path: str) -> str:
    return f"The pin on line {item.pin.line} of {path} was not used: {item.why}."
