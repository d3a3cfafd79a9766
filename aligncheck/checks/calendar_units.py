"""AC304: weekdays, quarters, halves of a year and parts of a decade that became others.

A finding needs a value of the source that the English lacks and one of the English that the source
lacks; what only one side says is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.number_mismatch import DATE
from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.normalise import normalise

RULES = (DATE,)

SURE = 0.8
PART = 0.55  # of "early" and "late": translators shift them a little


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values of one kind: how either language writes them; a group's number is the value."""

    zh: re.Pattern[str]
    en: re.Pattern[str]
    names: tuple[str, ...]
    confidence: float


def _number_groups(*forms: str) -> str:
    return "|".join(f"(?P<v{number}>{form})" for number, form in enumerate(forms))


_ZH_DAY = "(?:星期|礼拜|(?<![一两三四五六七八九十每几数本半])周)"
_NO_DAY = "(?![天个次名种年岁期边围刊报]|[一二三四五六七八九十]?[几多])"
_NO_RANGE = "(?<![前至到和、—-])"
SCALES = (
    _Scale(
        re.compile(
            _number_groups(*(f"{_ZH_DAY}{day}{_NO_DAY}" for day in (*"一二三四五六", "[日天]")))
        ),
        re.compile(
            r"\b(?:"
            + _number_groups("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
            + r")days?\b"
        ),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        SURE,
    ),
    _Scale(
        re.compile(_number_groups(*(f"{_NO_RANGE}第?{n}季度?(?!大)" for n in "一二三四"))),
        re.compile(
            _number_groups(
                *(
                    rf"\b(?:{word})[- ]quarter\b(?!s)|\bQ{n}\b|\b{n}Q"
                    for n, word in enumerate(("first", "second", "third", "fourth|final|last"), 1)
                )
            ),
            re.I,
        ),
        ("the first quarter", "the second quarter", "the third quarter", "the fourth quarter"),
        SURE,
    ),
    _Scale(
        re.compile(_number_groups("上半年", "下半年")),
        re.compile(
            _number_groups(
                r"\bfirst[- ](?:half|six months)\b|\bH1\b",
                r"\b(?:second|latter|last)[- ](?:half|six months)\b|\bH2\b",
            ),
            re.I,
        ),
        ("the first half of the year", "the second half of the year"),
        SURE,
    ),
    _Scale(
        re.compile(
            _number_groups(
                "(?:世纪|年代)(?:之?初|早期|前期)",
                "(?:世纪|年代)(?:中期|中叶)",
                "(?:世纪|年代)(?:之?末|后期|晚期)",
            )
        ),
        re.compile(
            _number_groups(
                r"\bearly\b|\b(?:beginning|start|dawn|outset|turn) of\b",
                r"\bmid\b|\bmiddle of\b",
                r"\blate\b|\b(?:end|close|turn) of\b|\blatter\b",
            ),
            re.I,
        ),
        ("early in it", "the middle of it", "late in it"),
        PART,
    ),
)
_ANY = re.compile("星期|礼拜|周|季|半年|世纪|年代")
_WHOLE = re.compile(r"\bturn of\b", re.I)


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield what stands on another day or in another part of the year."""
    if pair.source is None or pair.target is None:
        return
    source = normalise(pair.source.text)
    if not _ANY.search(source.text):
        return
    for scale in SCALES:
        mine = [
            (number, source.back(Span(*found.span())))
            for found in scale.zh.finditer(source.text)
            for number in [_read_value(found)]
        ]
        if not mine:
            continue
        text = pair.target.text
        yours = [(_read_value(found), Span(*found.span())) for found in scale.en.finditer(text)]
        if scale.confidence == PART and _WHOLE.search(text):
            continue
        yield from _report_change(pair, scale, mine, yours)


def _read_value(found: re.Match[str]) -> int:
    return int((found.lastgroup or "v0")[1:])


def _report_change(
    pair: Pair,
    scale: _Scale,
    mine: Sequence[tuple[int, Span]],
    yours: Sequence[tuple[int, Span]],
) -> Iterator[Finding]:
    """Say which value became which: the first that is lost, and the first that is new."""
    there, here = {value for value, _ in yours}, {value for value, _ in mine}
    lost = next((item for item in mine if item[0] not in there), None)
    new = next((item for item in yours if item[0] not in here), None)
    if lost is None or new is None or pair.source is None or pair.target is None:
        return
    written, said = lost[1].cut(pair.source.text), new[1].cut(pair.target.text)
    name = scale.names[lost[0]]
    message = f"{written} is {name}; the translation says {said}."
    yield Finding("AC304", pair.id, message, scale.confidence, (lost[1],), (new[1],), name)
