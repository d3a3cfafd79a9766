"""AC301 for figures that were exchanged: each value is there, and stands for the wrong thing.

Numbers and what they measure come in the same order in any wording: "men 38 % and women 62 %", or
"38 % of men and 62 % of women", or "men and women, 38 % and 62 %". So of two numbers and their two
labels, an exchange turns one order and leaves the other. In a rise, "from" and "to" are labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aligncheck.checks.figure_labels import SURE, exchange_by_labels, list_content_zh
from aligncheck.document import Span
from aligncheck.models.model_bundle import Models
from aligncheck.quantities.matching import MatchedQuantity
from aligncheck.quantities.quantity import Quantity, QuantityKind, same_unit, value_key
from aligncheck.report import Finding, Pair

K = QuantityKind
_COUNTED = frozenset({K.CARDINAL, K.PERCENT, K.FRACTION, K.MULTIPLE, K.YEAR, K.MONTH})
_LABELS = (K.ORDINAL, K.YEAR, K.MONTH, K.DECADE)
FAR = 60  # characters between two numbers that are told side by side
LISTED = 0.7  # a bare list in another order
TURNED = 0.85  # from is said as to
_MARK_ZH = re.compile("[，,；;、。：:！？]|和|与|及|而|但|其中")
_LIST_ZH = re.compile(
    r"\s?[名家个人位辆台件套所座户篇项只头棵栋艘架条张次口]?(?:[、，,]|和|与|及|以及)\s?"
)
_LIST_EN = re.compile(r",? (?:and |and the )?(?:US\$|RMB ?|[$€£¥])?|, ", re.I)
_FROM_ZH = re.compile("(?:由|从|自)[^，。；、]{0,16}$")
_TO_ZH = re.compile("[^，。；、]{0,14}?(?:到|至|为|成)[^，。；、]{0,6}")
_FROM_EN = re.compile(
    r"\b(?:from|compared (?:with|to)|versus|against)(?: \w+){0,3}[\s$€£¥]*(?:US\$|RMB)?\s?$", re.I
)
_TO_EN = re.compile(
    r"\b(?:to|reach(?:ed|ing)|hit(?:ting)?)(?: \w+){0,2}[\s$€£¥]*(?:US\$|RMB)?\s?$", re.I
)
_AND_ZH = re.compile("、|和|与|以及")
_ITEM_ZH = re.compile("[^、，,；;：:和与及]+")
_EACH_ZH = re.compile("分别|依次|各为")


def find_exchanged(
    pair: Pair, matched: Sequence[MatchedQuantity], models: Models
) -> Iterator[Finding]:
    """Yield two numbers of the pair that stand for each other's thing, the first of a sentence."""
    if pair.source is None or pair.target is None or len(matched) < 2:
        return
    zh, en = pair.source.text, pair.target.text
    links = [(one.source, one.target) for one in pair.sentences if one.source and one.target]
    for left, right in links or [(Span(0, len(zh)), Span(0, len(en)))]:
        held = [
            one for one in matched if _is_inside(one, left, right) and one.source.kind in _COUNTED
        ]
        if len(held) < 2 or len({value_key(one.source) for one in held}) < len(held):
            continue
        for one, two in _pair_neighbours(held):
            at = _Sentences(zh, en, left, right, models)
            sure = _exchange_probability(at, one, two)
            sure = max(sure, _dated_probability(zh, left, one, two, matched))
            if sure:
                yield _report_exchange(pair.id, zh, en, one, two, sure)
                break


def _pair_neighbours(
    held: Sequence[MatchedQuantity],
) -> Iterator[tuple[MatchedQuantity, MatchedQuantity]]:
    """Yield each number with the next that counts alike."""
    for at, one in enumerate(held):
        two = next((two for two in held[at + 1 :] if _may_exchange(one, two)), None)
        if two is not None:
            yield one, two


def _is_inside(one: MatchedQuantity, left: Span, right: Span) -> bool:
    source, target = one.source.span, one.target.span
    return left.start <= source.start < left.end and right.start <= target.start < right.end


def _may_exchange(one: MatchedQuantity, two: MatchedQuantity) -> bool:
    """Return whether two numbers count alike and stand near each other on either side."""
    a, b = one.source, two.source
    if a.kind is not b.kind or not (a.exact and b.exact) or not same_unit(a, b):
        return False
    if one.target.span == two.target.span or b.span.start - a.span.end > FAR:
        return False
    if a.optional != b.optional:
        return False
    return (a.unit is None) == (b.unit is None) or a.kind is not K.CARDINAL


class _Sentences(NamedTuple):
    """Both texts, and the linked sentences in them that are looked at."""

    zh: str
    en: str
    left: Span
    right: Span
    models: Models


def _exchange_probability(at: _Sentences, one: MatchedQuantity, two: MatchedQuantity) -> float:
    """Return how likely it is that two numbers were exchanged; 0 if nothing says so."""
    a, b, x, y = one.source, two.source, one.target, two.target
    zh, en, left = at.zh, at.en, at.left
    if _FROM_ZH.search(zh, left.start, a.span.start) and _TO_ZH.fullmatch(
        zh, a.span.end, b.span.start
    ):
        return TURNED if _is_role(_TO_EN, en, x) and _is_role(_FROM_EN, en, y) else 0.0
    if _LIST_ZH.fullmatch(zh, a.span.end, b.span.start):
        return _list_probability(at, one, two)
    if not _MARK_ZH.search(zh, a.span.end, b.span.start):
        return 0.0
    labels = _list_labels(zh, left, a, b)
    return exchange_by_labels(*labels, en, at.right, (x, y), at.models)


def _dated_probability(
    zh: str,
    left: Span,
    one: MatchedQuantity,
    two: MatchedQuantity,
    matched: Sequence[MatchedQuantity],
) -> float:
    """Return how likely it is that two numbers changed their dates or ordinals.

    2019年为5.2%，2020年为4.8%: the years are labels whose place in the English is known.
    """
    chunks = _split_chunks(zh, left, one.source, two.source)
    dated = [
        [each for each in matched if _is_label(each, one) and _is_held(each.source.span, chunk)]
        for chunk in chunks
    ]
    if not all(len(some) == 1 for some in dated):
        return 0.0
    mine, yours = dated[0][0], dated[1][0]
    if mine.source.kind is not yours.source.kind or mine.target.span == yours.target.span:
        return 0.0
    kept = mine.target.span.start < yours.target.span.start
    turned = one.target.span.start > two.target.span.start
    return SURE if kept == turned else 0.0


def _is_label(each: MatchedQuantity, number: MatchedQuantity) -> bool:
    """Return whether a matched number is an ordinal or a date that may be another's label."""
    kind = each.source.kind
    return kind in _LABELS and kind is not number.source.kind and each.source.exact


def _is_held(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_role(pattern: re.Pattern[str], en: str, number: Quantity) -> bool:
    return pattern.search(en, max(0, number.span.start - 40), number.span.start) is not None


def _list_probability(at: _Sentences, one: MatchedQuantity, two: MatchedQuantity) -> float:
    """Return how likely two neighbours of a list of numbers (分别为3、5和8) were exchanged.

    The labels are the list before 分别; without one, only a list of three and more tells.
    """
    zh, en, left = at.zh, at.en, at.left
    each = _EACH_ZH.search(zh, left.start, one.source.span.start)
    low, high = sorted((one.target.span, two.target.span))
    if each is None or not _LIST_EN.fullmatch(en, low.end, high.start):
        return 0.0
    first = len(_AND_ZH.findall(zh, each.end(), one.source.span.start))
    count = first + 2 + len(_AND_ZH.findall(zh, two.source.span.end, left.end))
    labels = _ITEM_ZH.findall(zh, left.start, each.start())
    if len(labels) >= count:
        mine, yours = (list_content_zh(label) for label in labels[-count:][first : first + 2])
    else:
        mine, yours = [], []
    if mine and yours and mine[0] not in tuple("甲乙丙丁"):
        numbers = one.target, two.target
        return exchange_by_labels(mine, yours, en, at.right, numbers, at.models)
    turned = one.target.span.start > two.target.span.start
    return LISTED if turned and count > 2 else 0.0


def _split_chunks(zh: str, left: Span, a: Quantity, b: Quantity) -> tuple[Span, Span]:
    """Return the two stretches of text that say what the numbers count."""
    marks = [one.start() for one in _MARK_ZH.finditer(zh, left.start, left.end)]
    before = max((at + 1 for at in marks if at < a.span.start), default=left.start)
    between = next((at for at in marks if a.span.end <= at < b.span.start), a.span.end)
    after = next((at for at in marks if at >= b.span.end), left.end)
    return Span(before, between), Span(between, after)


def _list_labels(zh: str, left: Span, a: Quantity, b: Quantity) -> tuple[list[str], list[str]]:
    """Return the words that say what either of two numbers counts and the other does not.

    Where both are followed by such words (3人死亡、5人受伤), those before are of neither.
    """
    chunks = _split_chunks(zh, left, a, b)
    parts = list(zip((a.span, b.span), chunks, strict=True))
    after = [list_content_zh(zh[number.end : chunk.end]) for number, chunk in parts]
    before = [list_content_zh(zh[chunk.start : number.start]) for number, chunk in parts]
    mine, yours = after if all(after) else before
    return [word for word in mine if word not in yours], [
        word for word in yours if word not in mine
    ]


def _report_exchange(
    pair: str, zh: str, en: str, one: MatchedQuantity, two: MatchedQuantity, sure: float
) -> Finding:
    first, second = (each.source.span.cut(zh).strip() for each in (one, two))
    said, other = (each.target.span.cut(en).strip() for each in (one, two))
    message = (
        f"{first} and {second} were exchanged: {said} and {other} stand for each other's thing."
    )
    return Finding(
        "AC301",
        pair,
        message,
        sure,
        (one.source.span, two.source.span),
        (one.target.span, two.target.span),
    )
