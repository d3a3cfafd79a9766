"""AC301-AC304: numbers, magnitudes, units and dates that the translation does not state.

Every number of the source needs a partner of equal value in the target, every exact number of the
target one in the source; a number said twice may be said once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aligncheck.checks import ratio
from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.exchanged_figures import find_exchanged
from aligncheck.checks.figure_relations import compare_relations
from aligncheck.checks.number_pairing import NumberPairing, full_key, missing_probability
from aligncheck.checks.table_heads import read_table_heads, scale_rows
from aligncheck.document import Span
from aligncheck.models.model_bundle import Models
from aligncheck.quantities.comparison import may_count_the_same
from aligncheck.quantities.compounds import join_parts, unit_suffix
from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.english_wording import write_english
from aligncheck.quantities.header_units import HeadScales
from aligncheck.quantities.matching import match_quantities
from aligncheck.quantities.quantity import (
    DATES,
    Quantity,
    QuantityKind,
    count_significant_digits,
    is_money,
    power_of_ten_apart,
    same_unit,
    values_agree,
)
from aligncheck.quantities.temperature import convert_fahrenheit
from aligncheck.quantities.zh.chinese_numbers import has_number, read_quantities_zh
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule
from aligncheck.text.words import has_han

NUMBER = Rule(
    id="AC301",
    name="number",
    severity=Severity.ERROR,
    help="A number of the source is missing from the translation or has changed.",
    mqm="accuracy/mistranslation",
    its="numbers",
    page="numbers",
    outranks=("AC103", "AC104", "AC108"),
    lowers_quality=True,
    planted=("number replaced", "magnitude changed", "date replaced"),
    measured_as="numbers",
)
DATE = Rule(
    id="AC304",
    name="date",
    severity=Severity.ERROR,
    help="A year, month, day or period of the source is missing or has changed.",
    mqm="accuracy/mistranslation",
    its="numbers",
    page="numbers",
    outranks=("AC103", "AC104", "AC108"),
    lowers_quality=True,
    planted=("number replaced", "magnitude changed", "date replaced"),
    measured_as="dates",
)
RULES = (
    NUMBER,
    Rule(
        id="AC302",
        name="magnitude",
        severity=Severity.ERROR,
        help="A number differs by a power of ten: 万 and 亿 were mixed up.",
        mqm="accuracy/mistranslation",
        its="numbers",
        page="numbers",
        outranks=("AC103", "AC104", "AC108", "AC301"),
        lowers_quality=True,
        planted=("number replaced", "magnitude changed", "date replaced"),
        measured_as="numbers",
    ),
    Rule(
        id="AC303",
        name="unit",
        severity=Severity.ERROR,
        help="A number counts something else: another unit, currency, or no percent.",
        mqm="accuracy/mistranslation",
        its="numbers",
        page="numbers",
        outranks=("AC103", "AC104", "AC108"),
        lowers_quality=True,
        planted=("number replaced", "magnitude changed", "date replaced"),
        measured_as="numbers",
    ),
    DATE,
)

K = QuantityKind
# How sure a finding is: measured on one half of the documents, reported on the other.
CHANGED = 0.97  # another number stands in its place
TENFOLD = (0.9, 0.95)  # … a power of ten off: of one digit, of more
LOST = 0.9  # a number that is rarely left out has no partner
LOST_ORDINAL = 0.8
MEANT = 0.5  # weight from which a number is rarely left out
SIZE = 0.7  # another size where each side says one: 几百万 as "several thousand"
SMALL = 0.55  # a small number in words that both sides say, differently
_RELATIVE = {
    K.YEAR: re.compile("[今去前明后当同本上是次翌往]年"),
    K.DAY: re.compile("[今昨前明后当同次翌本近]日|[今昨前明后当]天|除夕|元旦|国庆|五一"),
}


class Context(NamedTuple):
    """The models of the run, and the heads of the tables whose rows pairs are, by their ids."""

    models: Models
    heads: dict[str, tuple[HeadScales, HeadScales]]


def prepare(document: DocumentContext) -> Context:
    """Return what the numbers of a document are read with."""
    return Context(document.models, read_table_heads(document.pairs))


def find(context: Context, pair: Pair) -> Iterator[Finding]:
    """Yield the numbers of the pair that changed, went missing or came from nowhere."""
    if pair.source is None or pair.target is None:
        return
    target = read_quantities_en(pair.target.text)
    if has_han(pair.target.text):  # what was left in Chinese is still said
        target = sorted([*target, *read_quantities_zh(pair.target.text)], key=lambda one: one.span)
    source = read_quantities_zh(pair.source.text) if target or has_number(pair.source.text) else []
    if target or any(not one.optional for one in source):
        source, target = convert_fahrenheit(source, target, pair.source.text, pair.target.text)
        source, target = join_parts(source, target, pair.source.text, pair.target.text)
        source, target = scale_rows(source, target, pair, context.heads.get(pair.id))
        said = _NumberComparison(pair, pair.source.text, pair.target.text, source, target)
        found, ratios = list(said.findings()), ratio.compare_ratios(pair)
        lengths = len(pair.source.text), len(pair.target.text)
        matched = match_quantities(source, target, lengths)
        exchanged = list(find_exchanged(pair, matched, context.models))
        found += exchanged or compare_relations(pair, matched)
        yield from (one for one in found if not ratios.covers_finding(one))
        yield from ratios.findings
    else:
        yield from ratio.compare_ratios(pair).findings


class _NumberComparison(NumberPairing):
    """What the comparison of the quantities of a pair comes to, as findings."""

    def findings(self) -> Iterator[Finding]:
        """Yield changed numbers first, then changed units, missing days, missing and added ones."""
        pairs = self.pair_changes() if self.lost and self.alone else []
        yield from (self._report_change(one, other) for one, other in pairs)
        slips = self.pair_slips([other for _, other in pairs]) if self.alone else []
        yield from (self._report_change(one, other, most=0.7) for one, other in slips)
        sizes = self.pair_sizes() if self.lost and self.alone else []
        yield from (self._report_change(one, other, most=SIZE) for one, other in sizes)
        pairs += sizes
        yield from self._units()
        yield from self._find_lost_days()
        changed = {one.span for one, _ in pairs}
        taken = {other.span for _, other in (*pairs, *slips)}
        for one in self.lost:
            if not one.optional and one.span not in changed:
                yield self._report_missing(one)
        for one in self.alone:
            telling = one.exact and not one.optional and one.kind is not K.MONTH
            if telling and one.span not in taken and not self._is_relative(one):
                yield self._report_added(one)

    def _units(self) -> Iterator[Finding]:
        """Find numbers of equal value that count something else: yuan as euros, % left out."""
        target = [one for one in self.target if not one.vague and one.kind not in DATES]
        percent = any(one.kind is K.PERCENT for one in target)
        same_there = {full_key(one) for one in target}
        for one in self.source if target else ():
            if one.vague or one.optional or one.kind in DATES:
                continue
            if one.unit is None and not percent:
                continue
            if full_key(one) in same_there:
                continue
            if all(may_count_the_same(one, other) for other in target):
                continue
            same = [other for other in target if values_agree(one, other)]
            if same and not any(may_count_the_same(one, other) for other in same):
                yield self._report_unit_change(one, same[0])

    def _report_unit_change(self, one: Quantity, other: Quantity) -> Finding:
        written, said = self._cut_both(one, other)
        sign = (one.kind is K.PERCENT) != (other.kind is K.PERCENT)
        dollars = {one.unit, other.unit} == {"元", "dollar"}  # as Hong Kong and Taiwan write
        message = f"The unit changed: the source says {written}, the translation {said}."
        if sign and one.kind is K.PERCENT:
            message = f"{written} is {write_english(one)}; the translation says {said}."
        confidence = 0.55 if sign else 0.4 if dollars else 0.75
        return self._make_finding("AC303", message, confidence, one, other.span)

    def _find_lost_days(self) -> Iterator[Finding]:
        for day, month in self.pair_lost_days():
            written, name = self._cut_both(day, month)
            message = (
                f"The source says {written} ({write_english(day)}); "
                f"the translation names {name} without a day."
            )
            yield self._make_finding("AC304", message, 0.7, day, month.span, f"{name} {day.low}")

    def _report_change(self, one: Quantity, other: Quantity, *, most: float = 1.0) -> Finding:
        written, said = self._cut_both(one, other)
        off, wanted = power_of_ten_apart(one, other), write_english(one) + unit_suffix(one, written)
        rule = "AC304" if one.kind in DATES else "AC302" if off else "AC301"
        confidence = CHANGED
        if one.optional or other.optional:
            confidence = SMALL
        elif off:
            confidence = TENFOLD[count_significant_digits(one.low) > 1]
        if is_money(one) and is_money(other) and not same_unit(one, other):
            most = 0.45  # papers give their readers' money: 3459亿元 as $47.5 billion
        first = (
            f"The source says {written}"
            if _is_written_as(written, wanted)
            else f"{written} is {wanted}"
        )
        message = f"{first}; the translation says {said}."
        return self._make_finding(rule, message, min(most, confidence), one, other.span)

    def _report_missing(self, one: Quantity) -> Finding:
        written = one.span.cut(self.zh).strip()
        wanted = write_english(one) + unit_suffix(one, written)
        meaning = "" if _is_written_as(written, wanted) else f" ({wanted})"
        confidence = missing_probability(one)
        if confidence >= MEANT and one.kind is not K.DAY:
            confidence = LOST_ORDINAL if one.kind is K.ORDINAL else max(confidence, LOST)
        if one.kind is K.DAY and any(self.is_bare(other) for other in self.target):
            confidence = 0.7
        kind = _name_kind(one)
        message = f"The source says {written}{meaning}; no such {kind} stands in the translation."
        return self._make_finding(
            _choose_rule(one), message, confidence, one, self._guess_place(one.span)
        )

    def _report_added(self, one: Quantity) -> Finding:
        said = one.span.cut(self.en).strip()
        confidence = 0.4 if one.kind in DATES else missing_probability(one) - 0.3
        message = f"The translation says {said}; no such {_name_kind(one)} stands in the source."
        return Finding(
            _choose_rule(one), self.pair.id, message, round(confidence, 2), (), (one.span,)
        )

    def _is_relative(self, one: Quantity) -> bool:
        """Return whether English says a date for 去年, 昨天 and the like."""
        words = _RELATIVE.get(one.kind)
        return words is not None and words.search(self.zh) is not None

    def _cut_both(self, one: Quantity, other: Quantity) -> tuple[str, str]:
        return one.span.cut(self.zh).strip(), other.span.cut(self.en).strip()

    def _make_finding(
        self,
        rule: str,
        message: str,
        confidence: float,
        one: Quantity,
        target: Span,
        suggestion: str | None = None,
    ) -> Finding:
        wanted = suggestion or write_english(one)
        return Finding(rule, self.pair.id, message, confidence, (one.span,), (target,), wanted)

    def _guess_place(self, span: Span) -> Span:
        """Guess where in the target the number should stand: an empty span between words."""
        low, high, share = 0, len(self.en), span.start / max(1, len(self.zh))
        for link in self.pair.sentences:
            if link.source and link.target and link.source.start <= span.start < link.source.end:
                low, high = link.target.start, link.target.end
                share = (span.start - link.source.start) / (link.source.end - link.source.start)
                break
        at = low + round((high - low) * share)
        while low < at < high and not self.en[at - 1].isspace():
            at -= 1
        return Span(at, at)


def _choose_rule(quantity: Quantity) -> str:
    return "AC304" if quantity.kind in DATES else "AC301"


def _name_kind(quantity: Quantity) -> str:
    return quantity.kind.value if quantity.kind in DATES else "number"


def _is_written_as(written: str, wanted: str) -> bool:
    """Return whether the source writes a number as English would."""
    plain = str.maketrans({",": None, " ": None, "％": "%"})
    return wanted.translate(plain) in written.translate(plain)
