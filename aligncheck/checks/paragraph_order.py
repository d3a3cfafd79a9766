"""AC106 and AC203: paragraphs that stand elsewhere, pairs that fit each other's partner."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from aligncheck.alignment.reordering import mark_in_order
from aligncheck.alignment.translation_probability import profile_text, translation_probability
from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.message_quotes import shorten_quote
from aligncheck.checks.pair_groups import group_by_pair
from aligncheck.coverage.pair_scores import similarity_probability
from aligncheck.document import Lang, Span
from aligncheck.models import static_encoder
from aligncheck.report import Finding, Pair, Severity, Side
from aligncheck.rules import Rule

RULES = (
    Rule(
        id="AC106",
        name="order",
        severity=Severity.WARNING,
        help="A paragraph or a section stands in another place of the translation.",
        mqm="accuracy/mistranslation",
        its="other",
        page="alignment",
    ),
    Rule(
        id="AC203",
        name="swapped",
        severity=Severity.ERROR,
        help="Two pairs whose translations fit each other's source better.",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        page="alignment",
    ),
)
ACROSS = True

UNLIKE = 0.5  # most similarity of a pair that may belong elsewhere
SURE = 0.9  # least probability that two pairs' sources belong with each other's targets
DOUBTFUL = 0.2  # most probability that either belongs where it stands
LEAST = 0.01  # of a probability: no single witness decides
WORDS = 4  # content words a text must have to be told from chance
MOST = 2_000  # doubtful pairs; more of them are another document


def prepare(document: DocumentContext) -> Mapping[str, list[Finding]]:
    """Return what is found on the order of the pairs, by pair."""
    return group_by_pair(find_misplaced_pairs(document.pairs))


def find(found: Mapping[str, list[Finding]], pair: Pair) -> Iterator[Finding]:
    """Yield those of a pair."""
    yield from found.get(pair.id, ())


def find_misplaced_pairs(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield the findings on the order of a document's pairs."""
    both = [pair for pair in pairs if pair.source and pair.target]
    yield from _find_moved_runs(both)
    yield from _find_swapped_pairs(both)


def _find_moved_runs(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield AC106 once for each run of pairs that stand together in another place."""
    places = [min(p.target.paragraphs) if p.target else 0 for p in pairs]
    sizes = [len(p.source.text) if p.source else 0 for p in pairs]
    kept = mark_in_order(places, sizes)
    run: list[int] = []
    for k, there in enumerate([*kept, True]):
        if run and (there or not 0 < places[k] - places[run[-1]] <= 2):
            yield _report_move([pairs[i] for i in run], pairs[run[0] - 1] if run[0] else None,
                           _find_predecessor(pairs, kept, places[run[0]]))  # fmt: skip
            run = []
        if not there:
            run.append(k)


def _find_predecessor(pairs: Sequence[Pair], kept: Sequence[bool], place: int) -> Pair | None:
    """Return the pair in order after which, in the target, `place` comes."""
    earlier = [
        pair
        for pair, there in zip(pairs, kept, strict=True)
        if there and pair.target and min(pair.target.paragraphs) < place
    ]
    return earlier[-1] if earlier else None


def _report_move(run: Sequence[Pair], above: Pair | None, behind: Pair | None) -> Finding:
    first, source, target = run[0], run[0].source, run[0].target
    if source is None or target is None:
        raise ValueError("a pair with one side cannot have been moved")
    count = sum(len(pair.source.paragraphs) for pair in run if pair.source)
    what = f"The paragraph “{shorten_quote(source.text)}” was"
    if count > 1:
        what = f"{count} paragraphs from “{shorten_quote(source.text)}” on were"
    if behind is None or behind.source is None:
        place = "to the beginning of the translation"
    else:
        place = f"to behind “{shorten_quote(behind.source.text)}”"
    here = "at the beginning"
    if above is not None and above.source is not None:
        here = f"behind “{shorten_quote(above.source.text)}”"
    known_by = [pair.similarity for pair in run if pair.similarity is not None]
    confidence = max(known_by, default=0.9)
    return Finding(
        "AC106",
        first.id,
        f"{what} moved {place}; the original has {'it' if count == 1 else 'them'} {here}.",
        round(min(confidence, 0.99), 4),
        (Span(0, len(source.text)),),
        (Span(0, len(target.text)),),
    )


def _find_swapped_pairs(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield AC203 for two pairs each of whose translations fits the other's source."""
    doubtful = [
        pair
        for pair in pairs
        if pair.source and pair.target and pair.similarity is not None
        and pair.similarity < UNLIKE and _count_content_words(pair.source, pair.target) >= WORDS
    ]  # fmt: skip
    if not 2 <= len(doubtful) <= MOST:
        return
    left = [pair.source.text for pair in doubtful if pair.source]
    right = [pair.target.text for pair in doubtful if pair.target]
    zh = static_encoder.normalise_rows(
        np.stack([profile_text(t, Lang.ZH).vectors.sum(axis=0) for t in left])
    )
    en = static_encoder.normalise_rows(
        np.stack([profile_text(t, Lang.EN).vectors.sum(axis=0) for t in right])
    )
    cosine = zh @ en.T
    best = cosine.argmax(axis=1)
    for a, b in enumerate(map(int, best)):
        if b <= a or best[b] != a:
            continue
        fits = _combine_chances(
            translation_probability([left[a]], [right[b]]),
            translation_probability([left[b]], [right[a]]),
            *(
                similarity_probability(float(cosine[i, j]), static_encoder.load_static_encoder())
                for i, j in ((a, b), (b, a))
            ),
        )
        stays = max(
            translation_probability([left[a]], [right[a]]),
            translation_probability([left[b]], [right[b]]),
        )
        if fits >= SURE and stays <= DOUBTFUL:
            yield _report_swap(doubtful[a], doubtful[b], fits)
            yield _report_swap(doubtful[b], doubtful[a], fits)


def _combine_chances(*chances: float) -> float:
    """Return the mean, in log odds, of what the words and the vectors say of both couples."""
    odds = [math.log(max(chance, LEAST) / max(1 - chance, LEAST)) for chance in chances]
    return 1 / (1 + math.exp(-sum(odds) / len(odds)))


def _report_swap(pair: Pair, other: Pair, confidence: float) -> Finding:
    source, target = pair.source, pair.target
    if source is None or target is None or other.target is None:
        raise ValueError("a pair with one side cannot be swapped")
    return Finding(
        "AC203",
        pair.id,
        f"“{shorten_quote(source.text)}” is translated by “{shorten_quote(other.target.text)}” "
        f"of pair {other.id}, and the reverse: the two translations were swapped.",
        round(min(confidence, 0.99), 4),
        (Span(0, len(source.text)),),
        (Span(0, len(target.text)),),
    )


def _count_content_words(source: Side, target: Side) -> int:
    return min(
        len(profile_text(source.text, Lang.ZH).words), len(profile_text(target.text, Lang.EN).words)
    )
