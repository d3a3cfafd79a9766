"""AC501: a term of the glossary whose English the translation does not use, or must not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule
from aligncheck.terms.glossary import Term
from aligncheck.text.normalise import normalise
from aligncheck.text.words import Word, en_words, stem_word, zh_words

RULES = (
    Rule(
        id="AC501",
        name="glossary",
        severity=Severity.ERROR,
        help="A term of the glossary is not rendered as the glossary says.",
        mqm="terminology/inconsistent-with-resource",
        its="terminology",
        page="terms",
        outranks=("AC103", "AC305"),
    ),
)

ABSENT, FORBIDDEN = 0.85, 0.95
SHORT = 2  # characters of a term that may be an accident of two neighbouring words
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot",
    "crises": "crisis", "analyses": "analysis", "criteria": "criterion", "lives": "life",
    "held": "hold", "led": "lead", "built": "build", "made": "make", "taken": "take",
    "took": "take", "given": "give", "gave": "give", "bought": "buy", "sold": "sell",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term ready to be looked for."""

    term: Term
    pattern: str
    targets: tuple[tuple[str, ...], ...]
    forbidden: tuple[tuple[str, ...], ...]


def prepare(document: DocumentContext) -> Glossary | None:
    """Return the glossary that was given, ready to be looked for."""
    return Glossary(document.terms) if document.terms else None


def find(glossary: Glossary | None, pair: Pair) -> Iterator[Finding]:
    """Yield AC501 for the terms of the pair's source."""
    if glossary is not None:
        yield from glossary.find(pair)


class Glossary:
    """The terms of a glossary, found in one pass over a source, the longest first."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.entries: dict[str, list[_Entry]] = {}
        for term in terms:
            written = re.sub(r"\s+", "", normalise(term.source).text)
            entry = _Entry(
                term, written, _key_variants(term.targets), _key_variants(term.forbidden)
            )
            self.entries.setdefault(written, []).append(entry)
        names = sorted(self.entries, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, names)))

    def find(self, pair: Pair) -> Iterator[Finding]:
        """Yield AC501 for the terms of the pair's source."""
        if pair.source is None or pair.target is None or pair.note is not None:
            return
        places = self._places(pair.source.text)
        if not places:
            return
        words = [word for word in en_words(pair.target.text) if _is_counted(word.text)]
        keys = [_normalise_word(word.text) for word in words]
        for written, spans in places.items():
            yield from _entry_findings(
                pair, _merge_entries(self.entries[written]), spans, words, keys
            )

    def _places(self, text: str) -> dict[str, list[Span]]:
        plain = normalise(text)
        found: dict[str, list[Span]] = {}
        cuts: set[int] | None = None
        for match in self.pattern.finditer(plain.text):
            span = plain.back(Span(*match.span()))
            if len(match.group()) <= SHORT:
                cuts = cuts if cuts is not None else _collect_boundaries(text)
                if not {span.start, span.end} <= cuts:
                    continue  # 国会 in 全国会议
            found.setdefault(match.group(), []).append(span)
        return found


def _merge_entries(entries: Sequence[_Entry]) -> _Entry:
    """Join the rows of a glossary that speak of one term."""
    first = entries[0]
    if len(entries) == 1:
        return first
    term = Term(
        first.term.source,
        tuple(dict.fromkeys(text for one in entries for text in one.term.targets)),
        tuple(dict.fromkeys(text for one in entries for text in one.term.forbidden)),
        first.term.line,
    )
    return _Entry(term, first.pattern, _key_variants(term.targets), _key_variants(term.forbidden))


def _entry_findings(
    pair: Pair, entry: _Entry, spans: Sequence[Span], words: Sequence[Word], keys: Sequence[str]
) -> Iterator[Finding]:
    term = entry.term
    wanted = " or ".join(f"“{target}”" for target in term.targets)
    allowed = [run for target in entry.targets for run in _find_runs(target, words, keys)]
    banned = [run for target in entry.forbidden for run in _find_runs(target, words, keys)]
    banned = [run for run in banned if not any(_contains_span(other, run) for other in allowed)]
    text = pair.target.text if pair.target else ""
    for run in banned:
        instead = f"; it wants {wanted}" if wanted else ""
        message = f"The glossary does not allow “{run.cut(text)}” for {term.source}{instead}."
        yield _report_term(pair, message, FORBIDDEN, spans[0], run, term)
    if term.targets and not allowed and not banned:
        message = f"The glossary renders {term.source} as {wanted}; the translation does not."
        yield _report_term(pair, message, ABSENT, spans[0], None, term)


def _report_term(
    pair: Pair, message: str, confidence: float, source: Span, target: Span | None, term: Term
) -> Finding:
    suggestion = term.targets[0] if term.targets else None
    targets = (target,) if target else ()
    return Finding("AC501", pair.id, message, confidence, (source,), targets, suggestion)


def _key_variants(variants: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Cut variants into keys of their words."""
    found = [
        tuple(_normalise_word(word.text) for word in en_words(variant) if _is_counted(word.text))
        for variant in variants
    ]
    return tuple(keys for keys in found if keys)


def _normalise_word(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    word = _IRREGULAR.get(word, word).replace("isation", "ization").replace("ise", "ize")
    return stem_word(word.replace("our", "or"))


def _find_runs(wanted: tuple[str, ...], words: Sequence[Word], keys: Sequence[str]) -> list[Span]:
    """Find a variant in the target, each word in any of its forms."""
    size = len(wanted)
    return [
        Span(words[at].span.start, words[at + size - 1].span.end)
        for at in range(len(keys) - size + 1)
        if tuple(keys[at : at + size]) == wanted
    ]


def _is_counted(word: str) -> bool:
    """Return whether a word counts: no mark, and no article, which terms have or not."""
    return word[0].isalnum() and word not in {"the", "a", "an"}


def _contains_span(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _collect_boundaries(text: str) -> set[int]:
    """Return where words begin and end."""
    return {at for word in zh_words(text) for at in (word.span.start, word.span.end)}
