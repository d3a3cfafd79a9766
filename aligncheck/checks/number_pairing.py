"""Which numbers of a pair have no equal on the other side, and which may be a changed one.

A number that went missing and one that is new may be the same, changed: the likelier, the nearer
they stand and the more digits they share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from aligncheck.document import Span
from aligncheck.quantities.comparison import differ_in_one_digit, may_be_changed_number
from aligncheck.quantities.exact_value import Value
from aligncheck.quantities.idioms import is_said_as_unit
from aligncheck.quantities.quantity import (
    Quantity,
    QuantityKind,
    count_significant_digits,
    power_of_ten_apart,
    value_key,
    values_agree,
)
from aligncheck.report import Pair

K = QuantityKind

T = TypeVar("T")
MOST = 300  # numbers of a side that are held against one of the other
NEAR = 0.4  # how far apart, as a share of the texts, a number and its changed form may stand
# How likely a number without a partner is an error; tuned on MQM news, see docs/numbers.md.
WEIGHT = {
    K.CARDINAL: 0.9, K.ORDINAL: 0.65, K.PERCENT: 0.85, K.FRACTION: 0.5, K.MULTIPLE: 0.45,
    K.YEAR: 0.85, K.MONTH: 0.4, K.DAY: 0.6, K.DECADE: 0.65, K.CENTURY: 0.45, K.TIME: 0.35,
}  # fmt: skip
ROUND = (0.6, 0.75)  # a number of one or two significant digits is left out more freely
SHORT = 40  # characters of a sentence in which its month may stand anywhere
_BARE_MONTH = re.compile(
    r"\.?(?=\s*(?:$|[.,;:()\[]|\s(?:the|[A-Z]|in|on|at|is|local|for|and|with)\b)(?!,?\s*\d))"
    r"(?!,? \d)"
)
_MONTH_OF = re.compile(
    r"(?:\d|\d(?:st|nd|rd|th)|of|in|early|late|mid|last|this|next|since|by|until|through|end|to"
    r"|from|and|between|-)[\s-]$",
    re.I,
)
_ROVING = frozenset({K.MULTIPLE, K.FRACTION})  # English has the verb "tripled" elsewhere


def find_unmatched(
    source: Sequence[Quantity], target: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of either side that have no equal on the other.

    Plain equals find each other first. What is left may take a partner that is equal only by
    leniency (rounded, converted, vague), but none that already stands for another number.
    """
    mine, yours = (
        [(one, value_key(one)) for one in source],
        [(one, value_key(one)) for one in target],
    )
    said, meant = {same for _, same in yours}, {same for _, same in mine}
    free = [one for one, same in yours if same not in meant]
    claimed = {same for one, same in mine if not one.optional}
    open_ = [one for one, same in yours if same not in claimed]
    lost = [
        one
        for k, (one, same) in enumerate(mine)
        if same not in said
        and not any(
            values_agree(one, other)
            for other in _select_near(target if one.vague else open_, k / len(mine))
        )
    ]
    alone = [
        one
        for k, one in enumerate(free)
        if not any(values_agree(other, one) for other in _select_near(source, k / len(free)))
    ]
    return lost, alone


def _select_near(some: Sequence[T], share: float) -> Sequence[T]:
    """Return the quantities about that share of the way through, MOST of them; mostly all."""
    first = max(0, min(round(share * len(some)) - MOST // 2, len(some) - MOST))
    return some[first : first + MOST]


def missing_probability(quantity: Quantity) -> float:
    """Return how likely it is an error if this number has no partner."""
    if quantity.vague or quantity.optional:
        return 0.3
    small = count_significant_digits(quantity.low)
    if quantity.unit == "plan" or (quantity.unit == "pp" and small == 1):
        return 0.45  # "this five-year period", "every percentage point"
    if quantity.unit == "day_of":
        return 0.4  # news says "Friday" or nothing for 25日
    if quantity.kind is K.CARDINAL and small <= len(ROUND):
        counter = quantity.high <= 10 and quantity.low.denominator == 1
        return 0.35 if counter else ROUND[small - 1]
    return WEIGHT[quantity.kind]


def full_key(one: Quantity) -> tuple[object, ...]:
    """Return what is the same for quantities that agree and count the same; most that do are."""
    return one.unit, one.kind, *value_key(one)


class NumberPairing:
    """The quantities of both sides, those without a partner, and which may have become which."""

    def __init__(
        self, pair: Pair, zh: str, en: str, source: list[Quantity], target: list[Quantity]
    ) -> None:
        self.pair, self.zh, self.en = pair, zh, en
        self.source, self.target = source, target
        self.meant, self.said = (Counter(map(value_key, side)) for side in (source, target))
        self.lost, self.alone = find_unmatched(source, target)
        counted = {one.unit for one in self.alone}
        self.lost = [
            one for one in self.lost if one.unit in counted or not is_said_as_unit(one, en)
        ]

    def pair_changes(self) -> list[tuple[Quantity, Quantity]]:
        """Pair what is missing with what is new, the likeliest first."""
        costs = sorted(
            (cost, i, j)
            for i, one in enumerate(self.lost)
            for j, other in _select_near(list(enumerate(self.alone)), i / len(self.lost))
            if (cost := self._cost(one, other)) is not None
        )
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for _, i, j in costs:
            if i not in pairs and j not in taken:
                pairs[i] = j
                taken.add(j)
        return [(self.lost[i], self.alone[j]) for i, j in sorted(pairs.items())]

    def _cost(self, one: Quantity, other: Quantity) -> float | None:
        """Return how little `other` looks like a changed `one`; None if it cannot be."""
        if one.vague or other.vague or not may_be_changed_number(one, other):
            return None
        apart = self.measure_distance(one.span, other.span)
        off = power_of_ten_apart(one, other) != 0 and (
            apart <= NEAR or count_significant_digits(one.low) > 1
        )
        near = apart <= NEAR or one.kind is K.DAY  # English moves "on the 26th" to the end
        near = near or (one.kind is other.kind and one.kind in _ROVING)
        near = near or (one.kind is other.kind is K.MONTH and len(self.zh) < SHORT)
        if not near and not off and not differ_in_one_digit(one, other):
            return None
        same = one.unit is not None and one.unit == other.unit
        return apart - 2 * off - 0.3 * same

    def measure_distance(self, source: Span, target: Span) -> float:
        """Return how far apart two places stand, as shares of their texts."""
        return abs(source.start / max(1, len(self.zh)) - target.start / max(1, len(self.en)))

    def pair_slips(self, taken: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
        """Pair one of several mentions of a number with a target number one digit off."""
        slips = []
        for k, other in enumerate(self.alone):
            if other.optional or not other.exact or other in taken:
                continue
            for one in _select_near(self.source, k / len(self.alone)):
                if differ_in_one_digit(one, other) and self._is_surplus(one):
                    slips.append((one, other))
                    break
        return slips

    def pair_sizes(self) -> list[tuple[Quantity, Quantity]]:
        """Pair the one size that is lost with the one that is new: 数十 said as "hundreds"."""
        lost = [one for one in self.lost if one.vague and one.kind is K.CARDINAL]
        new = [one for one in self.alone if one.vague and one.kind is K.CARDINAL]
        if (
            len(lost) != 1
            or len(new) != 1
            or self.measure_distance(lost[0].span, new[0].span) > NEAR
        ):
            return []
        one, other = lost[0], new[0]
        return [(one, other)] if other.unit in (None, one.unit) or one.unit is None else []

    def _is_surplus(self, one: Quantity) -> bool:
        """Return whether the source says a number more often than the target."""
        same = value_key(one)
        return self.meant[same] > self.said[same]

    def pair_lost_days(self) -> Iterator[tuple[Quantity, Quantity]]:
        """Yield the day and the month that lost it, where the source names the day every time."""
        for month in [one for one in self.target if self.is_bare(one)]:
            days = self._list_days(month.low)
            said = sum(one.kind is K.MONTH and one.low == month.low for one in self.target)
            if not days or said > len(days):
                continue
            day = min(days, key=lambda one: self.measure_distance(one.span, month.span))
            if all(one.span != day.span for one in self.lost):
                yield day, month

    def is_bare(self, month: Quantity) -> bool:
        """Return whether `month` is the name of a month where a day has to stand beside it."""
        if month.kind is not K.MONTH or month.optional:
            return False
        start = month.span.start
        if not _BARE_MONTH.match(self.en, month.span.end):
            return False
        return not _MONTH_OF.search(self.en, max(0, start - 14), start)

    def _list_days(self, month: Value) -> list[Quantity]:
        """List the days the source gives for `month`, none if it also names the month alone."""
        days: list[Quantity] = []
        for one, after in zip_longest(self.source, self.source[1:]):
            if one.kind is not K.MONTH or one.low != month:
                continue
            if after is None or after.unit != "date" or after.span.start != one.span.end:
                return []
            days.append(after)
        return days
