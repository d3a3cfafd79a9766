"""How a document renders its recurring terms, as the translation table reads its pairs.

Only clear cases count: a run of English words that are the best partners of one Chinese term, and
the best partners of nothing else in the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from aligncheck.coverage import lexicon
from aligncheck.coverage.lexicon import Floats
from aligncheck.document import Span
from aligncheck.report import Pair
from aligncheck.text.words import (
    GLUE_EN,
    Word,
    en_words,
    is_content_en,
    is_content_zh,
    is_han,
    is_numeral,
    stem,
    zh_words,
)

LEAST = 3  # occurrences that make a term of a word
LONGEST = 4  # Chinese words of a term
PARTNER = 0.1  # least strength of a term's best English word
PART = 0.01  # … of its other words
RIVAL = 0.5  # share of that at which an English word belongs to another Chinese word as well


@dataclass(frozen=True, slots=True)
class Rendering:
    """One occurrence of a term: where it stands in which pair, and the English it has there."""

    pair: Pair
    source: Span
    target: Span
    text: str


@dataclass(frozen=True)
class _Link:
    """A sentence pair cut into words; the English only when asked for."""

    pair: Pair
    zh: tuple[Word, ...]
    target: Span

    @cached_property
    def en(self) -> tuple[Word, ...]:
        """The words of the English sentence."""
        text = self.pair.target.text if self.pair.target else ""
        return _shifted(en_words(self.target.cut(text)), self.target.start)


def renderings(
    pairs: Sequence[Pair], least: int = LEAST, shortest: int = 2
) -> dict[str, list[Rendering]]:
    """Return the renderings of every recurring term, in order of the document.

    `shortest` is the least number of characters of a term.
    """
    links = [link for pair in pairs for link in _links(pair)]
    often = recurring([link.zh for link in links], least)
    terms = {term: n for term, n in often.items() if len("".join(term)) >= shortest}
    longest = max(map(len, terms), default=0)
    heads = {term[0] for term in terms}
    found: dict[str, list[Rendering]] = defaultdict(list)
    for link in links:
        places = list(_places(link.zh, terms, heads, longest))
        if not places:
            continue
        strength = _strength(link, places)
        for low, high in places:
            if (run := _run(link, low, high, strength)) is not None:
                term = "".join(word.text for word in link.zh[low:high])
                found[term].append(_rendering(link, low, high, run))
    return dict(found)


def recurring(texts: Sequence[Sequence[Word]], least: int) -> Mapping[tuple[str, ...], int]:
    """Count the words, and the longest runs of words, that come at least `least` times.

    A part of a longer term that never stands alone is no term of its own.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for words in texts:
        counts.update(_runs(words))
    often = {term: n for term, n in counts.items() if n >= least and len("".join(term)) > 1}
    inside = {part for term, n in often.items() for part in _parts(term) if often.get(part) == n}
    return {term: n for term, n in often.items() if term not in inside}


def _parts(term: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for low in range(len(term)):
        for high in range(low + 1, len(term) + 1):
            if high - low < len(term):
                yield term[low:high]


def _runs(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of up to LONGEST words that touch and may be parts of a term."""
    open_: list[str] = []
    end = -1
    for text, span in words:
        if not _fits(text):
            open_.clear()
            continue
        if span.start != end:
            open_.clear()
        end = span.end
        open_ = [*open_[1 - LONGEST :], text]
        for low in range(len(open_)):
            yield tuple(open_[low:])


@lru_cache(maxsize=16384)
def _fits(text: str) -> bool:
    return is_han(text[0]) and is_content_zh(text) and not is_numeral(text)


def _links(pair: Pair) -> Iterator[_Link]:
    if pair.source is None or pair.target is None or pair.note is not None:
        return
    whole = (Span(0, len(pair.source.text)), Span(0, len(pair.target.text)))
    linked = [(s.source, s.target) for s in pair.sentences if s.source and s.target] or [whole]
    for zh, en in linked:
        words = zh_words(zh.cut(pair.source.text))
        if words and en.cut(pair.target.text).strip():
            yield _Link(pair, _shifted(words, zh.start), en)


def _shifted(words: Sequence[Word], by: int) -> tuple[Word, ...]:
    return tuple(Word(word.text, word.span.shift(by)) for word in words) if by else tuple(words)


def _places(
    words: Sequence[Word], terms: Mapping[tuple[str, ...], int], heads: set[str], longest: int
) -> Iterator[tuple[int, int]]:
    """Find the terms of a sentence, the longest first at each place; `heads` begin them."""
    texts = [word.text for word in words]
    low = 0
    while low < len(texts):
        if texts[low] in heads:
            for high in range(min(len(texts), low + longest), low, -1):
                if tuple(texts[low:high]) in terms:
                    yield low, high
                    low = high - 1
                    break
        low += 1


def _strength(link: _Link, places: Sequence[tuple[int, int]]) -> Floats:
    """Return p(en|zh)·√p(zh|en): "foreign" belongs to 对外贸易 though it has other uses.

    Only the columns of English words that a term at `places` may have are filled in.
    """
    zh, stems = [word.text for word in link.zh], [stem(word.text) for word in link.en]
    full = np.zeros((len(zh), len(stems)), np.float32)
    inside = sorted({zh[i] for low, high in places for i in range(low, high)})
    columns = np.flatnonzero(_joint(inside, stems).max(axis=0) >= PART)
    if columns.size:
        full[:, columns] = _joint(zh, [stems[j] for j in columns])
    return full


def _joint(zh: list[str], en: list[str]) -> Floats:
    ahead, back = lexicon.load().matrices(zh, en)
    return np.asarray(ahead * np.sqrt(back), dtype=np.float32)


def _run(link: _Link, low: int, high: int, strength: Floats) -> tuple[int, int] | None:
    """Return the run of English words that the Chinese words low..high alone have."""
    texts = [word.text for word in link.zh]
    if sum(texts[i : i + high - low] == texts[low:high] for i in range(len(texts))) > 1:
        return None
    inside = strength[low:high]
    own = [
        j
        for j in np.flatnonzero(inside.max(axis=0) >= PART).tolist()
        if is_content_en(link.en[j].text) and low <= int(strength[:, j].argmax()) < high
    ]
    if not own or any(inside[i].max() < PART for i in range(high - low)):
        return None
    first, last = own[0], own[-1]
    between = [link.en[j].text for j in range(first, last + 1) if j not in own]
    if any(text not in GLUE_EN and text != "-" for text in between):
        return None
    others = [i for i in range(len(link.zh)) if not low <= i < high]
    best = inside[:, own].max(axis=0)
    if others and bool((strength[others][:, own].max(axis=0) >= RIVAL * best).any()):
        return None
    return (first, last + 1) if float(best.max()) >= PARTNER else None


def _rendering(link: _Link, low: int, high: int, run: tuple[int, int]) -> Rendering:
    source = Span(link.zh[low].span.start, link.zh[high - 1].span.end)
    target = Span(link.en[run[0]].span.start, link.en[run[1] - 1].span.end)
    side = link.pair.target
    return Rendering(link.pair, source, target, target.cut(side.text) if side else "")


def heart(text: str) -> frozenset[str]:
    """Return the stems of a rendering's content words: what two renderings are compared by."""
    return frozenset(stem(w.text) for w in en_words(text) if is_content_en(w.text))
