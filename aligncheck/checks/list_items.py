"""AC103 for an item of a list that the translation lacks: 就业、教育、医疗和住房 in three items.

The items of both sides are counted: a list of the English that is one or two short has lost those
that nothing in it translates. 其一…其二…其三 is counted by "first", "second", "third".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.message_quotes import shorten_quote
from aligncheck.checks.omission_addition import DROPPED
from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.report import Finding, Pair
from aligncheck.text.enumerations import (
    count_lists_en,
    list_items_zh,
    marked_places_en,
    marked_points_zh,
)
from aligncheck.text.words import en_words, is_content_zh, is_numeral, stem_word, zh_words

RULES = (DROPPED,)
SAID = 0.002  # least p(English | Chinese) · p(Chinese | English) of an item that is there
COUNTED = 0.75  # the English list is short by as many items as nothing translates
POINT = 0.85  # "first" and "third" of three
SEEN = 0.5  # probability from which the judge sees an item left out as well
BOTH = 0.99  # … then the count and the judge agree
DOUBTED = 0.06  # probability of being left out, below which the judge holds an item for said
CLEARLY = 1.5  # times as surely as any other, an item is left out
MOST_LOST = 2


def find(document: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the items and points of the pair's lists that the translation lacks."""
    if pair.source is None or pair.target is None:
        return
    zh, en = pair.source.text, pair.target.text
    links = [(one.source, one.target) for one in pair.sentences if one.source and one.target]
    for left, right in links or [(Span(0, len(zh)), Span(0, len(en)))]:
        if "、" in zh[left.start : left.end]:
            yield from _find_lost_items(pair, left, right, document.models.lexicon)
    points = marked_points_zh(zh)
    if points:
        yield from _find_lost_point(pair, points, document.models.lexicon)


def _find_lost_items(pair: Pair, left: Span, right: Span, lexicon: Lexicon) -> Iterator[Finding]:
    zh = left.cut(pair.source.text) if pair.source else ""
    en = right.cut(pair.target.text) if pair.target else ""
    lists, counts = list_items_zh(zh), count_lists_en(en)
    if len(lists) != 1 or len(counts) != 1 or "等" in zh:
        return
    items = lists[0]
    lost = len(items) - counts[0]
    if not 0 < lost <= MOST_LOST:
        return
    strengths = _measure_partners([one.cut(zh) for one in items], en, lexicon)
    unsaid = [k for k, strength in enumerate(strengths) if strength < SAID]
    omitted = {k: _most_omitted(pair, items[k].shift(left.start)) for k in unsaid}
    if len(unsaid) > lost:  # some item is put freely: the judge tells which
        unsaid = sorted(unsaid, key=lambda k: -omitted[k])
        if omitted[unsaid[lost - 1]] < CLEARLY * omitted[unsaid[lost]]:
            return
        unsaid = unsaid[:lost]
    if len(unsaid) < lost or any(omitted[k] < DOUBTED for k in unsaid):
        return
    for k in unsaid:
        yield _report_item(pair.id, pair, items[k].shift(left.start), len(items), counts[0])


def _most_omitted(pair: Pair, span: Span) -> float:
    """Return the most that the judge, if it was asked, sees a word of an item left out; else 1."""
    held = [one.omission for one in pair.words if span.start <= one.span.start < span.end]
    return max(held, default=1.0)


def _measure_partners(items: Sequence[str], en: str, lexicon: Lexicon) -> list[float]:
    """Return how surely some English word translates a content word of each item."""
    stems = list(dict.fromkeys(stem_word(word.text) for word in en_words(en)))
    words = [
        [w.text for w in zh_words(item) if is_content_zh(w.text) and not is_numeral(w.text)]
        for item in items
    ]
    flat = [word for some in words for word in some]
    if not flat or not stems:
        return [0.0] * len(items)
    ahead, back = lexicon.matrices(flat, stems)
    best = iter((ahead * back).max(axis=1).tolist())
    return [max((next(best) for _ in some), default=1.0) for some in words]


def _report_item(pair: str, whole: Pair, span: Span, items: int, said: int) -> Finding:
    quote = shorten_quote(span.cut(whole.source.text)) if whole.source else ""
    message = f"Of {items} items, the translation has {said}; nothing in it says “{quote}”."
    known = next((one for one in whole.dropped if span.end - 9 <= one.span.end <= span.end), None)
    spot = (known.place,) if known and known.place else ()  # told once, by the surer of the two
    held = known.span if known and span.start <= known.span.start else span
    sure = _join_evidence(whole, span, COUNTED)
    return Finding("AC103", pair, message, sure, (held,), spot)


def _join_evidence(pair: Pair, span: Span, counted: float) -> float:
    """Return how sure the count is, where the judge was asked and saw the same."""
    return BOTH if pair.words and _most_omitted(pair, span) >= SEEN else counted


def _find_lost_point(pair: Pair, points: Sequence[Span], lexicon: Lexicon) -> Iterator[Finding]:
    """Yield the point that "first, third" leaves out, or that a shorter count has no words for."""
    zh = pair.source.text if pair.source else ""
    en = pair.target.text if pair.target else ""
    said = marked_places_en(en)
    if not said or len(said) >= len(points):
        return
    numbers = {len(points) if place == 0 else place for place in said}
    gaps = [k for k in range(len(points)) if k + 1 not in numbers]
    if len(numbers) > 1 and len(gaps) == 1 and gaps[0] + 1 < max(numbers):
        lost = gaps[0]
    elif len(points) - len(said) == 1 and len(said) > 1:
        lost = int(np.argmin(_measure_partners([one.cut(zh) for one in points], en, lexicon)))
    else:
        return
    quote = shorten_quote(points[lost].cut(zh).strip(" ，,、；;。"))
    message = f"Of {len(points)} points, the translation lacks the {lost + 1}th, “{quote}”."
    message = message.replace("1th", "first").replace("2th", "second").replace("3th", "third")
    sure = _join_evidence(pair, points[lost], POINT)
    yield Finding("AC103", pair.id, message, sure, (points[lost],), ())
