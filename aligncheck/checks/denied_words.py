"""Where the English says the word that a Chinese negation denies, by the translation table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.negation.cues import Cue
from aligncheck.text.words import (
    WordTable,
    en_word_table,
    is_content_en,
    is_content_zh,
    stem_word,
    zh_word_table,
)

PARTNER = 0.1  # least p(English | Chinese) · p(Chinese | English) of the denied word's partner
REACH = 4  # characters behind a plain negation in which the denied word begins; 不 must touch it
_STOPS = frozenset('，。；、：？！,;:?!（）()“”"')


def find_denied_partners(
    zh: str, source: Span, cues: Sequence[Cue], en: str, target: Span, lexicon: Lexicon
) -> Iterator[tuple[Cue, Span]]:
    """Yield the cues whose denied word has one clear partner in the English, and where it is."""
    if not cues:
        return
    words = zh_word_table(zh)
    denied = [
        (cue, known)
        for cue in cues
        if (word := _find_denied_word(zh, words, cue))
        and (known := _lookup_partners(word, lexicon))
        and zh.count(word) <= 1
    ]
    if not denied:
        return
    right = en_word_table(en)
    low, high = (bisect_left(right.starts, at) for at in (target.start, target.end))
    stems = list(map(stem_word, right.texts[low:high]))
    for cue, known in denied:
        held = known.keys() & stems
        if not held:
            continue
        at = min(map(stems.index, held), key=lambda at: (-known[stems[at]], at))
        if is_content_en(right.texts[low + at]) and stems.count(stems[at]) == 1:
            yield cue, Span(right.starts[low + at], right.ends[low + at])


def _lookup_partners(word: str, lexicon: Lexicon) -> dict[str, float]:
    """Return the stems that a Chinese word and they translate by each other, and how surely."""
    _, places, ahead, back = lexicon.rows([word])
    joint = ahead * back
    sure = joint >= PARTNER
    return dict(
        zip(
            map(lexicon.en.words.__getitem__, places[sure].tolist()),
            joint[sure].tolist(),
            strict=True,
        )
    )


def _find_denied_word(zh: str, words: WordTable, cue: Cue) -> str | None:
    """Return the content word that follows a negation within its clause."""
    start, end = cue.span.start, cue.span.end
    after = bisect_left(words.starts, end)
    if after and words.ends[after - 1] > end and words.starts[after - 1] < start:
        return None  # the negation is a part of a longer word
    farthest = end + (REACH if cue.sure else 0)
    for at in range(after, bisect_right(words.starts, farthest)):
        if not _STOPS.isdisjoint(zh[end : words.starts[at]]):
            return None
        if len(words.texts[at]) > 1 and is_content_zh(words.texts[at]):
            return words.texts[at]
    return None
