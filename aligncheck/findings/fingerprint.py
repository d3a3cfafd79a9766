"""Name a finding by what it says of which words, so that the name outlives edits elsewhere.

The fingerprint hashes the rule, the quoted words and their neighbourhood: the sentences that hold
them, on both sides. Line and pair numbers stay out. It expires when its own sentence changes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, SentenceLink, Side
from aligncheck.text.normalise import normalise

_LINES = re.compile(r"lines? [\d, …]+; ")  # of a message on what was not read


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What stands around a finding: the quoted words and the sentences, all normalised."""

    source_quotes: tuple[str, ...]
    target_quotes: tuple[str, ...]
    source_sentences: tuple[str, ...]
    target_sentences: tuple[str, ...]


def compute_fingerprints(findings: Sequence[Finding], pairs: Mapping[str, Pair]) -> list[str]:
    """Return one fingerprint per finding; repeats of one are told apart by their order."""
    seen: dict[str, int] = {}
    marks = []
    for finding in findings:
        around = find_neighbourhood(finding, pairs[finding.pair])
        if finding.where is not None:  # it quotes no words; what it says is all there is
            around = Neighbourhood((_LINES.sub("", finding.message),), (), (), ())
        mark = _hash_finding(finding.rule, around, 0)
        seen[mark] = nth = seen.get(mark, -1) + 1
        marks.append(_hash_finding(finding.rule, around, nth) if nth else mark)
    return marks


def find_neighbourhood(finding: Finding, pair: Pair) -> Neighbourhood:
    """Return the quoted words of a finding and the sentences that hold them.

    The place where dropped words should stand is a pointer and not a quotation, and so is the
    place in the source of added words: a better pointer must not expire decisions.
    """
    mqm = BY_ID[finding.rule].mqm
    source = () if mqm == "accuracy/addition" else finding.source_spans
    target = () if mqm == "accuracy/omission" else finding.target_spans
    source_hood, target_hood = _find_sentences(finding, pair, source, target)
    return Neighbourhood(
        _cut_canonical(source, pair.source),
        _cut_canonical(target, pair.target),
        _cut_canonical(source_hood, pair.source),
        _cut_canonical(target_hood, pair.target),
    )


def canonical_form(text: str) -> str:
    """Return the form in which texts are compared: normalised, one space, no case.

    >>> canonical_form("The  ７.4％ Rise")
    'the 7.4% rise'
    """
    return " ".join(normalise(text).text.split()).casefold()


def _find_sentences(
    finding: Finding, pair: Pair, source: Sequence[Span], target: Sequence[Span]
) -> tuple[Sequence[Span], Sequence[Span]]:
    """Return the sentences that hold the quoted spans and those linked with them.

    A rule that speaks of a whole paragraph has the paragraph for its neighbourhood.
    """
    if BY_ID[finding.rule].whole or not pair.sentences or not (source or target):
        return _whole_span(pair.source), _whole_span(pair.target)
    links = [link for link in pair.sentences if _touches_link(link, source, target)]
    if not links:
        return _whole_span(pair.source), _whole_span(pair.target)
    return (
        sorted({link.source for link in links if link.source is not None}),
        sorted({link.target for link in links if link.target is not None}),
    )


def _touches_link(link: SentenceLink, source: Sequence[Span], target: Sequence[Span]) -> bool:
    return any(_stands_in(span, link.source) for span in source) or any(
        _stands_in(span, link.target) for span in target
    )


def _stands_in(span: Span, sentence: Span | None) -> bool:
    """Return whether `span` stands in `sentence`; an empty span may stand at either edge of it."""
    if sentence is None:
        return False
    if span.start == span.end:
        return sentence.start <= span.start <= sentence.end
    return span.start < sentence.end and sentence.start < span.end


def _whole_span(side: Side | None) -> tuple[Span, ...]:
    return (Span(0, len(side.text)),) if side else ()


def _cut_canonical(spans: Sequence[Span], side: Side | None) -> tuple[str, ...]:
    return tuple(canonical_form(span.cut(side.text)) for span in spans) if side else ()


def _hash_finding(rule: str, around: Neighbourhood, nth: int) -> str:
    parts = [
        rule,
        around.source_quotes,
        around.target_quotes,
        around.source_sentences,
        around.target_sentences,
        *([nth] if nth else []),
    ]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
