"""Errors in numbers: a digit that changed, a power of ten too much or too little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.plant.damage import Damage
from aligncheck.plant.draw import pick
from aligncheck.plant.study import Studied
from aligncheck.text.quantity import DATES, Quantity, QuantityKind, key
from aligncheck.text.quantity_en import read_en
from aligncheck.text.quantity_write import decimal
from aligncheck.text.quantity_zh import read_zh

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


def numbers(pair: Studied, seed: str) -> Iterator[Damage]:
    """Yield the pair with one digit changed, and with 万 and 亿 mixed up."""
    equal = _equal(pair)
    plain = [(one, other) for one, other in equal if any(map(str.isdigit, other.span.cut(pair.en)))]
    if plain:
        yield _digit(pair, *pick(plain, pair.zh, "digit", seed), seed)
    big = [
        damage
        for one, other in equal
        if _BIG.search(one.span.cut(pair.zh))
        for damage in _magnitudes(pair, one, other)
    ]
    if big:
        yield pick(big, pair.zh, "magnitude", seed)


def digit(pair: Studied, seed: str, *, dates: bool) -> Iterator[Damage]:
    """Yield the pair with one digit of a number changed, or with another date."""
    options = [(one, other) for one, other in _equal(pair) if (one.kind in DATES) == dates]
    plain = [(one, o) for one, o in options if any(map(str.isdigit, o.span.cut(pair.en)))]
    months = [(one, other) for one, other in options if other.span.cut(pair.en) in MONTHS]
    if not plain and not months:
        return
    one, other = pick([*plain, *months], pair.zh, "digit", seed)
    if other.span.cut(pair.en) in MONTHS:
        new = pick([m for m in MONTHS if m != other.span.cut(pair.en)], pair.zh, "month", seed)
        yield _replaced(pair, one, other.span, new, "date replaced")
        return
    kind = "date replaced" if dates else "number replaced"
    yield replace(_digit(pair, one, other, seed), kind=kind)


def _equal(pair: Studied) -> list[tuple[Quantity, Quantity]]:
    """Return the exact numbers that both sides state once."""
    left = [one for one in read_zh(pair.zh) if one.exact and not one.optional]
    right = [one for one in read_en(pair.en) if one.exact and one.span.start < one.span.end]
    said = Counter(key(one) for one in left), Counter(key(one) for one in right)
    by_key = {key(one): one for one in right}
    return [
        (one, by_key[key(one)]) for one in left if said[0][key(one)] == 1 and said[1][key(one)] == 1
    ]


def _digit(pair: Studied, one: Quantity, other: Quantity, seed: str) -> Damage:
    text = other.span.cut(pair.en)
    places = [i for i, char in enumerate(text) if char.isdigit()]
    if one.kind in DATES and len(places) > 2:
        places = places[-2:]  # a slip gives a year near by, not another age
    at = pick(places, pair.zh, "place", seed)
    first = not text[at - 1].isdigit() if at else True
    choices = [d for d in "0123456789" if d != text[at] and not (first and d == "0")]
    if one.kind is QuantityKind.MONTH:
        choices = [d for d in choices if d != "0"]
    new = text[:at] + pick(choices, pair.zh, "digit", seed) + text[at + 1 :]
    return _replaced(pair, one, other.span, new, "number replaced")


def _magnitudes(pair: Studied, one: Quantity, other: Quantity) -> Iterator[Damage]:
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
        yield _replaced(pair, one, number, decimal(value * factor), "magnitude changed")
    if scale:
        span = Span(start + len(figure.group()) - len(scale), start + len(figure.group()))
        yield _replaced(pair, one, span, OTHER_SCALE[scale], "magnitude changed")


def _replaced(pair: Studied, one: Quantity, span: Span, new: str, name: str) -> Damage:
    text = pair.en[: span.start] + new + pair.en[span.end :]
    place = Span(span.start, span.start + len(new))
    return Damage(name, text, (one.span,), frozenset(), place)
