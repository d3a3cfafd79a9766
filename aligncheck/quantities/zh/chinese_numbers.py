"""Read the numbers and dates of Chinese text by value.

>>> [str(q.low) for q in read_quantities_zh("石油产量从3100万吨增加到3.12亿吨")]
['31000000', '312000000']
"""

from __future__ import annotations

import re
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.quantities.exact_value import divide_exactly
from aligncheck.quantities.quantity import (
    Quantity,
    QuantityKind,
    normalise_figures,
    restore_span,
)
from aligncheck.quantities.ranges import share_units_zh
from aligncheck.quantities.units import UNITS, is_currency, read_unit_zh
from aligncheck.quantities.zh.chinese_numeral import (
    BIG,
    DIGIT,
    DIGITS,
    Numeral,
    largest_addition,
    parse_numeral,
)
from aligncheck.quantities.zh.number_scan import counts_something, scan_numbers_zh
from aligncheck.quantities.zh.pattern_readers import PATTERN_READERS, PatternReader
from aligncheck.quantities.zh.unit_readers import (
    HALF,
    UNIT_READERS,
    quantity_at,
    read_amount,
)

K = QuantityKind
_AFTER_QUOTE = frozenset("。”’》）")
_AFTER_HEAD = frozenset("、.)）．")
_LATIN = re.compile(r"[A-Za-z]{3}")
_MINUTES = re.compile(r"\d\s?分\s?$")
_HEADING = re.compile(r"(?:^|\n)\s*[(（]?$")
_TAIL = re.compile(
    rf"\d{{1,2}}(?![\d.]|{BIG})|[{DIGITS}](?![{DIGITS}十百千万个天年月名枚人位次条项种座家场])"
)
_JIAO = re.compile(rf" ?([\d{DIGITS}]) ?[角毛](?![落度色形])(?: ?([\d{DIGITS}]) ?分(?![之钟]))?")
_AND_HALF = re.compile(r"半(?![夜数径路场导个月年])")
_PROJECT = re.compile(
    r"(?:985|211)(?:[、/和“”\"]|工程|高校|大学|院校|项目|$)|996(?:[、”]|工作制|加班)"
)
_ROUND = frozenset("百千万亿")
_TOWARDS = tuple("近上逾超过成")
_PLAIN_HAN = re.compile(rf"[{DIGITS}]$|[十百千万亿]+$")


def read_quantities_zh(text: str) -> list[Quantity]:
    """List the numbers and dates of Chinese `text` in order, with offsets into `text`."""
    plain = normalise_figures(text)
    found: list[Quantity] = []
    for match in scan_numbers_zh(plain.text):
        if found and match.start() < found[-1].span.end:
            continue  # the minutes of 18时30分
        read = _READ.get(match.lastgroup or "")
        if read is not None:
            found.extend(read(plain.text, match))
    found = share_units_zh(plain.text, found)
    return found if plain.origin is None else [restore_span(one, plain) for one in found]


def has_number(text: str) -> bool:
    """Return whether Chinese `text` may have a number that English cannot leave unsaid."""
    return counts_something(normalise_figures(text).text)


def _read_number(text: str, match: re.Match[str]) -> list[Quantity]:
    start, end = match.span("number")
    number = parse_numeral(match["number"])
    if number is None:
        return []
    if match["many"]:
        number = number._replace(high=number.high + largest_addition(number.high))
        end += 1
    unit, stop = read_unit_zh(text, end)
    if unit == "km" and text.endswith(("每小时", "时速"), 0, start):
        unit = "km/h"
    tailed = _read_tail(text, number, unit, (start, stop))
    if tailed is not None:
        return [tailed]
    if text[max(0, start - 3) : start].rstrip(" ").endswith("第"):
        return [_read_ordinal(text, number, unit, Span(text.rindex("第", 0, start), stop))]
    if text[start - 1 : start] in _TOWARDS and _ROUND.issuperset(match["number"]):
        return [_read_approached_number(text, number, Span(start, end))]
    if unit in UNITS and number.low == number.high and _AND_HALF.match(text, stop):  # 七天半
        number, stop = number._replace(low=number.low + HALF, high=number.high + HALF), stop + 1
    if unit == "month_of" and number.vague and number.high - number.low == 1:
        return _read_two_months(match["number"], Span(start, stop))
    number = _read_mega(match["number"], number, unit)
    shaped = UNIT_READERS.get(unit or "", read_amount)(text, start, stop, number, unit)
    if shaped is None:
        shaped = read_amount(text, start, end, number, None)
    return [] if shaped is None else [_mark_optional(text, match, shaped)]


def _read_mega(written: str, number: Numeral, unit: str | None) -> Numeral:
    """Let 500兆, which counts no money, mean 500 of bandwidth as well."""
    if not written.endswith("兆") or is_currency(unit):
        return number
    plain = divide_exactly(number.low, 10**12)
    more = (divide_exactly(plain, 1000),) if written.endswith("千兆") else ()  # giga
    return number._replace(others=(*number.others, plain, *more))


def _read_tail(
    text: str, number: Numeral, unit: str | None, place: tuple[int, int]
) -> Quantity | None:
    """Read what follows a unit: 3元5角6分, 1米93, 三十七度二, 两块五; None if nothing does."""
    start, stop = place
    if is_currency(unit) and (tail := _JIAO.match(text, stop)):
        figures = _in_figures(tail[1] + (tail[2] or ""))
    elif unit in ("m", "C") or text[stop - 1] == "块":
        tail = _TAIL.match(text, stop)
        figures = _in_figures(tail.group()) if tail else ""
    else:
        return None
    if tail is None:
        return None
    more = Fraction(int(figures), 10 ** len(figures))
    return quantity_at(K.CARDINAL, number.low + more, start, tail.end())._replace(unit=unit)


def _in_figures(written: str) -> str:
    return "".join(str(DIGIT.get(char, char)) for char in written)


def _read_two_months(written: str, span: Span) -> list[Quantity]:
    """Read 七八月份 as July and August."""
    cut = span.start + len(written) - 1
    first = quantity_at(K.MONTH, DIGIT[written[-2]], span.start, cut)
    second = quantity_at(K.MONTH, DIGIT[written[-1]], cut, span.end)
    return [one._replace(unit="month_of") for one in (first, second)]


def _read_approached_number(text: str, number: Numeral, span: Span) -> Quantity:
    """Read 近百, 逾百亿 (a round number approached or passed) and 上千, 成百 (a size only)."""
    unit, stop = read_unit_zh(text, span.end)
    if unit not in UNITS or unit == "year":
        unit, stop = None, span.end
    vague = text[span.start - 1] in "上成"
    high = number.high * (10 if vague else 1)
    return Quantity(
        K.CARDINAL, number.low, high, Span(span.start - 1, stop), unit,
        vague=vague, about=True, scale=number.scale,
    )  # fmt: skip


def _mark_optional(text: str, match: re.Match[str], quantity: Quantity) -> Quantity:
    """Mark what the other language may say without a number."""
    written = match["number"]
    start, end = match.span("number")
    named = _is_code(written) if written[0].isascii() else _is_word_part(written, quantity)
    if named or _is_heading(text, start, end) or _is_name_part(text, written, start, end):
        return quantity._replace(optional=True)
    seconds = quantity.unit == "second" and _MINUTES.search(text, max(0, start - 4), start)
    return quantity._replace(optional=True) if seconds else quantity


def _is_word_part(written: str, quantity: Quantity) -> bool:
    """Return whether a numeral may be part of a word: 三, 百, 五四, but 百万元 is an amount."""
    if quantity.kind is K.CARDINAL and not quantity.vague and len(written) > 1:
        if all(char in DIGIT for char in written):
            return True
        if quantity.unit in UNITS:
            return False
    counts = quantity.kind in (K.CARDINAL, K.MULTIPLE, K.ORDINAL)
    return counts and quantity.low.denominator == 1 and bool(_PLAIN_HAN.match(written))


def _is_name_part(text: str, written: str, start: int, end: int) -> bool:
    """Return whether a number is a mark behind a quotation or part of a name: 51Talk, 双11."""
    before = text[start - 1 : start]
    if before == "双" or _PROJECT.match(text, start):
        return True
    if before in _AFTER_QUOTE and len(written) < 3 and written.isdigit():
        return True
    return _LATIN.match(text, end) is not None


def _is_heading(text: str, start: int, end: int) -> bool:
    """Return whether a number stands as "12、" or "(3)" before its line."""
    if text[end : end + 1] not in _AFTER_HEAD or text[end + 1 : end + 2].isdigit():
        return False
    return bool(_HEADING.search(text, max(0, start - 3), start))


def _is_code(written: str) -> bool:
    """Return whether figures name something (a telephone, a dialling code) and count nothing."""
    if not written.isdigit():
        return False
    dated = len(written) == 8 and written[:2] in ("19", "20")  # 20240221
    return dated or len(written) > 9 or (len(written) > 1 and written[0] == "0")


def _read_ordinal(text: str, number: Numeral, unit: str | None, span: Span) -> Quantity:
    kind = K.CENTURY if unit == "century" else K.ORDINAL
    optional = number.high <= 10 or text[span.end : span.end + 1] in ("页", "版")
    return Quantity(kind, number.low, number.high, span, vague=number.vague, optional=optional)


_READ: dict[str, PatternReader] = {
    **PATTERN_READERS,
    "number": _read_number,
    "many": _read_number,
}
