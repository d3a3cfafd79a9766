"""Read what stands for itself in English: dates, clock times, 25th, 1980s, "one in five"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.quantities.en.number_words import AGES, CARDINALS, DECADES, MONTHS, SCALES, TIMES
from aligncheck.quantities.exact_value import Value, divide_exactly
from aligncheck.quantities.quantity import Quantity, QuantityKind

K = QuantityKind
_CENTURY = re.compile(r"(?:[ -](?:and|to|or)[ -][\w-]+)?[ -]centur")
_MONTH_OR_WORD = frozenset(("May", "March", "Mar", "Jan"))
_DATED_AFTER = re.compile(r"\.?,? (?:\d|of)")
_DATED_BEFORE = re.compile(
    r"(?:\d|\d(?:st|nd|rd|th)|of|in|by|since|until|last|from|to|and|late|early|this|next) $", re.I
)
_BECOMES = re.compile("(?:doubl|tripl|trebl|quadrupl|quintupl)(?!e$)")  # what a verb grows to
_PRONOUN = re.compile(" (?!(?:and|or|to|of)\\b)[a-z]")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def read_suffixed(text: str, match: re.Match[str], value: Value) -> list[Quantity]:
    """Read 25th, 1980s, 30s and 3-fold."""
    span = Span(*match.span())
    if match["th"]:
        part = value > 2 and text.startswith(" of", span.end)  # a 5th of
        others = (divide_exactly(1, value),) if part else ()
        return [Quantity(ordinal_kind(text, span.end), value, value, span, others=others)]
    if match["fold"]:
        return [Quantity(K.MULTIPLE, value, value, span, others=(value + 1, value - 1))]
    if value % 10 or value.denominator != 1:
        return [Quantity(K.CARDINAL, value, value, span, optional=True)]
    if value >= 100:
        century = (divide_exactly(value, 100) + 1,) if value % 100 == 0 else ()
        return [Quantity(K.DECADE, value, value, span, others=century)]
    return [Quantity(K.DECADE, value, value + 9, span, others=_possible_centuries(value))]


def ordinal_kind(text: str, end: int) -> QuantityKind:
    """Return what an ordinal is: the number of a century, or of anything else."""
    return K.CENTURY if _CENTURY.match(text, end) else K.ORDINAL


def _possible_centuries(value: Value) -> tuple[Value, ...]:
    return (value + 1900, value + 1800, value + 2000)


def _read_age(word: str, span: Span) -> Quantity:
    """Read "a decade", "centuries", "half a century" as years."""
    years, many = AGES[word], word in ("decades", "centuries")
    high = years * 10 if many else years
    others = (divide_exactly(years, 100),)
    return Quantity(K.CARDINAL, years, high, span, "year", vague=many, optional=True, others=others)


def _read_decade(word: str, span: Span) -> Quantity:
    """Read "the eighties", which may also be somebody's age."""
    low = DECADES[word]
    others = (low, *_possible_centuries(low)[1:], *(low + more for more in range(1, 10)))
    return Quantity(K.DECADE, 1900 + low, 1900 + low, span, others=others)


def _read_multiple(word: str, span: Span) -> Quantity:
    value = TIMES[word]
    others = (divide_exactly(1, value),)  # "twice as large" is 一半 the other way round
    unit = "to" if _BECOMES.match(word) else None
    return Quantity(K.MULTIPLE, value, value, span, unit, optional=True, others=others)


def _read_date(text: str, match: re.Match[str]) -> list[Quantity]:
    kinds = ((K.YEAR, "y"), (K.MONTH, "m"), (K.DAY, "d"))
    return [_exact_quantity(kind, int(match[key]), Span(*match.span(key))) for kind, key in kinds]


def _read_slashed_date(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read 06/30/1950 and 30/06/1950; of 05/06/1950 either number may be the month."""
    one, two = int(match["one"]), int(match["two"])
    if not (1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12):
        return []
    month, day = ("two", "one") if one > 12 else ("one", "two")
    both: tuple[Value, ...] = (one, two) if one <= 12 and two <= 12 else ()
    found = [
        _exact_quantity(kind, int(match[name]), Span(*match.span(name)))._replace(others=others)
        for kind, name, others in ((K.MONTH, month, both), (K.DAY, day, both), (K.YEAR, "year", ()))
    ]
    return sorted(found, key=lambda one: one.span)


def _read_clock(text: str, match: re.Match[str]) -> list[Quantity]:
    hours = CARDINALS[match["wh"].lower()] if match["wh"] else int(match["h"] or match["hh"])
    minutes = int(match["min"] or match["dot"] or 0)
    time = _exact_quantity(K.TIME, hours + Fraction(minutes, 60), Span(*match.span()))
    bare = match["min"] and match.group()[-1].isdigit()  # 21:18 may be a score
    return [time, *(_optional_numbers(match, "h", "min") if bare else ())]


def _read_name(text: str, match: re.Match[str]) -> list[Quantity]:
    tail = match["tail"]
    if "." in tail or len(tail) > 6:
        return []
    return [_exact_quantity(K.CARDINAL, int(tail), Span(*match.span()))._replace(optional=True)]


def _read_slash(text: str, match: re.Match[str]) -> list[Quantity]:
    up, down = int(match["up"]), int(match["down"])
    numbers = _optional_numbers(match, "up", "down")
    if not 0 < up < down:
        return numbers
    share = _exact_quantity(K.FRACTION, Fraction(up, down), Span(*match.span()))
    return [share._replace(optional=down > 10 or up > 12), *numbers]


def _read_month(text: str, match: re.Match[str]) -> list[Quantity]:
    name = match["month"].rstrip(".")
    start, end = match.span("month")
    dated = _DATED_AFTER.match(text, end) or _DATED_BEFORE.search(text, max(0, start - 6), start)
    month = _exact_quantity(K.MONTH, MONTHS[name], Span(start, end))
    doubtful = name in _MONTH_OR_WORD and not dated
    return [month._replace(unit="month_of", optional=doubtful)]


def _read_roman(text: str, match: re.Match[str]) -> list[Quantity]:
    if match["roman"] == "I" and _PRONOUN.match(text, match.end()):
        return []
    value, before = 0, 0
    for char in reversed(match["roman"]):
        worth = _ROMAN[char]
        value, before = value + (worth if worth >= before else -worth), max(worth, before)
    found = _exact_quantity(K.ORDINAL, value, Span(*match.span()))
    return [found._replace(optional=True)] if value else []


def _read_one_of(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read "one in five" as the share it is, and as its two numbers."""
    names = ("few", "many") if match["few"] else ("word_few", "word_many")
    few, many = (_small_number(match[name]) for name in names)
    numbers = _optional_numbers(match, *names)
    if not 0 < few < many:
        return numbers
    share = _exact_quantity(K.FRACTION, Fraction(few, many), Span(*match.span()))
    return [share._replace(optional=True), *numbers]


def _read_and_half(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read "a year and a half"."""
    times = {"decade": 10, "century": 100}.get(match["what"], 1)
    unit = match["what"] if times == 1 else "year"
    return [
        _exact_quantity(K.CARDINAL, Fraction(3, 2) * times, Span(*match.span()))._replace(unit=unit)
    ]


def _read_colon(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read 26:17 (minutes and seconds, a score, a ratio) as two numbers that may go unsaid."""
    return _optional_numbers(match, "left", "right")


def _exact_quantity(kind: QuantityKind, value: Value, span: Span) -> Quantity:
    exact = value
    return Quantity(kind, exact, exact, span)


def _optional_numbers(match: re.Match[str], *names: str) -> list[Quantity]:
    """Return the numbers of these groups as ones that may go unsaid."""
    return [
        _exact_quantity(K.CARDINAL, _small_number(match[name]), Span(*match.span(name)))._replace(
            optional=True
        )
        for name in names
    ]


def _small_number(word: str) -> int:
    word = word.lower().removeprefix("a ").replace(",", "")
    if word == "ten thousand":
        return 10_000
    return int(word) if word.isdigit() else CARDINALS.get(word, SCALES.get(word, 0))


WORD_READERS: Mapping[str, Callable[[str, Span], Quantity]] = (
    dict.fromkeys(AGES, _read_age)
    | dict.fromkeys(DECADES, _read_decade)
    | dict.fromkeys(TIMES, _read_multiple)
)
TOKEN_READERS: dict[str, Callable[[str, re.Match[str]], list[Quantity]]] = {
    "month": _read_month, "name": _read_name, "clock": _read_clock, "date": _read_date,
    "slashed": _read_slashed_date,
    "of": _read_one_of, "word_of": _read_one_of, "word_clock": _read_clock, "slash": _read_slash,
    "colon": _read_colon, "and_half": _read_and_half, "roman": _read_roman,
}  # fmt: skip
