"""Find sentences of the translation in which a word must have fallen out (AC401)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligncheck.document import Span
from aligncheck.models.missing_word import find_missing_words, find_missing_words_in_texts
from aligncheck.report import Finding, Pair


def prepare_pairs(pairs: Sequence[Pair]) -> None:
    """Read the English of all pairs at once, which is several times as fast as one by one."""
    find_missing_words_in_texts([pair.target.text for pair in pairs if pair.target is not None])


def find_in_pair(pair: Pair) -> Iterator[Finding]:
    """Yield a finding for every hole in the English of `pair`; the Chinese is not read."""
    if pair.target is None:
        return
    text = pair.target.text
    for hole in find_missing_words(text):
        left, right = hole.left.cut(text), hole.right.cut(text)
        yield Finding(
            rule="AC401",
            pair=pair.id,
            message=f'A word seems to be missing between "{left}" and "{right}".',
            confidence=hole.probability,
            target_spans=(Span(hole.left.start, hole.right.end),),
        )
