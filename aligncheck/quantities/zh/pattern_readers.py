"""Chinese numbers that a pattern gives whole: fractions, dates, clocks, names with figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.quantities.exact_value import Value, divide_exactly, parse_figures
from aligncheck.quantities.quantity import VULGAR, Quantity, QuantityKind
from aligncheck.quantities.units import UNITS, read_unit_zh
from aligncheck.quantities.zh.chinese_numeral import FORMAL, largest_addition, parse_numeral
from aligncheck.quantities.zh.unit_readers import (
    HALF,
    UNIT_READERS,
    is_approximate,
    quantity_at,
    quantity_at_match,
    read_amount,
)

K = QuantityKind
PatternReader = Callable[[str, re.Match[str]], list[Quantity]]
_PERCENT = (100, 1000, 10000)


def _read_fraction(text: str, match: re.Match[str]) -> list[Quantity]:
    below = parse_numeral(match["share"].partition("分之")[0])
    above = parse_numeral(match["part"].rstrip("多余"))
    if below is None or above is None or not below.low:
        return []
    more = largest_addition(above.high) if match["part"][-1] in "多余" else 0
    kind = K.PERCENT if below.low == below.high and below.low in _PERCENT else K.FRACTION
    # 百分之百 is "fully"; parts per million are counted in parts
    low, high = divide_exactly(above.low, below.low), divide_exactly(above.high + more, below.low)
    optional = match["share"] == "百分之百" or below.low >= 10**6
    century = text.startswith("世纪", match.end())
    return [
        Quantity(
            kind, low, high, Span(*match.span()),
            "%" if below.low == 100 else None,
            vague=above.vague, optional=optional, about=is_approximate(text, match.start()),
            others=(low * 100,) if century else (),
        )
    ]  # fmt: skip


def _read_name(text: str, match: re.Match[str]) -> list[Quantity]:
    start, end = match.span("tail")
    unit, stop = read_unit_zh(text, end)
    if "." in match["tail"] or unit in ("%", "pp"):  # GDP2.8%
        number = parse_numeral(match["tail"])
        shaped = number and UNIT_READERS.get(unit or "", read_amount)(
            text, start, stop, number, unit
        )
        if shaped is None or match.end() != end:
            return []
        return [shaped._replace(optional=unit is None)]  # U07.1, PM2.5
    return (
        []
        if len(match["tail"]) > 6
        else [quantity_at_match(K.CARDINAL, parse_figures(match["tail"]), match, optional=True)]
    )


def _read_date(text: str, match: re.Match[str]) -> list[Quantity]:
    kinds = ((K.YEAR, "y"), (K.MONTH, "m"), (K.DAY, "d"))
    return [quantity_at(kind, int(match[key]), *match.span(key)) for kind, key in kinds]


def _read_clock(text: str, match: re.Match[str]) -> list[Quantity]:
    hours, minutes = match.group().split(":")[:2]
    return [quantity_at_match(K.TIME, int(hours) + Fraction(int(minutes), 60), match)]


def _read_colon(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read 26:17 (minutes and seconds, a score, a ratio) as two numbers that may go unsaid."""
    parts = re.finditer(r"\d+", match.group())
    base = match.start()
    return [
        quantity_at(K.CARDINAL, int(part.group()), base + part.start(), base + part.end())._replace(
            optional=True,
        )
        for part in parts
    ]


def _read_slash(text: str, match: re.Match[str]) -> list[Quantity]:
    above, below = map(int, match.group().split("/"))
    numbers = _read_colon(text, match)
    if not 0 < above < below:
        return numbers
    share = quantity_at_match(K.FRACTION, divide_exactly(above, below), match, optional=below > 10)
    return [share, *numbers]


def _read_event(text: str, match: re.Match[str]) -> list[Quantity]:
    parts = []
    for piece in re.finditer(r"[^·.]+", match.group()):
        number = parse_numeral(piece.group())
        if number is not None:
            start = match.start() + piece.start()
            found = quantity_at(K.CARDINAL, number.low, start, start + len(piece.group()))
            parts.append(found._replace(optional=True))
    return parts


def _read_plan(text: str, match: re.Match[str]) -> list[Quantity]:
    number = parse_numeral(match.group()[:-1])
    return (
        []
        if number is None
        else [quantity_at_match(K.ORDINAL, number.low, match)._replace(unit="plan")]
    )


def _read_halved(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read 半年, 半小时, 半个世纪, 半斤: half of a unit, which may go unsaid."""
    unit, stop = read_unit_zh(text, match.end())
    if text[match.end() - 1] == "个" and unit is None:
        unit, stop = read_unit_zh(text, match.end() - 1)
    value: Value = HALF
    if unit == "century":
        unit, value = "year", 50
    if unit not in UNITS:
        return []
    return [
        Quantity(K.CARDINAL, value, value, Span(match.start(), stop), unit, optional=True,
                 others=(HALF,))
    ]  # fmt: skip


def _read_relative_century(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read 本世纪 and 上世纪, of a text written in this century or in the last."""
    now = 21 if match.group()[0] == "本" else 20
    others = (now - 1, (now - 1) * 100, (now - 2) * 100)
    return [quantity_at_match(K.CENTURY, now, match, optional=True)._replace(others=others)]


def _read_first_year(text: str, match: re.Match[str]) -> list[Quantity]:
    return [quantity_at_match(K.YEAR, 1912, match)._replace(others=(1,))]


def _read_formal(text: str, match: re.Match[str]) -> list[Quantity]:
    number = parse_numeral(match.group().translate(FORMAL))
    return [] if number is None else [quantity_at_match(K.CARDINAL, number.low, match)]


def _read_one_half(text: str, match: re.Match[str]) -> list[Quantity]:
    return [quantity_at_match(K.FRACTION, Fraction(1, 2), match, optional=True)]


def _read_vulgar(text: str, match: re.Match[str]) -> list[Quantity]:
    whole = int(match.group()[:-1] or 0)
    return [
        quantity_at_match(K.FRACTION, whole + VULGAR[match.group()[-1]], match, optional=not whole)
    ]


PATTERN_READERS: dict[str, PatternReader] = {
    "name": _read_name, "date": _read_date, "clock": _read_clock, "colon": _read_colon,
    "slash": _read_slash, "event": _read_event, "plan": _read_plan, "halved": _read_halved,
    "age": _read_relative_century, "first": _read_first_year, "vulgar": _read_vulgar,
    "formal": _read_formal, "half": _read_one_half, "share": _read_fraction,
}  # fmt: skip
"""How the groups of the scanner are read that are no plain numbers."""
