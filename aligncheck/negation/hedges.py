"""Words of either language that leave open whether something is so, or say that others claim it.

>>> text = "央行或将上调利率。"
>>> [span.cut(text) for span in find_hedges_zh(text)]
['或将']
>>> text = "Rates might rise, analysts believe."
>>> [span.cut(text) for span in find_hedges_en(text)]
['might', 'believe']
"""

from __future__ import annotations

import re

from aligncheck.document import Span
from aligncheck.text.normalise import simplify
from aligncheck.text.words import zh_word_table

REACH = 12  # characters before a hedge in which 排除 takes it back
# Words that English renders by a hedge nearly always.
_HEDGES = frozenset(
    """
    或 或将 或许 也许 可能 很可能 有可能 极可能 大概 恐怕 恐 有望 疑似 涉嫌 据称 据传 据说
    估计 似乎 好像
    """.split()
)
# Behind 或 as "may": words that no "or" joins.
_MAY_VERBS = re.compile("或(?=将|会|可|能|成|致|于|有|因|需|再|影响|引发|导致|面临|超|达|无法|难)")
# What else explains a hedge of the English.
_EXPLAINS = re.compile(
    "[可能或恐估料预望似疑据若倘假许准酌嫌怕盼想拟传测算称认表吗呢怎]|也许|如果|如有|如|大概|容易|难免|未必"
    "|不一定|万一|以便|以免|为了|使得|让|应|须|有权|不妨|随时|有时|往往|说法|怀疑|看来|听说|几乎|机会|风险|危险|担心"
    "|得|要是|一旦|只要|无论|不管|必须|务必|到底|究竟|是否|(?<![社协机大国学班委晚都])会(?![议员谈见场上同计长展])"
)
_SOFT = re.compile(
    r"\b(?:may|might|could|can|would|should|perhaps|maybe|if|whether|or|chances?|risk\w*"
    r"|hop(?:e|es|ed|ing)"
    r"|possib\w*|potential\w*|likel\w+|unlikely|probab\w+|expect\w*|seem\w*|appear\w*|apparent\w*"
    r"|suggest\w*|believ\w*|alleg\w*|report\w*|suspect\w*|suspicion|accus\w*|presum\w*|suppos\w*"
    r"|prospect\w*|set to|poised|on (?:track|course)|forecast\w*|project\w*|predict\w*|estimat\w*"
    r"|plan\w*|tend\w*|think\w*|thought|reckon\w*|fear\w*|afraid|claim\w*|said to|according"
    r"|rumou?r\w*"
    r"|about to|in line|promis\w*|look\w*|sounds?|as though|like|guess\w*|feel\w*|felt|charg\w*"
    r"|roughly|about|some|around|approximately|purported\w*|ostensibl\w*|hear\w*|word|it is said"
    r"|almost|nearly|vulnerable|uncertain\w*|doubt\w*|threat\w*"
    r"|anticipat\w*|in talks|aims?|seek\w*)\b",
    re.I,
)
_FIRM = re.compile(
    r"\b(?:may|might|perhaps|maybe|possibly|allegedly|reportedly|supposedly|purportedly)\b"
)


_WILL = re.compile("必将|一定|必然|肯定|(?<![即])将(?=于|在|继续|举行|召开|会|[^近军领士要来即])")


def find_hedges_zh(text: str) -> list[Span]:
    """Return the words of a Chinese text that say "may" or "it is said"."""
    plain = simplify(text)
    if not any(word in plain for word in _HEDGES):
        return []
    cut = zh_word_table(text)
    found = []
    for at, (word, start, end) in enumerate(zip(cut.texts, cut.starts, cut.ends, strict=True)):
        if word not in _HEDGES or _is_other_use(plain, start, end):
            continue
        if word == "或":
            match = _MAY_VERBS.match(plain, start)
            if match is None:
                continue
            if cut.texts[at + 1 : at + 2] == ["将"]:
                end = cut.ends[at + 1]
        found.append(Span(start, end))
    return found


def _is_other_use(text: str, start: int, end: int) -> bool:
    """Return whether a word only looks like a hedge: 不可能, 尽可能, 可能性, 可能的."""
    return (
        text[max(0, start - 1) : start] in {"不", "尽", "无", "只", "没"}
        or text[end : end + 1] in {"性", "的"}
        or text[max(0, start - 2) : start] in {"没有", "是否", "一切"}
        or ("排除" in text[max(0, start - REACH) : start])
    )


def find_future_zh(text: str, span: Span) -> Span | None:
    """Return the first word that says that something will be so."""
    found = _WILL.search(simplify(text), span.start, span.end)
    return Span(*found.span()) if found else None


def find_hedges_en(text: str, span: Span | None = None) -> list[Span]:
    """Return the words of an English text that can stand for a hedge."""
    low, high = (span.start, span.end) if span else (0, len(text))
    return [Span(*found.span()) for found in _SOFT.finditer(text, low, high)]


def find_firm_hedges_en(text: str, span: Span) -> list[Span]:
    """Return the words of an English text that leave it open and say nothing else."""
    found = [Span(*one.span()) for one in _FIRM.finditer(text, span.start, span.end)]
    return [one for one in found if text[one.end : one.end + 4] != " not"]


def may_hedge_en(text: str) -> bool:
    """Return whether a word of the English leaves open what it says."""
    return _FIRM.search(text) is not None


def explains_hedge(zh: str, span: Span) -> bool:
    """Return whether some word of the Chinese can be why the English leaves it open."""
    return _EXPLAINS.search(simplify(zh), span.start, span.end) is not None
