"""AC309: footnote marks, addresses of pages and of mail that one side does not have.

A mark counts as there if its number stands anywhere on the other side, in whatever form: [3], ³, ③
or glued to a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule

RULES = (
    Rule(
        id="AC309",
        name="citation",
        severity=Severity.WARNING,
        help="A footnote mark, a web address or a mail address that one side lacks.",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        page="negation",
        lowers_quality=True,
        measured_as="quotations and citations",
    ),
)

_MARK = re.compile(r"[\[［〔](?:注|註|note )?(\d{1,3})[\]］〕]|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|([①-⑳])")
_SIGN = re.compile(r"[\[［〔⁰¹²³⁴-⁹①-⑳]")  # what a mark begins with
_LINK = re.compile(
    r"https?://[^\s<>()\[\]{}\"'“”‘’，。；：！？、（）《》\u3400-\u9fff]+"
    r"|(?<![A-Za-z0-9.])www\.[A-Za-z0-9.-]+\.[A-Za-z]{2,}[\w/.%#?=&-]*"
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9_.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_UNIT = re.compile(r"[a-zµμ0-9)]$")  # before ² it is an area or a power
_NUMBER_WORD = re.compile(r"[①-⑳]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d+")
ADDRESS = 0.7  # an address of mail or a page that is not there
OTHER_PAGE = 0.4  # another page of the same site: the translation's own language, perhaps
MARK = 0.6
ORDER = 0.55


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the marks and addresses of the pair that one side lacks or that are out of order."""
    if pair.source is None or pair.target is None:
        return
    zh, en = pair.source.text, pair.target.text
    if "@" in zh or "@" in en or "://" in zh or "://" in en or "www." in zh or "www." in en:
        yield from _compare_addresses(pair.id, zh, en)
    if _SIGN.search(zh) or _SIGN.search(en):
        yield from _compare_note_marks(pair.id, zh, en, _find_note_marks(zh), _find_note_marks(en))


def _compare_addresses(pair: str, zh: str, en: str) -> Iterator[Finding]:
    for pattern in (_LINK, _MAIL):
        source, target = _list_addresses(pattern, zh), _list_addresses(pattern, en)
        for key, span in source.items():
            if key not in target:
                near = any(_extract_host(key) == _extract_host(other) for other in target)
                message = f"The source gives {span.cut(zh)}; the translation does not."
                confidence = OTHER_PAGE if near and pattern is _LINK else ADDRESS
                yield Finding("AC309", pair, message, confidence, (span,), (Span(0, len(en)),))
        for key, span in target.items():
            if key not in source and not any(
                _extract_host(key) == _extract_host(other) for other in source
            ):
                message = f"The translation gives {span.cut(en)}; the source does not."
                confidence = ADDRESS if source else OTHER_PAGE
                yield Finding("AC309", pair, message, confidence, (Span(0, len(zh)),), (span,))


def _list_addresses(pattern: re.Pattern[str], text: str) -> dict[str, Span]:
    """Return each address, without what does not tell pages apart, and where it stands first."""
    found: dict[str, Span] = {}
    for match in pattern.finditer(text):
        shown = match.group().rstrip(".,;:!?")
        key = re.sub(r"^https?://|(?:(?<=://)|^)www\.", "", shown.lower()).rstrip("/")
        found.setdefault(key.removeprefix("www."), Span(match.start(), match.start() + len(shown)))
    return found


def _extract_host(key: str) -> str:
    return key.rpartition("@")[2].partition("/")[0]


def _find_note_marks(text: str) -> list[tuple[int, Span]]:
    """List the footnote marks of a text with their numbers; exponents are none."""
    marks = []
    for found in _MARK.finditer(text):
        if found.group(2) and _UNIT.search(text, max(0, found.start() - 1), found.start()):
            continue
        if found.group(3) and found.start() == 0:
            continue  # ① opens an item of a list
        number = unicodedata.normalize("NFKC", found.group(1) or found.group(2) or found.group(3))
        marks.append((int(number), Span(*found.span())))
    return marks


def _compare_note_marks(
    pair: str, zh: str, en: str, left: list[tuple[int, Span]], right: list[tuple[int, Span]]
) -> Iterator[Finding]:
    for number, span in left:
        if number not in _collect_numbers(en):
            message = f"The source has the note mark {span.cut(zh)}; the translation lacks it."
            yield Finding("AC309", pair, message, MARK, (span,), (Span(0, len(en)),))
    for number, span in right:
        if number not in _collect_numbers(zh):
            message = f"The translation has the note mark {span.cut(en)}; the source lacks it."
            yield Finding("AC309", pair, message, MARK, (Span(0, len(zh)),), (span,))
    mine, yours = [n for n, _ in left], [n for n, _ in right]
    if mine != yours and sorted(mine) == sorted(yours) and _is_rising(mine):
        first = next(i for i, n in enumerate(yours) if n != mine[i])
        message = f"The note mark {right[first][1].cut(en)} stands out of order."
        yield Finding("AC309", pair, message, ORDER, (left[first][1],), (right[first][1],))


def _collect_numbers(text: str) -> set[int]:
    """Return every number written in digits, also ① and ³."""
    return {int(unicodedata.normalize("NFKC", one)) for one in _NUMBER_WORD.findall(text)}


def _is_rising(numbers: list[int]) -> bool:
    return all(a < b for a, b in pairwise(numbers))
