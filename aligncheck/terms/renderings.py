"""How a document renders its recurring terms, as the translation table reads its pairs.

Only clear cases count: a run of English words that are the best partners of one Chinese term, and
the best partners of nothing else in the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, count

import numpy as np

from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.report import Pair
from aligncheck.terms.extraction import Term, find_recurring_terms
from aligncheck.text.words import (
    GLUE_EN,
    WordTable,
    en_word_table,
    is_content_en,
    stem_word,
    zh_word_table,
)

LEAST = 3  # occurrences that make a term of a word
PARTNER = 0.1  # least strength of a term's best English word
PART = 0.01  # … of its other words
RIVAL = 0.5  # share of that at which an English word belongs to another Chinese word as well
Wanted = Callable[[Sequence[Set[str]]], bool]


@dataclass(frozen=True, slots=True)
class Rendering:
    """One occurrence of a term: where it stands in which pair, and the English it has there."""

    pair: Pair
    source: Span
    target: Span
    text: str


@dataclass(eq=False)
class _Link:
    """A sentence pair cut into words; the English only when asked for. Spans are the sentence's."""

    pair: Pair
    zh: WordTable
    source: Span
    target: Span

    @cached_property
    def en(self) -> WordTable:
        """The words of the English sentence."""
        return en_word_table(self.target.cut(self.pair.target.text) if self.pair.target else "")

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each word of the English sentence."""
        return list(map(stem_word, self.en.texts))

    @cached_property
    def said(self) -> frozenset[str]:
        """All stems of the English sentence."""
        return frozenset(self.stems)


def find_renderings(
    pairs: Sequence[Pair],
    lexicon: Lexicon,
    least: int = LEAST,
    shortest: int = 2,
    wanted: Wanted | None = None,
) -> dict[str, list[Rendering]]:
    """Return the renderings of every recurring term, in order of the document.

    `shortest` is the least number of characters of a term. `wanted` may spare us a term: it is
    told the stems that each rendering can be made of, none where nothing is known to be one.
    """
    links = [link for pair in pairs for link in _sentence_links(pair)]
    often = find_recurring_terms([link.zh for link in links], least)
    terms = {term for term in often if len("".join(term)) >= shortest}
    rows = _stem_strengths({word for term in terms for word in term}, lexicon)
    held = [
        (link, low, high, _own_stems(link, low, high, rows) if lone else {})
        for link, low, high, lone in _find_terms(links, terms)
    ]
    if wanted is not None:
        stems: dict[Term, list[Set[str]]] = defaultdict(list)
        for link, low, high, own in held:
            stems[tuple(link.zh.texts[low:high])].append(own.keys())
        kept = {term for term, its in stems.items() if wanted(its)}
        held = [one for one in held if tuple(one[0].zh.texts[one[1] : one[2]]) in kept]
    held = [one for one in held if one[3]]
    beside = {word for link, *_ in held for word in link.zh.texts} - rows.keys()
    rows |= _stem_strengths(beside, lexicon, {stem for *_, own in held for stem in own})
    found: dict[str, list[Rendering]] = defaultdict(list)
    for link, low, high, own in held:
        if (run := _rendering_run(link, low, high, own, rows)) is not None:
            found["".join(link.zh.texts[low:high])].append(_build_rendering(link, low, high, run))
    return dict(found)


def _sentence_links(pair: Pair) -> Iterator[_Link]:
    if pair.source is None or pair.target is None or pair.note is not None:
        return
    linked = [(s.source, s.target) for s in pair.sentences if s.source and s.target]
    if not linked:
        linked = [(_whole_span(len(pair.source.text)), _whole_span(len(pair.target.text)))]
    for zh, en in linked:
        words = zh_word_table(zh.cut(pair.source.text))
        if words.texts and en.cut(pair.target.text).strip():
            yield _Link(pair, words, zh, en)


def _whole_span(length: int) -> Span:
    return Span(0, length)


def _find_terms(links: Sequence[_Link], terms: Set[Term]) -> Iterator[tuple[_Link, int, int, bool]]:
    """Find the terms of each sentence as places low..high, the longest first at each.

    The last value tells whether a term stands in its sentence once.
    """
    sizes: dict[str, list[int]] = defaultdict(list)  # of the terms that begin with a word
    for term in sorted(terms, key=len, reverse=True):
        if len(term) not in sizes[term[0]]:
            sizes[term[0]].append(len(term))
    for link in links:
        texts = link.zh.texts
        if sizes.keys().isdisjoint(texts):
            continue
        heads = list(compress(count(), map(sizes.__contains__, texts)))
        end = 0
        for low in heads:
            if low < end:
                continue
            for size in sizes[texts[low]]:
                if (term := tuple(texts[low : low + size])) in terms:
                    end = low + len(term)
                    lone = sum([tuple(texts[i : i + end - low]) == term for i in heads]) == 1
                    yield link, low, end, lone
                    break


def _stem_strengths(
    words: Iterable[str], lexicon: Lexicon, stems: Set[str] | None = None
) -> dict[str, dict[str, float]]:
    """Return for each Chinese word which of the stems it may have, by p(en|zh)·√p(zh|en).

    "foreign" belongs to 对外贸易 though it has other uses. What is too weak to be a rival is out.
    """
    rows = {word: dict[str, float]() for word in words}
    held = list(rows)
    owner, places, ahead, back = lexicon.rows(held, stems)
    joint = ahead * np.sqrt(back)
    strong = joint >= RIVAL * PART
    told = (column[strong].tolist() for column in (owner, places, joint))
    for i, place, value in zip(*told, strict=True):
        rows[held[i]][lexicon.en.words[place]] = value
    return rows


def _own_stems(
    link: _Link, low: int, high: int, rows: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Return the stems of the English that the Chinese words low..high may have."""
    own: dict[str, float] = {}
    for text in link.zh.texts[low:high]:
        row, some = rows[text], False
        for root in filter(link.said.__contains__, row):
            if (p := row[root]) >= PART:
                some = True
                own[root] = max(p, own.get(root, 0.0))
        if not some:
            return {}
    return own if sum(own.values()) >= PARTNER else {}


def _rendering_run(
    link: _Link,
    low: int,
    high: int,
    own: Mapping[str, float],
    rows: Mapping[str, Mapping[str, float]],
) -> tuple[int, int] | None:
    """Return the run of English words that the Chinese words low..high alone have."""
    texts, said = link.zh.texts, link.en.texts
    places = _stem_places(link, own, texts[:low], texts[high:], rows)
    if not places:
        return None
    first, last = places[0], places[-1]
    between = [said[j] for j in range(first, last + 1) if j not in places]
    if any(text not in GLUE_EN and text != "-" for text in between):
        return None
    return first, last + 1


def _stem_places(
    link: _Link,
    own: Mapping[str, float],
    before: Sequence[str],
    behind: Sequence[str],
    rows: Mapping[str, Mapping[str, float]],
) -> list[int]:
    """Return where the stems stand that are a term's own; none if a rival claims one of them."""
    places: list[int] = []
    best = 0.0
    for word, strength in own.items():
        here = [j for j, one in enumerate(link.stems) if one == word]
        here = [j for j in here if is_content_en(link.en.texts[j])]
        first = max([rows[text].get(word, 0.0) for text in before], default=0.0)
        if not here or first >= strength:
            continue
        after = max([rows[text].get(word, 0.0) for text in behind], default=0.0)
        if after > strength:
            continue
        if max(first, after) >= RIVAL * strength:
            return []
        places += here
        best += strength  # a rendering of several words shares the probability among them
    return sorted(places) if best >= PARTNER else []


def _build_rendering(link: _Link, low: int, high: int, run: tuple[int, int]) -> Rendering:
    source = Span(link.zh.starts[low], link.zh.ends[high - 1])
    target = Span(link.en.starts[run[0]], link.en.ends[run[1] - 1])
    source, target = source.shift(link.source.start), target.shift(link.target.start)
    side = link.pair.target
    return Rendering(link.pair, source, target, target.cut(side.text) if side else "")


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of a rendering's content words: what two renderings are compared by."""
    return frozenset(stem_word(word) for word in en_word_table(text).texts if is_content_en(word))
