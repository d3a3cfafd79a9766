"""Units in the heads of tables: under （亿元） 1,234.5 is the 123.45 under "(billion yuan)".

>>> read_head_scale("出口额（亿元）"), read_head_scale("Exports (billion yuan)")
(100000000, 1000000000)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from aligncheck.quantities.quantity import Quantity, QuantityKind

K = QuantityKind
CELL = " | "  # between two cells of a row
_ZH = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7,
    "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3,
}  # fmt: skip
_EN = {
    "trillion": 10**12, "billion": 10**9, "bn": 10**9, "hundred million": 10**8,
    "100 million": 10**8, "ten million": 10**7, "10 million": 10**7, "million": 10**6, "mn": 10**6,
    "ten thousand": 10**4, "10 thousand": 10**4, "10,000": 10**4, "thousand": 10**3, "'000": 10**3,
    "000": 10**3, "1,000": 10**3,
}  # fmt: skip
_HEAD_ZH = re.compile(
    rf"(?:[（(]\s?(?:单位\s?[:：]?\s?)?|单位\s?[:：]?\s?)(?P<scale>{'|'.join(_ZH)})?"
    r"(?!分之)(?P<unit>(?:人民币|美|欧|日|港|新台)?元|吨|人次?|户|公顷|亩|平方[米公里]+|千瓦时?|立方米|辆|台|件|套|家|桶|美金|英镑)"
    r"\s?(?:[）)，,；;|]|\s|$)"
)
_HEAD_EN = re.compile(
    r"(?:\(|\bunits?\s?:\s?|\bin\s)\s?(?:(?:in|unit:?|RMB|US\$|CNY|USD|yuan|\$|€)\s?)*"
    rf"(?P<scale>{'|'.join(sorted(map(re.escape, _EN), key=len, reverse=True))})s?\b"
    r"(?:\s(?:of\s)?[A-Za-z.$ -]{0,24})?(?:\)|$|[|,;])",
    re.I,
)
_BARE_EN = re.compile(
    r"\(\s?(?:in\s)?(?:yuan|RMB|US\$|dollars?|tons?|tonnes|people|persons|households|hectares|mu)\s?\)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class HeadScales:
    """By how much the numbers of each column of a table are to be multiplied; 1 if by nothing."""

    columns: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Whether some column has a scale."""
        return any(scale != 1 for scale in self.columns)


def read_head_scale(cell: str) -> int | None:
    """Return the scale that a column's head gives in either language; None if it gives none."""
    found = _HEAD_ZH.search(cell)
    if found:
        return _ZH.get(found["scale"] or "", 1)
    found = _HEAD_EN.search(cell)
    if found:
        return _EN[found["scale"].lower()]
    return 1 if _BARE_EN.search(cell) else None


def read_head(text: str) -> HeadScales | None:
    """Return the scales of a row's cells; None if no cell gives one."""
    scales = [read_head_scale(cell) for cell in text.split(CELL)]
    if all(scale is None for scale in scales):
        return None
    return HeadScales(tuple(1 if scale is None else scale for scale in scales))


def scale_by_head(
    numbers: Sequence[Quantity], text: str, head: HeadScales | None
) -> list[Quantity]:
    """Return the numbers of a row with the values that its head lends them, as further values.

    A row that has a head of its own (出口额（亿元） | 1,234.5) lends it to all its cells.
    """
    heads = [found.span() for form in (_HEAD_ZH, _HEAD_EN) for found in form.finditer(text)]
    own = read_head(text)
    one = {scale for scale in own.columns if scale != 1} if own else set()
    starts = [0, *accumulate(len(cell) + len(CELL) for cell in text.split(CELL))]
    scaled = []
    for number in numbers:
        if any(start <= number.span.start < end for start, end in heads):
            continue  # the 10,000 of "(10,000 persons)"
        column = sum(start <= number.span.start for start in starts) - 1
        scale = next(iter(one)) if len(one) == 1 else 1
        if not one and head is not None:
            alike = len(head.columns) == 1
            scale = head.columns[0 if alike else min(column, len(head.columns) - 1)]
        plain = number.kind in (K.CARDINAL, K.YEAR) and number.unit is None and number.scale == 1
        if scale != 1 and plain:
            number = number._replace(others=(*number.others, number.low * scale))
        scaled.append(number)
    return scaled
