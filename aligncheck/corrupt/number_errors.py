"""Errors in numbers: a digit that changed, a power of ten too much or too little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from aligncheck.corrupt.damage import Damage
from aligncheck.corrupt.partner_words import AnalysedPair
from aligncheck.corrupt.seeded_choice import pick_option
from aligncheck.document import Span
from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.english_wording import write_decimal
from aligncheck.quantities.quantity import DATES, Quantity, QuantityKind, value_key
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh

_FIGURE = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<scale>[\s-]*(?:(?:hundred )?thousand|million|billion|trillion))?"
)
_BIG = re.compile("[万亿萬億]")
OTHER_SCALE = {
    "thousand": "million",
    "hundred thousand": "million",
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
}
LEAST_PLAIN = 1000  # a number without "million" or the like, to be ten times too large or small


MONTHS = (
    "January February March April May June July August September October November December".split()
)


def corrupt_numbers(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair with one digit changed, and with 万 and 亿 mixed up."""
    equal = _matching_numbers(pair)
    plain = [(one, other) for one, other in equal if any(map(str.isdigit, other.span.cut(pair.en)))]
    if plain:
        yield _change_digit(pair, *pick_option(plain, pair.zh, "digit", seed), seed)
    big = [
        damage
        for one, other in equal
        if _BIG.search(one.span.cut(pair.zh))
        for damage in _change_magnitude(pair, one, other)
    ]
    if big:
        yield pick_option(big, pair.zh, "magnitude", seed)


def corrupt_digit(pair: AnalysedPair, seed: str, *, dates: bool) -> Iterator[Damage]:
    """Yield the pair with one digit of a number changed, or with another date."""
    options = [
        (one, other) for one, other in _matching_numbers(pair) if (one.kind in DATES) == dates
    ]
    plain = [(one, o) for one, o in options if any(map(str.isdigit, o.span.cut(pair.en)))]
    months = [(one, other) for one, other in options if other.span.cut(pair.en) in MONTHS]
    if not plain and not months:
        return
    one, other = pick_option([*plain, *months], pair.zh, "digit", seed)
    if other.span.cut(pair.en) in MONTHS:
        new = pick_option(
            [m for m in MONTHS if m != other.span.cut(pair.en)], pair.zh, "month", seed
        )
        yield _replace_number(pair, one, other.span, new, "date replaced")
        return
    kind = "date replaced" if dates else "number replaced"
    yield replace(_change_digit(pair, one, other, seed), kind=kind)


def _matching_numbers(pair: AnalysedPair) -> list[tuple[Quantity, Quantity]]:
    """Return the exact numbers that both sides state once."""
    left = [one for one in read_quantities_zh(pair.zh) if one.exact and not one.optional]
    right = [
        one for one in read_quantities_en(pair.en) if one.exact and one.span.start < one.span.end
    ]
    said = Counter(value_key(one) for one in left), Counter(value_key(one) for one in right)
    by_key = {value_key(one): one for one in right}
    return [
        (one, by_key[value_key(one)])
        for one in left
        if said[0][value_key(one)] == 1 and said[1][value_key(one)] == 1
    ]


def _change_digit(pair: AnalysedPair, one: Quantity, other: Quantity, seed: str) -> Damage:
    text = other.span.cut(pair.en)
    places = [i for i, char in enumerate(text) if char.isdigit()]
    if one.kind in DATES and len(places) > 2:
        places = places[-2:]  # a slip gives a year near by, not another age
    at = pick_option(places, pair.zh, "place", seed)
    first = not text[at - 1].isdigit() if at else True
    choices = [d for d in "0123456789" if d != text[at] and not (first and d == "0")]
    if one.kind is QuantityKind.MONTH:
        choices = [d for d in choices if d != "0"]
    new = text[:at] + pick_option(choices, pair.zh, "digit", seed) + text[at + 1 :]
    return _replace_number(pair, one, other.span, new, "number replaced")


def _change_magnitude(pair: AnalysedPair, one: Quantity, other: Quantity) -> Iterator[Damage]:
    text = other.span.cut(pair.en)
    figure = _FIGURE.search(text)
    if not figure:
        return
    start = other.span.start + figure.start()
    value = Fraction(figure["n"].replace(",", ""))
    scale = (figure["scale"] or "").strip(" -")
    if not scale and (value < LEAST_PLAIN or other.kind is QuantityKind.YEAR):
        return
    number = Span(start, start + len(figure["n"]))
    for factor in (Fraction(10), Fraction(1, 10)):
        yield _replace_number(pair, one, number, write_decimal(value * factor), "magnitude changed")
    if scale:
        span = Span(start + len(figure.group()) - len(scale), start + len(figure.group()))
        yield _replace_number(pair, one, span, OTHER_SCALE[scale], "magnitude changed")


def _replace_number(pair: AnalysedPair, one: Quantity, span: Span, new: str, name: str) -> Damage:
    text = pair.en[: span.start] + new + pair.en[span.end :]
    place = Span(span.start, span.start + len(new))
    return Damage(name, text, (one.span,), frozenset(), place)
