"""Small reports built by hand, for tests of what comes after the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType

from hypothesis import HealthCheck, settings

from aligncheck.checks.document_context import DocumentContext
from aligncheck.config import Config
from aligncheck.document import Layout, Span
from aligncheck.findings.decisions import Decision
from aligncheck.findings.grading import build_summary, grade_findings
from aligncheck.report import (
    DocumentInfo,
    Finding,
    ModelInfo,
    Pair,
    Report,
    SentenceLink,
    Side,
)
from aligncheck.terms.glossary import Term

# Machines that build at the same time are slow, which is no fault of the code.
STEADY = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])

Sentences = Sequence[tuple[str, str]]


def side(text: str, index: int = 0, line: int | None = None) -> Side:
    """One paragraph, on the line of its number unless another is given."""
    return Side(text, (index,), ((0, index + 1 if line is None else line),))


def pair(name: str, sentences: Sentences, index: int = 0, *, target: int | None = None) -> Pair:
    """A pair of one paragraph a side, sentence by sentence; "" is a sentence that is not there."""
    links, zh, en = [], "", ""
    for source, translation in sentences:
        en += " " if en and translation else ""
        links.append(
            SentenceLink(
                Span(len(zh), len(zh) + len(source)) if source else None,
                Span(len(en), len(en) + len(translation)) if translation else None,
                confidence=0.9,
            )
        )
        zh, en = zh + source, en + translation
    place = index if target is None else target
    return Pair(
        id=name,
        kind=f"{int(bool(zh))}:{int(bool(en))}",
        source=side(zh, index) if zh else None,
        target=side(en, place) if en else None,
        sentences=tuple(links),
    )


def finding(
    rule: str,
    held: Pair,
    zh: str | None = None,
    en: str | None = None,
    *,
    after: str | None = None,
    confidence: float = 0.9,
    message: str = "Something is wrong.",
) -> Finding:
    """A finding on the words `zh` and `en`, or on the hole in the target after `after`."""
    source = _find(held.source, zh)
    target = _find(held.target, en)
    if after is not None:
        (before,) = _find(held.target, after)
        target = (Span(before.end, before.end),)
    return Finding(rule, held.id, message, confidence, source, target)


def find_all(family: ModuleType, *pairs: Pair, terms: Sequence[Term] = ()) -> list[Finding]:
    """What a family of rules finds in the pairs of one document."""
    document = DocumentContext(pairs, terms=terms)
    context = family.prepare(document) if hasattr(family, "prepare") else document
    return [found for held in pairs for found in family.find(context, held)]


def report(
    pairs: Sequence[Pair],
    findings: Sequence[Finding] = (),
    *,
    config: Config | None = None,
    decisions: Sequence[Decision] = (),
    path: str = "talk.en.md",
    sha: str = "aa" * 32,
    signature: str = "version:0.1.0|model:5c1e",
    notes: Sequence[str] = (),
    values: Mapping[str, object] | None = None,
) -> Report:
    """A judged report on the pairs."""
    settings = config or Config()
    judged = grade_findings(pairs, findings, settings, decisions)
    return Report(
        version="0.1.0",
        signature=signature,
        model=ModelInfo("embedded", "5c1e"),
        source=DocumentInfo("talk.zh.md", sha, "markdown", sum(1 for p in pairs if p.source)),
        target=DocumentInfo(path, "bb" * 32, "markdown", sum(1 for p in pairs if p.target)),
        layout=Layout.DOCUMENTS,
        config=dict(values or {}),
        summary=build_summary(pairs, judged, settings),
        pairs=tuple(pairs),
        findings=judged,
        notes=tuple(notes),
    )


def _find(held: Side | None, words: str | None) -> tuple[Span, ...]:
    if words is None:
        return ()
    assert held is not None
    start = held.text.index(words)
    return (Span(start, start + len(words)),)
