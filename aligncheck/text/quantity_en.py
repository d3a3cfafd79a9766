"""Read the numbers and dates of English text by value.

>>> [str(q.low) for q in read_en("rose from 31 million tons to 312 million tons")]
['31000000', '312000000']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from aligncheck.document import Span
from aligncheck.text.quantity import VULGAR, Quantity, QuantityKind, place, tame

K = QuantityKind

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS = {word: number for number, word in enumerate(_ONES)} | {word: 10 * (index + 2) for index, word in enumerate(_TENS)}
_TH = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
ORDINALS = {word: number for number, word in enumerate(_TH)} | {word[:-1] + "ieth": value for word, value in CARDINALS.items() if value >= 20}
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {word + "s": value for word, value in ORDINALS.items() if value > 2}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
SHORT = {"k": 1000, "K": 1000, "m": 10**6, "M": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "B": 10**9, "tn": 10**12, "trn": 10**12, "T": 10**12, "mln": 10**6, "bln": 10**9}
PLURALS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12}
DECADES = {word[:-1] + "ies": value for word, value in CARDINALS.items() if value >= 20}
MONTHS = {name: number for number, names in enumerate(("January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug", "September Sept Sep", "October Oct", "November Nov", "December Dec"), 1) for name in names.split()}
TIMES = {"once": 1, "twice": 2, "thrice": 3, "double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "redouble": 2, "triple": 3, "triples": 3, "tripled": 3, "tripling": 3, "treble": 3, "trebled": 3, "threefold": 3, "twofold": 2, "quadruple": 4, "quadruples": 4, "quadrupled": 4, "quadrupling": 4, "fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "quintuple": 5, "quintupled": 5, "halve": 2, "halved": 2}
AGES = {"half a century": 50, "half-century": 50, "half century": 50, "quarter of a century": 25, "quarter-century": 25, "quarter century": 25, "decade": 10, "decades": 10, "century": 100, "centuries": 100, "centenary": 100, "centennial": 100, "centenaries": 100, "bicentenary": 200, "millennium": 1000}

_NUM = (
    r"(?:\d{1,4}[ -]\d/\d{1,2}(?![\d/])|\d*[\ue000-\ue004]"
    r"|(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ ]\d{3})+(?![\d:])|\d+)(?:\.\d+)?)"
).replace("[ -]", r"[\ -]")
_WORD = "|".join(
    sorted({*CARDINALS, *ORDINALS, *PARTS, *SCALES, *PLURALS, *DECADES, *TIMES, "dozen", "several", "few", "couple", *AGES}, key=len, reverse=True)
).replace(" ", r"\ ")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = r"(?P<date>(?<![\d.])(?P<y>(?:1[5-9]|20)\d\d)(?P<sep>[-./])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[0-3]?\d)(?![\d.]))"
_CLOCK = (
    r"(?P<clock>(?<![\d.:])(?P<h>[01]?\d|2[0-4])(?::\s?(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:])|\.(?P<dot>[0-5]\d)(?=\s?[ap]\.?m\b))(?:\s?[ap]\.?m\b)?"
    r"|(?<![\d.:])(?P<hh>\d\d?)\s?(?:[ap]\.?m\b|o['’]clock))"
)
_MANY = r"\s(?:in|out\sof|of|from)\s(?:every\s)?(?P<{0}>\d{{1,3}}|a\shundred|a\sthousand|a\smillion|ten|two|three|four|five|six|seven|eight|nine|hundred|thousand)\b(?!\s?(?:%|percent|million|billion|hundred|thousand|years?|months?|days?|weeks?|hours?|minutes?)|[,.]?\d)"
_FIGURES = rf"(?:(?<![\d.])(?<!\d,){_NUM}|(?<![\w.,;:!?”\"’)%\]])\.\d+)"
_ENDING = r"(?:(?P<th>st|nd|rd|th)\b|(?P<s>['’]?s)\b|-?(?P<fold>fold)\b|\s?(?P<short>bn|tn|trn|mn|mln|bln|m|M|k|K|b|B|T)(?![\w²^/]))?"
_CODE = r"(?P<name>(?![A-Z]{2,4}\d[\d,]*(?:\.\d|\d*\s(?:[mb]illion|trillion)))(?!(?:RMB|US|HK|NT|A|C|CNY|USD|EUR|GBP|HKD|Rs|JPY|R|S|of|in|to|the|and|mid|late|early|pre|post|non|NTD|TWD)-?\d)[A-Za-z]+-?(?P<tail>\d+(?:\.\d+)*)\w*)"
_SCAN = re.compile(  # what begins with a figure, then what begins with a letter: this order is fast
    rf"""(?=[\d.\[\ue000-\ue004])(?:
      (?P<skip>\[\d+(?:\s?[-–,]\s?\d+)*\]|24/7\b|\d[\w.+-]*@[\w-]+\.\w[\w.]*|\d+(?:G|D|P|p)\b)
      |{_DATE}|{_CLOCK}
      |(?P<colon>(?<![\d.:])(?P<left>\d{{1,3}}):(?P<right>\d\d)(?![\d:]))
      |(?P<of>(?<![\d.,])(?P<few>\d{{1,3}}){_MANY.format("many")})
      |(?P<slash>(?<![\d/.])(?P<up>\d{{1,3}})/(?P<down>\d{{1,3}})(?![\d/]))
      |(?P<num>{_FIGURES}){_ENDING})
    |(?<![A-Za-z])(?=[A-Za-z])(?:
      (?P<word_skip>(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w[\w.]*|COVID-?19\b|P\.?O\.?\sBox\s\d+)
      |(?P<word_clock>(?P<wh>(?i:{"|".join(_ONES[1:13])}))\so['’]?clock\b)
      |{_CODE}
      |(?P<word_of>(?P<word_few>(?i:one|two|three|four|five|six|seven|eight|nine)){_MANY.format("word_many")})
      |(?P<month>(?:{_MONTH})\b\.?)
      |(?P<word>(?i:{_WORD}))(?![A-Za-z])
      |(?P<roman>(?=[IVXLC])(?:C{{0,3}}(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}}))\b(?!['’.])))
    """,
    re.X,
)  # fmt: skip
_UNIT: dict[str, str] = {
    word: unit
    for unit, words in {
        "%": "% percent|per cent|pct|per cent.", "pp": "percentage point|percentage points|pp|ppts", "bp": "basis point|basis points|bps|bp|base points|base point",
        "CNY": "yuan|renminbi|RMB|CNY", "USD": "US dollar|US dollars|U.S. dollar|U.S. dollars|American dollars|USD", "dollar": "dollar|dollars",
        "EUR": "euro|euros|EUR", "GBP": "pound sterling|pounds sterling|GBP", "JPY": "yen|JPY", "HKD": "Hong Kong dollar|Hong Kong dollars|HKD|HK dollars",
        "TWD": "New Taiwan dollar|New Taiwan dollars|NT dollars|NTD|TWD", "RUB": "ruble|rubles|rouble|roubles", "KRW": "won", "INR": "rupee|rupees",
        "AUD": "Australian dollars|AUD", "CAD": "Canadian dollars|CAD", "CHF": "Swiss francs",
        "mm": "mm|millimeter|millimeters|millimetre|millimetres", "cm": "cm|centimeter|centimeters|centimetre|centimetres", "m": "m|meter|meters|metre|metres",
        "km": "km|kilometer|kilometers|kilometre|kilometres|kms", "li": "li", "inch": "inch|inches", "ft": "feet|foot|ft", "yd": "yard|yards", "mile": "mile|miles", "nmi": "nautical mile|nautical miles",
        "m2": "square meter|square meters|square metre|square metres|sq m|m^|m2|sqm", "km2": "square kilometer|square kilometers|square kilometre|square kilometres|sq km|km^|km2", "ha": "hectare|hectares|ha", "mu": "mu", "acre": "acre|acres",
        "sqft": "square feet|square foot|sq ft", "sqmile": "square mile|square miles",
        "g": "g|gram|grams", "kg": "kg|kilogram|kilograms|kilo|kilos|kgs", "kt": "kiloton|kilotons", "Mt": "megaton|megatons|megatonnes", "Gt": "gigaton|gigatons|gigatonnes", "t": "ton|tons|tonne|tonnes|metric ton|metric tons", "jin": "jin|catty|catties", "liang": "tael|taels|liang", "lb": "pound|pounds|lb|lbs", "oz": "ounce|ounces|oz",
        "l": "liter|liters|litre|litres", "ml": "ml|milliliter|milliliters|millilitre|millilitres", "gallon": "gallon|gallons", "barrel": "barrel|barrels", "m3": "cubic meter|cubic meters|cubic metre|cubic metres|m^",
        "second": "second|seconds", "minute": "minute|minutes|min|mins", "hour": "hour|hours|hrs|hr|h", "day": "day|days", "week": "week|weeks", "month": "month|months", "quarter": "quarters", "year": "year|years|yr|yrs",
        "C": "degrees Celsius|degree Celsius|degrees centigrade|°C|degrees", "F": "degrees Fahrenheit|°F", "km/h": "km/h|kph|kilometers per hour|kilometres per hour", "mph": "mph|miles per hour",
        "times": "times|fold", "pt": "points|point", "century": "centuries|century", "decade": "decades|decade",
        "W": "W|watt|watts", "kW": "kW|kilowatt|kilowatts", "MW": "MW|megawatt|megawatts", "GW": "GW|gigawatt|gigawatts",
    }.items()
    for word in words.replace("% ", "%|").split("|")
}  # fmt: skip
_AFTER = re.compile(r"[\s-]?(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in sorted(_UNIT, key=len, reverse=True)) + r")(?![A-Za-z])")
_SIGN = re.compile(r"(US\$|HK\$|NTD?\$|N\.T\. ?\$|A\$|C\$|\$|€|£|¥|RMB|CNY|USD|EUR|GBP|HKD|NTD|Rs\.?|yuan|₹|₩|₽)\s?$")
_SIGNS = {"US$": "USD", "HK$": "HKD", "NT$": "TWD", "NTD$": "TWD", "N.T.$": "TWD", "N.T. $": "TWD", "A$": "AUD", "C$": "CAD", "$": "dollar", "€": "EUR", "£": "GBP", "¥": "CNY", "RMB": "CNY", "CNY": "CNY", "yuan": "CNY", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "HKD": "HKD", "NTD": "TWD", "Rs": "INR", "Rs.": "INR", "₹": "INR", "₩": "KRW", "₽": "RUB"}
_ABOUT = re.compile(r"\b(?:about|around|approximately|roughly|nearly|almost|over|than|some|exceed(?:s|ed|ing)?|to|least|most|estimated|or|near|above|below|under|surpass(?:ed|ing)?|topp(?:ed|ing)|just|circa|reach(?:ed|ing)?)\s(?:[$€£¥]|US\$|RMB\s?)?$|~\s?$", re.I)
_JOIN = re.compile(r"(?:[ -]|[ ,-]{0,2}and[ -])?")
_BETWEEN = re.compile(r"(?:\s?(?:%|percent|per cent|years?|tons?|percentage points?|yuan|am|pm))?\s?(?:[-–—−]{1,2}|,? to |,? or |,? and |, |; |until |through | versus | and from |/)(?:the )?(?:between )?(?:US\$|[$€£¥]|RMB ?)?", re.I)
_RANGE = re.compile(r"[-–—−]| to ")
_MARK = re.compile(r"[A-Za-z%)\]][.,;:!?]?[”\"’')]*$|[.,;:!?]?[”\"]\s?$|[a-z%\d]\.$")
_LABEL = re.compile(r"(?:\b(?:No|no|nos|Nos|vol|Vol|p|pp|P|PP|art|Art|Arts|fig|Fig|ch|Ch|sec|Sec|ca|c|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|St|Rs|Mt|Nr|a|b|par|Par|approx)\.|[-–—/(\[$€£¥~]|['’])$")
_OPENS = re.compile(r"(?:^|\n)\s*[(]?$")
_SECTION = re.compile(r"\b(?:[Pp]aragraphs?|[Aa]rticles?|[Cc]lauses?|[Ss]ections?|[Cc]hapters?|[Tt]ables?|[Ff]igures?|[Ii]tems?|[Vv]ersion|v)\s?$")
_PAGE = re.compile(r"\b(?:pp?\.|pages?|Page|footnote|note|n\.)\s?(?:\d+\s?(?:[-–]|and)\s?)?$")


def read_en(text: str) -> list[Quantity]:
    """List the numbers and dates of English `text` in order, with offsets into `text`."""
    plain = tame(text)
    reader = _Reader(plain.text)
    for match in _SCAN.finditer(plain.text):
        reader.take(match)
    reader.close()
    return [place(quantity, plain) for quantity in _share(plain.text, reader.found)]


@dataclass(slots=True)
class _Open:
    """A number of several words as far as it has been read."""

    start: int
    end: int
    total: Fraction = Fraction(0)
    section: Fraction = Fraction(0)
    number: Fraction | None = None
    before: tuple[int, Fraction, Fraction, int, int] | None = None  # as it was before an "and"
    big: int = 10**20
    scale: int = 1
    words: int = 0
    figures: bool = False
    ordinal: bool = False
    spread: Fraction | None = None  # a vague amount reaches up to this many times its value
    rounded: bool = False

    def value(self) -> Fraction:
        return self.total + self.section + (self.number or 0)


def figure(written: str) -> Fraction:
    """Return the value of figures: "1,234.5", "12 000", "8 1/2", "3½"."""
    if written[-1] in VULGAR:
        return Fraction(written[:-1] or 0) + VULGAR[written[-1]]
    if "/" in written:
        whole, _, part = written.replace("-", " ").partition(" ")
        return Fraction(whole) + (Fraction(part) if not part.endswith("/0") else 0)
    return Fraction(written.replace(",", "").replace(" ", ""))


class _Reader:
    """Join the words of a number and say what kind of number it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quantity] = []
        self.open: _Open | None = None

    def take(self, match: re.Match[str]) -> None:
        """Read one token of the scanner."""
        if match["num"] is not None:
            self._figures(match)
        elif match["word"] is not None:
            self._word(match["word"].lower(), match)
        else:
            self.close()
            name = next((key for key in _OTHER if match[key] is not None), None)
            if name is not None:
                self.found.extend(_OTHER[name](self.text, match))

    def _joins(self, start: int) -> bool:
        return self.open is not None and bool(_JOIN.fullmatch(self.text, self.open.end, start))

    def _figures(self, match: re.Match[str]) -> None:
        self.close()
        start, end = match.span()
        written = match["num"]
        if match["th"] or match["s"] or match["fold"]:
            self.found.extend(_suffixed(self.text, match, figure(written)))
            return
        value = figure(written)
        self.open = _Open(start, match.end("num"), number=value, figures=True)
        if match["short"]:
            self._short(match)

    def _short(self, match: re.Match[str]) -> None:
        assert self.open is not None and self.open.number is not None  # noqa: S101  # set by _figures
        short, value = match["short"], self.open.number
        money = _SIGN.search(self.text, max(0, match.start() - 4), match.start())
        self.open.end = match.end()
        if short in ("m", "M", "T", "b", "B", "k", "K") and not money:
            self.open.scale = SHORT[short]
            self._finish(K.CARDINAL, value, "m" if short == "m" else None, others=(value * SHORT[short],))
            return
        self.open.number, self.open.scale, self.open.big = value * SHORT[short], SHORT[short], SHORT[short]

    def _word(self, word: str, match: re.Match[str]) -> None:
        start, end = match.span("word")
        if word in SCALES:
            self._scale(SCALES[word], start, end)
        elif word in CARDINALS:
            self._cardinal(CARDINALS[word], start, end)
        elif word in ("several", "few", "couple"):
            self.close()
            low, times = (Fraction(2), Fraction(5)) if word != "couple" else (Fraction(2), Fraction(2))
            self.open = _Open(start, end, number=low, spread=times, words=1)
        elif word in PLURALS:
            self._plural(PLURALS[word], start, end)
        elif word in PARTS:
            self._part(word, start, end)
        elif word in ORDINALS:
            self._ordinal(word, start, end)
        elif word == "dozen":
            self._dozen(start, end)
        elif word in AGES:
            self.close()
            years, many = Fraction(AGES[word]), word in ("decades", "centuries")
            self.found.append(Quantity(K.CARDINAL, years, years * (10 if many else 1), Span(start, end), "year", vague=many, optional=True, others=(years / 100,)))
        elif word in DECADES:
            self.close()
            low = Fraction(DECADES[word])
            self.found.append(Quantity(K.DECADE, 1900 + low, 1900 + low, Span(start, end), optional=False, others=(low, 1800 + low, 2000 + low, *(low + one for one in range(1, 10)))))
        else:
            self.close()
            value = Fraction(TIMES[word])
            fraction = Fraction(1, 2)
            others = (fraction,) if word.startswith("halve") else (value - 1, 1 / value)
            self.found.append(Quantity(K.MULTIPLE, value, value, Span(start, end), optional=True, others=others))

    def _cardinal(self, value: int, start: int, end: int) -> None:
        at = self.open
        if at is not None and not at.figures and self._joins(start) and at.spread is None:
            tens = at.number is not None and at.number >= 20 and at.number % 10 == 0 and at.number < 100
            gap = self.text[at.end : start]
            if tens and 0 < value < 10 and "and" not in gap:
                at.number, at.end, at.words = (at.number or 0) + value, end, at.words + 1
                return
            if at.number is None and at.value() > 0:
                if "and" in gap:
                    at.before = (at.end, at.total, at.section, at.big, start)
                at.number, at.end, at.words = Fraction(value), end, at.words + 1
                return
            year = at.number is not None and at.words == 1 and 15 <= at.number <= 20 and value >= 10 and gap in " -"
            if year:  # nineteen eighty-four
                at.total, at.number, at.end, at.words = (at.number or Fraction(0)) * 100, Fraction(value), end, at.words + 1
                return
        self.close()
        self.open = _Open(start, end, number=Fraction(value), words=1)

    def _scale(self, size: int, start: int, end: int) -> None:
        at = self.open
        if at is not None and at.before and at.number is not None and self._again(at, size):
            at = self._part_ways(at)
        if at is None or not self._scales(at, start):
            self.close()
            begin, half = self._article(start)
            at = self.open = _Open(begin, end, number=half or Fraction(1), rounded=True)
        if at.number is None and at.section == 0 and at.total == 0:
            at.number = Fraction(1)
        if size == 100:
            at.section, at.number = at.section + (at.number if at.number is not None else 1) * 100, None
        elif size > at.big or (at.total and not at.section and at.number is None):
            at.total, at.section, at.number = at.value() * size, Fraction(0), None
        else:
            at.total, at.section, at.number = at.total + (at.section + (at.number or 0)) * size, Fraction(0), None
        at.big, at.scale, at.end, at.words = size if size > 100 else at.big, at.scale * size if at.scale == 100 or at.scale == 1 else size, end, at.words + 1

    @staticmethod
    def _again(at: _Open, size: int) -> bool:
        """Tell whether "one million and three million" are two numbers."""
        return size >= at.big or (size == 100 and at.section > 0)

    def _part_ways(self, at: _Open) -> _Open:
        """End the number before "and", and go on with the one after it."""
        assert at.before is not None  # noqa: S101  # asked by the caller
        number, end = at.number, at.end
        at.end, at.total, at.section, at.big, start = at.before
        at.number = None
        self.close()
        self.open = _Open(start, end, number=number, words=1)
        return self.open

    def _scales(self, at: _Open, start: int) -> bool:
        gap = self.text[at.end : start]
        if at.number == Fraction(1, 2) or at.spread is not None:
            return gap in (" ", "-", " a ", " of ", " of a ", " hundred ")
        return gap in (" ", "-", "-odd ", "-odd-", " odd ", "-plus ", "+ ") and (at.number is not None or at.scale in (100, 1000))

    def _article(self, start: int) -> tuple[int, Fraction | None]:
        """Return where "a million" or "half a million" begins, and its factor if not one."""
        before = re.search(r"\b(?:an?|per) $", self.text[max(0, start - 4) : start], re.I)
        return (start - 2 if before and before.group().lower() == "a " else start), None

    def _plural(self, size: int, start: int, end: int) -> None:
        """Read "hundreds", "tens of thousands", "hundreds of millions"."""
        at = self.open
        if at is not None and at.spread is not None and self.text[at.end : start] in (" of ", " and ", " or ", " upon "):
            at.number = (at.number or Fraction(1)) * size if " of" in self.text[at.end : start] else at.number
            at.end, at.scale = end, size
            return
        if at is not None and at.figures and self._joins(start) and size >= 100:
            self._scale(size, start, end)
            return
        self.close()
        times = Fraction(10)
        self.open = _Open(start, end, number=Fraction(size), spread=times, words=1)

    def _dozen(self, start: int, end: int) -> None:
        at = self.open
        if at is not None and self._joins(start) and at.number is not None and at.number < 10 and at.spread is None and not at.figures:
            at.number, at.end = at.number * 12, end
            return
        half = at is not None and self.text[at.end : start] == " a " and at.number == Fraction(1, 2)
        several = at is not None and at.spread is not None and self._joins(start)
        begin = at.start if at is not None and (half or several) else start
        if half or several:
            self.open = None
        self.close()
        low, high = (Fraction(5), Fraction(7)) if half else (Fraction(20), Fraction(99)) if several else (Fraction(10), Fraction(19))
        self.found.append(Quantity(K.CARDINAL, low, high, Span(begin, end), vague=True, optional=half))

    def _part(self, word: str, start: int, end: int) -> None:
        at, below = self.open, PARTS[word]
        gap = self.text[at.end : start] if at is not None else ""
        if at is not None and gap in (" and a ", "-and-a-", " and one-", " a "):
            extra = Fraction(1, below) * (at.scale if at.scale > 1 else 1)
            if at.number is None:
                at.section += extra
            else:
                at.number += extra
            at.end = end
            return
        if at is not None and gap in (" ", "-") and at.number is not None and at.value() < 100 and at.number.denominator == 1:
            share = at.number / below
            at.end = end
            self._finish(K.FRACTION, share, None)
            return
        self.close()
        if word == "half":
            self.open = _Open(start, end, number=Fraction(1, 2), words=1, rounded=True)
            return
        article = self.text[max(0, start - 2) : start].lower() == "a "
        if article and word == "quarter":
            self.found.append(Quantity(K.FRACTION, Fraction(1, 4), Fraction(1, 4), Span(start - 2, end), optional=True, others=(Fraction(15), Fraction(3))))

    def _ordinal(self, word: str, start: int, end: int) -> None:
        at, value = self.open, ORDINALS[word]
        gap = self.text[at.end : start] if at is not None else ""
        if at is not None and at.number is not None and gap in ("-", " ") and not at.figures:
            if at.number in range(20, 100, 10) and value < 10:
                at.number, at.end, at.ordinal = at.number + value, end, True
                self.close()
                return
            if at.number == 1 and value > 2:
                at.end = end
                self._finish(K.FRACTION, Fraction(1, value), None)
                return
        if at is not None and at.number is None and self._joins(start):  # one hundred and first
            at.number, at.end, at.ordinal = Fraction(value), end, True
            self.close()
            return
        self.close()
        fraction = (Fraction(1, value),) if value > 2 else ()
        exact = Fraction(value)
        self.found.append(Quantity(_ordinal_kind(self.text, end), exact, exact, Span(start, end), optional=value <= 10, others=fraction))

    def close(self) -> None:
        """End the number being read, if there is one."""
        at = self.open
        if at is None:
            return
        value = at.value()
        if at.spread is not None:
            self._vague(at, value)
        elif at.ordinal:
            self._finish(_ordinal_kind(self.text, at.end), value, None)
        else:
            self._classify(at, value)
        self.open = None

    def _vague(self, at: _Open, value: Fraction) -> None:
        if at.scale > 1 or at.words == 1 and value >= 10:
            span, high = Span(at.start, at.end), value * (at.spread or 1)
            unit, _ = _unit(self.text, at.end)
            self.found.append(Quantity(K.CARDINAL, value, high, span, unit, vague=True, scale=at.scale))

    def _classify(self, at: _Open, value: Fraction) -> None:
        text = self.text
        unit, end = _unit(text, at.end)
        sign = _SIGN.search(text, max(0, at.start - 7), at.start)
        if sign and (unit is None or unit == "dollar" or UNITS_MONEY.get(unit)):
            unit = unit if unit and unit != "dollar" else _SIGNS[sign[1]]
            at.start = sign.start()
        if unit in ("%", "pp"):
            at.end = end
            self._finish(K.PERCENT, value / 100, unit)
        elif unit == "bp":
            at.end = end
            self._finish(K.CARDINAL, value, unit, others=(value / 100,))
        elif unit == "times" and value > 1:
            at.end = end
            self._finish(K.MULTIPLE, value, None)
        elif unit in ("century", "decade"):
            at.end = end
            years = value * (100 if unit == "century" else 10)
            self._finish(K.CARDINAL, years, "year", others=(value,))
        elif value == Fraction(1, 2) and not at.figures:
            self._finish(K.FRACTION, value, None)
        else:
            year = at.figures and unit is None and at.end - at.start == 4 and 1000 <= value < 2200 and value.denominator == 1 and _is_year(text, at.start, at.end)
            at.end = end if unit else at.end
            self._finish(K.YEAR if year else K.CARDINAL, value, unit)

    def _finish(self, kind: QuantityKind, value: Fraction, unit: str | None, others: tuple[Fraction, ...] = ()) -> None:
        at = self.open
        if at is None:
            return
        self.open = None
        found = Quantity(kind, value, value, Span(at.start, at.end), unit, others=others, scale=at.scale)
        found = _doubt(self.text, at, found)
        if found is not None:
            self.found.append(found)


UNITS_MONEY = dict.fromkeys(("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "RUB", "KRW", "INR", "AUD", "CAD", "CHF", "dollar"), True)


def _doubt(text: str, at: _Open, found: Quantity) -> Quantity | None:
    """Drop marks that are no numbers; mark what may go unsaid and what may be rounded."""
    start, end = at.start, at.end
    about = bool(_ABOUT.search(text, max(0, start - 14), start))
    found = replace(found, about=about)
    if not at.figures:
        small = found.kind in (K.CARDINAL, K.FRACTION) and (found.high <= 10 or found.low == found.high and at.rounded)
        return replace(found, optional=small)
    if found.kind in SHARES_:
        return found
    written = text[start:end]
    glued = text[start - 1 : start]
    if start and not glued.isspace() and len(written) <= 3 and written.isdigit():
        if _MARK.search(text, max(0, start - 4), start) and not _LABEL.search(text, max(0, start - 7), start):
            return None
    quoted = bool(re.search(r"[”\"’] $", text[max(0, start - 2) : start])) and len(written) <= 3 and written.isdigit()
    heading = bool(_OPENS.search(text, max(0, start - 4), start)) and text[end : end + 1] in tuple(".)、") and written.isdigit() and len(written) <= 3
    page = bool(_PAGE.search(text, max(0, start - 14), start))
    if "." in written[1:] and _SECTION.search(text, max(0, start - 14), start):
        whole, _, tail = written.partition(".")
        return replace(found, optional=True, others=(Fraction(whole), Fraction(tail or 0)))
    if "." in written[1:] and written.replace(".", "").isdigit():
        whole, _, tail = written.partition(".")
        if len(tail) <= 3 and re.match(r"\s+[A-Z“\"]|$", text[end : end + 3]):
            found = replace(found, others=(*found.others, Fraction(whole)))
    code = written.isdigit() and (len(written) > 9 or (len(written) > 1 and written[0] == "0"))
    if quoted or heading or page or code:
        return replace(found, optional=True)
    return found


def _is_year(text: str, start: int, end: int) -> bool:
    """Tell whether four figures stand as a year and count nothing."""
    if _YEAR_BEFORE.search(text, max(0, start - 12), start) or not text[end : end + 1].isspace():
        return True
    return bool(_YEAR_AFTER.match(text, end))


_YEAR_BEFORE = re.compile(r"(?:\b(?:in|of|since|by|until|till|from|during|after|before|through|late|early|mid|year|circa|between|beyond|spring|summer|autumn|fall|winter|to|the)|[-–—(/]|[A-Z][a-z]{2,8}\.?|\d(?:st|nd|rd|th)?,?)\s?$")
_YEAR_AFTER = re.compile(r"\s(?:and|to|was|were|is|the|in|as|when|for|by|with|on|at|after|had|has|saw|that|a|an|it|he|she|they|we|or|season|edition)\b|\s[A-Z]")
SHARES_ = (K.PERCENT, K.FRACTION, K.MULTIPLE)


def _ordinal_kind(text: str, end: int) -> QuantityKind:
    return K.CENTURY if re.match(r"(?:[ -](?:and|to|or)[ -][\w-]+)?[ -]centur", text[end : end + 26]) else K.ORDINAL


def _unit(text: str, end: int) -> tuple[str | None, int]:
    """Return the canonical unit that follows at `end`, and where it stops."""
    after = _AFTER.match(text, end)
    if after is None:
        return None, end
    word = re.sub(r"[\s-]+", " ", after.group().strip(" -"))
    return _UNIT.get(word), after.end()


def _suffixed(text: str, match: re.Match[str], value: Fraction) -> list[Quantity]:
    """Read 25th, 1980s, 30s and 3-fold."""
    span = Span(*match.span())
    if match["th"]:
        kind = _ordinal_kind(text, span.end)
        day = (Fraction(1, value),) if value > 2 else ()
        return [Quantity(kind, value, value, span, others=day if text[span.end : span.end + 3] == " of" else ())]
    if match["fold"]:
        return [Quantity(K.MULTIPLE, value, value, span, others=(value + 1, value - 1))]
    if value % 10 or value.denominator != 1:
        return [Quantity(K.CARDINAL, value, value, span, optional=True)]
    if value >= 100:
        century = (value / 100 + 1,) if value % 100 == 0 else ()
        return [Quantity(K.DECADE, value, value, span, others=century)]
    return [Quantity(K.DECADE, value, value + 9, span, others=(1900 + value, 1800 + value, 2000 + value))] if value < 100 else []


def _date(text: str, match: re.Match[str]) -> list[Quantity]:
    kinds = ((K.YEAR, "y"), (K.MONTH, "m"), (K.DAY, "d"))
    return [Quantity(kind, Fraction(match[key]), Fraction(match[key]), Span(*match.span(key))) for kind, key in kinds]


def _clock(text: str, match: re.Match[str]) -> list[Quantity]:
    if match["wh"]:
        hours = Fraction(CARDINALS[match["wh"].lower()])
    else:
        minutes = match["min"] or match["dot"] or 0
        hours = Fraction(match["h"] or match["hh"]) + Fraction(int(minutes), 60)
    return [Quantity(K.TIME, hours, hours, Span(*match.span()))]


def _name(text: str, match: re.Match[str]) -> list[Quantity]:
    tail = match["tail"]
    if tail is None or "." in tail or len(tail) > 6:
        return []
    return [Quantity(K.CARDINAL, Fraction(tail), Fraction(tail), Span(*match.span()), optional=True)]


def _slash(text: str, match: re.Match[str]) -> list[Quantity]:
    up, down = Fraction(match["up"]), Fraction(match["down"])
    span = Span(*match.span())
    if not down:
        return []
    if up < down and up <= 12:
        parts = Quantity(K.FRACTION, up / down, up / down, span)
        return [replace(parts, optional=down > 10), *_loose((match, "up"), (match, "down"))]
    return _loose((match, "up"), (match, "down"))


def _loose(*groups: tuple[re.Match[str], str]) -> list[Quantity]:
    return [Quantity(K.CARDINAL, _small(m[g]), _small(m[g]), Span(*m.span(g)), optional=True) for m, g in groups]


def _month(text: str, match: re.Match[str]) -> list[Quantity]:
    name = match["month"].rstrip(".")
    start, end = match.span("month")
    if name in ("May", "March", "Mar", "Jan") and not _dated(text, start, end):
        return [replace(found, optional=True) for found in _month_at(name, start, end)]
    return _month_at(name, start, end)


def _month_at(name: str, start: int, end: int) -> list[Quantity]:
    value = Fraction(MONTHS[name])
    return [Quantity(K.MONTH, value, value, Span(start, end), "month_of")]


def _dated(text: str, start: int, end: int) -> bool:
    return bool(re.match(r"\.?,? (?:\d|of)", text[end : end + 5]) or re.search(r"(?:\d|\d(?:st|nd|rd|th)|of|in|by|since|until|last|from|to|and|late|early|this|next) $", text[max(0, start - 6) : start], re.I))


def _roman(text: str, match: re.Match[str]) -> list[Quantity]:
    value, before = 0, 0
    for char in reversed(match["roman"]):
        worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char]
        value, before = value + (worth if worth >= before else -worth), max(worth, before)
    return [Quantity(K.ORDINAL, Fraction(value), Fraction(value), Span(*match.span()), optional=True)]


def _one_of(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read "one in five" as the share it is, and as its two numbers."""
    names = ("few", "many") if match["few"] else ("word_few", "word_many")
    few, many = (_small(match[key]) for key in names)
    numbers = _loose((match, names[0]), (match, names[1]))
    if not few < many:
        return numbers
    return [Quantity(K.FRACTION, few / many, few / many, Span(*match.span()), optional=True), *numbers]


def _small(word: str) -> Fraction:
    word = word.removeprefix("a ")
    return Fraction(CARDINALS.get(word.lower(), SCALES.get(word, 0)) if word.isalpha() else int(word))


def _colon(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read 26:17 (minutes and seconds, a score, a ratio) as two numbers that may go unsaid."""
    return _loose((match, "left"), (match, "right"))


_OTHER = {"colon": _colon, "of": _one_of, "word_of": _one_of, "date": _date, "clock": _clock, "word_clock": _clock, "name": _name, "slash": _slash, "month": _month, "roman": _roman}


def _days(text: str, found: list[Quantity]) -> None:
    """Call a number beside the name of a month a day."""
    for index, month in enumerate(found):
        if month.kind is not K.MONTH:
            continue
        for at in (index + 1, index - 1):
            if not 0 <= at < len(found) or found[at].kind not in (K.CARDINAL, K.ORDINAL) or not _may_be_day(found[at]):
                continue
            low, high = sorted((month.span, found[at].span))
            if _DATE_GAP.fullmatch(text, low.end, high.start):
                found[at] = replace(found[at], kind=K.DAY, unit=None, optional=False)
                break


def _may_be_day(quantity: Quantity) -> bool:
    return quantity.low == quantity.high and 1 <= quantity.low <= 31 and quantity.low.denominator == 1


_DATE_GAP = re.compile(r"\.? (?:the )?|(?: day)? of |-|,? ")


def _share(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let the earlier numbers of a range or list share unit and scale: "20 to 30 million"."""
    _days(text, found)
    for index in range(len(found) - 2, -1, -1):
        this, after = found[index], found[index + 1]
        if this.kind not in (K.CARDINAL, K.YEAR, K.ORDINAL) or this.scale > 1 and this.unit:
            continue
        gap = text[this.span.end : after.span.start]
        if len(gap) > 24 or not _BETWEEN.fullmatch(gap):
            continue
        if text[after.span.start] in _SIGNS and this.unit is None:
            after = replace(after, unit=None)
        found[index] = _like(this, after, ranged=bool(_RANGE.search(gap)))
        if this.kind is K.YEAR and after.kind is K.CARDINAL and gap in ("-", "–", "/", "—") and 0 < after.low < 100:
            found[index] = this
            base = this.low - this.low % 100
            year = base + after.low
            found[index + 1] = replace(after, kind=K.YEAR, low=year, high=year, others=(after.low,))
    return found


def _like(this: Quantity, after: Quantity, *, ranged: bool) -> Quantity:
    """Return `this` with the unit of `after`, and the value it has if it shares its scale."""
    if this.kind is K.ORDINAL:
        return replace(this, kind=K.CENTURY) if after.kind is K.CENTURY else this
    if after.kind is K.DAY and this.kind is K.CARDINAL and _may_be_day(this):
        return replace(this, kind=K.DAY)
    if after.kind is K.PERCENT and this.unit is None:
        return replace(this, unit=after.unit) if this.kind is K.CARDINAL else this
    if after.kind is K.CARDINAL and after.scale > 1 and this.scale == 1:
        scaled = this.low * after.scale
        unit = this.unit or after.unit
        if ranged and this.low < after.low / after.scale:
            return replace(this, kind=K.CARDINAL, low=scaled, high=scaled, others=(this.low,), unit=unit, scale=after.scale)
        return replace(this, others=(*this.others, scaled), unit=unit, scale=after.scale)
    if after.kind is K.CARDINAL and this.unit is None and this.kind is K.CARDINAL:
        return replace(this, unit=after.unit)
    return this
