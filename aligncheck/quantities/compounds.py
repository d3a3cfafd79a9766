"""Join amounts in two parts: 三年零四个月 is 40 months.

The two parts of one side (三年零四个月, "6 feet 2 inches") are joined where the other side says two
parts as well, or one amount that must be the whole.

>>> from aligncheck.quantities.en.english_numbers import read_quantities_en
>>> from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh
>>> zh, en = "三年零四个月", "40 months"
>>> [str(one.low) for one in join_parts(read_quantities_zh(zh), read_quantities_en(en), zh, en)[0]]
['40']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from aligncheck.document import Span
from aligncheck.quantities.exact_value import Value
from aligncheck.quantities.quantity import Quantity, QuantityKind, values_agree
from aligncheck.quantities.units import UNITS

K = QuantityKind
_GAP_ZH = re.compile("[零又加、]?")
_GAP_EN = re.compile(r"(?:,? and |, | |-and-)")
_TWICE = re.compile(r" twice\b| two times\b| and (?:then )?(?:doubl\w+ )?again\b", re.I)
_FEN = re.compile("分(?![之钟数])")
_TWO_PARTS = re.compile(
    r"(?:[年周天米]|小时|星期|公里|公斤|英尺|分)[零又加、]?[\d零一二两三四五六七八九十]"
)
_PLURAL = frozenset({"month", "week", "day", "hour", "minute", "second"})
_PARTED = frozenset({"length", "mass", "time"})


def join_parts(
    source: list[Quantity], target: list[Quantity], zh: str, en: str
) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of both sides with parts joined where that makes them comparable."""
    if "分" in zh:
        source = _read_fen_as_minutes(source, zh)
    mine, yours = _sum_neighbours(source, zh, _GAP_ZH), _sum_neighbours(target, en, _GAP_EN)
    for at in [] if yours else list(mine):
        if not _states_whole(target, mine[at], source[at + 1].low):
            del mine[at]
    for at in [] if mine else list(yours):
        if not _states_whole(source, yours[at], target[at + 1].low):
            del yours[at]
    return _replace_parts(source, mine), _read_doubled_twice(_replace_parts(target, yours), en)


def _sum_neighbours(
    found: Sequence[Quantity], text: str, gap: re.Pattern[str]
) -> dict[int, Quantity]:
    """Return what two neighbours amount to, by the index of the first."""
    whole: dict[int, Quantity] = {}
    for at, (one, two) in enumerate(pairwise(found)):
        if one.unit == two.unit or not (_is_part(one) and _is_part(two)) or at - 1 in whole:
            continue
        (kind, large), (other, small) = UNITS[one.unit or ""], UNITS[two.unit or ""]
        if kind != other or kind not in _PARTED or small * two.low >= large:
            continue
        if not gap.fullmatch(text, one.span.end, two.span.start):
            continue
        value = one.low * large / small + two.low
        span = Span(one.span.start, two.span.end)
        whole[at] = Quantity(K.CARDINAL, value, value, span, two.unit, about=one.about)
    return whole


def _is_part(one: Quantity) -> bool:
    return one.exact and one.kind is K.CARDINAL and one.unit in UNITS


def _states_whole(others: Sequence[Quantity], whole: Quantity, rest: Value) -> bool:
    """Return whether the other side says the whole, or has one exact amount of this dimension."""
    kind = UNITS[whole.unit or ""][0]
    same = [one for one in others if one.unit in UNITS and UNITS[one.unit][0] == kind]
    if any(values_agree(whole, one) for one in same):
        return True
    if len(same) != 1 or not _is_part(same[0]) or same[0].about or whole.about:
        return False
    return whole.low % 1 == 0 and same[0].low != rest  # "a year and six months" says 六个月


def _read_fen_as_minutes(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Read the 分 of 1小时30分 and 3分20秒 as minutes."""
    out = list(found)
    for at, one in enumerate(out):
        if one.unit is not None or one.kind is not K.CARDINAL or not _FEN.match(text, one.span.end):
            continue
        before = out[at - 1] if at else None
        after = out[at + 1] if at + 1 < len(out) else None
        hour = before is not None and before.unit == "hour" and before.span.end == one.span.start
        if hour or (after is not None and after.unit == "second"):
            out[at] = one._replace(unit="minute", span=Span(one.span.start, one.span.end + 1))
    return out


def unit_suffix(one: Quantity, written: str) -> str:
    """Return the unit to name with a whole of two parts, as in "40 months"; else nothing."""
    return f" {one.unit}s" if one.unit in _PLURAL and _TWO_PARTS.search(written) else ""


def _replace_parts(found: list[Quantity], whole: dict[int, Quantity]) -> list[Quantity]:
    """Put each whole in the place of its two parts."""
    if not whole:
        return found
    return [whole.get(at, one) for at, one in enumerate(found) if at - 1 not in whole]


def _read_doubled_twice(found: list[Quantity], text: str) -> list[Quantity]:
    """Read "doubled twice" and "doubled and doubled again" as four times."""
    out: list[Quantity] = []
    for one in found:
        if out and one.kind is K.MULTIPLE and one.span.end <= out[-1].span.end:
            continue
        if one.unit == "to" and one.low == 2 and (more := _TWICE.match(text, one.span.end)):
            four, span = one.low * 2, Span(one.span.start, more.end())
            one = one._replace(low=four, high=four, span=span, others=())
        out.append(one)
    return out
