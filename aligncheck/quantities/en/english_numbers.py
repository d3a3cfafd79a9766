"""Read the numbers and dates of English text by value.

>>> [str(q.low) for q in read_quantities_en("rose from 31 million tons to 312 million tons")]
['31000000', '312000000']
"""

from __future__ import annotations

import re
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.quantities.en.number_context import drop_or_doubt, is_plain_year
from aligncheck.quantities.en.number_words import (
    CARDINALS,
    LARGE,
    ORDINALS,
    PARTS,
    PLURALS,
    SCALES,
    SHORT,
    SIGN,
    SIGNS,
    parse_figure,
    scan_numbers_en,
    sign_before,
)
from aligncheck.quantities.en.partial_numeral import HALF, PartialNumeral
from aligncheck.quantities.en.token_readers import (
    TOKEN_READERS,
    WORD_READERS,
    ordinal_kind,
    read_suffixed,
)
from aligncheck.quantities.exact_value import Value, divide_exactly
from aligncheck.quantities.quantity import Quantity, QuantityKind, normalise_figures, restore_span
from aligncheck.quantities.ranges import share_units_en
from aligncheck.quantities.units import UNITS, is_currency, read_unit_en
from aligncheck.text.words import en_word_table

K = QuantityKind
_JOIN = re.compile(r"(?:[ -]|[ ,-]{0,2}and[ -])?")
LONGEST = 60  # characters; nobody writes longer numbers
_BEFORE_SCALE = ("", " ", "-", "-odd ", "-odd-", " odd ", "-plus ", "+ ")
_AFTER_VAGUE = (" ", "-", " a ", " of ", " of a ", " hundred ")
_SEVERAL = {"several": 5, "few": 5, "couple": 2}  # up to so many times two
_PER = {"%": 100, "pp": 100, "‰": 1000}
_A_PART = re.compile(r"\ba $", re.I)
_OF_ONE = re.compile(r" (?:of )?an?(?= )")  # half a percent
_OF_A = re.compile(r" of an?(?= )")  # 0.3 of a percentage point
_PEOPLE = re.compile(r" (?:people|persons|residents|inhabitants|births|live|population)\b")
_LONG = {"decade": 10, "century": 100, "millennium": 1000}  # in years
_AMBIGUOUS = frozenset("mMTbBkK")  # "5 m" may be metres, "5k" a race


def read_quantities_en(text: str) -> list[Quantity]:
    """List the numbers and dates of English `text` in order, with offsets into `text`."""
    plain = normalise_figures(text)
    reader = _NumberReader(plain.text)
    for match in scan_numbers_en(plain.text, en_word_table(text) if plain.origin is None else None):
        reader.take(match)
    reader.close()
    if not reader.found:
        return []
    found = share_units_en(plain.text, reader.found)
    return found if plain.origin is None else [restore_span(one, plain) for one in found]


class _NumberReader:
    """Join the words of a number and say what kind of number it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quantity] = []
        self.open: PartialNumeral | None = None

    def take(self, match: re.Match[str]) -> None:
        """Read one token of the scanner."""
        if match["num"] is not None:
            self._read_figures(match)
        elif match["word"] is not None:
            self._read_word(match["word"].lower(), *match.span("word"))
        else:
            self.close()
            name = next((key for key in TOKEN_READERS if match[key] is not None), None)
            if name is not None:
                self.found.extend(TOKEN_READERS[name](self.text, match))

    def close(self) -> None:
        """End the number being read, if there is one."""
        at = self.open
        if at is None:
            return
        self.open = None
        if at.spread > 1:
            self._finish_vague(at)
        elif at.ordinal:
            self._add_quantity(at, ordinal_kind(self.text, at.end), at.value())
        else:
            self._classify_number(at)

    def _read_figures(self, match: re.Match[str]) -> None:
        self.close()
        if len(match["num"]) > LONGEST:
            return
        value = parse_figure(match["num"])
        if match["th"] or match["s"] or match["fold"]:
            self.found.extend(read_suffixed(self.text, match, value))
            return
        at = PartialNumeral(match.start(), match.end("num"), number=value, figures=True)
        short = match["short"]
        if short is None:
            self.open = at
            return
        at.end, at.scale = match.end(), SHORT[short]
        money = SIGN.search(self.text, max(0, at.start - 4), at.start)
        if short in _AMBIGUOUS and not money:
            unit = "m" if short == "m" else None
            self._add_quantity(at, K.CARDINAL, value, unit, others=(value * at.scale,))
            return
        at.number, at.big = value * at.scale, at.scale
        self.open = at

    def _read_word(self, word: str, start: int, end: int) -> None:
        by_value = (
            (SCALES, self._scale),
            (CARDINALS, self._read_cardinal),
            (_SEVERAL, self._begin_several),
            (PLURALS, self._read_plural),
        )
        for table, read_value in by_value:
            if word in table:
                read_value(table[word], start, end)
                return
        if word in PARTS:
            self._read_part(word, start, end)
            return
        if word in ORDINALS:
            self._read_ordinal(ORDINALS[word], start, end)
            return
        if word in LARGE:
            self._read_large_ordinal(LARGE[word], start, end)
            return
        if word == "dozen":
            self._read_dozen(start, end)
            return
        self.close()
        self.found.append(WORD_READERS[word](word, Span(start, end)))

    def _begin_several(self, spread: int, start: int, end: int) -> None:
        self.close()
        self.open = PartialNumeral(start, end, number=2, spread=spread)

    def _gap(self, start: int) -> str:
        """Return what stands between the open number and `start`; a line end if none is open."""
        return "\n" if self.open is None else self.text[self.open.end : start]

    def _read_cardinal(self, value: int, start: int, end: int) -> None:
        gap = self._gap(start)
        joins = self.open is not None and _JOIN.fullmatch(gap)
        if self.open is not None and joins and self.open.add_small(value, gap, start, end):
            return
        self.close()
        self.open = PartialNumeral(start, end, number=value)

    def _scale(self, size: int, start: int, end: int) -> None:
        if self.open is not None and self.open.starts_anew(size):
            rest = self.open.part()
            self.close()
            self.open = rest
        if self.open is None or not self._can_scale(self.open, start):
            self.close()
            article = self.text[max(0, start - 2) : start].lower() == "a "
            begin = start - 2 * article
            self.open = PartialNumeral(begin, end, number=1, rounded=True)
        self.open.add_scale(size, end)

    def _can_scale(self, at: PartialNumeral, start: int) -> bool:
        gap = self._gap(start)
        if at.number == HALF or at.spread > 1:
            return gap in _AFTER_VAGUE
        return gap in _BEFORE_SCALE and (at.number is not None or at.scale in (100, 1000))

    def _read_plural(self, size: int, start: int, end: int) -> None:
        """Read "hundreds", "tens of thousands", "hundreds of millions"."""
        at, gap = self.open, self._gap(start)
        if at is not None and at.spread > 1 and gap in (" of ", " and ", " or ", " upon "):
            if gap == " of " and at.number is not None:
                at.number *= size
            at.end, at.scale = end, size
        elif at is not None and at.figures and gap in _BEFORE_SCALE and size >= 100:
            self._scale(size, start, end)
        else:
            self.close()
            self.open = PartialNumeral(start, end, number=size, spread=10)

    def _read_dozen(self, start: int, end: int) -> None:
        at, gap = self.open, self._gap(start)
        low, high = 10, 19
        if at is not None and at.number is not None:
            if at.number == HALF and gap == " a ":
                low, high, start, self.open = 5, 7, at.start, None
            elif at.spread > 1 and gap == " ":
                low, high, start, self.open = 20, 99, at.start, None
            elif gap == " " and at.number < 10 and not at.figures:
                at.number, at.end = at.number * 12, end
                return
        self.close()
        span = Span(start, end)
        self.found.append(Quantity(K.CARDINAL, low, high, span, vague=True))

    def _read_part(self, word: str, start: int, end: int) -> None:
        """Read "and a half", "two thirds", "half", "a quarter"."""
        at, below, gap = self.open, PARTS[word], self._gap(start)
        if at is not None and gap in (" and a ", "-and-a-", " and one-", " a "):
            at.add_part(below, end)
            return
        if at is not None and at.number is not None and gap in (" ", "-") and at.value() < 100:
            self._finish_share(at, below, end)
            return
        self.close()
        if word == "half":
            self.open = PartialNumeral(start, end, number=HALF, rounded=True)
        elif word == "quarter" and self.text[max(0, start - 2) : start].lower() == "a ":
            share, span = Fraction(1, 4), Span(start - 2, end)
            others = (15, 3)  # of an hour, of a year
            self.found.append(
                Quantity(K.FRACTION, share, share, span, optional=True, others=others)
            )

    def _read_ordinal(self, value: int, start: int, end: int) -> None:
        at, gap = self.open, self._gap(start)
        if at is not None and not at.figures:
            near = gap in ("-", " ")
            hundredth = at.number is None and bool(_JOIN.fullmatch(gap))
            if hundredth or (near and at.ends_in_tens() and value < 10):
                at.number, at.end, at.ordinal = (at.number or 0) + value, end, True
                self.close()
                return
            if near and at.number == 1 and value > 2:
                self._finish_share(at, value, end)
                return
        self.close()
        exact: Value = value
        span, others = Span(start, end), ((divide_exactly(1, value),) if value > 2 else ())
        kind, small = ordinal_kind(self.text, end), value <= 10
        if (
            value > 2
            and _A_PART.search(self.text, max(0, start - 3), start)
            and self._ends_share(end)
        ):
            kind, exact, others = K.FRACTION, divide_exactly(1, value), (exact,)  # a fifth of
        self.found.append(Quantity(kind, exact, exact, span, optional=small, others=others))

    def _ends_share(self, end: int) -> bool:
        """Return whether no noun follows that an ordinal could count."""
        return end == len(self.text) or self.text.startswith((" of ", ".", ",", ";"), end)

    def _read_large_ordinal(self, size: int, start: int, end: int) -> None:
        """Read "the hundredth", "one thousandth", "one ten-thousandth"."""
        at = self.open
        times: Value = 1
        if at is not None and self._gap(start) in (" ", "-"):
            times, start, self.open = at.value(), at.start, None
        self.close()
        span, before = Span(start, end), self.text[max(0, start - 4) : start].lower()
        if before == "the ":
            value, kind = times * size, K.ORDINAL
        else:
            value = divide_exactly(1, times * size) if times == 10 else divide_exactly(times, size)
            kind = K.FRACTION
        self.found.append(Quantity(kind, value, value, span))

    def _finish_share(self, at: PartialNumeral, below: int, end: int) -> None:
        self.open, at.end = None, end
        self._add_quantity(at, K.FRACTION, divide_exactly(at.number or 1, below))

    def _finish_vague(self, at: PartialNumeral) -> None:
        value = at.value()
        if at.scale > 1 or value >= 10:
            unit, _ = read_unit_en(self.text, at.end)
            span, high = Span(at.start, at.end), value * at.spread
            self.found.append(
                Quantity(K.CARDINAL, value, high, span, unit, vague=True, scale=at.scale)
            )

    def _classify_number(self, at: PartialNumeral) -> None:
        """Say by its unit what the number is."""
        value = at.value()
        unit, end = self._find_unit(at, value)
        sign = sign_before(self.text, at.start)
        if sign and (unit is None or is_currency(unit)):
            unit = unit if unit and unit != "dollar" else SIGNS[sign[1].replace(" ", "")]
            at.start = sign.start()
        if self._is_year(at, unit):
            self._add_quantity(at, K.YEAR, value)
            return
        at.end = end
        if unit in _PER:
            self._add_quantity(at, K.PERCENT, divide_exactly(value, _PER[unit]), unit)
        elif unit == "bp":
            self._add_quantity(at, K.CARDINAL, value, unit, others=(divide_exactly(value, 100),))
        elif unit == "times" and value > 1:
            self._add_quantity(at, K.MULTIPLE, value)
        elif unit in _LONG:
            self._add_quantity(at, K.CARDINAL, value * _LONG[unit], "year", others=(value,))
        else:
            half = value == HALF and not at.figures and unit is None
            self._add_quantity(at, K.FRACTION if half else K.CARDINAL, value, unit)

    def _find_unit(self, at: PartialNumeral, value: Value) -> tuple[str | None, int]:
        """Find the unit, also of "half a liter" and "0.3 of a percentage point"."""
        unit, end = read_unit_en(self.text, at.end)
        if unit == "‰" and _PEOPLE.match(self.text, end):
            return None, at.end
        of = None if unit else (_OF_A if at.figures else _OF_ONE).match(self.text, at.end)
        if of is None or value >= 1:
            return unit, end
        unit, end = read_unit_en(self.text, of.end())
        return (unit, end) if unit in UNITS or unit in _PER else (None, at.end)

    def _is_year(self, at: PartialNumeral, unit: str | None) -> bool:
        if not at.figures or unit is not None or at.end - at.start != 4:
            return False
        value = at.value()
        return (
            value.denominator == 1
            and 1000 <= value < 2200
            and is_plain_year(self.text, at.start, at.end)
        )

    def _add_quantity(
        self,
        at: PartialNumeral,
        kind: QuantityKind,
        value: Value,
        unit: str | None = None,
        others: tuple[Value, ...] = (),
    ) -> None:
        span = Span(at.start, at.end)
        quantity = Quantity(kind, value, value, span, unit, others=others, scale=at.scale)
        found = drop_or_doubt(self.text, at, quantity)
        if found is not None:
            self.found.append(found)
