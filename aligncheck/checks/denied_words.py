"""Where the English says the word that a Chinese negation denies, by the translation table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from aligncheck.document import Span
from aligncheck.models import lexicon
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
    zh: str, source: Span, cues: Sequence[Cue], en: str, target: Span
) -> Iterator[tuple[Cue, Span]]:
    """Yield the cues whose denied word has one clear partner in the English, and where it is."""
    if not cues:
        return
    words = zh_word_table(zh)
    denied = [
        (cue, known)
        for cue in cues
        if (word := _find_denied_word(zh, words, cue))
        and (known := _lookup_partners(word))
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


@lru_cache(maxsize=4096)
def _lookup_partners(word: str) -> dict[str, float]:
    """Return the stems that a Chinese word and they translate by each other, and how surely."""
    table = lexicon.load_lexicon()
    size, parts = len(table.en), table.parts(word)
    rows = np.array([table.zh[part] for part, _ in parts], np.int64) * size
    stems = _select_likely_stems(table, rows, size)
    if not stems:
        return {}
    weights = np.array([weight for _, weight in parts], np.float32)
    keys = rows[:, None] + np.array(stems)
    at = table.keys.searchsorted(keys).clip(max=len(table.keys) - 1)
    weighed = (table.keys[at] == keys) * weights[:, None]
    joint = (table.forward[at] * weighed).max(axis=0) * (table.backward[at] * weighed).max(axis=0)
    found = zip(stems, joint.tolist(), (joint >= PARTNER).tolist(), strict=True)
    return {table.en.words[place]: p for place, p, sure in found if sure}


def _select_likely_stems(table: lexicon.Lexicon, rows: lexicon.Ints, size: int) -> list[int]:
    """Return the stems of the rows of which either probability alone reaches the product's."""
    ahead: dict[int, None] = {}
    back: set[int] = set()
    bounds = table.keys.searchsorted(np.concatenate([rows, rows + size])).reshape(2, -1)
    for row, low, high in zip(rows.tolist(), *bounds.tolist(), strict=True):
        keys = table.keys[low:high]
        ahead.update(dict.fromkeys((keys[table.forward[low:high] >= PARTNER] - row).tolist()))
        back.update((keys[table.backward[low:high] >= PARTNER] - row).tolist())
    return [stem for stem in ahead if stem in back]


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
