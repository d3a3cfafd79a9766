"""The numbered parts of laws and books: 第四章第二节 is Chapter 4, Section 2.

>>> read_labels_zh("第四章第二节")
[Label(level='chapter', number=4, span=Span(start=0, end=3)), Label(level='section', number=2, span=Span(start=3, end=6))]
"""  # noqa: E501  # a doctest is one line

from __future__ import annotations

import re
from typing import NamedTuple

from aligncheck.document import Span
from aligncheck.quantities.en.number_words import CARDINALS, ORDINALS
from aligncheck.quantities.zh.chinese_numeral import parse_numeral


class Label(NamedTuple):
    """A part by its level and number, and where it stands."""

    level: str
    number: int
    span: Span


# What English calls each level. 款 and 项 are one: the mainland and Taiwan use them the other way
# round.
ENGLISH = {
    "chapter": ("chapter",),
    "section": ("section",),
    "article": ("article",),
    "paragraph": ("paragraph", "clause", "subsection", "item", "subparagraph", "point"),
    "part": ("part", "book"),
    "volume": ("volume",),
    "table": ("table",),
    "figure": ("figure",),
    "annex": ("annex", "appendix"),
}
_LEVELS = {
    "章": "chapter", "节": "section", "条": "article", "款": "paragraph", "项": "paragraph",
    "编": "part", "卷": "volume", "表": "table", "图": "figure", "附件": "annex", "附录": "annex",
}  # fmt: skip
_NUMERAL = r"[\d〇零一二两三四五六七八九十百]{1,6}"
_BEFORE = re.compile(  # 第四、五章, 第3至5条: numbers, then the level
    rf"第\s?(?P<first>{_NUMERAL})(?P<more>(?:\s?[、和及与至到\-—–]\s?第?{_NUMERAL})*)\s?"
    r"(?P<level>[章节条款项编卷])(?![件约目例理线腿路度])"
)
_AFTER = re.compile(
    rf"(?P<level>附件|附录|(?<![代发外报列图])表|(?<![地蓝版意企力])图)\s?(?P<first>{_NUMERAL})"
)
_RANGE = re.compile(r"[至到\-—–]")
_WORDS = "|".join(sorted({word for words in ENGLISH.values() for word in words}))
_ONES = [word for word, value in CARDINALS.items() if 0 < value < 20]
_ANY_NUMBER = rf"\d{{1,3}}|[IVXLC]{{1,6}}|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
_NAMED = re.compile(
    rf"\b(?P<level>{_WORDS})s?\s\(?(?P<first>{_ANY_NUMBER})\b"
    rf"(?P<more>(?:(?:,|,? and|,? or| to|\s?[-–—])\s?(?:{_ANY_NUMBER})\b)*)",
    re.I,
)
_SMALL = {word: value for word, value in ORDINALS.items() if 0 < value < 20}
_ORDINAL = re.compile(
    rf"\b(?P<first>{'|'.join(sorted(_SMALL, key=len, reverse=True))}|\d{{1,3}}(?:st|nd|rd|th))\s"
    rf"(?P<level>{_WORDS})\b",
    re.I,
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def read_labels_zh(text: str) -> list[Label]:
    """List the numbered parts that Chinese text names, in order."""
    found = []
    for match in (*_BEFORE.finditer(text), *_AFTER.finditer(text)):
        level, span = _LEVELS[match["level"]], Span(*match.span())
        written = [match["first"], *re.findall(_NUMERAL, match.groupdict().get("more") or "")]
        read = [number for number in map(parse_numeral, written) if number is not None]
        numbers = [int(number.low) for number in read]
        found += [Label(level, number, span) for number in _fill_range(numbers, match, _RANGE)]
    return sorted(found, key=lambda one: one.span)


def read_labels_en(text: str) -> list[Label]:
    """List the numbered parts that English text names, in order; levels as English words."""
    found = []
    for match in _NAMED.finditer(text):
        level, span = match["level"].lower(), Span(*match.span())
        written = [match["first"], *re.findall(rf"(?:{_ANY_NUMBER})\b", match["more"], re.I)]
        numbers = [value for value in map(_read_number, written) if value]
        found += [Label(level, number, span) for number in _fill_range(numbers, match, _TO)]
    for match in _ORDINAL.finditer(text):
        word = match["first"].lower()
        number = _SMALL[word] if word in _SMALL else int(word[:-2])
        found.append(Label(match["level"].lower(), number, Span(*match.span())))
    return sorted(found, key=lambda one: one.span)


_TO = re.compile(r" to|[-–—]")


def _fill_range(numbers: list[int], match: re.Match[str], ranges: re.Pattern[str]) -> list[int]:
    """Return all numbers of a range of two, the numbers of a list as they are."""
    more = match.groupdict().get("more") or ""
    if len(numbers) == 2 and ranges.search(more) and numbers[0] < numbers[1] < numbers[0] + 60:
        return list(range(numbers[0], numbers[1] + 1))
    return numbers


def _read_number(written: str) -> int:
    if written.isdigit():
        return int(written)
    if written.lower() in CARDINALS:
        return CARDINALS[written.lower()]
    value = before = 0
    for char in reversed(written.upper()):
        worth = _ROMAN.get(char, 0)
        value, before = value + (worth if worth >= before else -worth), max(worth, before)
    return value
