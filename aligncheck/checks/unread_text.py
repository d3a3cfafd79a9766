"""AC903: parts of a document that were not checked, because they were not read or stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Document, Lang, Layout, Material, Unread
from aligncheck.read.prose import total_prose, weigh_text
from aligncheck.report import Finding, Pair, Place, Severity
from aligncheck.rules import Rule, Scope

RULES = (
    Rule(
        id="AC903",
        name="not-checked",
        severity=Severity.ERROR,
        help="A part of a document was not checked: it was not read, or has no original beside it.",
        mqm="other",
        its="uncategorized",
        page="reading",
        scope=Scope.TOOL,
    ),
)
TENTH, HALF = 0.1, 0.5  # shares of a text that are a warning and an error
LITTLE, MUCH, MOST = 0.3, 0.7, 0.95  # how sure an unread part matters, below and above them
LEAST_PARAGRAPHS = 3  # without an original, before half a document is called missing
MOST_LINES = 5  # that a message names of each kind


def prepare(document: DocumentContext) -> DocumentContext:
    """Return the document: what was left out of it is found once, at its first pair."""
    return document


def find(document: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield what was left out of either document, and halves that have no original."""
    material = document.material
    if material is None or pair is not document.pairs[0]:
        return
    sides = [material.source, material.target]
    if material.source.digest == material.target.digest:
        sides = [material.target]  # one file holds both
    for side in sides:
        read = _weigh_documents([side] if len(sides) > 1 else [material.source, side])
        yield from _report_unread(side, read)
    if material.layout in {Layout.DOCUMENTS, Layout.ALIGNED}:
        yield from _report_missing_half(material, document.pairs)


def _weigh_documents(documents: Iterable[Document]) -> int:
    return sum(weigh_text(p.text) for document in documents for p in document.paragraphs)


def _report_unread(document: Document, read: int) -> Iterator[Finding]:
    if not document.unread:
        return
    lost = total_prose(document.unread)
    share = lost / (lost + read) if lost else 0.0
    sure = MOST if share >= HALF else MUCH if share >= TENTH else LITTLE
    kinds: dict[str, list[Unread]] = {}
    for item in document.unread:
        kinds.setdefault(item.what, []).append(item)
    ranked = sorted(kinds.items(), key=lambda kind: (-total_prose(kind[1]), kind[0]))
    listed = "; ".join(_describe_kind(what, items) for what, items in ranked)
    part = f": {share:.0%} of its sentences" if share >= 0.005 else ": no sentences among it"
    line = max(document.unread, key=lambda item: (item.prose, -item.line)).line
    yield Finding(
        "AC903",
        "",
        f"Not read of {document.path}: {listed}{part}.",
        sure,
        where=Place(document.lang, line),
    )


def _describe_kind(what: str, items: Sequence[Unread]) -> str:
    lines = sorted({item.line for item in items})
    more = ", …" if len(lines) > MOST_LINES else ""
    places = ", ".join(map(str, lines[:MOST_LINES]))
    size = sum(item.size for item in items)
    times = f"{len(items)} × " if len(items) > 1 else ""
    plural = "s" if len(lines) > 1 else ""
    return f"{times}{what} (line{plural} {places}{more}; {size:,} characters)"


def _report_missing_half(material: Material, pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield a finding if half a translation or more has no original beside it."""
    alone = [pair.target for pair in pairs if pair.target and not pair.source and not pair.note]
    count = sum(len(side.paragraphs) for side in alone)
    total = _weigh_documents([material.target])
    share = sum(weigh_text(side.text) for side in alone) / total if total else 0.0
    if count < LEAST_PARAGRAPHS or share < HALF:
        return
    yield Finding(
        "AC903",
        "",
        f"{count} of the {len(material.target.paragraphs)} paragraphs of {material.target.path} "
        f"({share:.0%} of its text) have no original: is {material.source.path} whole?",
        MOST,
        where=Place(Lang.EN, alone[0].line),
    )
