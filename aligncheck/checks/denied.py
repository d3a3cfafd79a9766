"""Where the English says the word that a Chinese negation denies, by the translation table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from aligncheck.coverage import lexicon
from aligncheck.document import Span
from aligncheck.text.negation import Cue
from aligncheck.text.words import Word, en_words, is_content_en, is_content_zh, stem, zh_words

PARTNER = 0.1  # least p(English | Chinese) · p(Chinese | English) of the denied word's partner
REACH = 4  # characters behind a plain negation in which the denied word begins; 不 must touch it
_STOPS = frozenset('，。；、：？！,;:?!（）()“”"')


def partners(
    zh: str, source: Span, cues: Sequence[Cue], en: str, target: Span
) -> Iterator[tuple[Cue, Span]]:
    """Yield the cues whose denied word has one clear partner in the English, and where it is."""
    if not cues:
        return
    words = zh_words(zh)
    denied = [(cue, word) for cue in cues if (word := _after(zh, words, cue)) is not None]
    if not denied:
        return
    right = [w for w in en_words(en) if target.start <= w.span.start < target.end]
    stems = [stem(word.text) for word in right]
    for cue, word in denied:
        known = _partners(word.text)
        held = known.keys() & stems
        if not held or zh.count(word.text) > 1:
            continue
        at = min(map(stems.index, held), key=lambda at: (-known[stems[at]], at))
        if is_content_en(right[at].text) and stems.count(stems[at]) == 1:
            yield cue, right[at].span


@lru_cache(maxsize=4096)
def _partners(word: str) -> dict[str, float]:
    """Return the stems that a Chinese word and they translate by each other, and how surely."""
    table = lexicon.load()
    _, places, ahead, back = table.rows([word])
    strength = ahead * back
    sure = strength >= PARTNER
    found = zip(places[sure].tolist(), strength[sure].tolist(), strict=True)
    return {table.en.words[place]: p for place, p in found}


def _after(zh: str, words: Sequence[Word], cue: Cue) -> Word | None:
    """Return the content word that follows a negation within its clause."""
    for word in words:
        if word.span.start < cue.span.end:
            if word.span.end > cue.span.end and word.span.start < cue.span.start:
                return None  # the negation is a part of a longer word
            continue
        if word.span.start - cue.span.end > (REACH if cue.sure else 0):
            return None
        if set(zh[cue.span.end : word.span.end]) & _STOPS:
            return None
        if len(word.text) > 1 and is_content_zh(word.text):
            return word
    return None
