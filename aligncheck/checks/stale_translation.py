"""AC109: the original has changed since its translation was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.pair_groups import group_by_pair
from aligncheck.document import Material, Span
from aligncheck.history.changed_paragraphs import (
    KnownTexts,
    is_cut_otherwise,
    is_same_text,
    match_paragraphs,
)
from aligncheck.history.document_history import History, Version
from aligncheck.report import Finding, Pair, Severity, Side
from aligncheck.rules import Rule
from aligncheck.text.words import Word, zh_words

RULES = (
    Rule(
        id="AC109",
        name="stale-translation",
        severity=Severity.WARNING,
        help="The original has changed since its translation was written.",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        page="since",
    ),
)

SURE = 0.95  # that both paragraphs are translations of each other is the doubt that is left
LONGEST = 40  # characters of the old wording that a message quotes


@dataclass(frozen=True, slots=True)
class _Rewording:
    """What of one paragraph of the original changed: places in the new text, the old words."""

    index: int
    spans: tuple[Span, ...]
    before: str
    after: str


def prepare(document: DocumentContext) -> Mapping[str, list[Finding]]:
    """Return what is found by the history of the document, by pair; nothing without one."""
    if document.history is None or document.material is None:
        return {}
    return group_by_pair(
        find_stale_translations(document.pairs, document.material, document.history)
    )


def find(found: Mapping[str, list[Finding]], pair: Pair) -> Iterator[Finding]:
    """Yield those of a pair."""
    yield from found.get(pair.id, ())


def find_stale_translations(
    pairs: Sequence[Pair], material: Material, history: History
) -> Iterator[Finding]:
    """Yield a finding for each pair whose original changed after its translation last did.

    The translation was written at the oldest version from which on it stands unchanged; what the
    original said there, it is a translation of. Changes of spaces and marks alone are none.
    """
    source = KnownTexts([paragraph.text for paragraph in material.source.paragraphs])
    target = [paragraph.text for paragraph in material.target.paragraphs]
    past = [_Past(version) for version in history.versions]
    for pair in pairs:
        if pair.source is None or pair.target is None or pair.note is not None:
            continue
        origin = _find_origin([target[i] for i in pair.target.paragraphs], past)
        if origin is None:
            continue
        reworded = list(_find_rewordings(pair.source, source, origin))
        if reworded:
            starts = _paragraph_starts(pair.source, material)
            yield _describe_finding(pair, starts, reworded, origin.commit)


class _Past:
    """A version of both sides, with what is asked of it more than once."""

    def __init__(self, version: Version) -> None:
        self.commit = version.commit
        self.complete = version.source is not None and version.target is not None
        self.source = KnownTexts(version.source or ())
        self.target = KnownTexts(version.target or ())
        self.partners: dict[int, int] | None = None

    def find_earlier(self, source: KnownTexts, index: int) -> str | None:
        """Return what a paragraph of the original said at this version; None if it is new."""
        if self.partners is None:
            self.partners = match_paragraphs(self.source.texts, source.texts)
        return self.source.texts[self.partners[index]] if index in self.partners else None


def _find_origin(texts: Sequence[str], past: Sequence[_Past]) -> _Past | None:
    """Return the oldest version since which the paragraphs of a translation have been there."""
    origin = None
    for version in past:
        if not version.complete or not version.target.says_all(texts):
            break
        origin = version
    return origin


def _find_rewordings(side: Side, source: KnownTexts, origin: _Past) -> Iterator[_Rewording]:
    for index in side.paragraphs:
        new = source.texts[index]
        if origin.source.has_paragraph(new):
            continue
        old = origin.find_earlier(source, index)
        if old is None or is_same_text(old, new):
            continue
        if not is_cut_otherwise(old, new, origin.source.letters, source.letters):
            yield _compare_wordings(index, old, new)


def _compare_wordings(index: int, old: str, new: str) -> _Rewording:
    """Return the words of the new text that the old one does not have, and both wordings."""
    spans, before, after = [], [], []
    left, right = zh_words(old), zh_words(new)
    matcher = SequenceMatcher(
        None, [word.text for word in left], [word.text for word in right], autojunk=False
    )
    for tag, low, high, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        spans.append(_join_words(right, first, last, len(new)))
        before.append(_join_words(left, low, high, len(old)).cut(old))
        after.append(spans[-1].cut(new))
    return _Rewording(index, tuple(spans), "…".join(before), "…".join(after))


def _join_words(words: Sequence[Word], first: int, last: int, end: int) -> Span:
    """Return the stretch of some words of a text; an empty one stands before the next word."""
    if first < last:
        return Span(words[first].span.start, words[last - 1].span.end)
    at = words[first].span.start if first < len(words) else end
    return Span(at, at)


def _describe_finding(
    pair: Pair, starts: Mapping[int, int], reworded: Sequence[_Rewording], commit: str
) -> Finding:
    spans = [span.shift(starts[item.index]) for item in reworded for span in item.spans]
    before = _shorten("…".join(item.before for item in reworded if item.before))
    after = _shorten("…".join(item.after for item in reworded if item.after))
    return Finding(
        "AC109",
        pair.id,
        f"The original has changed since this translation was written ({commit}): "
        f"{_tell_change(before, after)}.",
        SURE,
        tuple(sorted(spans)),
    )


def _tell_change(before: str, after: str) -> str:
    if before and after:
        return f"“{before}” has become “{after}”"
    return f"“{after}” was added" if after else f"“{before}” was taken out"


def _shorten(words: str) -> str:
    """Return words without the marks around them, cut where there are many."""
    bare = re.sub(r"^\W+|\W+$", "", words) or words
    return bare if len(bare) <= LONGEST else bare[: LONGEST - 1] + "…"


def _paragraph_starts(side: Side, material: Material) -> dict[int, int]:
    """Return where each paragraph begins in the text of a side."""
    starts: dict[int, int] = {}
    at = 0
    for index in side.paragraphs:
        starts[index] = at
        at += len(material.source.paragraphs[index].text) + 1
    return starts
