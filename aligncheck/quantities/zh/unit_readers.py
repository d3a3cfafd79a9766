"""What the word after a Chinese number makes of it: a year, a share, a multiple."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.quantities.exact_value import Value, divide_exactly
from aligncheck.quantities.quantity import Quantity, QuantityKind
from aligncheck.quantities.zh.chinese_numeral import DIGIT, DIGITS, SCALE, Numeral, parse_numeral

K = QuantityKind
HALF = Fraction(1, 2)
Shape = Callable[[str, int, int, Numeral, str | None], Quantity | None]
_RISES = re.compile(
    r"(?:增[长加至到]?|提高|上升|高出?|多出?|超出|扩大|上涨|涨|翻|快|大|长)(?:了|近|约|逾|超过)*$"
)
_REACHES = re.compile(r"(?:增[长加]?|提高|上升|扩大|上涨|涨)(?:至|到|为)[^\d]{0,2}$")
_ABOUT = re.compile(
    r"(?:约|近|大约|约为|将近|接近|超|超过|逾|达|高达|突破|大概|左右|不足|不到|至少|多达|上)$"
)
_PAST = re.compile(r"(\d{1,2}|[零〇一二三四五六七八九十]{1,4})分(?![钟之])|半|([一三])刻")
# Reigns, as simplified character by character, and the year before their first.
_REIGNS = {
    "民国": 1911, "光绪": 1874, "宣统": 1908, "同治": 1861, "咸丰": 1850, "道光": 1820,
    "嘉庆": 1795, "干隆": 1735, "雍正": 1722, "康熙": 1661, "顺治": 1643, "崇祯": 1627,
    "万历": 1572, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
}  # fmt: skip
_ERA = re.compile(rf"({'|'.join(_REIGNS)}|公元前?)$")
_OF_CENTURY = re.compile(r"(?:(\d{1,2}|[一二三四五六七八九十]{1,3})|(上个?|本)) ?世纪(?:的)? ?$")
_ITS_DECADE = re.compile(r"的? ?([\d二三四五六七八九十]+) ?年代")
_COHORT = re.compile('[”"、,的/]|出生|一代|人|们|群体|青年|员工')
_IN_YEAR = re.compile(rf"度|起|(?:[{DIGITS}十\d]{{1,3}})月")


def read_amount(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    """Read a number that counts something, or nothing that is known."""
    return Quantity(
        K.CARDINAL,
        number.low,
        number.high,
        Span(start, end),
        unit,
        vague=number.vague,
        about=is_approximate(text, start) or text.startswith("左右", end),
        others=number.others,
        scale=number.scale,
    )


def _read_percent(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    by = {"%": 100, "pp": 100, "‰": 1000, "bp": 10000}[unit or "%"]
    others = tuple(divide_exactly(value, by) for value in number.others)
    if number.low >= by and _RISES.search(text, max(0, start - 6), start):
        others = (*others, divide_exactly(number.low, by) + 1)  # 增长200%: tripled
    if unit == "bp":
        others = (divide_exactly(number.low, 100),)
        return Quantity(K.CARDINAL, number.low, number.high, Span(start, end), "bp", others=others)
    return Quantity(
        K.PERCENT, divide_exactly(number.low, by), divide_exactly(number.high, by),
        Span(start, end), unit,
        vague=number.vague, about=is_approximate(text, start), others=others,
    )  # fmt: skip


def _read_tenths(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    if not 1 <= number.high <= 10 or number.low.denominator != 1:
        return None
    low, high = divide_exactly(number.low, 10), divide_exactly(number.high, 10)
    after = DIGIT.get(text[end : end + 1])
    if after and text[end + 1 : end + 2] not in tuple(SCALE):
        low, high, end = low + Fraction(after, 100), high + Fraction(after, 100), end + 1
    near = text[max(0, start - 1) : start] == "近"
    low -= Fraction(5, 100) if near else 0
    high += (
        Fraction(5, 100)
        if text[end : end + 1] == "多" or text[max(0, start - 1) : start] in ("超", "逾")
        else 0
    )
    return Quantity(
        K.PERCENT,
        low,
        high,
        Span(start, end),
        "%",
        vague=number.vague,
        about=is_approximate(text, start),
    )


def _read_discount(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    rate = divide_exactly(number.low, 10 if number.low < 10 else 100)
    return Quantity(K.PERCENT, rate, rate, Span(start, end), "%", optional=True, others=(1 - rate,))


def _read_multiple(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    if text.startswith("半", end):
        number, end = number._replace(low=number.low + HALF, high=number.high + HALF), end + 1
    before = text[max(0, start - 6) : start]
    rises = None if _REACHES.search(before) else _RISES.search(before)
    step = 1 if rises else -1
    if number.vague or number.low != number.high:
        return Quantity(K.MULTIPLE, number.low, number.high + 1, Span(start, end), vague=True)
    low = number.low + 1 if rises else number.low
    others = (low - 1,) if rises else (number.low + step,)
    return Quantity(
        K.MULTIPLE, low, low, Span(start, end),
        "by" if rises and rises.group()[0] in "增提上" else None,  # not 翻两倍, 快两倍
        others=others, about=is_approximate(text, start),
    )  # fmt: skip


def _read_doublings(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    if (
        text[start - 1 : start] != "翻" and text[start - 2 : start] != "翻了"
    ) or number.low.denominator != 1:
        return None
    times = 2 ** min(int(number.low), 20)
    optional = number.low == 1
    return Quantity(
        K.MULTIPLE,
        times,
        times,
        Span(start - (1 if text[start - 1] == "翻" else 2), end),
        "by",
        optional=optional,
        others=(times - 1,),
    )


def _read_and_half(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    low = number.low + Fraction(1, 2)
    years = unit == "yearhalf"
    others = (number.low, *((low * 12,) if years else ()))
    return Quantity(
        K.CARDINAL, low, low, Span(start, end), "year" if years else None, others=others
    )


def _read_decade(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    low, more = int(number.low), number.high - number.low
    if low % 10 or low > 2100:
        return None
    if low >= 100:
        return Quantity(K.DECADE, number.low, number.high, Span(start, end))
    if low > 90:
        return None
    before = text[max(0, start - 12) : start]
    said = _OF_CENTURY.search(before)
    hundreds = 1900
    if said and said[1]:
        century = parse_numeral(said[1])
        hundreds = (int(century.low) - 1) * 100 if century else 1900
    elif said and said[2] == "本":
        hundreds = 2000
    main = hundreds + low
    others: tuple[Value, ...] = (low,)
    if not said:
        others = (*others, 1800 + low, 2000 + low)
    return Quantity(K.DECADE, main, main + more, Span(start, end), others=others)


def _read_century(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    if number.high > 99:
        return None
    first = (number.low - 1) * 100
    others: tuple[Value, ...] = (first,)
    decade = _ITS_DECADE.match(text, end, end + 9)
    many = text[start - 1 : start] in ("几", "数", "个") or text[end - 3 : end - 2] == "个"
    if decade and (years := parse_numeral(decade[1])):
        others = (first, first + years.low)  # 18世纪50年代: all of it is "the 1750s"
    return Quantity(
        K.CENTURY, number.low, number.high, Span(start, end),
        vague=number.vague, optional=bool(decade) or (many or number.high < 5), others=others,
    )  # fmt: skip


def _read_year(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    """Read 1989年, 一九八九年, 民国三十八年, 89年 and 三十八年 (a length of time)."""
    written, span = text[start : end - 1].rstrip(), Span(start, end)
    figures = "".join(str(DIGIT.get(char, char)) for char in written)
    string = len(figures) == len(written) and figures.isdigit()
    if string and len(figures) == 4 and int(figures) < 2200:
        return quantity_at(K.YEAR, int(figures), start, end)
    value = number.low
    era = _ERA.search(text, max(0, start - 3), start)
    if era and era[1] in _REIGNS:
        western = value + _REIGNS[era[1]]
        return Quantity(K.YEAR, western, western, span, others=(value,))
    if era:
        return quantity_at(K.YEAR, value, start, end)
    others = number.others
    if string and len(figures) == 2:  # 89年 is 1989, or 89 years
        others = (int(figures) + 1900, int(figures) + 2000, int(figures))
    elif 30 <= value <= 130 and (_IN_YEAR.match(text, end) or "民国" in text):
        others = (*others, value + 1911)  # a year of the Republic of China
    return Quantity(
        K.CARDINAL, number.low, number.high, span, "year",
        vague=number.vague, about=is_approximate(text, start), others=others, scale=number.scale,
    )  # fmt: skip


def _read_month(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    if not 1 <= number.low <= 12 or number.low.denominator != 1:
        return None
    return Quantity(
        K.MONTH, number.low, number.high, Span(start, end), "month_of", vague=number.vague
    )


def _read_day(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    if not 1 <= number.low <= 31 or number.low.denominator != 1:
        return None
    dated = text[max(0, start - 2) : start].endswith(("月", "月 "))
    lone = not dated and text[start] in DIGIT  # 前一日, 次日, 每三日: the day before, days
    return Quantity(
        K.DAY, number.low, number.high, Span(start, end), "date" if dated else "day_of",
        vague=number.vague, optional=lone,
    )  # fmt: skip


def _read_hour(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    if not 0 <= number.low <= 24 or number.low.denominator != 1:
        return None
    value, optional = number.low, text[end - 1] == "点"
    minutes = _PAST.match(text, end)
    if minutes:
        read = parse_numeral(minutes[1]) if minutes[1] else None
        quarter = 15 * DIGIT[minutes[2]] if minutes[2] else 30
        value, end = value + divide_exactly(read.low if read else quarter, 60), minutes.end()
    return Quantity(K.TIME, value, value, Span(start, end), optional=optional)


def _read_birth_decade(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    value = number.low
    sure = value >= 50 or _COHORT.match(text, end)  # 90后; of other numbers 后 may mean "after"
    if value % 5 or value > 99 or not sure:
        return None
    return Quantity(
        K.DECADE, value, value, Span(start, end), optional=True, others=(value + 1900, value + 2000)
    )


def _read_jiao(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    value, others = divide_exactly(number.low, 10), (number.low, number.low * 10)  # yuan; jiao, fen
    return Quantity(K.CARDINAL, value, value, Span(start, end), "元", optional=True, others=others)


def _read_session(
    text: str, start: int, end: int, number: Numeral, unit: str | None
) -> Quantity | None:
    return Quantity(K.ORDINAL, number.low, number.high, Span(start, end), vague=number.vague)


def quantity_at_match(
    kind: QuantityKind, value: Value, match: re.Match[str], *, optional: bool = False
) -> Quantity:
    """Return an exact quantity where `match` stands."""
    return Quantity(kind, value, value, Span(*match.span()), optional=optional)


def quantity_at(kind: QuantityKind, value: Value, start: int, end: int) -> Quantity:
    """Return an exact quantity from `start` to `end`."""
    return Quantity(kind, value, value, Span(start, end))


def is_approximate(text: str, start: int) -> bool:
    """Return whether the number at `start` is said to be approximate."""
    return bool(_ABOUT.search(text, max(0, start - 3), start))


UNIT_READERS: dict[str, Shape] = {
    "%": _read_percent, "‰": _read_percent, "pp": _read_percent, "bp": _read_percent,
    "tenths": _read_tenths, "off": _read_discount, "times": _read_multiple, "fan": _read_doublings,
    "half": _read_and_half, "yearhalf": _read_and_half, "decade": _read_decade,
    "century": _read_century, "year": _read_year, "month_of": _read_month, "day_of": _read_day,
    "clock": _read_hour, "born": _read_birth_decade, "session": _read_session,
    "reign": _read_session, "jiao": _read_jiao,
}  # fmt: skip
