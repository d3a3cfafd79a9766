"""AC301 and AC108: figures that are there, said with the opposite bound, sign or direction.

500万元以上 as "up to 5 million yuan", -0.7% as "0.7%", 下降2.1% as "rose 2.1%", 顺差 as "deficit".
Only numbers that stand for each other are looked at; where either side says both or neither,
nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligncheck.document import Span
from aligncheck.quantities.bounds import (
    HIGH,
    Bound,
    StatedBound,
    is_bound_lost,
    may_bound_zh,
    read_bound_en,
    read_bound_zh,
)
from aligncheck.quantities.directions import (
    find_turned_opposites,
    read_change_en,
    read_change_zh,
)
from aligncheck.quantities.matching import MatchedQuantity
from aligncheck.quantities.quantity import DATES, Quantity, QuantityKind, value_key
from aligncheck.quantities.signs import (
    goes_down_en,
    goes_down_zh,
    is_negative_en,
    is_negative_zh,
)
from aligncheck.report import Finding, Pair

K = QuantityKind
BOUND = 0.85  # a bound is said as its opposite
APPROACHED = 0.8  # "nearly" for "more than", and the reverse
LOST_BOUND = 0.55  # the number stands alone
LOST_SIGN = 0.85
ADDED_SIGN = 0.7
TURNED = 0.75  # rose for fell
OPPOSITE = 0.75  # surplus for deficit
_FAHRENHEIT = re.compile("Fahrenheit|[°º]\\s?F|℉")
_UNSIGNED = DATES | {K.ORDINAL}


def compare_relations(pair: Pair, matched: Sequence[MatchedQuantity]) -> Iterator[Finding]:
    """Yield what the matched numbers of a pair are said to do otherwise than in the source."""
    if pair.source is None or pair.target is None or not matched:
        return
    zh, en = pair.source.text, pair.target.text
    if may_bound_zh(zh):
        yield from _compare_bounds(pair.id, zh, en, matched)
    yield from _compare_signs(pair, zh, en, matched)
    told = list(_compare_changes(pair.id, zh, en, matched))
    yield from told
    if not told:
        yield from _compare_opposites(pair, zh, en, matched)


def _compare_bounds(
    pair: str, zh: str, en: str, matched: Sequence[MatchedQuantity]
) -> Iterator[Finding]:
    for one, other in matched:
        mine = read_bound_zh(zh, one.span)
        yours = read_bound_en(en, other.span) if mine else None
        if mine is None or one.kind in DATES:
            continue
        if yours is None:
            alike = other.exact and other.kind is one.kind
            if alike and is_bound_lost(mine.span.cut(zh), zh, one.span, en, other.span):
                yield _report_lost_bound(pair, zh, en, MatchedQuantity(one, other), mine)
            continue
        if not _are_opposite(mine, yours):
            continue
        if _is_repeated(one, matched):
            continue  # 30%多 and 不到30%: no telling which is which
        near = Bound.NEAR in (mine.kind, yours.kind)
        said = f"{mine.span.cut(zh).strip()} ({mine.kind.value})"
        message = f"The source says {said}; the translation says “{yours.span.cut(en).strip()}”."
        source, target = _join(mine.span, one.span), _join(yours.span, other.span)
        sure = APPROACHED if near else BOUND
        yield Finding("AC301", pair, message, sure, (source,), (target,), mine.kind.value)


def _is_repeated(one: Quantity, matched: Sequence[MatchedQuantity]) -> bool:
    return sum(value_key(each.source) == value_key(one) for each in matched) > 1


def _report_lost_bound(
    pair: str, zh: str, en: str, match: MatchedQuantity, bound: StatedBound
) -> Finding:
    source = _join(bound.span, match.source.span)
    said = match.target.span
    message = f"{source.cut(zh)} is {bound.kind.value} that; the translation says {said.cut(en)}."
    return Finding("AC301", pair, message, LOST_BOUND, (source,), (said,), bound.kind.value)


def _are_opposite(mine: StatedBound, yours: StatedBound) -> bool:
    return (mine.kind in HIGH) != (yours.kind in HIGH)


def _compare_signs(
    pair: Pair, zh: str, en: str, matched: Sequence[MatchedQuantity]
) -> Iterator[Finding]:
    if _FAHRENHEIT.search(en):
        return  # what is below zero in one scale need not be in the other
    for one, other in matched:
        if one.kind in _UNSIGNED or other.kind in _UNSIGNED or one.vague or one.optional:
            continue
        left, right = is_negative_zh(zh, one.span), is_negative_en(en, other.span)
        if left == right or _is_repeated(one, matched):
            continue
        written, said = one.span.cut(zh).strip(), other.span.cut(en).strip()
        if left and not goes_down_en(_sentence_of(pair, other.span, target=True)):
            message = f"{written} is below zero in the source; the translation says {said}."
            yield Finding(
                "AC301", pair.id, message, LOST_SIGN, (one.span,), (other.span,), f"minus {said}"
            )
        if right and not goes_down_zh(_sentence_of(pair, one.span, target=False)):
            message = f"{said} is below zero in the translation; the source says {written}."
            yield Finding("AC301", pair.id, message, ADDED_SIGN, (one.span,), (other.span,))


def _sentence_of(pair: Pair, span: Span, *, target: bool) -> str:
    """Return the linked sentences in which `span` stands, all of the side if none is known."""
    side = pair.target if target else pair.source
    text = side.text if side else ""
    for link in pair.sentences:
        held = link.target if target else link.source
        if held and held.start <= span.start < held.end:
            return held.cut(text)
    return text


def _compare_changes(
    pair: str, zh: str, en: str, matched: Sequence[MatchedQuantity]
) -> Iterator[Finding]:
    for one, other in matched:
        if one.kind in _UNSIGNED or other.kind in _UNSIGNED:
            continue
        mine = read_change_zh(zh, one.span)
        yours = read_change_en(en, other.span) if mine else None
        if mine is None or yours is None or mine.rises == yours.rises:
            continue
        written, said = mine.span.cut(zh), yours.span.cut(en)
        way = "up" if mine.rises else "down"
        message = f"{written} goes {way}; the translation says “{said}”."
        yield Finding("AC301", pair, message, TURNED, (mine.span,), (yours.span,))
        return


def _compare_opposites(
    pair: Pair, zh: str, en: str, matched: Sequence[MatchedQuantity]
) -> Iterator[Finding]:
    links = [(one.source, one.target) for one in pair.sentences if one.source and one.target]
    for left, right in links or [(Span(0, len(zh)), Span(0, len(en)))]:
        if not any(left.start <= one.source.span.start < left.end for one in matched):
            continue
        for mine, yours in find_turned_opposites(left.cut(zh), right.cut(en)):
            written, said = mine.shift(left.start), yours.shift(right.start)
            message = f"“{written.cut(zh)}” is said as its opposite, “{said.cut(en)}”."
            yield Finding("AC108", pair.id, message, OPPOSITE, (written,), (said,))


def _join(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
