"""AC301 for scores, ratios and votes: 3比1 said as "2-1", 120票对35票 as "35 votes to 120"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from aligncheck.document import Span
from aligncheck.quantities.en.number_words import CARDINALS
from aligncheck.quantities.zh.chinese_numeral import parse_numeral
from aligncheck.report import Finding, Pair

SURE = 0.85  # one of the two numbers is another
LIKELY = 0.55  # both are
TURNED = 0.75  # those for and those against are exchanged
_HAN = "[一二三四五六七八九十两零〇百]{1,5}"
_ZH = re.compile(
    rf"(?<![\d.比:：])(?P<a>\d{{1,4}}|{_HAN})(?P<votes>票)?(?P<yes>赞成|同意|支持)?[、，,]?\s?"
    rf"(?:(?(yes)|(?:比|对|∶))\s?)(?P<b>\d{{1,4}}|{_HAN})(?P<more>票)?(?![\d.比:：]|分钟|年|月)"
)
_COLON = re.compile(
    r"(?:比分|比例|比值|之比|配比|比率)[^\d。；，,;]{0,6}(?P<a>\d{1,4})\s?[:：]\s?(?P<b>\d{1,4})(?![\d:：])"
)
_SCORE = re.compile("[胜负败输赢]|比分|领先|落后|[逼战]平|击[败溃]|不敌|晋级|出线")
_PROPORTION = re.compile("比例|之比|比值|配比|比率|混合|稀释")
_WORD = "|".join(word for word, value in CARDINALS.items() if value < 13)
_EN = re.compile(
    rf"(?<![\w.,/-])(?P<a>\d{{1,4}}|{_WORD})(?: votes?)?(?: in favou?r)?,?"
    rf"(?:\s?[-–—:]\s?|-to-| to | (?:for )?against | versus | vs\.? )(?P<b>\d{{1,4}}|{_WORD})"
    r"(?![\w/%]|[.,]\d|-\w)",
    re.I,
)
_IN_FAVOUR = re.compile(
    r"(\d{1,4})[^\d.;]{0,25}?\b(?:for\b|(?:in )?favou?r|yes|yeas?|ayes?|support|approv)", re.I
)
_AGAINST = re.compile(r"(\d{1,4})[^\d.;]{0,25}?\b(?:against|oppos|no\b|nays?\b|negative)", re.I)
_LOST = re.compile(r"\b(?:reject|defeat|fail|lost|lose|losing|voted? down|block|veto)", re.I)
_LOST_ZH = re.compile("[败负输]|否决|不敌|失利|未获|未能|没有通过|反对")


@dataclass(frozen=True, slots=True)
class _Ratio:
    """Two numbers that stand against each other, in their order."""

    first: int
    second: int
    span: Span
    votes: bool = False
    score: bool = False

    def is_equivalent(self, other: _Ratio) -> bool:
        """Return whether the two say one ratio, in either order, or reduced if it is no score."""
        mine, yours = ({one.first, one.second} for one in (self, other))
        if self.score or other.score or 0 in mine or 0 in yours:
            return mine == yours
        a, b = other.first, other.second
        return self.first * b == self.second * a or self.first * a == self.second * b


@dataclass(frozen=True, slots=True)
class RatioComparison:
    """What the ratios of a pair come to: findings, and the stretches of those that agree."""

    findings: list[Finding] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    target: list[Span] = field(default_factory=list)

    def covers_finding(self, finding: Finding) -> bool:
        """Return whether a finding on a single number speaks of a ratio that is dealt with here."""
        source = [*self.source, *(span for one in self.findings for span in one.source_spans)]
        target = [*self.target, *(span for one in self.findings for span in one.target_spans)]
        return _spans_overlap(finding.source_spans, source) or _spans_overlap(
            finding.target_spans, target
        )


def compare_ratios(pair: Pair) -> RatioComparison:
    """Find scores and ratios that the translation states otherwise, and votes turned round."""
    if pair.source is None or pair.target is None:
        return RatioComparison()
    source = _read_source_ratios(pair.source.text)
    if not source:
        return RatioComparison()
    target = _read_target_ratios(pair.target.text)
    return RatioComparison(
        list(_find_differences(pair, source, target)),
        [one.span for one in source if any(one.is_equivalent(other) for other in target)],
        [other.span for other in target if any(one.is_equivalent(other) for one in source)],
    )


def _find_differences(pair: Pair, source: list[_Ratio], target: list[_Ratio]) -> Iterator[Finding]:
    zh = pair.source.text if pair.source else ""
    en = pair.target.text if pair.target else ""
    yield from filter(None, (_find_exchanged_votes(pair, one) for one in source))
    lost = [one for one in source if not any(one.is_equivalent(other) for other in target)]
    new = [one for one in target if not any(other.is_equivalent(one) for other in source)]
    if len(lost) == len(new) == 1:
        shared = {lost[0].first, lost[0].second} & {new[0].first, new[0].second}
        yield _report_ratio(pair, lost[0], new[0], SURE if shared else LIKELY)
    for one in source:
        same = [other for other in target if other.is_equivalent(one)]
        if one.votes and len(same) == 1 and _is_turned(one, same[0], zh, en):
            yield _report_ratio(pair, one, same[0], TURNED)


def _read_source_ratios(text: str) -> list[_Ratio]:
    if "比" not in text and "对" not in text and "票" not in text and "∶" not in text:
        return []
    found = []
    score = bool(_SCORE.search(text)) and not _PROPORTION.search(text)
    for match in (*_ZH.finditer(text), *_COLON.finditer(text)):
        groups = match.groupdict()
        first, second = parse_numeral(groups["a"]), parse_numeral(groups["b"])
        versus = "对" in match.group()
        votes = bool(groups.get("votes") or groups.get("more"))
        if first is None or second is None or (versus and not votes):
            continue
        if not (groups.get("yes") and not votes):
            span = Span(match.start("a"), match.end())
            found.append(_Ratio(int(first.low), int(second.low), span, votes, score))
    return found


def _read_target_ratios(text: str) -> list[_Ratio]:
    return [
        _Ratio(_read_number(match["a"]), _read_number(match["b"]), Span(*match.span()))
        for match in _EN.finditer(text)
    ]


def _read_number(written: str) -> int:
    return int(written) if written.isdigit() else CARDINALS[written.lower()]


def _find_exchanged_votes(pair: Pair, one: _Ratio) -> Finding | None:
    """Return a finding if those who are for it are said to be against it, and the reverse."""
    en = pair.target.text if pair.target else ""
    if not one.votes or one.first == one.second:
        return None
    yes, no = (list(pattern.finditer(en)) for pattern in (_IN_FAVOUR, _AGAINST))
    if {int(m[1]) for m in yes} != {one.second} or {int(m[1]) for m in no} != {one.first}:
        return None
    low, high = sorted((yes[0].span(), no[0].span()))
    return _report_ratio(pair, one, _Ratio(one.second, one.first, Span(low[0], high[1])), TURNED)


def _is_turned(one: _Ratio, other: _Ratio, zh: str, en: str) -> bool:
    """Return whether the second of the source comes first, and no word says that it lost."""
    if one.first == one.second or (other.first, other.second) != (one.second, one.first):
        return False
    if _collect_numbers(_IN_FAVOUR, en) and _collect_numbers(_AGAINST, en):
        return one.first not in _collect_numbers(_IN_FAVOUR, en)
    return not _LOST.search(en) and not _LOST_ZH.search(zh.replace("票反对", ""))


def _collect_numbers(pattern: re.Pattern[str], text: str) -> set[int]:
    return {int(found) for found in pattern.findall(text)}


def _report_ratio(pair: Pair, one: _Ratio, other: _Ratio, confidence: float) -> Finding:
    zh = pair.source.text if pair.source else ""
    en = pair.target.text if pair.target else ""
    wanted = f"{one.first} to {one.second}"
    message = f"{one.span.cut(zh)} is {wanted}; the translation says {other.span.cut(en)}."
    return Finding("AC301", pair.id, message, confidence, (one.span,), (other.span,), wanted)


def _spans_overlap(mine: Iterable[Span], yours: Iterable[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in mine for b in yours)
