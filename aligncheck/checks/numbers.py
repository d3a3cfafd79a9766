"""AC301-AC304: numbers, magnitudes, units and dates that the translation does not state.

Every number of the source needs a partner of equal value in the target, every exact number of the
target one in the source; a number said twice may be said once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.quantity import DATES, SHARES, Quantity, QuantityKind, agree, digits, is_money, key, same_unit, ten_off
from aligncheck.text.quantity_en import read_en
from aligncheck.text.quantity_zh import read_zh

K = QuantityKind
NEAR = 0.4  # how far apart, as a share of the texts, a number and its changed form may stand
MONTHS = "January February March April May June July August September October November December".split()


def find(pair: Pair) -> Iterator[Finding]:
    """Yield the numbers of the pair that changed, went missing or came from nowhere."""
    if pair.source is None or pair.target is None:
        return
    said = _Said(pair, pair.source.text, pair.target.text)
    yield from said.findings()


class _Said:
    """The quantities of both sides and who is whose partner."""

    def __init__(self, pair: Pair, source: str, target: str) -> None:
        self.pair, self.source_text, self.target_text = pair, source, target
        self.source, self.target = read_zh(source), read_en(target)
        self.lost, self.alone = unmatched(self.source, self.target)

    def findings(self) -> Iterator[Finding]:
        """Yield changed numbers first, then missing, then added ones, in order of the source."""
        changed = self._changes()
        taken = {at for _, at in changed}
        yield from self._slips(taken)
        yield from self._units()
        yield from self._dayless()
        for lost, alone in changed:
            yield self._changed(lost, alone)
        for lost in self.lost:
            if lost not in {one for one, _ in changed} and not lost.optional:
                yield self._missing(lost)
        for alone in self.alone:
            if alone not in taken and not alone.optional and alone.exact:
                yield self._added(alone)

    def _changes(self) -> list[tuple[Quantity, Quantity]]:
        """Pair what is missing with what is new, the likeliest first."""
        costs = sorted(
            (cost, i, j)
            for i, lost in enumerate(self.lost)
            for j, alone in enumerate(self.alone)
            if (cost := self._cost(lost, alone)) is not None
        )
        pairs: dict[int, int] = {}
        for _, i, j in costs:
            if i not in pairs and j not in pairs.values():
                pairs[i] = j
        return [(self.lost[i], self.alone[j]) for i, j in sorted(pairs.items())]

    def _slips(self, taken: set[Quantity]) -> Iterator[Finding]:
        """Find one of several mentions of a number that the target has with another digit."""
        for alone in self.alone:
            if alone in taken or alone.optional or not alone.exact or (alone.kind not in SHARES and alone.low < 10):
                continue
            for one in self.source:
                if _one_digit(one, alone) and self._surplus(one):
                    taken.add(alone)
                    yield self._changed(one, alone, most=0.7)
                    break

    def _units(self) -> Iterator[Finding]:
        """Find numbers of equal value that count something else: yuan as dollars, % left out."""
        for one in self.source:
            if one.vague or one.optional or one.kind in DATES:
                continue
            same = [other for other in self.target if agree(one, other) and not other.vague and other.kind not in DATES]
            if same and not any(_same_measure(one, other) for other in same):
                yield self._other_unit(one, same[0])

    def _other_unit(self, one: Quantity, other: Quantity) -> Finding:
        written, said = one.span.cut(self.source_text).strip(), other.span.cut(self.target_text).strip()
        lost = (one.kind is K.PERCENT) != (other.kind is K.PERCENT)
        return Finding(
            "AC303", self.pair.id,
            f"{written} is {english(one)}; the translation says {said}." if lost
            else f"The unit changed: the source says {written}, the translation {said}.",
            0.55 if lost else 0.4 if one.unit == "元" and other.unit == "dollar" else 0.75, (one.span,), (other.span,), english(one),
        )  # fmt: skip

    def _surplus(self, one: Quantity) -> bool:
        """Tell whether the source says a number more often than the target."""
        same = key(one)
        return sum(key(other) == same for other in self.source) > sum(key(other) == same for other in self.target)

    def _dayless(self) -> Iterator[Finding]:
        """Find a month that lost its day where the source names the day every time."""
        months = [one for one in self.target if one.kind is K.MONTH and not one.optional]
        for month in months:
            dates = self._dated(month.low)
            if dates is None or sum(other.low == month.low for other in months) > len(dates):
                continue
            if self._bare(month):
                where = self._where(month.span, self.target_text)
                day = min(dates, key=lambda at: abs(self._where(at.span, self.source_text) - where))
                if any(lost.span == day.span for lost in self.lost):
                    continue
                yield self._day_lost(month, day)

    def _bare(self, month: Quantity) -> bool:
        """Tell whether `month` is the name of a month where a day has to stand beside it."""
        if month.kind is not K.MONTH or month.optional:
            return False
        start, end = month.span.start, month.span.end
        return bool(_BARE_MONTH.match(self.target_text, end)) and not _MONTH_OF.search(
            self.target_text, max(0, start - 14), start
        )

    def _dated(self, month: Fraction) -> list[Quantity] | None:
        """List the days the source gives for `month`, None if it also names the month alone."""
        days: list[Quantity] = []
        for index, one in enumerate(self.source):
            if one.kind is not K.MONTH or one.low != month:
                continue
            after = self.source[index + 1] if index + 1 < len(self.source) else None
            if after is None or after.unit != "date" or after.span.start != one.span.end:
                return None
            days.append(after)
        return days or None

    def _day_lost(self, month: Quantity, day: Quantity) -> Finding:
        written, name = day.span.cut(self.source_text), month.span.cut(self.target_text)
        return Finding(
            "AC304", self.pair.id,
            f"The source says {written} ({english(day)}); the translation names {name} without a day.",
            0.7, (day.span,), (month.span,), f"{name} {day.low}",
        )  # fmt: skip

    def _cost(self, lost: Quantity, alone: Quantity) -> float | None:
        """Return how little `alone` looks like a changed `lost`; None if it cannot be."""
        if lost.optional or alone.optional or lost.vague or alone.vague:
            return None
        if _group(lost) != _group(alone):
            return None
        apart = abs(self._where(lost.span, self.source_text) - self._where(alone.span, self.target_text))
        off = ten_off(lost, alone) != 0
        if not off and apart > NEAR and not _one_digit(lost, alone):
            return None
        unit = lost.unit is not None and lost.unit == alone.unit
        return apart - 2 * off - 0.3 * unit

    @staticmethod
    def _where(span: Span, text: str) -> float:
        return span.start / max(1, len(text))

    def _changed(self, lost: Quantity, alone: Quantity, *, most: float = 1.0) -> Finding:
        written = lost.span.cut(self.source_text).strip()
        said = alone.span.cut(self.target_text).strip()
        wanted = english(lost)
        off = ten_off(lost, alone)
        rule = "AC304" if lost.kind in DATES else "AC302" if off else "AC301"
        if _exchanged(lost, alone):
            most = 0.45  # papers give their readers' money: 3459亿元 as $47.5 billion
        confidence = 0.95 if off and digits(lost.low) > 1 else 0.85 if off else 0.75 if lost.kind in (K.DAY, K.MONTH) else max(weight(lost), weight(alone))
        first = f"The source says {written}" if _plain(wanted) in _plain(written) else f"{written} is {wanted}"
        return Finding(
            rule, self.pair.id, f"{first}; the translation says {said}.",
            min(most, confidence), (lost.span,), (alone.span,), wanted,
        )  # fmt: skip

    def _missing(self, lost: Quantity) -> Finding:
        written, wanted = lost.span.cut(self.source_text).strip(), english(lost)
        rule = "AC304" if lost.kind in DATES else "AC301"
        noun = lost.kind.value if lost.kind in DATES else "number"
        meaning = "" if _plain(wanted) in _plain(written) else f" ({wanted})"
        sure = weight(lost)
        if lost.kind is K.DAY and any(self._bare(one) for one in self.target):
            sure = 0.7
        return Finding(
            rule, self.pair.id,
            f"The source says {written}{meaning}; no such {noun} stands in the translation.",
            sure, (lost.span,), (self._hole(lost.span),), wanted,
        )  # fmt: skip

    def _added(self, alone: Quantity) -> Finding:
        said = alone.span.cut(self.target_text).strip()
        rule = "AC304" if alone.kind in DATES else "AC301"
        noun = alone.kind.value if alone.kind in DATES else "number"
        return Finding(
            rule, self.pair.id,
            f"The translation says {said}; no such {noun} stands in the source.",
            0.4 if alone.kind in DATES else weight(alone) - 0.3, (), (alone.span,), None,
        )  # fmt: skip

    def _hole(self, span: Span) -> Span:
        """Guess where in the target the number should stand: an empty span between words."""
        low, high, part = 0, len(self.target_text), span.start / max(1, len(self.source_text))
        for link in self.pair.sentences:
            if link.source and link.target and link.source.start <= span.start < link.source.end:
                low, high = link.target.start, link.target.end
                part = (span.start - link.source.start) / max(1, link.source.end - link.source.start)
                break
        at = low + round((high - low) * part)
        while low < at < high and not self.target_text[at - 1].isspace():
            at -= 1
        return Span(at, at)


def unmatched(source: Sequence[Quantity], target: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of either side that have no equal on the other.

    Plain equals find each other first. What is left may take a partner that is equal only by
    leniency (rounded, converted, vague), but none that already stands for another number.
    """
    said, meant = {key(one) for one in target}, {key(one) for one in source}
    rest = [one for one in source if key(one) not in said]
    free = [one for one in target if key(one) not in meant]
    lost = [one for one in rest if not any(agree(one, other) for other in (target if one.vague else free))]
    alone = [one for one in free if not any(agree(other, one) for other in source)]
    return lost, alone


_PERCENT = {"%", "pp", "‰", "bp", "pt"}


def _same_measure(one: Quantity, other: Quantity) -> bool:
    """Tell whether two equal numbers may count the same thing."""
    if (one.kind is K.PERCENT) != (other.kind is K.PERCENT):
        if {one.unit, other.unit} <= _PERCENT:
            return True
        return one.kind in SHARES and other.kind in SHARES or K.MULTIPLE in (one.kind, other.kind)
    return same_unit(one, other) or key(one) != key(other)


def _exchanged(lost: Quantity, alone: Quantity) -> bool:
    """Tell whether both are amounts of money, in two currencies."""
    return is_money(lost) and is_money(alone) and not same_unit(lost, alone)


def _one_digit(one: Quantity, other: Quantity) -> bool:
    """Tell whether two exact numbers are written alike but for one digit."""
    if not one.exact or _group(one) != _group(other):
        return False
    mine, yours = _english(one.kind, one.low), _english(one.kind, other.low)
    return len(mine) == len(yours) > 1 and sum(a != b for a, b in zip(mine, yours, strict=True)) == 1


_BARE_MONTH = re.compile(r"\.?(?=\s*(?:$|[.,;:()\[]|\s(?:the|[A-Z]|in|on|at|is|local|for|and|with)\b)(?!,?\s*\d))(?!,? \d)")
_MONTH_OF = re.compile(r"(?:\d|\d(?:st|nd|rd|th)|of|in|early|late|mid|last|this|next|since|by|until|through|end|to|from|and|between|-)[\s-]$", re.I)


def weight(quantity: Quantity) -> float:
    """Return how likely it is an error if this number has no partner."""
    kind = quantity.kind
    if quantity.vague or quantity.optional:
        return 0.3
    if kind is K.CARDINAL:
        if quantity.high <= 10 and quantity.low.denominator == 1:
            return 0.35
        return (0.6, 0.75, 0.9)[min(3, digits(quantity.low)) - 1]
    if quantity.unit in ("plan", "pp") and digits(quantity.low) == 1 or quantity.unit == "plan":
        return 0.45
    if quantity.unit == "day_of":
        return 0.4  # news says "Friday" or nothing for 25日
    return _WEIGHT[kind]


_WEIGHT = {
    K.ORDINAL: 0.65, K.PERCENT: 0.85, K.FRACTION: 0.5, K.MULTIPLE: 0.45, K.YEAR: 0.85,
    K.MONTH: 0.4, K.DAY: 0.6, K.DECADE: 0.65, K.CENTURY: 0.45, K.TIME: 0.35,
}  # fmt: skip


def english(quantity: Quantity) -> str:
    """Write a quantity as English would.

    >>> from aligncheck.text.quantity_zh import read_zh
    >>> english(read_zh("740亿")[0])
    '74 billion'
    """
    low = _english(quantity.kind, quantity.low)
    if quantity.low == quantity.high:
        return low
    return f"{low} to {_english(quantity.kind, quantity.high)}"


def _english(kind: QuantityKind, value: Fraction) -> str:
    if kind is K.PERCENT:
        return f"{_figures(value * 100)}%"
    if kind is K.ORDINAL or kind is K.DAY:
        return f"the {value}{_ending(int(value))}"
    if kind is K.CENTURY:
        return f"the {value}{_ending(int(value))} century"
    if kind is K.DECADE:
        return f"the {value}s"
    if kind is K.MONTH:
        return MONTHS[int(value) - 1] if 1 <= value <= 12 else str(value)
    if kind is K.TIME:
        return f"{int(value)}:{int(value % 1 * 60):02d}"
    if kind is K.MULTIPLE:
        return f"{_figures(value)} times"
    if kind is K.FRACTION and value.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return str(value) if kind is K.YEAR else _figures(value)


def _plain(written: str) -> str:
    return written.replace(",", "").replace(" ", "").replace("％", "%")


def _figures(value: Fraction) -> str:
    for name, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if value >= size and (10**6 * value / size).denominator == 1:
            return f"{_decimal(value / size)} {name}"
    return _decimal(value)


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value) if 1800 <= value <= 2100 else f"{int(value):,}"
    return f"{float(value):,.4f}".rstrip("0").rstrip(".")


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _group(quantity: Quantity) -> str:
    """Name what a number can be mistaken for: a year is no number of years."""
    kind = quantity.kind
    if kind in SHARES:
        return "share"
    if kind is K.YEAR:
        return "number"
    if kind is K.CARDINAL:
        return "number" if quantity.unit != "year" else "years"
    return kind.value if kind in DATES else "number"
