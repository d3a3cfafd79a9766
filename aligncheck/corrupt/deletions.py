"""Errors that leave something out: a word, a phrase, a clause, a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from aligncheck.corrupt.damage import Damage
from aligncheck.corrupt.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from aligncheck.corrupt.grammar_repair import reads_fluently, remove_and_repair
from aligncheck.corrupt.partner_words import AnalysedPair, Partner, guess_word_kind
from aligncheck.corrupt.seeded_choice import draw_chance, shuffle_options
from aligncheck.document import Lang, Span
from aligncheck.text.sentence_split import split_sentences
from aligncheck.text.words import is_content_en

HOLES = 0.25  # share of drops that may leave a hole; the rest reads well wherever it can
TRIES = 4  # cuts tried for one that reads well
LEAST_CLAUSE = 4  # words of a clause
LEAST_LEFT = 5  # words that stay when a phrase or clause goes
LONGEST_PHRASE = 7  # words
CLAUSE_HEADS = frozenset(
    "and but or which who where when while with as because although though if so after before since"
    " including such in on at for from by to according despite especially particularly not nor"
    " unless until whereas".split()
)
PHRASE_HEADS = frozenset(
    "of in on at for with by from under after before between among through during within toward"
    " towards against across despite throughout without".split()
)
QUOTES = {"”": "“", "’": "‘", '"': '"', ")": "("}
COUNTED = frozenset(
    "some many most all each both part kind type sort number amount lot series group majority"
    " rest none any few several".split()
)


def drop_words(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair without a noun, a verb, a name …: one of each kind it offers."""
    by_kind: dict[str, list[Partner]] = {}
    for partner in pair.partners:
        by_kind.setdefault(guess_word_kind(pair, partner), []).append(partner)
    for name, partners in sorted(by_kind.items()):
        what = f"{name} dropped"
        yield pick_readable(
            (_delete_word(pair, p, what) for p in shuffle_options(partners, pair.zh, what, seed)),
            seed,
        )


def pick_readable(options: Iterable[Damage], seed: str) -> Damage:
    """Return the first option that reads well; now and then the first as it comes."""
    known = [damage for damage, _ in zip(options, range(TRIES), strict=False)]
    if draw_chance("hole", known[0].en, seed) < HOLES:
        return known[0]
    return next((d for d in known if reads_fluently(d.en, d.place.start)), known[0])


def drop_phrase(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair without a prepositional phrase all of whose words are clear."""
    found = []
    for low, high in prepositional_phrases(pair):
        inside = _closed_partners(pair, low + 1, high)
        left = len(pair.words) - (high - low)
        if (
            inside
            and left >= LEAST_LEFT
            and _can_lose_phrase(pair, low)
            and not _is_in_list(pair, high)
        ):
            found.append(_delete_stretch(pair, low, high, inside, "phrase dropped"))
    if found:
        yield pick_readable(shuffle_options(found, pair.zh, "phrase", seed), seed)


def prepositional_phrases(pair: AnalysedPair) -> Iterator[tuple[int, int]]:
    """Yield the prepositional phrases of a pair as places low..high of its words."""
    stops = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | RELATIVES | PRONOUNS
    verbs = {p.low for p in pair.partners if guess_word_kind(pair, p) == "verb"}
    for low, word in enumerate(pair.words):
        if word.text not in PHRASE_HEADS:
            continue
        high = low + 1
        while high < len(pair.words) and high not in verbs and pair.text(high)[0].isalnum():
            if pair.text(high) in stops:
                break
            high += 1
        ended = high == len(pair.words) or not pair.text(high)[0].isalnum()
        ends = ended or pair.text(high) in stops
        if ends and 1 < high - low <= LONGEST_PHRASE and pair.text(high) not in {"-", "’", "'"}:
            yield low, high


def drop_clause(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair without a clause between commas, or between a comma and the end."""
    marks = [k for k, word in enumerate(pair.words) if word.text in {",", ".", ";", "!", "?"}]
    found = []
    for low, high in pairwise(marks):
        inside = [p for p in pair.partners if low < p.low and p.high <= high]
        last = high == len(pair.words) - 1 or pair.text(high) in {",", ";"}
        if pair.text(low) != "," or not last or high - low <= LEAST_CLAUSE or len(inside) < 2:
            continue
        if len(pair.words) - (high - low) >= LEAST_LEFT and _can_lose_clause(pair, low, high):
            found.append(_delete_clause(pair, low, high, inside))
    if found:
        yield shuffle_options(found, pair.zh, "clause", seed)[0]


def drop_sentence(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair without a sentence; only texts of several sentences can spare one."""
    found = [delete_sentence(pair.en, source, target) for source, target in _linked_sentences(pair)]
    if found:
        yield shuffle_options(found, pair.zh, "sentence", seed)[0]


def delete_sentence(en: str, source: Span, target: Span) -> Damage:
    """Return `en` without the sentence `target`, the translation of `source`."""
    said = target.cut(en)
    start, end = target.start, target.end
    if said[-1] in QUOTES and said.count(said[-1]) + said.count(QUOTES[said[-1]]) == 1:
        end -= 1  # the mark closes what an earlier sentence opened
    before, after = en[:start].rstrip(), en[end:]
    after = after if after[:1] in QUOTES and end < target.end else after.lstrip()
    space = "" if end < target.end or not before or not after else " "
    text = before + space + after
    return Damage("sentence dropped", text, (source,), frozenset(), Span(len(before), len(before)))


def _delete_word(pair: AnalysedPair, partner: Partner, name: str) -> Damage:
    text, at = remove_and_repair(pair.en, pair.cut(partner))
    return Damage(name, text, (partner.word.span,), pair.stems(partner), Span(at, at))


def _delete_stretch(
    pair: AnalysedPair, low: int, high: int, inside: Sequence[Partner], name: str
) -> Damage:
    span = Span(pair.words[low].span.start, pair.words[high - 1].span.end)
    text, at = remove_and_repair(pair.en, span)
    return _make_damage(pair, name, text, inside, at)


def _delete_clause(pair: AnalysedPair, low: int, high: int, inside: Sequence[Partner]) -> Damage:
    start, end = pair.words[low].span.start, pair.words[high].span.start
    return _make_damage(pair, "clause dropped", pair.en[:start] + pair.en[end:], inside, start)


def _make_damage(
    pair: AnalysedPair, name: str, text: str, inside: Sequence[Partner], at: int
) -> Damage:
    gone: frozenset[str] = frozenset().union(*(pair.stems(p) for p in inside))
    return Damage(name, text, tuple(p.word.span for p in inside), gone, Span(at, at))


def _closed_partners(pair: AnalysedPair, low: int, high: int) -> list[Partner]:
    """Return the partners in low..high if they are all its content words, else nothing."""
    inside = [p for p in pair.partners if low <= p.low and p.high <= high]
    covered = {k for p in inside for k in range(p.low, p.high)}
    content = {k for k in range(low, high) if is_content_en(pair.text(k))}
    return inside if content and content <= covered else []


def _can_lose_phrase(pair: AnalysedPair, low: int) -> bool:
    """Return whether the word before a phrase can do without it."""
    before = pair.text(low - 1)
    return before not in COUNTED | NUMBERS | AUXILIARIES | CONJUNCTIONS | PREPOSITIONS


def _is_in_list(pair: AnalysedPair, high: int) -> bool:
    """Return whether what ends at `high` is the first of several things."""
    return pair.text(high) == "," and pair.text(high + 2) in {"and", "or", ","}


def _can_lose_clause(pair: AnalysedPair, low: int, high: int) -> bool:
    """Return whether what stands before the comma `low` is a sentence without the clause."""
    first = pair.text(low + 1)
    if first in CLAUSE_HEADS or first.endswith("ing"):
        return low > LEAST_CLAUSE
    start = max((k for k in range(low) if pair.text(k) in {",", ";", "."}), default=-1)
    sides = (range(start + 1, low), range(low + 1, high))
    return all(any(pair.text(k) in AUXILIARIES for k in side) for side in sides)


def _linked_sentences(pair: AnalysedPair) -> list[tuple[Span, Span]]:
    """Return the sentences whose partners all lie in each other."""
    left, right = split_sentences(pair.zh, Lang.ZH), split_sentences(pair.en, Lang.EN)
    if len(left) < 2 or len(right) < 2:
        return []
    links = [
        (_span_index(left, p.word.span), _span_index(right, pair.cut(p))) for p in pair.partners
    ]
    return [
        (left[i], right[j])
        for i, j in sorted(set(links))
        if links.count((i, j)) >= 2 and all((a == i) == (b == j) for a, b in links)
    ]


def _span_index(spans: Sequence[Span], span: Span) -> int:
    return next((k for k, one in enumerate(spans) if one.start <= span.start < one.end), -1)
