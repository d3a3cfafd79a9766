"""Examine pairs: which words were dropped or added, where they belong, how good the whole is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from aligncheck.coverage import pair_probabilities, shared_quantities, span_merging
from aligncheck.coverage.pair_probabilities import Sums
from aligncheck.coverage.suggestions import suggest_translations
from aligncheck.document import Span
from aligncheck.models import detector_features, lexicon, static_encoder, word_detector
from aligncheck.models.detector_features import Features
from aligncheck.models.encoder import Floats, Mask
from aligncheck.models.word_detector import Tags, WordDetector
from aligncheck.report import Added, Dropped, SentenceLink, WordScore
from aligncheck.text.words import (
    Word,
    en_words,
    is_content_en,
    is_content_zh,
    is_han,
    is_numeral,
    zh_words,
)

_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")

SIDE_BY_SIDE = 64  # pairs
CHUNK = 6  # Chinese words; a shorter sentence is read together with the next
DROPPED_AT = 0.25  # least probability of a dropped word to be told of (as info)
ADDED_AT = 0.3
# What the odds of a word count as a finding: pairs with omissions or additions weighed more in
# training than they do in text. Set so that faithful segments stay quiet (docs/figures.md).
DROPPED_ODDS, ADDED_ODDS = 0.85, 0.33
# A hole in the English where a word of the source should stand, and that word without a partner,
# are two witnesses that look at different evidence: the hole multiplies the odds of the drop.
HOLE_ODDS = 40.0  # at probability 1
LEAST_BACKED = 0.05  # probability a word must have of its own


@dataclass(frozen=True, slots=True)
class TargetWord:
    """One target word and its probabilities of being added and of being wrong."""

    span: Span
    added: float
    bad: float


@dataclass(frozen=True, slots=True)
class CoverageEvidence:
    """What was found out about a pair; spans are offsets into the pair's texts.

    `graded` is the network's own mark of the whole, from 0 to 1.
    """

    sums: Sums
    graded: float
    coverage: float
    weight: float
    words: tuple[WordScore, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    added: tuple[Added, ...] = ()
    english: tuple[TargetWord, ...] = ()

    @property
    def omission(self) -> float:
        """The probability that important source content is missing."""
        return pair_probabilities.omission_probability(self.sums, self.dropped)

    @property
    def addition(self) -> float:
        """The probability that the target adds content."""
        return pair_probabilities.addition_probability(self.sums, self.added)

    @property
    def quality(self) -> float:
        """The probability that a professional finds no Major error."""
        return pair_probabilities.quality_probability(self.sums, self.graded)


@dataclass(frozen=True, slots=True)
class Task:
    """A pair to examine.

    `holes` are places where the English alone looks broken, with their probability: they attract
    the place of a dropped word.
    """

    source: str
    target: str
    links: Sequence[SentenceLink] = ()
    holes: Sequence[tuple[Span, float]] = ()


def analyse_pairs(
    tasks: Iterable[Task], detector: WordDetector | None = None
) -> Iterator[CoverageEvidence | None]:
    """Examine pairs chunk by chunk along their sentence links; None if a side has no words.

    `detector` takes the place of the one that ships. SIDE_BY_SIDE pairs are examined at once.
    """
    rest = iter(tasks)
    while some := list(islice(rest, SIDE_BY_SIDE)):
        reading = [[_read_chunk(task, c) for c in _split_chunks(task)] for task in some]
        read = [[chunk for chunk in chunks if chunk is not None] for chunks in reading]
        flat = [chunk for chunks in read for chunk in chunks]
        known = detector_features.extract_features(
            [(c.zh, c.en) for c in flat],
            static_encoder.load_static_encoder(),
            lexicon.load_lexicon(),
        )
        tags = (detector or word_detector.load_detector()).tag(known)
        told = (_analyse_chunk(*each) for each in zip(flat, known, tags, strict=True))
        for chunks in read:
            yield _merge_chunks([next(told) for _ in chunks]) if chunks else None


@dataclass(frozen=True, slots=True, order=True)
class _Chunk:
    """What is read together; evidence on the source is kept inside `keep` alone."""

    source: Span
    target: Span
    keep: Span


@dataclass(frozen=True, slots=True)
class _ChunkWords:
    """The words of a chunk; spans are offsets into the pair's texts.

    `settled`: the words of either side that belong to an amount both sides say.
    """

    chunk: _Chunk
    zh: list[Word]
    en: list[Word]
    holes: Sequence[tuple[Span, float]]
    settled: tuple[Mask, Mask]


def _split_chunks(task: Task) -> list[_Chunk]:
    """Group neighbouring sentence links into chunks of CHUNK words or more.

    A source sentence without a partner is read together with the linked sentence after it (else
    before it), which is also read alone: what is missing must not make its neighbour look missing.
    """
    source, target, links = task.source, task.target, task.links
    if len(links) < 2 or not any(_is_linked(link) for link in links):
        full = Span(0, len(source))
        return [_Chunk(full, Span(0, len(target)), full)]
    groups: list[list[SentenceLink]] = [[]]
    chunks: list[_Chunk] = []
    size = 0
    for place, link in enumerate(links):
        if link.source and not link.target:
            beside = [x for x in (*links[place:], *links[place::-1]) if _is_linked(x)][:1]
            read = (
                _enclosing_span([link.source, *(x.source for x in beside)]),
                _enclosing_span([x.target for x in beside]),
            )
            chunks.append(_Chunk(*read, link.source))
            continue
        if any(_is_linked(x) for x in groups[-1]) and size >= CHUNK:
            groups.append([])
            size = 0
        groups[-1].append(link)
        size += len(zh_words(link.source.cut(source))) if link.source else 0
    if len(groups) > 1 and not any(_is_linked(x) for x in groups[-1]):
        groups[-2:] = [groups[-2] + groups[-1]]
    for group in groups:
        own = _enclosing_span([x.source for x in group])
        chunks.append(_Chunk(own, _enclosing_span([x.target for x in group]), own))
    return sorted(chunks)


def _is_linked(link: SentenceLink) -> bool:
    return link.source is not None and link.target is not None


def _enclosing_span(spans: Sequence[Span | None]) -> Span:
    there = [span for span in spans if span is not None]
    return Span(min(s.start for s in there), max(s.end for s in there)) if there else Span(0, 0)


def _read_chunk(task: Task, chunk: _Chunk) -> _ChunkWords | None:
    low, high = chunk.source, chunk.target
    zh = [Word(w.text, w.span.shift(low.start)) for w in zh_words(low.cut(task.source))]
    en = [Word(w.text, w.span.shift(high.start)) for w in _english_words(high.cut(task.target))]
    if not zh or not en:
        return None
    mine, yours = shared_quantities.find_shared_quantities(
        low.cut(task.source), high.cut(task.target)
    )
    settled = (
        shared_quantities.mark_covered_words(zh, [span.shift(low.start) for span in mine]),
        shared_quantities.mark_covered_words(en, [span.shift(high.start) for span in yours]),
    )
    return _ChunkWords(chunk, zh, en, task.holes, settled)


def _analyse_chunk(read: _ChunkWords, known: Features, tags: Tags) -> CoverageEvidence:
    chunk, zh, en = read.chunk, read.zh, read.en
    kept = np.array([chunk.keep.start <= w.span.start < chunk.keep.end for w in zh])
    content = kept & [is_content_zh(w.text) and not is_numeral(w.text) for w in zh]
    content_en = np.array([is_content_en(w.text) and not _is_number(w.text) for w in en])
    weight = np.array([len(word.text) for word in zh]) * content
    gaps = _gap_probabilities(en, read.holes)
    places = _likely_places(known, tags, gaps)
    omitted = _raise_at_gaps(tags.omitted, content, places, gaps)
    missing = float((omitted * weight).sum())
    found = CoverageEvidence(
        pair_probabilities.sum_source(omitted[kept & ~read.settled[0]]),
        tags.quality,
        1 - missing / max(float(weight.sum()), 1.0),
        max(float(weight.sum()), 1.0),
        tuple(
            WordScore(w.span, round(float(p), 4))
            for w, p, keep in zip(zh, omitted, kept, strict=True)
            if keep
        ),
        tuple(_find_omissions(zh, en, _scale_odds(omitted, DROPPED_ODDS), content, places)),
    )
    if chunk.keep != chunk.source:
        return found  # the target belongs to another chunk, which tells of it
    return replace(
        found,
        sums=found.sums + pair_probabilities.sum_target(tags, ~read.settled[1]),
        added=tuple(_find_additions(en, _scale_odds(tags.added, ADDED_ODDS), content_en, ADDED_AT)),
        english=tuple(
            TargetWord(w.span, round(float(a), 4), round(float(b), 4))
            for w, a, b in zip(en, tags.added, tags.bad, strict=True)
        ),
    )


def _english_words(text: str) -> list[Word]:
    """Return the words of the target but for Chinese ones: those translate nothing.

    All of them if there are no others.
    """
    words = en_words(text)
    return [word for word in words if not is_han(word.text[0])] or words


def _is_number(word: str) -> bool:
    """Tell numbers, which have rules of their own, and the Roman ones of headings."""
    return word[0].isdigit() or _ROMAN.fullmatch(word) is not None


def _scale_odds(probability: Floats, factor: float) -> Floats:
    """Multiply odds by `factor`."""
    return np.asarray(factor * probability / (1 - (1 - factor) * probability), dtype=np.float32)


def _find_omissions(
    zh: list[Word], en: list[Word], omitted: Floats, content: Mask, places: Floats
) -> list[Dropped]:
    said = {word.text for word in en}
    found = []
    groups = span_merging.find_spans(omitted, content, DROPPED_AT)
    for low, high in span_merging.merge_overlapping(
        [*groups, *span_merging.find_untranslated_clauses(zh, omitted, content)]
    ):
        chance = 1 - float(np.prod(1 - omitted[low:high][content[low:high]]))
        chance = min(chance, 0.5 + 0.5 * float(omitted[low:high].max()))
        j = int(places[low:high].mean(axis=0).argmax())
        at = en[j - 1].span.end if j else en[0].span.start
        words = [w.text for w, c in zip(zh[low:high], content[low:high], strict=True) if c]
        span = Span(zh[low].span.start, zh[high - 1].span.end)
        found.append(
            Dropped(span, round(chance, 4), Span(at, at), suggest_translations(words, said))
        )
    return found


def _find_additions(
    words: list[Word], probability: Floats, content: Mask, least: float
) -> list[Added]:
    return [
        Added(
            Span(words[low].span.start, words[high - 1].span.end),
            round(float(probability[low:high].max()), 4),
        )
        for low, high in span_merging.find_spans(probability, content, least)
    ]


def _gap_probabilities(en: list[Word], holes: Sequence[tuple[Span, float]]) -> Floats:
    """Return (m + 1,): the probability that the English is broken before word j, m: at the end."""
    gaps = np.zeros(len(en) + 1, dtype=np.float32)
    for span, probability in holes:
        for j, word in enumerate(en):
            if word.span.start >= span.end and (j == 0 or en[j - 1].span.end <= span.start):
                gaps[j] = max(gaps[j], probability)
    return gaps


def _raise_at_gaps(omitted: Floats, content: Mask, places: Floats, gaps: Floats) -> Floats:
    """Raise the likeliest word that belongs where the English has a hole."""
    out = omitted.copy()
    at = places.argmax(axis=1)
    for j in np.flatnonzero(gaps):
        here = np.flatnonzero(content & (abs(at - j) <= 1) & (omitted >= LEAST_BACKED))
        if len(here):
            i = here[omitted[here].argmax()]
            odds = omitted[i] / (1 - omitted[i] + 1e-6) * (1 + HOLE_ODDS * gaps[j])
            out[i] = odds / (1 + odds)
    return out


def _likely_places(known: Features, tags: Tags, gaps: Floats) -> Floats:
    """Return (n, m + 1): how likely each Chinese word belongs before each English one, m: the end.

    Where its neighbours' partners stand, times where the detector sees a gap, times the holes.
    """
    strength = known.pairs[:, :, 3] * known.pairs[:, :, 4] * (1 - tags.omitted[:, None])
    partner, sure = strength.argmax(axis=1), strength.max(axis=1)
    sure = np.where(sure > 0.2, sure, 0)
    weights, expected = np.zeros(known.n), np.zeros(known.n)
    for step in range(1, min(5, known.n)):
        for own, near, beyond in (
            (slice(None, -step), slice(step, None), 0),
            (slice(step, None), slice(None, -step), 1),
        ):
            weights[own] += sure[near] / step
            expected[own] += sure[near] / step * (partner[near] + beyond)
    even = known.m * (np.arange(known.n) + 0.5) / known.n
    centre = np.where(weights > 0, expected / np.where(weights > 0, weights, 1), even)
    gap = tags.gap + 0.02 + (gaps > 0) + 4 * gaps
    far = np.abs(np.arange(known.m + 1) - centre[:, None])
    return np.asarray(gap * np.exp(-far / 4), dtype=np.float32)


def _merge_chunks(parts: list[CoverageEvidence]) -> CoverageEvidence:
    """Put chunks together: an omission in any chunk is one in the pair."""
    weights = np.array([part.weight for part in parts])

    def weighted_mean(values: list[float]) -> float:
        return round(float(np.average(values, weights=weights)), 4)

    return CoverageEvidence(
        sum((p.sums for p in parts), Sums()),
        weighted_mean([p.graded for p in parts]),
        weighted_mean([p.coverage for p in parts]),
        float(weights.sum()),
        tuple(word for p in parts for word in p.words),
        tuple(x for p in parts for x in p.dropped),
        tuple(x for p in parts for x in p.added),
        tuple(x for p in parts for x in p.english),
    )
