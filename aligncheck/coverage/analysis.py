"""Examine pairs: which words were dropped or added, where they belong, how good the whole is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from aligncheck.coverage import glosses, pair_probabilities, span_merging
from aligncheck.coverage.chunks import ChunkWords, Task, read_chunk, split_chunks
from aligncheck.coverage.opposites import find_opposites
from aligncheck.coverage.pair_probabilities import Sums
from aligncheck.coverage.placement import gap_probabilities, likely_places, raise_at_gaps
from aligncheck.coverage.suggestions import suggest_translations
from aligncheck.coverage.word_matches import match_words
from aligncheck.document import Span
from aligncheck.models import detector_features
from aligncheck.models.encoder import Floats, Mask
from aligncheck.models.judge import Judgement, WordPair
from aligncheck.models.model_bundle import Models
from aligncheck.report import (
    Added,
    Dropped,
    Mistranslated,
    TargetScore,
    WordMatch,
    WordScore,
)
from aligncheck.text.abbreviations import says_otherwise
from aligncheck.text.words import (
    Word,
    is_content_en,
    is_content_zh,
    is_numeral,
)

_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")

SIDE_BY_SIDE = 64  # pairs
DROPPED_AT = 0.25  # least probability of a dropped word to be told of (as info)
ADDED_AT = 0.3
MISTRANSLATED_AT = 0.15  # least probability of a mistranslated word to be told of (as info)
DATE_WORDS = frozenset("世纪 年代 年份 月份 年度 季度".split())  # said where the date is
LONGEST_NAME = 4  # content words of a name that may be said by its initials
MOST_SUGGESTED = 2  # content words; of more, words strung together are no English
LEAST_SAID = 0.2  # how surely a target word must be a source word's partner to be shown with it
# What the odds of a word count as a finding: pairs with omissions or additions weighed more in
# training than they do in text. Set so that faithful segments stay quiet (docs/figures.md).
DROPPED_ODDS, ADDED_ODDS = 0.85, 0.33


@dataclass(frozen=True, slots=True)
class CoverageEvidence:
    """What was found out about a pair; spans are offsets into the pair's texts.

    `graded` is the judge's own mark of the whole, from 0 to 1; `judged` its probability that
    important content is missing, None where the judge gives none.
    """

    sums: Sums
    graded: float
    coverage: float
    weight: float
    words: tuple[WordScore, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    added: tuple[Added, ...] = ()
    mistranslated: tuple[Mistranslated, ...] = ()
    english: tuple[TargetScore, ...] = ()
    judged: float | None = None
    matches: tuple[WordMatch, ...] = ()

    @property
    def omission(self) -> float:
        """The probability that important source content is missing."""
        if self.judged is not None:
            return self.judged
        return pair_probabilities.omission_probability(self.sums, self.dropped)

    @property
    def addition(self) -> float:
        """The probability that the target adds content."""
        return pair_probabilities.addition_probability(self.sums, self.added)

    @property
    def quality(self) -> float:
        """The probability that a professional finds no Major error."""
        if self.judged is not None:
            return self.graded
        return pair_probabilities.quality_probability(self.sums, self.graded)


def analyse_pairs(tasks: Iterable[Task], models: Models) -> Iterator[CoverageEvidence | None]:
    """Examine pairs chunk by chunk along their sentence links; None if a side has no words.

    SIDE_BY_SIDE pairs are examined at once.
    """
    rest = iter(tasks)
    while some := list(islice(rest, SIDE_BY_SIDE)):
        reading = [[read_chunk(task, c) for c in split_chunks(task)] for task in some]
        read = [[chunk for chunk in chunks if chunk is not None] for chunks in reading]
        flat = [chunk for chunks in read for chunk in chunks]
        known = detector_features.extract_features(
            [(c.zh, c.en) for c in flat], models.words, models.lexicon
        )
        judged = models.judge.judge(
            [_pair_words(task_chunk, f) for task_chunk, f in zip(flat, known, strict=True)]
        )
        told = (_analyse_chunk(*each, models) for each in zip(flat, judged, strict=True))
        for chunks in read:
            yield _merge_chunks([next(told) for _ in chunks]) if chunks else None


def _pair_words(read: ChunkWords, known: detector_features.Features) -> WordPair:
    """Return the chunk with its words' spans as offsets into its own texts."""
    source, target = read.texts
    return WordPair(
        source,
        target,
        _shift_words(read.zh, -read.chunk.source.start),
        _shift_words(read.en, -read.chunk.target.start),
        known,
    )


def _shift_words(words: Sequence[Word], by: int) -> list[Word]:
    return [Word(word.text, word.span.shift(by)) for word in words]


def _analyse_chunk(read: ChunkWords, tags: Judgement, models: Models) -> CoverageEvidence:
    chunk, zh, en = read.chunk, read.zh, read.en
    kept = np.array([chunk.keep.start <= w.span.start < chunk.keep.end for w in zh])
    content = kept & [is_content_zh(w.text) and not is_numeral(w.text) for w in zh]
    content &= ~(read.settled[0] & np.array([w.text in DATE_WORDS for w in zh], np.bool_))
    content_en = np.array([is_content_en(w.text) and not _is_number(w.text) for w in en])
    weight = np.array([len(word.text) for word in zh]) * content
    gaps = gap_probabilities(en, read.holes)
    places = likely_places(tags, gaps)
    omitted = raise_at_gaps(tags.omitted, content, places, gaps)
    omitted = np.where(glosses.find_glossed(zh, en), glosses.SAID * omitted, omitted)
    missing = float((omitted * weight).sum())
    found = CoverageEvidence(
        pair_probabilities.sum_source(omitted[kept & ~read.settled[0]]),
        tags.quality,
        1 - missing / max(float(weight.sum()), 1.0),
        max(float(weight.sum()), 1.0),
        tuple(
            WordScore(w.span, round(float(p), 4), round(float(q), 4))
            for w, p, q, keep in zip(zh, omitted, tags.mistranslated, kept, strict=True)
            if keep
        ),
        tuple(_find_omissions(read, _scale_odds(omitted, DROPPED_ODDS), content, places, models)),
        mistranslated=(
            *find_opposites(zh, en, models.lexicon),
            *_find_mistranslations(zh, en, tags, content),
        ),
        judged=None if tags.omission < 0 else round(tags.omission, 4),
        matches=tuple(match_words(zh, en, tags.evidence, omitted, content)),
    )
    if chunk.keep != chunk.source:
        return found  # the target belongs to another chunk, which tells of it
    return replace(
        found,
        sums=found.sums + pair_probabilities.sum_target(tags, ~read.settled[1]),
        added=tuple(_find_additions(en, _scale_odds(tags.added, ADDED_ODDS), content_en, ADDED_AT)),
        english=tuple(
            TargetScore(w.span, round(float(a), 4), round(float(b), 4))
            for w, a, b in zip(en, tags.added, tags.bad, strict=True)
        ),
    )


def _is_number(word: str) -> bool:
    """Return whether a word is a number, which has rules of its own, or a heading's Roman one."""
    return word[0].isdigit() or _ROMAN.fullmatch(word) is not None


def _scale_odds(probability: Floats, factor: float) -> Floats:
    """Multiply odds by `factor`."""
    return np.asarray(factor * probability / (1 - (1 - factor) * probability), dtype=np.float32)


def _find_omissions(
    read: ChunkWords, omitted: Floats, content: Mask, places: Floats, models: Models
) -> list[Dropped]:
    zh, en = read.zh, read.en
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
        likely = suggest_translations(words, said, models.phrases, models.lexicon)
        if len(words) <= LONGEST_NAME and says_otherwise(likely, read.texts[1]):
            continue
        shown = likely if len(words) <= MOST_SUGGESTED else ()
        found.append(Dropped(span, round(chance, 4), Span(at, at), shown))
    return found


def _find_mistranslations(
    zh: list[Word], en: list[Word], tags: Judgement, content: Mask
) -> list[Mistranslated]:
    """Return source words that the target seems to say as another thing, and what it says."""
    found = []
    for low, high in span_merging.find_spans(tags.mistranslated, content, MISTRANSLATED_AT):
        said = tags.partners[low:high].max(axis=0)
        j = int(said.argmax())
        span = Span(zh[low].span.start, zh[high - 1].span.end)
        chance = round(float(tags.mistranslated[low:high].max()), 4)
        found.append(Mistranslated(span, en[j].span if said[j] >= LEAST_SAID else None, chance))
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
        tuple(x for p in parts for x in p.mistranslated),
        tuple(x for p in parts for x in p.english),
        _join_judged([p.judged for p in parts]),
        tuple(x for p in parts for x in p.matches),
    )


def _join_judged(chances: Sequence[float | None]) -> float | None:
    """Return the probability that any chunk lacks something; None where no judge said."""
    said = [chance for chance in chances if chance is not None]
    return round(max(said), 4) if said else None
