"""Chinese numerals by value, with what is vague about them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from aligncheck.quantities.exact_value import Value, parse_figures

DIGIT = {
    char: value
    for value, row in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in row
}
SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")  # on cheques
DIGITS = "".join(DIGIT)
LONGEST = 60  # characters; nobody writes longer numbers
BIG = rf"(?:[十百万亿]|千(?![瓦克米赫卡帕焦伏])|(?<=[\d{DIGITS}十百千万几数])兆(?![瓦赫帕字比头]))"
_NO_NUMBER = (
    "人总多少次倍半指分系位件户岁基参函个票股计读奇偶"  # 人数, 总数, 多数: a count, not several
)
_ATOM = (
    r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ ]\d{3})+(?![\d:])|\d++)(?:\.\d+)?"
    rf"|(?<!\d)[{DIGITS}]|{BIG}|廿|卅"
    rf"|几(?={BIG})|(?<=十)几|(?<![{_NO_NUMBER}])数(?={BIG})(?![十百千万]分)"
    rf"|(?<=[{DIGITS}十百])[点.](?=[{DIGITS}](?![十滴]))"
    rf"|(?<=[\d{DIGITS}十百千万亿 ])[多余来](?={BIG}(?!分))"
    rf"|(?<=[\d{DIGITS}几数])个(?=亿(?!元))"
    rf"|(?<=\d)[ ](?=[多余来]?{BIG})|(?<=[万亿])[ ](?=\d+[ ]?[千万]))"
)
# Nothing in a numeral can be given back, which a possessive quantifier would say; that of Python
# 3.11.2 gives back to the wrong place, so the end says it: no atom follows.
RUN = rf"(?:{_ATOM})+(?!{_ATOM})"
_POINTS = ("点", ".")  # without figures, as the second of v1.18.2
_TOKEN = re.compile(rf"[ ]+|\d[\d,]*(?:[ ]\d{{3}})*(?:\.\d+)?|[{DIGITS}]+|[点.][{DIGITS}]+|.")


class Numeral(NamedTuple):
    """What the characters of one number amount to; `scale` is its last power of ten."""

    low: Value
    high: Value
    vague: bool = False
    scale: int = 1
    others: tuple[Value, ...] = ()


def parse_numeral(written: str) -> Numeral | None:
    """Return the value of a Chinese or Arabic numeral; None if it is none.

    >>> str(parse_numeral("一百二十万").low)
    '1200000'
    """
    if len(written) > LONGEST:
        return None
    sum_ = _NumeralReader()
    tokens = _TOKEN.findall(written)
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token[0] == " ":
            continue
        if token in _POINTS or not sum_.take(token, after):
            return None
    return sum_.to_numeral()


def largest_addition(value: Value) -> Value:
    """Return how much "多" may add: 20多 is up to 29, 120多 up to 129, 2万多 up to 29999."""
    whole = int(value)
    zeros = 1
    while whole and whole % (zeros * 10) == 0:
        zeros *= 10
    return zeros if zeros > 1 else 1


_Range = tuple[Value, Value]


class _NumeralReader:
    """A numeral as far as it has been read: ten-thousands, the section below, the last digit."""

    def __init__(self) -> None:
        self.total: _Range = (0, 0)
        self.section: _Range = (0, 0)
        self.number: _Range | None = None
        self.big = 10**20
        self.last = 1
        self.lent = 1
        self.vague = False
        self.before = ""

    def take(self, token: str, after: str) -> bool:
        """Add one token; False if the numeral makes no sense."""
        head = token[0]
        figures = head.isdigit() and head.isascii()
        if (figures or head in DIGIT) and self.number is not None:
            return False
        if figures:
            value = parse_figures(token.replace(",", "").replace(" ", ""))
            last = len(token) == 1 and not after and self._ends_spoken()
            self.number = _exact_range(value * self.last // 10 if last else value)
        elif head in DIGIT:
            self._read_digits(token, after)
        elif head in SCALE:
            self._scale(SCALE[head])
        else:
            self._take_mark(head, token)
        self.before = head
        return True

    def _take_mark(self, head: str, token: str) -> None:
        """Add what is neither a digit nor a scale: several, twenty, a point, and more."""
        if head in "几数":
            self.number, self.vague = (2 if self.before != "十" else 1, Fraction(99, 10)), True
        if head in "廿卅":
            tens = _exact_range(Fraction(20 if head == "廿" else 30))
            self.section = _add_ranges(self.section, tens)
        if head in "点.":
            digits = "".join(str(DIGIT[char]) for char in token[1:])
            fraction = Fraction(int(digits), 10 ** len(digits))
            whole = _add_ranges(self.section, self.number or _exact_range(0))
            self.number = _add_ranges(whole, _exact_range(fraction))
            self.section = _exact_range(0)
        if head in "多余来":
            low, high = _add_ranges(self.section, self.number or _exact_range(0))
            self.section, self.number = _exact_range(0), (low, high + largest_addition(high))

    def _read_digits(self, token: str, after: str) -> None:
        values = [DIGIT[char] for char in token]
        stripped = token.lstrip("零〇")
        if (
            len(token) == 2
            and stripped == token
            and (values[1] == values[0] + 1 or values == [3, 5])
        ):
            self.number, self.vague = (values[0], values[1]), True
            return
        value = int("".join(map(str, values)))
        lone = len(token) == 1 and not after and self._ends_spoken()
        self.number = _exact_range(value * self.last // 10 if lone else value)

    def _ends_spoken(self) -> bool:
        """Return whether a last digit counts the next power of ten: 一万二, 13万2."""
        return bool(self.before) and self.before in "百千万亿" and self.last >= 100

    def _scale(self, size: int) -> None:
        if size == self.last == 10**4 and self.before == "万":  # 四万万: the old word for 亿
            self.total = _scale_range(self.total, size)
            self.big = self.last = self.lent = size * size
            return
        if size < 10**4:
            self.section = _add_ranges(
                self.section, _scale_range(self.number or _exact_range(1), size)
            )
        else:
            part = _add_ranges(self.section, self.number or _exact_range(0))
            if part[1] == 0 and self.total[1] == 0:
                part = _exact_range(1)
            if size > self.big:
                self.total = _scale_range(_add_ranges(self.total, part), size)
            else:
                self.total = _add_ranges(self.total, _scale_range(part, size))
            self.section, self.big = _exact_range(0), size
        if size > 10:  # 万亿 lends 10**12, 二十万 10**4
            self.lent = size * (self.lent if self.before in SCALE else 1)
        self.number, self.last = None, size

    def to_numeral(self) -> Numeral:
        """Return what was read."""
        low, high = _add_ranges(
            _add_ranges(self.total, self.section), self.number or _exact_range(0)
        )
        scale = self.lent if self.number is None else 1
        return Numeral(low, high, self.vague, scale)


def _exact_range(value: Value) -> _Range:
    return value, value


def _add_ranges(one: _Range, two: _Range) -> _Range:
    return one[0] + two[0], one[1] + two[1]


def _scale_range(one: tuple[Value, Value], size: int) -> tuple[Value, Value]:
    return one[0] * size, one[1] * size
