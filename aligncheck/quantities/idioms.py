"""Amounts that English says as one unit, without a number: 24小时 is "a day"."""

from __future__ import annotations

import re

from aligncheck.quantities.quantity import Quantity

_ONE = r"(?:an?|one|per|each|every|single|whole|full|entire|this|that|the|next|last)[ -]"
_HALF = "half[ -](?:an? )?"
_AS = {
    ("second", 60): f"{_ONE}minute",
    ("minute", 15): "quarter(?:[ -]| of an )hour",
    ("minute", 30): f"{_HALF}hour",
    ("minute", 60): f"{_ONE}hour|hourly",
    ("hour", 12): f"{_HALF}day",
    ("hour", 24): f"{_ONE}day|daily|24/7|round[ -]the[ -]clock",
    ("day", 7): f"{_ONE}week|weekly",
    ("day", 14): "fortnight",
    ("day", 15): f"fortnight|{_HALF}month",
    ("day", 30): f"{_ONE}month|monthly",
    ("day", 365): f"{_ONE}year",
    ("week", 2): "fortnight",
    ("month", 3): f"{_ONE}quarter|quarterly",
    ("month", 6): f"{_HALF}year",
    ("month", 12): f"{_ONE}year|yearly|annual(?:ly)?",
}
_PATTERNS = {key: re.compile(rf"\b(?:{words})\b", re.I) for key, words in _AS.items()}


def is_said_as_unit(one: Quantity, text: str) -> bool:
    """Return whether English `text` says a whole unit for this amount.

    >>> from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh
    >>> is_said_as_unit(read_quantities_zh("24小时")[0], "It takes a day.")
    True
    """
    if one.unit is None or not one.exact or one.low.denominator != 1:
        return False
    pattern = _PATTERNS.get((one.unit, one.low.numerator))
    return pattern is not None and pattern.search(text) is not None
