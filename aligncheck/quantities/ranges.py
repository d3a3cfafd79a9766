"""Ranges and lists: what the last number says of unit and scale holds for those before it."""

from __future__ import annotations

import re
from itertools import pairwise

from aligncheck.quantities.en.number_words import SIGNS
from aligncheck.quantities.exact_value import divide_exactly
from aligncheck.quantities.quantity import Quantity, QuantityKind

K = QuantityKind
_BETWEEN_ZH = re.compile(
    r"\s?(?:[-–—~～―－]{1,2}|至|到)\s?|[、,和与及或]\s?|个[和、与]"
    r"|(?:%|元|人|名|年|月|日|岁|天)?(?:至|到|[-–—~～])第?"
)
_RANGE_ZH = re.compile(r"[-–—~～―－至到]")
_BETWEEN_EN = re.compile(
    r"(?:\s?(?:%|percent|per cent|years?|tons?|percentage points?|yuan|am|pm))?"
    r"\s?(?:[-–—−]{1,2}|,? to |,? or |,? and |, |; |until |through | versus | and from "
    r"|,? (?:up |down )?from |/)"
    r"(?:the )?(?:between )?(?:US\$|[$€£¥]|RMB ?)?",
    re.I,
)
_RANGE_EN = re.compile(r"[-–—−]| to ")
_COMPARED = re.compile(
    r",? (?:\w+ )?(?:\w+ )?(?:to|from|and|or|versus|against|compared with|than)(?: \w+)? |[-–—]",
    re.I,
)
_ENDS = re.compile(
    r"\s*(?:$|[.,;:)](?!\d)|(?:in|by|this|last|over|during|as|and|from|the|at|on|after|when"
    r"|while|a)\b)"
)
_TOGETHER = (" to ", " and ", " or ", "-", "–")
_FROM = re.compile(r"\b(?:from|between)\s(?:\w+ )?$", re.I)
FAR = 20  # times, by which two shares of one comparison hardly differ
_LONE_DAY = re.compile(r"\b(?:on|(?:noon|ning) of) $")  # on 25 local time, the morning of 25
_LONE_DAY_END = re.compile(r" (?:local|Beijing|Moscow)\b|[.,]?(?: [A-Z\n]|$)")
_DATE_GAP = re.compile(r"\.? (?:the )?|(?: day)? of |-|,? ")


def share_units_zh(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let the earlier numbers of a range or list share unit and scale: 20-30万, 3、4月, 5至7%."""
    for index in range(len(found) - 2, -1, -1):
        this, after = found[index], found[index + 1]
        gap = text[this.span.end : after.span.start]
        if (
            len(gap) > 3
            or (this.kind is not K.CARDINAL and this.kind is not K.YEAR)
            or this.scale > 1
        ):
            continue
        if not _BETWEEN_ZH.fullmatch(gap) or this.unit not in (None, after.unit):
            continue
        if gap in ("-", "–") and 1800 <= this.low < 2100 and 10 <= after.low < 100:  # 2019-20
            year = this.low - this.low % 100 + after.low
            found[index + 1] = after._replace(others=(*after.others, year))
        found[index] = _take_unit_zh(this, after, ranged=bool(_RANGE_ZH.search(gap)))
    return found


def _take_unit_zh(this: Quantity, after: Quantity, *, ranged: bool) -> Quantity:
    """Return `this` with the unit of `after`, and the value it has if it shares its scale."""
    if after.kind is K.DECADE and this.low >= 1000 and this.low % 10 == 0:
        return this._replace(kind=K.DECADE)
    if this.kind is K.YEAR and after.kind not in (K.YEAR,):
        return (
            this
            if after.scale == 1
            else this._replace(kind=K.CARDINAL, others=(this.low * after.scale,))
        )
    if after.kind is K.PERCENT and this.unit is None:
        return this._replace(unit=after.unit)
    if after.kind in (K.MONTH, K.DAY) and this.high <= 31 and not this.optional:
        return this._replace(kind=after.kind, unit=after.unit)
    if after.kind is K.YEAR and this.unit is None and 1000 <= this.low <= 2100:
        return this._replace(kind=K.YEAR, others=this.others)
    if after.kind is K.DECADE and (this.low < 10 or (this.low % 10 == 0 and this.low < 100)):
        base = after.low - after.low % 100
        this = this._replace(low=this.low * 10) if this.low < 10 else this
        return this._replace(
            kind=K.DECADE,
            low=base + this.low,
            high=base + this.low,
            others=(*after.others, this.low),
        )
    if after.kind is K.CARDINAL and after.scale > 1:
        scaled = this.low * after.scale
        if ranged and this.low * after.scale < after.low and this.low == this.high:
            return this._replace(
                low=scaled,
                high=scaled,
                others=(this.low,),
                unit=after.unit,
                scale=after.scale,
            )
        return this._replace(others=(*this.others, scaled), unit=after.unit, scale=after.scale)
    if after.kind is K.CARDINAL and this.unit is None:
        return this._replace(unit=after.unit, scale=after.scale)
    return this


def share_units_en(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let the earlier numbers of a range or list share unit and scale: "20 to 30 million"."""
    _mark_days(text, found)
    _share_percent(text, found)
    for index in range(len(found) - 2, -1, -1):
        this, after = found[index], found[index + 1]
        if this.kind not in (K.CARDINAL, K.YEAR, K.ORDINAL) or (this.scale > 1 and this.unit):
            continue
        gap = text[this.span.end : after.span.start]
        if len(gap) > 24 or not _BETWEEN_EN.fullmatch(gap):
            continue
        if text[after.span.start] in SIGNS and this.unit is None:
            after = after._replace(unit=None)
        found[index] = _take_unit_en(this, after, ranged=bool(_RANGE_EN.search(gap)))
        if (
            this.kind is K.YEAR
            and after.kind is K.CARDINAL
            and gap in ("-", "–", "/", "—")
            and 0 < after.low < 100
        ):
            found[index] = this
            base = this.low - this.low % 100
            year = base + after.low
            found[index + 1] = after._replace(kind=K.YEAR, low=year, high=year, others=(after.low,))
    return found


def _take_unit_en(this: Quantity, after: Quantity, *, ranged: bool) -> Quantity:
    """Return `this` with the unit of `after`, and the value it has if it shares its scale."""
    if this.kind is K.ORDINAL:
        return this._replace(kind=K.CENTURY) if after.kind is K.CENTURY else this
    if after.kind is K.DAY and this.kind is K.CARDINAL and _may_be_day(this):
        return this._replace(kind=K.DAY)
    if after.kind is K.PERCENT and this.unit is None:
        return this._replace(unit=after.unit) if this.kind is K.CARDINAL else this
    if after.kind is K.CARDINAL and after.scale > 1 and this.scale == 1:
        scaled = this.low * after.scale
        unit = this.unit or after.unit
        if ranged and this.low * after.scale < after.low:
            return this._replace(
                kind=K.CARDINAL,
                low=scaled,
                high=scaled,
                others=(this.low,),
                unit=unit,
                scale=after.scale,
            )
        return this._replace(others=(*this.others, scaled), unit=unit, scale=after.scale)
    if after.kind is K.CARDINAL and this.unit is None and this.kind is K.CARDINAL:
        return this._replace(unit=after.unit)
    return this


def _share_percent(text: str, found: list[Quantity]) -> None:
    """Let the second of two shares go without its sign: "from 4.9 percent to 7.5"."""
    for index, (this, after) in enumerate(pairwise(found)):
        bare = after.kind is K.CARDINAL and after.unit is None and after.exact
        if this.kind is not K.PERCENT or not bare or after.scale > 1:
            continue
        gap = text[this.span.end : after.span.start]
        apart = max(this.low * 100, after.low) / max(min(this.low * 100, after.low), 1)
        if apart > FAR or (
            gap in _TOGETHER
            and not _FROM.search(text, max(0, this.span.start - 24), this.span.start)
        ):
            continue
        if _COMPARED.fullmatch(gap) and _ENDS.match(text, after.span.end):
            low = divide_exactly(after.low, 100)
            found[index + 1] = after._replace(
                kind=K.PERCENT, low=low, high=low, unit=this.unit, others=(after.low,)
            )


def _mark_days(text: str, found: list[Quantity]) -> None:
    """Call a number beside the name of a month a day."""
    for index, one in enumerate(found):
        if (
            one.kind is K.CARDINAL
            and _may_be_day(one)
            and _LONE_DAY.search(text, max(0, one.span.start - 9), one.span.start)
            and _LONE_DAY_END.match(text, one.span.end)
        ):
            found[index] = one._replace(kind=K.DAY)
    for index, month in enumerate(found):
        if month.kind is not K.MONTH:
            continue
        for at in (index + 1, index - 1):
            if (
                not 0 <= at < len(found)
                or found[at].kind not in (K.CARDINAL, K.ORDINAL)
                or not _may_be_day(found[at])
            ):
                continue
            low, high = sorted((month.span, found[at].span))
            if _DATE_GAP.fullmatch(text, low.end, high.start):
                found[at] = found[at]._replace(kind=K.DAY, unit=None, optional=False)
                break


def _may_be_day(quantity: Quantity) -> bool:
    return (
        quantity.low == quantity.high
        and 1 <= quantity.low < 100
        and quantity.unit is None
        and quantity.low.denominator == 1
    )
