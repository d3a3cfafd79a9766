"""What stands around a number: whether it is a least, a most, or only approached.

>>> read_bound_zh("年满18岁以上", Span(2, 5)).kind, read_bound_en("under the age of 18", Span(17, 19)).kind
(<Bound.LEAST: 'at least'>, <Bound.BELOW: 'less than'>)
"""  # noqa: E501  # a doctest is one line

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from aligncheck.document import Span


class Bound(StrEnum):
    """How a number bounds what it counts."""

    LEAST = "at least"  # 以上, 至少, 不低于
    ABOVE = "more than"  # 超过, 逾, 多
    MOST = "at most"  # 以下, 至多, 以内
    BELOW = "less than"  # 不满, 不足, 低于
    NEAR = "nearly"  # 近, 将近, 接近


class StatedBound(NamedTuple):
    """A bound and the words that say it."""

    kind: Bound
    span: Span


HIGH = frozenset({Bound.LEAST, Bound.ABOVE})
_REACH_ZH, _REACH_EN = 14, 48  # characters before a number in which its bound begins
_AFTER_REACH = 44
_NO = "(?:不得?|未能?|没有?|不应该?|不能|不可|不会|无法|不准|不许|从未|尚未|并未|并不)"
_BEFORE_ZH = re.compile(
    rf"(?P<MOST>{_NO}(?:超过|超出|高于|多于|大于|逾|晚于|迟于|长于|突破|超)|至多|最多|顶多|最高"
    rf"|最长|最大|最晚|最迟|上限|莫过)"
    rf"|(?P<LEAST>{_NO}(?:低于|少于|小于|早于|下于|亚于|短于|止)|至少|最少|起码|最低|最短|最小"
    rf"|最早|下限|(?<![不未])年?满(?![足意洲])|足足)"
    r"|(?P<BELOW>不足|不到|[不未]满|未达到?|未到|低于|少于|小于|早于|短于)"
    r"|(?P<ABOVE>超过|超出|超|逾|高于|多于|大于|突破|晚于|长于)"
    r"|(?P<NEAR>将近|接近|临近|逼近|(?<![附靠邻亲最远临新])近(?![年期日来几些代平郊]"
    r"|[一两三四五六七八九十\d]{1,3}[年个天日周多余])|差不多|几近)"
)
_GAP_ZH = re.compile(
    r"(?:[于了过达到是为有约共的第其可处以年月日元]|每[\u4e00-\u9fff]|大约|全国|人民币|美元"
    r"|[A-Z$€£¥]){0,5}\s*"
)
_UNIT = r"[^\d，。；、：！？,;:()（）\s]{0,4}?"
_EVEN = r"(?:及其?|或|\(含\)|（含）|含)?"
_AFTER_ZH = re.compile(
    rf"{_UNIT}(?:(?P<LEAST>{_EVEN}以上|打底)"
    rf"|(?P<MOST>{_EVEN}(?:以下|以内|之内)|(?<=[日天月年周时钟])内(?![容部地心外陆科涵阁战])"
    rf"|封顶|为限)"
    r"|(?P<ABOVE>开外|出头))|(?P<MORE>[多余](?=[，。；、的长重高]|$))"
)
_MORE_ZH = re.compile("[多余](?=[^数少钱]|$)")
_NOT = r"(?:no|not|never|nor|without|\w+n['’]t|cannot|neither)"
_MORE = (
    r"(?:more|greater|higher|later|longer|larger|older|bigger|taller|heavier|wider"
    r"|deeper|faster) than|over|above|beyond|in excess of"
    r"|exceed\w*|surpass\w*|(?:well|just) past"
)
_LESS = (
    r"(?:less|fewer|lower|earlier|smaller|shorter|younger|lighter"
    r"|narrower|slower) than|under|below|beneath|short of"
)
_BEFORE_EN = re.compile(
    rf"\b(?:(?P<MOST>{_NOT} (?:\w+ ){{0,2}}?(?:{_MORE})|at (?:the (?:very )?)?most|up to"
    r"|as (?:much|many|high|long) as|maximum(?: of)?|capped at|cap of|ceiling of"
    r"|(?:limited|subject) to|limit of|within|no later than)"
    rf"|(?P<LEAST>{_NOT} (?:\w+ ){{0,2}}?(?:{_LESS})|at (?:the )?(?:very )?least|minimum(?: of)?"
    r"|floor of|starting (?:at|from))"
    r"|(?P<NEAR>nearly|almost|close to|approach(?:es|ed|ing)?|near(?:ing|ed|s)?|virtually"
    rf"|(?:just|slightly|a (?:little|bit|shade|touch)) (?:{_LESS}|shy of)|not quite)"
    rf"|(?P<BELOW>{_LESS})"
    rf"|(?P<ABOVE>{_MORE}|topp(?:ed|ing)|tops|upwards? of|cross(?:ed|es|ing)|passed"
    rf"|broke through))\b",
    re.I,
)
_GAP_EN = re.compile(r"(?:[\s(“\"]+[A-Za-z]+\b){0,4}[\s($€£¥“\"]*(?:US\$|RMB|HK\$|CNY)?\s?", re.I)
_BREAK = re.compile(
    r"\b(?:and|but|or|that|which|who|while|when|past|last|next|coming|course|period|first|previous"
    r"|from|between)\b",
    re.I,
)
_WORDS = r"(?:[\s-]+(?!(?:and|or|to|of|in|for|by|from|with|who|that|the)\b)[A-Za-z%’'.]+){0,4}?"
_AFTER_EN = re.compile(
    rf"(?: of age)?{_WORDS},?(?:(?P<LEAST>[\s-]+(?:and|or)[\s-]+(?:more|above|over|older|higher"
    rf"|longer|up"
    r"|greater|larger|upwards?|beyond)\b|[\s-]plus\b|\+|\s(?:at (?:the )?(?:very )?least"
    r"|minimum)\b)"
    r"|(?P<MOST>[\s-]+(?:and|or)[\s-]+(?:less|below|under|fewer|younger|lower|shorter|smaller)\b"
    r"|\s(?:at (?:the )?(?:very )?most|maximum|tops)\b)|(?P<ABOVE>[\s-]odd\b))",
    re.I,
)
# Bounds whose loss matters; of others (年内, 最高, 满) the number alone may well be the sense.
_TOLD = re.compile(
    "超过|逾|不到|不足|未满|不满|将近|接近|近|至少|起码|[多余]|(?:及其?|或)?以[上下]|不(?:得"
    "|应)?[低少高多]于|不得?超过|[高低]于"
)
_RANGE_ZH = re.compile("以上.{1,12}以下|[约]|左右|上下|大约|大概")
_ANY_BOUND = re.compile(
    r"\b(?:about|around|some|roughly|approximately|or so|odd|plus|minimum|maximum|limit\w*"
    r"|cap\w*|ceiling"
    r"|threshold|majority|short|dozens?|scores?|reach\w*|hit\w*|top\w*|exceed\w*|more|over|above"
    r"|less|under"
    r"|below|beyond|most|least|up|upwards?|within|nearly|almost|near\w*|close|fewer|higher|lower"
    r"|greater|no later"
    r"|older|younger|longer|shorter|larger|smaller|not|excess|north|south|past|surpass\w*"
    r"|cross\w*|pass\w*|half"
    r"|better|just|well|tens|hundreds|thousands|millions|so|from|between|ranging)\b|\+|~|-odd"
    r"|-plus",
    re.I,
)
_HINT = re.compile(
    "[以日天月年周时钟][上下内]|[之打封起出][内底顶码头]|[超逾满足到达于近多余过高大低少长短限止]"
)


def may_bound_zh(text: str) -> bool:
    """Return at a glance whether a bound can stand in a Chinese text."""
    return _HINT.search(text) is not None


def read_bound_zh(text: str, span: Span) -> StatedBound | None:
    """Return the bound that Chinese `text` sets the number at `span`; None if it sets none."""
    low = max(0, span.start - _REACH_ZH)
    within = span.start + (text[span.start] in "近逾上超")  # 近百 and 超百亿 are read as a whole
    before = _find_last(_BEFORE_ZH, text, Span(low, within), _GAP_ZH)
    if before is not None:
        return before
    behind = _AFTER_ZH.match(text, span.end, span.end + _AFTER_REACH)
    if behind:
        return _as_stated(behind)
    inside = _MORE_ZH.search(text, span.start, span.end)
    return StatedBound(Bound.ABOVE, Span(*inside.span())) if inside else None


def read_bound_en(text: str, span: Span) -> StatedBound | None:
    """Return the bound that English `text` sets the number at `span`; None if it sets none."""
    after = _AFTER_EN.match(text, span.end, span.end + _AFTER_REACH)
    if after is not None:
        return _as_stated(after)
    low = max(0, span.start - _REACH_EN)
    return _find_last(_BEFORE_EN, text, Span(low, span.start), _GAP_EN)


def is_bound_lost(word: str, zh: str, source: Span, en: str, target: Span) -> bool:
    """Return whether a bound of the Chinese, `word`, is one that English would say, and says not.

    An English sentence that says anything of more, less or about near the number says it.
    """
    if not _TOLD.fullmatch(word) or _RANGE_ZH.search(
        zh, max(0, source.start - 24), source.end + 24
    ):
        return False
    return not _ANY_BOUND.search(en, max(0, target.start - 70), target.end + 60)


def _find_last(
    pattern: re.Pattern[str], text: str, place: Span, gap: re.Pattern[str]
) -> StatedBound | None:
    """Return the last bound in `place` if only `gap` stands between it and the end of that."""
    found = None
    for one in pattern.finditer(text, place.start):
        if one.end() > place.end:
            break
        found = one
    if found is None or not gap.fullmatch(text, found.end(), place.end):
        return None
    return None if _BREAK.search(text, found.end(), place.end) else _as_stated(found)


def _as_stated(found: re.Match[str]) -> StatedBound:
    name = found.lastgroup or ""
    kind = Bound.ABOVE if name == "MORE" else Bound[name]
    return StatedBound(kind, Span(*found.span(name)))
