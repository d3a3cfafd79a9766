"""Numbers below zero: -6.8%, 负6.8%, "minus 6.8%", 零下, "a fall of 6.8%".

>>> is_negative_zh("增速为-6.8%", Span(4, 8)), is_negative_en("stood at minus 6.8%", Span(15, 19))
(True, True)
"""

from __future__ import annotations

import re

from aligncheck.document import Span

_MINUS = "-−－–﹣"
_BEFORE_ZH = re.compile(
    r"(?:(?:^"
    r"|(?<=[\u4e00-\u9fff：:，,（(“、 ])(?<![年月日号时点元人名亿万千百岁届章条第至到米吨度]))"
    rf"[{_MINUS}]"
    r"|(?<![不自肩背胜])负(?![责担债荷有于]))$|零下(?:约|近)?$"
)
_BEFORE_EN = re.compile(
    rf"(?:(?<![\w%)\]/+±\-—–])[{_MINUS}][$€£¥]?|\b(?:minus|negative)\s(?:about |some |around )?)$",
    re.I,
)
_AFTER_EN = re.compile(r"[\w\s°%.]{0,24}?\bbelow (?:zero|freezing)\b", re.I)
_DOWN_ZH = re.compile(
    "[降跌减亏负缩逆赤]|下滑|回落|萎缩|倒退|走低|收窄|低|流出|零下|少|不足|冰点|衰退|损失"
)
_DOWN_EN = re.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|declin\w+|decreas\w+|reduc\w+|shr[aiu]nk\w*|contract\w+|slip\w*"
    r"|slid\w*"
    r"|low(?:er\w*)?|cut\w*|plung\w+|tumbl\w+|slump\w*|dip\w*|los[ets]\w*|deficit\w*|down\w*"
    r"|minus|negative|below"
    r"|outflow\w*|shed\w*|weak\w+|recess\w+|sub-?zero|deflat\w+|shortfall|red|worse\w*|short of"
    r"|under|less|debt\w*"
    r"|deteriorat\w+|depreciat\w+|retreat\w*|freezing|frost|slow\w+|subtract\w*|drag\w*)\b",
    re.I,
)


def is_negative_zh(text: str, span: Span) -> bool:
    """Return whether the Chinese number at `span` is written below zero."""
    inside = text[span.start : span.start + 2]
    return inside.startswith(("-", "−", "零下")) or bool(
        _BEFORE_ZH.search(text, max(0, span.start - 5), span.start)
    )


def is_negative_en(text: str, span: Span) -> bool:
    """Return whether the English number at `span` is written below zero."""
    if text[span.start] in _MINUS or _BEFORE_EN.search(text, max(0, span.start - 20), span.start):
        return True
    return bool(_AFTER_EN.match(text, span.end, span.end + 44))


def goes_down_zh(text: str) -> bool:
    """Return whether any word of a Chinese sentence says that something falls or lacks."""
    return _DOWN_ZH.search(text) is not None


def goes_down_en(text: str) -> bool:
    """Return whether any word of an English sentence says that something falls or lacks."""
    return _DOWN_EN.search(text) is not None
