"""The words and figures that English numbers are made of, and the pattern that finds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import compress

from aligncheck.quantities.exact_value import Value, parse_figures
from aligncheck.quantities.quantity import VULGAR
from aligncheck.text.words import WordTable, en_word_table

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_TH = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()


def _parse_table(row: str) -> dict[str, int]:
    """Read "word 1 word 2"; an underscore is a space, 6e a power of ten."""
    cells = row.split()
    return {
        word.replace("_", " "): 10 ** int(size[1:]) if size[0] == "e" else int(size)
        for word, size in zip(cells[::2], cells[1::2], strict=True)
    }


CARDINALS = {word: number for number, word in enumerate(ONES)} | {
    word: 10 * (index + 2) for index, word in enumerate(_TENS)
}
ORDINALS = {word: number for number, word in enumerate(_TH)} | {
    f"{word[:-1]}ieth": CARDINALS[word] for word in _TENS
}
LARGE = _parse_table(
    "hundredth 100 hundredths 100 thousandth e3 thousandths e3 millionth e6 billionth e9"
)
PARTS = _parse_table("half 2 halves 2 quarter 4 quarters 4") | {
    f"{word}s": value for word, value in ORDINALS.items() if value > 2
}
SCALES = _parse_table("hundred 100 thousand e3 million e6 billion e9 trillion e12 lakh e5 crore e7")
SHORT = _parse_table("k e3 K e3 m e6 M e6 mn e6 mln e6 b e9 B e9 bn e9 bln e9 T e12 tn e12 trn e12")
PLURALS = _parse_table(
    "tens 10 dozens 12 scores 20 hundreds 100 thousands e3 millions e6 billions e9 trillions e12"
)
DECADES = {f"{word[:-1]}ies": CARDINALS[word] for word in _TENS}
MONTHS = _parse_table(
    "January 1 Jan 1 February 2 Feb 2 March 3 Mar 3 April 4 Apr 4 May 5 June 6 Jun 6 July 7 Jul 7 "
    "August 8 Aug 8 September 9 Sept 9 Sep 9 October 10 Oct 10 November 11 Nov 11 "
    "December 12 Dec 12"
)
TIMES = _parse_table(
    "once 1 twice 2 thrice 3 double 2 doubles 2 doubled 2 doubling 2 redouble 2 twofold 2 halve 2 "
    "halved 2 triple 3 triples 3 tripled 3 tripling 3 treble 3 trebled 3 threefold 3 quadruple 4 "
    "quadruples 4 quadrupled 4 quadrupling 4 fourfold 4 quintuple 5 quintupled 5 fivefold 5 "
    "sixfold 6 sevenfold 7 eightfold 8 ninefold 9 tenfold 10 hundredfold 100"
)
AGES = _parse_table(
    "half_a_century 50 half-century 50 half_century 50 quarter_of_a_century 25 quarter-century 25 "
    "quarter_century 25 decade 10 decades 10 century 100 centuries 100 centenary 100 "
    "centennial 100 centenaries 100 bicentenary 200 bicentennial 200 tercentenary 300 "
    "millennium 1000"
)
SIGNS = dict(
    pair.split("=")
    for pair in (
        "US$=USD HK$=HKD NTD$=TWD N.T.$=TWD NT$=TWD A$=AUD C$=CAD $=dollar €=EUR £=GBP ¥=CNY "
        "RMB=CNY CNY=CNY yuan=CNY "
        "USD=USD EUR=EUR GBP=GBP HKD=HKD NTD=TWD TWD=TWD KRW=KRW JPY=JPY Rs.=INR "
        "Rs=INR ₹=INR ₩=KRW ₽=RUB"
    ).split()
)
SIGN = re.compile(
    rf"({'|'.join(map(re.escape, sorted(SIGNS, key=len, reverse=True)))}|N\.T\. \$)\s?$"
)
_SIGN_ENDS = frozenset(sign[-1] for sign in SIGNS)

_LEXICON = {*CARDINALS, *ORDINALS, *LARGE, *PARTS, *SCALES, *PLURALS, *DECADES, *TIMES, *AGES}
_LEXICON |= {"dozen", "several", "few", "couple"}


def _any_word_pattern(words: Iterable[str]) -> str:
    """Return a pattern of words in any case; grouped by their beginnings it fails fast."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[:2], []).append(word[2:].replace(" ", r"\ "))
    return "|".join(
        "".join(f"[{letter.upper()}{letter}]" for letter in start) + f"(?i:{'|'.join(ends)})"
        for start, ends in groups.items()
    )


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SMALL = "two|three|four|five|six|seven|eight|nine"
_NUM = (
    r"(?:\d{1,4}[\ -]\d/\d{1,2}(?![\d/])|\d{0,12}[\ue000-\ue004]"
    r"|(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ ]\d{3})+(?![\d:])|\d++)(?:\.\d+)?)"
)
_GLUED = r"(?=(?:1[5-9]|20)\d\d(?![\d,.]\d))"  # the year of "March 26,1989"
_FIGURES = rf"(?:(?<![\d.])(?:(?<!\d,)|{_GLUED}){_NUM}|(?<![\w.,;:!?”\"’)%\]])\.\d+)"
_TAIL = (
    r"(?:(?P<th>st|nd|rd|th)\b|(?P<s>['’]?s)\b|-?(?P<fold>fold)\b"
    r"|\s?(?P<short>bn|tn|trn|mn|mln|bln|m|M|k|K|b|B|T)(?![\w²^/]))?"
)
_DATE = (
    r"(?P<date>(?<![\d.])(?P<y>(?:1[5-9]|20)\d\d)(?P<sep>[-./])(?P<m>0?[1-9]|1[0-2])(?P=sep)"
    r"(?P<d>[0-3]?\d)(?![\d.]))"
)
_SLASHED = (  # 06/30/1950, 30.6.1950: which is the month stands in the reader
    r"(?P<slashed>(?<![\d./])(?P<one>[0-3]?\d)(?P<cut>[/.])(?P<two>[0-3]?\d)(?P=cut)"
    r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d/]|\.\d))"
)
_PM = r"\s?[ap]\.?m\b"
_CLOCK = (
    r"(?P<clock>(?<![\d.:])(?:(?P<h>[01]?\d|2[0-4])(?::\s?(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:]"
    r"|,\d)"
    rf"|\.(?P<dot>[0-5]\d)(?={_PM}))(?:{_PM})?|(?P<hh>\d\d?)(?:{_PM}|\s?o['’]clock)))"
)
_MANY = (
    rf"\s(?:in|out\sof|of|from|per)\s(?:every\s)?(?P<{{0}}>\d{{{{1,3}}}}(?:,000)?|{_SMALL}"
    rf"|ten\sthousand|ten"
    r"|(?:a\s)?hundred|(?:a\s)?thousand|a\smillion)\b(?!\s?(?:%|percent|million|billion|hundred"
    r"|thousand|years?|months?|days?|weeks?|hours?|minutes?)|[,.]?\d)"
)
_PREFIX = (  # what stands before figures without naming them, as in RMB500 and mid-1980s
    "RMB|US|HK|NT|A|C|CNY|USD|EUR|GBP|HKD|Rs|JPY|R|S|of|in|to|the|and|mid|late|early|pre|post"
    "|non|NTD|TWD"
)
_NAME = (
    r"(?P<name>(?=[A-Za-z]++-?\d)(?![A-Z]{2,4}\d[\d,]*(?:\.\d|\d*\s(?:[mb]illion|trillion)))"
    rf"(?!(?:{_PREFIX})-?\d)[A-Za-z]+-?(?P<tail>\d+(?:\.\d+)*)\w*)"
)
SCAN = re.compile(  # what begins with a figure, then what begins with a letter: this order is fast
    rf"""(?=[\d.\[\ue000-\ue004])(?:
      (?P<skip>\[\d+(?:\s?[-–,]\s?\d+)*\]|24/7\b|\d[\w.+-]{{0,64}}+@[\w-]{{1,64}}\.\w[\w.]*|\d+[GDPp]\b)
      |\d{{1,2}}:\d\d:\d\d[,.]\d{{3}}(?:\ ?-->\ ?\d{{1,2}}:\d\d:\d\d[,.]\d{{3}})?
      |{_DATE}|{_SLASHED}|{_CLOCK}
      |(?P<colon>(?<![\d.:])(?P<left>\d{{1,3}}):(?P<right>\d\d)(?![\d:]|,\d))
      |(?P<of>(?<![\d.,])(?P<few>\d{{1,3}}){_MANY.format("many")})
      |(?P<slash>(?<![\d/.])(?P<up>\d{{1,3}})/(?P<down>\d{{1,9}})(?![\d/]))
      |(?P<num>{_FIGURES}){_TAIL})
    |(?<![A-Za-z])(?=[A-Za-z])(?:
      (?=[A-Za-z]++[^A-Za-z\s,;])(?:  # no plain word
        (?P<word_skip>(?:https?://|www\.)\S+|[\w.+-]{{1,64}}+@[\w-]{{1,64}}\.\w[\w.]*|COVID-?19\b|P\.?O\.\sBox\s\d+|P\.O\sBox\s\d+)
        |{_NAME})
      |(?P<box>PO\sBox\s\d+)
      |(?P<word_clock>(?P<wh>{_any_word_pattern(ONES[1:13])})\so['’]?clock\b)
      |(?P<and_half>(?=[AaOo])(?i:an?|one)\s(?P<what>hour|day|week|month|year|decade|century)\sand\sa\shalf)\b
      |(?P<word_of>(?P<word_few>{_any_word_pattern(ONES[1:10])}){_MANY.format("word_many")})
      |(?P<month>(?=[A-Z])(?:{_MONTH})\b\.?)
      |(?P<word>{_any_word_pattern(_LEXICON)})(?![A-Za-z])
      |(?P<roman>(?=[IVXLC])C{{0,3}}(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}})\b
        (?:(?!['’.])|(?<=[IVXLC]{{2}})(?=\.|['’]s\b))))
    """,
    re.X,
)


_BEGIN = {re.split("[ -]", word)[0] for word in _LEXICON} | {"po", "p"}
_FIGURE = re.compile(r"[\d\ue000-\ue004]")
_LETTERS = re.compile("[A-Za-z]+")
_STEP = re.compile(r"(?:[A-Za-z]++|.)[^\d.\[\ue000-\ue004A-Za-z]*+", re.S)  # to where SCAN may fit
_CHUNK = re.compile(r"\S*")
_LATER = ("half", "decade", "century")  # words of "an hour and a half" and "a decade and a half"
_ARTICLE = re.compile(
    r"(?<![A-Za-z])[Aa][Nn]?\s(?:(?:hour|day|week|month|year|decade|century)\sand\sa\s)?$"
)  # fmt: skip
REMEMBERED = 1 << 17


def scan_numbers_en(text: str, cut: WordTable | None = None) -> Iterator[re.Match[str]]:
    """Yield what SCAN finds in a text, from left to right.

    Only words that may be of a number are looked at, and what is glued to them. `cut` tells the
    words of `text`, if they are known.
    """
    cut = cut or en_word_table(text)
    telling = list(map(_TELLING.__getitem__, cut.pieces))
    if True not in telling:
        return
    at = 0
    for word, start, stop in compress(zip(cut.pieces, cut.starts, cut.ends, strict=True), telling):
        if stop <= at:
            continue
        at, end = max(at, _earliest_start(text, word, start)), _match_end(_CHUNK, text, start)
        while at < end:
            found = SCAN.match(text, at)
            if found is not None and found.end() > at:
                yield found
                at = found.end()
            else:
                at = _match_end(_STEP, text, at)


class _MayBeginNumber(dict[str, bool]):
    """Whether a match of SCAN may begin in a word, for those met so far."""

    def __missing__(self, word: str) -> bool:
        if len(self) > REMEMBERED:
            self.clear()
        if word.isalpha() and word.isascii():
            tells = word.lower() in _BEGIN or (word[0] < "a" and _is_capital(word))
        else:
            figures = not word[0].isalpha() and _FIGURE.search(word) is not None
            tells = figures or any(map(_may_begin, _LETTERS.findall(word)))
        self[word] = tells
        return tells


def _may_begin(word: str) -> bool:
    return word.lower() in _BEGIN or _is_capital(word)


def _is_capital(word: str) -> bool:
    return word in MONTHS or not word.strip("IVXLC")


_TELLING = _MayBeginNumber()


def _earliest_start(text: str, word: str, start: int) -> int:
    """Return the first place where a match that takes in a word may begin."""
    if word.startswith(_LATER):
        found = _ARTICLE.search(text, max(0, start - 22), start)
        start = found.start() if found else start
    while start and not text[start - 1].isspace():
        start -= 1
    return start


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def sign_before(text: str, start: int) -> re.Match[str] | None:
    """Return the sign or name of a currency that stands before `start`."""
    last = text[start - 1 : start]
    if last.isspace():
        last = text[start - 2 : start - 1]
    return SIGN.search(text, max(0, start - 7), start) if last in _SIGN_ENDS else None


@lru_cache(maxsize=1 << 13)  # without it all checks take 10 % longer
def parse_figure(written: str) -> Value:
    """Return the value of figures: "1,234.5", "12 000", "8 1/2", "3½"."""
    if written[-1] in VULGAR:
        return int(written[:-1] or 0) + VULGAR[written[-1]]
    if "/" in written:
        whole, _, part = written.replace("-", " ").partition(" ")
        return Fraction(whole) + (Fraction(part) if not part.endswith("/0") else 0)
    return parse_figures(written.replace(",", "").replace(" ", ""))
