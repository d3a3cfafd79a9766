"""How a document renders its recurring terms, as the translation table reads its pairs.

Only clear cases count: a run of English words that are the best partners of one Chinese term, and
the best partners of nothing else in the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from aligncheck.coverage import lexicon
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
    """A sentence pair cut into words; the English only when asked for. Spans are the sentence's."""

    pair: Pair
    zh: list[Word]
    source: Span
    target: Span

    @cached_property
    def en(self) -> list[Word]:
        """The words of the English sentence."""
        return en_words(self.target.cut(self.pair.target.text)) if self.pair.target else []

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each stem of the English sentence stands among its words."""
        places: dict[str, list[int]] = defaultdict(list)
        for j, word in enumerate(self.en):
            places[stem(word.text)].append(j)
        return dict(places)


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
    held = [(link, list(_places(link.zh, terms, heads, longest))) for link in links]
    rows = _rows({word.text for link, places in held if places for word in link.zh})
    found: dict[str, list[Rendering]] = defaultdict(list)
    for link, places in held:
        texts = [word.text for word in link.zh] if places else []
        for low, high in places:
            if (run := _run(link, texts, low, high, rows)) is not None:
                found["".join(texts[low:high])].append(_rendering(link, low, high, run))
    return dict(found)


def recurring(texts: Sequence[Sequence[Word]], least: int) -> Mapping[tuple[str, ...], int]:
    """Count the words, and the longest runs of words, that come at least `least` times.

    A part of a longer term that never stands alone is no term of its own.
    """
    runs = [text for words in texts for text in _runs(words)]
    often: dict[tuple[str, ...], int] = {}
    for size in range(1, LONGEST + 1):
        counts = Counter(zip(*(runs[at:] for at in range(size)), strict=False))
        often |= {
            term: n
            for term, n in counts.items()
            if n >= least and "" not in term and len("".join(term)) > 1
        }
    inside = {part for term, n in often.items() for part in _parts(term) if often.get(part) == n}
    return {term: n for term, n in often.items() if term not in inside}


def _parts(term: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for low in range(len(term)):
        for high in range(low + 1, len(term) + 1):
            if high - low < len(term):
                yield term[low:high]


def _runs(words: Sequence[Word]) -> Iterator[str]:
    """Yield the words that may be parts of a term, and "" where two do not touch."""
    end = -1
    for text, span in words:
        if not _fits(text):
            continue
        if span.start != end:
            yield ""
        end = span.end
        yield text
    yield ""


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
            yield _Link(pair, words, zh, en)


def _places(
    words: Sequence[Word], terms: Mapping[tuple[str, ...], int], heads: set[str], longest: int
) -> Iterator[tuple[int, int]]:
    """Find the terms of a sentence, the longest first at each place; `heads` begin them."""
    texts = [word.text for word in words]
    if heads.isdisjoint(texts):
        return
    low = 0
    while low < len(texts):
        if texts[low] in heads:
            for high in range(min(len(texts), low + longest), low, -1):
                if tuple(texts[low:high]) in terms:
                    yield low, high
                    low = high - 1
                    break
        low += 1


def _rows(words: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
    """Return for each Chinese word the stems it may have, by p(en|zh)·√p(zh|en).

    "foreign" belongs to 对外贸易 though it has other uses. What is too weak to be a rival is out.
    """
    table, rows = lexicon.load(), {word: dict[str, float]() for word in words}
    held = list(rows)
    owner, places, ahead, back = table.rows(held)
    joint = ahead * np.sqrt(back)
    strong = joint >= RIVAL * PART
    told = (column[strong].tolist() for column in (owner, places, joint))
    for i, place, value in zip(*told, strict=True):
        rows[held[i]][table.en.words[place]] = value
    return rows


def _run(
    link: _Link, texts: list[str], low: int, high: int, rows: Mapping[str, Mapping[str, float]]
) -> tuple[int, int] | None:
    """Return the run of English words that the Chinese words low..high alone have."""
    term, size = texts[low:high], high - low
    again = texts.count(term[0]) > 1
    if again and sum(texts[i : i + size] == term for i in range(len(texts))) > 1:
        return None
    own: dict[str, float] = {}
    for text in term:
        held = {stem: p for stem, p in rows[text].items() if p >= PART and stem in link.places}
        if not held:
            return None
        own.update((stem, p) for stem, p in held.items() if p > own.get(stem, 0.0))
    if sum(own.values()) < PARTNER:
        return None
    places = _places_of(link, own, [rows[t] for t in texts[:low]], [rows[t] for t in texts[high:]])
    if not places:
        return None
    first, last = places[0], places[-1]
    between = [link.en[j].text for j in range(first, last + 1) if j not in places]
    if any(text not in GLUE_EN and text != "-" for text in between):
        return None
    return first, last + 1


def _places_of(
    link: _Link,
    own: Mapping[str, float],
    before: Sequence[Mapping[str, float]],
    behind: Sequence[Mapping[str, float]],
) -> list[int]:
    """Return where the stems stand that are a term's own; none if a rival claims one of them."""
    places: list[int] = []
    best = 0.0
    for word, strength in own.items():
        here = [j for j in link.places[word] if is_content_en(link.en[j].text)]
        first = max([row[word] for row in before if word in row], default=0.0)
        after = max([row[word] for row in behind if word in row], default=0.0)
        if not here or first >= strength or after > strength:
            continue
        if max(first, after) >= RIVAL * strength:
            return []
        places += here
        best += strength  # a rendering of several words shares the probability among them
    return sorted(places) if best >= PARTNER else []


def _rendering(link: _Link, low: int, high: int, run: tuple[int, int]) -> Rendering:
    source = Span(link.zh[low].span.start, link.zh[high - 1].span.end)
    target = Span(link.en[run[0]].span.start, link.en[run[1] - 1].span.end)
    source, target = source.shift(link.source.start), target.shift(link.target.start)
    side = link.pair.target
    return Rendering(link.pair, source, target, target.cut(side.text) if side else "")


def heart(text: str) -> frozenset[str]:
    """Return the stems of a rendering's content words: what two renderings are compared by."""
    return frozenset(stem(w.text) for w in en_words(text) if is_content_en(w.text))
