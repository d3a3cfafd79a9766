"""AC304 for years before and after Christ, and for dates whose month nobody can tell.

公元前221年 as "221 AD" or "221", 公元220年 as "220 BC"; "05/06/1950", which is ambiguous (info).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.number_mismatch import DATE
from aligncheck.document import Span
from aligncheck.quantities.zh.chinese_numeral import parse_numeral
from aligncheck.report import Finding, Pair
from aligncheck.text.normalise import normalise

RULES = (DATE,)
TURNED = 0.9  # the other era is named
LOST = 0.75  # no era is named
AMBIGUOUS = 0.4
_NUMERAL = r"\d{1,4}|[〇零一二两三四五六七八九十百千]{1,7}"
_ERA_ZH = re.compile(
    rf"(?P<bc>(?:公元|西元|纪元)前|(?<![\w之以从此目]))?(?P<ad>(?:公元|西元)(?:后)?)?\s?"
    rf"(?<!\d)(?P<number>{_NUMERAL})\s?(?P<what>年|世纪)(?!代|间|级|来|前|后)"
)
_BC = r"B\.?\s?C\.?(?:\s?E\b\.?)?"
_AD = r"(?:A\.?\s?D\b\.?|(?<!B)C\.?E\b\.?|of the Common Era)"
_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:[\s-](?:century|centuries))?(?:\s?(?:[-–—]|to|and|or)\s?\d+)?,?\s?"
    rf"(?:(?P<bc>{_BC}(?!\w)|before (?:Christ|the Common Era))|(?P<ad>{_AD}(?!\w)))"
)
_BEFORE = re.compile(r"\bA\.?D\.?\s?$")
_ANY_BC = re.compile(rf"\b{_BC}(?!\w)|\bbefore (?:Christ|the Common Era|our era)")
_SLASHED = re.compile(r"(?<![\d/])(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/((?:1[5-9]|20)\d\d)(?![\d/])")
_WORDS = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh",
    8: "eighth", 9: "ninth", 10: "tenth",
}  # fmt: skip


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the years and centuries of a pair that changed their era, and doubtful dates."""
    if pair.source is None or pair.target is None:
        return
    zh, en = pair.source.text, pair.target.text
    if "元" in zh or "BC" in en or "B.C" in en:
        yield from _compare_eras(pair.id, zh, en)
    for found in _SLASHED.finditer(en):
        if found[1].lstrip("0") != found[2].lstrip("0"):
            message = f"{found.group()} can be read in two ways: which of the two is the month?"
            whole = Span(0, len(zh))
            yield Finding("AC304", pair.id, message, AMBIGUOUS, (whole,), (Span(*found.span()),))


def _compare_eras(pair: str, zh: str, en: str) -> Iterator[Finding]:
    plain = normalise(zh)
    for found in _ERA_ZH.finditer(plain.text):
        number = parse_numeral(found["number"])
        if number is None:
            continue
        before = bool(found["bc"])
        if not before and not found["ad"] and ("公元前" in plain.text or "西元前" in plain.text):
            continue  # the second year of a range takes the era of the first
        span = plain.back(Span(*found.span()))
        place = _find_number(en, int(number.low), century=found["what"] == "世纪")
        if place is None:
            continue
        written, said = span.cut(zh), place.cut(en)
        era = _read_era(en, place)
        if before and era == "ad":
            message = f"{written} is {said} BC; the translation has it after Christ."
            yield Finding("AC304", pair, message, TURNED, (span,), (place,), f"{said} BC")
        elif before and era is None and not _ANY_BC.search(en):
            message = f"{written} is {said} BC; the translation names no era."
            yield Finding("AC304", pair, message, LOST, (span,), (place,), f"{said} BC")
        elif not before and era == "bc":
            message = f"{written} is {said} AD; the translation has it before Christ."
            yield Finding("AC304", pair, message, TURNED, (span,), (place,), f"AD {said}")


def _find_number(en: str, number: int, *, century: bool) -> Span | None:
    """Return where the English says a year or an ordinal of that number; None if nowhere."""
    form = rf"(?<![\d.,]){number:,}(?![\d,.]\d)|(?<!\d){number}(?!\d)"
    if century and number in _WORDS:
        form = rf"{form}|\b{_WORDS[number]}\b"
    found = re.search(form, en, re.I)
    return Span(*found.span()) if found else None


def _read_era(en: str, place: Span) -> str | None:
    """Return "bc" or "ad" where the English names the era of a year; else None."""
    after = _AFTER.match(en, place.end)
    if after is not None:
        return after.lastgroup
    return "ad" if _BEFORE.search(en, max(0, place.start - 6), place.start) else None
