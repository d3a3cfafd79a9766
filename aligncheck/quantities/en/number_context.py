"""What the words around an English number make of it: a mark, a year, a page, a rounding."""

from __future__ import annotations

import re

from aligncheck.quantities.en.partial_numeral import PartialNumeral
from aligncheck.quantities.quantity import SHARES, Quantity, QuantityKind

K = QuantityKind
_ABOUT = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|nearly|almost|over|than|some|to|least|most|or|near"
    r"|estimated|above|below|under|just|circa|exceed(?:s|ed|ing)?|surpass(?:ed|ing)?|topp(?:ed|ing)"
    r"|reach(?:ed|ing)?)\s(?:[$€£¥]|US\$|RMB\s?)?|~\s?)$",
    re.I,
)
_MARK = re.compile(r"[A-Za-z%)\]][.,;:!?]?[”\"’')]*$|[.,;:!?]?[”\"]\s?$|[a-z%\d]\.$")
_LABEL = re.compile(  # after these a number that touches a mark is one all the same
    r"(?:\b(?:[Nn]os?|[Vv]ol|pp?|PP?|[Aa]rts?|[Ff]ig|[Cc]h|[Ss]ec|ca|[abc]|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|U\.S|St|Rs|Mt|Nr|[Pp]ar|approx)\.|[-–—/(\[$€£¥~]|['’])$"
)
_QUOTED = re.compile(r"[”\"’] $")
_OPENS = re.compile(r"(?:^|\n)\s*[(]?$")
_PAGE = re.compile(r"\b(?:pp?\.|[Pp]ages?|footnote|note|n\.)\s?(?:\d+\s?(?:[-–]|and)\s?)?$")
_SECTION = re.compile(
    r"\b(?:(?:[Pp]aragraph|[Aa]rticle|[Cc]lause|[Ss]ection|[Cc]hapter|[Tt]able|[Ff]igure|[Ii]tem)s?"
    r"|[Vv]ersion|v)\s?$"
)
_NEW_SENTENCE = re.compile(r"\s+[A-Z“\"]|$")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|from|during|after|before|through|late|early|mid|year|circa"
    r"|between|beyond|spring|summer|autumn|fall|winter|to|the)|[-–—(/]|[A-Z][a-z]{2,8}\.?"
    r"|\d(?:st|nd|rd|th)?,?)\s?$"
)
_YEAR_AFTER = re.compile(
    r"\s(?:(?:and|to|was|were|is|the|in|as|when|for|by|with|on|at|after|had|has|saw|that|an?|it|s?he"
    r"|they|we|or|season|edition)\b|[A-Z])"
)


def drop_or_doubt(text: str, at: PartialNumeral, found: Quantity) -> Quantity | None:
    """Drop marks that are no numbers; mark what may go unsaid and what may be rounded."""
    start = at.start
    if _ABOUT.search(text, max(0, start - 14), start):
        found = found._replace(about=True)
    if not at.figures:
        return found._replace(optional=True) if _is_omissible_number(at, found) else found
    if found.kind in SHARES:
        return found
    short = at.end - start <= 3 and text[start : at.end].isdigit()
    if short and _is_footnote_figure(text, start):
        return None
    if "." in text[start + 1 : at.end]:
        return _read_decimal(text, at, found)
    return found._replace(optional=True) if _is_label(text, at, short=short) else found


def is_plain_year(text: str, start: int, end: int) -> bool:
    """Return whether four figures stand as a year and count nothing."""
    if _YEAR_BEFORE.search(text, max(0, start - 12), start) or not text[end : end + 1].isspace():
        return True
    return bool(_YEAR_AFTER.match(text, end))


def _is_omissible_number(at: PartialNumeral, found: Quantity) -> bool:
    """Return whether a number in words is one that Chinese may not say: three, a million, half."""
    if found.kind not in (K.CARDINAL, K.FRACTION):
        return False
    return (
        at.rounded or found.kind is K.FRACTION or (found.high <= 10 and found.low.denominator == 1)
    )


def _is_footnote_figure(text: str, start: int) -> bool:
    """Return whether figures are glued to a word or stop as footnote marks are ("rubles.14")."""
    if start == 0 or text[start - 1].isspace() or not _MARK.search(text, max(0, start - 4), start):
        return False
    return not _LABEL.search(text, max(0, start - 7), start)


def _is_label(text: str, at: PartialNumeral, *, short: bool) -> bool:
    """Return whether figures name a heading, a page, a telephone and count nothing."""
    start, end = at.start, at.end
    written = text[start:end]
    if short and _QUOTED.search(text, max(0, start - 2), start):
        return True
    if (
        short
        and text[end : end + 1] in tuple(".)、")
        and _OPENS.search(text, max(0, start - 4), start)
    ):
        return True
    if written.isdigit() and (len(written) > 9 or (len(written) > 1 and written[0] == "0")):
        return True
    return bool(_PAGE.search(text, max(0, start - 14), start))


def _read_decimal(text: str, at: PartialNumeral, found: Quantity) -> Quantity:
    """Read "Paragraph 15.1" as two numbers, and allow for a footnote mark in "1991.23 The"."""
    written = text[at.start : at.end]
    whole, _, tail = written.partition(".")
    if not (whole.isdigit() and tail.isdigit()):
        return found
    if _SECTION.search(text, max(0, at.start - 14), at.start):
        return found._replace(optional=True, others=(int(whole), int(tail)))
    if len(tail) <= 3 and _NEW_SENTENCE.match(text, at.end):
        return found._replace(others=(*found.others, int(whole)))
    return found
