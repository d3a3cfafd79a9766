"""Which way a figure goes: what rose or fell by it, and pairs of opposites such as 顺差 and 逆差.

>>> en = "Prices fell 2.1% in May."
>>> read_change_zh("价格上涨2.1%", Span(4, 8)), read_change_en(en, Span(12, 16))
(Change(rises=True, span=Span(start=2, end=4)), Change(rises=False, span=Span(start=7, end=11)))
"""

from __future__ import annotations

import re
from typing import NamedTuple

from aligncheck.document import Span


class Change(NamedTuple):
    """A word that says that something went up (`rises`) or down."""

    rises: bool
    span: Span


_UP_ZH = (
    "增长|增加|增至|增到|上升|上涨|上调|上浮|提高|提升|攀升|回升|反弹|走高|扩大|激增|猛增|剧增"
    "|新增|飙升|大涨"
    "|高涨|升至|升到|涨至|涨到|调高|拓宽|高出|调升|递增|净增|多出|翻番"
)
_DOWN_ZH = (
    "下降|下跌|下滑|下调|下浮|减少|减至|减到|降低|降至|降到|回落|走低|缩小|缩减|收窄|萎缩|锐减"
    "|骤减|骤降|大跌"
    "|暴跌|跌至|跌到|调低|削减|压缩|裁减|递减|净减|衰退|滑落|回调|少于去年|缩水"
)
_NOUNS = re.compile(
    "[增降涨跌升]幅|增速|增长率|增长点|增加值|增值|降速|减速|提高班|增减|涨跌|升降|负增长"
)
_CHANGE_ZH = re.compile(
    rf"(?P<up>{_UP_ZH}|[增升涨](?=[了近约逾超]?-?[\d一二三四五六七八九十两]))"
    rf"|(?P<down>{_DOWN_ZH}|[减降跌](?=[了近约逾超]?-?[\d一二三四五六七八九十两]))"
)
_UP_EN = (
    r"r[oi]se[ns]?|rising|increas\w+|gr[eo]w\w*|gain(?:s|ed|ing)?|climb\w*|jump(?:s|ed|ing)?"
    r"|surg\w+|soar\w*"
    r"|higher|rais(?:e[sd]?|ing)|boost\w*|expan(?:d|s)\w*|widen\w*|upturn|upward|added|rebound\w*"
    r"|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|hik(?:e[sd]?|ing)|advanc(?:e[sd]|ing)|picked up"
    r"|spik(?:e[sd]?|ing)"
    r"|up(?= (?:by|from|on|about|around|some|over|nearly|almost|more|an?|another|\d|[$€£¥]))"
    r"|lift(?:s|ed|ing)?"
)
_DOWN_EN = (
    r"f[ae]ll(?:s|en|ing)?|drop(?:s|p\w+)?|declin\w+|decreas\w+|reduc\w+|shr[aiu]nk\w*"
    r"|contract(?:ed|ion|ing)"
    r"|slip(?:s|ped|ping)?|slid(?:e[s]?|ing)?|lower(?:s|ed|ing)?|cut(?:s|ting)?|plung\w+"
    r"|tumbl\w+|slump\w*"
    r"|dip(?:s|ped|ping)?|narrow\w*|los[et]s?|losing|lost|shed(?:s|ding)?|weaken\w*"
    r"|halv(?:e[sd]?|ing)|slash\w*"
    r"|downturn|downward|eas(?:e[sd]|ing)|slow(?:s|ed|ing|er)|retreat\w*|trim\w*"
    r"|down(?! payment)|dwindl\w+"
    r"|diminish\w*|collaps\w+|plummet\w*|sank|sunk|less|fewer|smaller"
)
_CHANGE_EN = re.compile(rf"\b(?:(?P<up>{_UP_EN})|(?P<down>{_DOWN_EN}))\b", re.I)
_STOP_ZH = re.compile("[，。；、：！？,;:!?（）()]|而|但")
_STOP_EN = re.compile(
    r"[,;:()](?!\d)|[.!?](?:\s|$)|\b(?:while|whereas|but|and|although|though|as)\b", re.I
)
_DENIED_ZH = re.compile(
    "[不没未非无勿莫负]|反而|止跌|扭亏|抑制|遏制|防止|避免|控制|(?<![\\d%])[-−－]\\d"
)
_DENIED_EN = re.compile(
    r"\b(?:not|no|never|without|nor|neither|instead|negative|stop\w*|prevent\w*|halt\w*"
    r"|revers\w*|curb\w*"
    r"|offset\w*|despite|after|than)\b|n['’]t\b",
    re.I,
)
_REACH_ZH, _REACH_EN = 14, 60


def read_change_zh(text: str, span: Span) -> Change | None:
    """Return the one change whose amount the number at `span` is; None if none or several are."""
    low = max(0, span.start - _REACH_ZH)
    for stop in _STOP_ZH.finditer(text, low, span.start):
        low = stop.end()
    window = _blank(_NOUNS, text[low : span.start + 2])
    if _DENIED_ZH.search(window) or text[span.start - 1 : span.start] in "-−－负":
        return None
    found = [one for one in _CHANGE_ZH.finditer(window) if one.end() <= span.start - low]
    if not found or len({one.lastgroup for one in found}) > 1:
        return None
    last = found[-1]
    return Change(last.lastgroup == "up", Span(*last.span()).shift(low))


def read_change_en(text: str, span: Span) -> Change | None:
    """Return the one change whose amount the number at `span` is; None if none or several are."""
    low, high = max(0, span.start - _REACH_EN), min(len(text), span.end + _REACH_EN)
    for stop in _STOP_EN.finditer(text, low, span.start):
        low = stop.end()
    after = _STOP_EN.search(text, span.end, high)
    high = after.start() if after else high
    if _DENIED_EN.search(text, low, high):
        return None
    found = list(_CHANGE_EN.finditer(text, low, high))
    if not found or len({one.lastgroup for one in found}) > 1:
        return None
    best = min(found, key=lambda one: abs(one.start() - span.start))
    return Change(best.lastgroup == "up", Span(*best.span()))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda one: " " * len(one.group()), text)


class Opposites(NamedTuple):
    """Two opposites: what either language calls them."""

    zh: tuple[re.Pattern[str], re.Pattern[str]]
    en: tuple[re.Pattern[str], re.Pattern[str]]
    names: tuple[str, str]


# Chinese ↔ its opposite | English ↔ its opposite; the names a message gives come first.
_TABLE = r"""
顺差|盈余 ↔ 逆差|赤字 | surplus\w* ↔ deficit\w*|shortfall\w*
升值|走强 ↔ 贬值|走弱 | appreciat\w+|strengthen\w*|revalu\w+|firm(?:ed|er) ↔ depreciat\w+|weaken\w*|devalu\w+|los\w+ value
增持 ↔ 减持 | increas\w+|rais\w+|boost\w*|add\w*|bought|buy\w*|purchas\w+|acquir\w+ ↔ reduc\w+|cut\w*|decreas\w+|sold|sell\w*|trim\w*|lower\w*|pared|offload\w*|divest\w*|dispos\w+
买入|购入|买进|购买|收购 ↔ 卖出|售出|抛售|出售|抛出 | b[uo](?:y|ys|ying|ught)|purchas\w+|acquir\w+|buy-?backs? ↔ s[eo]ll\w*|sold|sale|sales|dispos\w+|offload\w*|divest\w*|dump\w*
盈利|净利润|利润|净赚 ↔ 亏损|净亏|赔本 | profit\w*|earn\w+|surplus\w* ↔ loss(?:es)?|lost|deficit\w*|unprofitable
进口 ↔ 出口(?!处|成章) | import\w* ↔ export\w*
净流入|流入 ↔ 净流出|流出 | inflow\w*|flow\w* into|came in ↔ outflow\w*|flow\w* out|left
加息 ↔ 降息 | rais\w+|hik\w+|increas\w+|lift\w*|higher ↔ cut\w*|lower\w*|reduc\w+|slash\w*
上调|调高|上浮 ↔ 下调|调低|下浮 | rais\w+|hik\w+|increas\w+|lift\w*|upward\w*|higher|upgrad\w+|up ↔ cut\w*|lower\w*|reduc\w+|slash\w*|downward\w*|downgrad\w+|down|decreas\w+
领先 ↔ 落后 | lead\w*|led|ahead|advantage ↔ trail\w*|behind|lag\w*
存款 ↔ 贷款 | deposit\w* ↔ loan\w*|lend\w*|lent|credit\w*|borrow\w*
资产 ↔ 负债|债务 | asset\w* ↔ liabilit\w+|debt\w*
牛市 ↔ 熊市 | bull\w* ↔ bear\w*
增产 ↔ 减产 | increas\w+|rais\w+|rise|rose|up|higher|expan\w+|more|gr[eo]w\w* ↔ cut\w*|reduc\w+|decreas\w+|fell|fall|drop\w*|declin\w+|down|lower\w*
支出|开支 ↔ 收入(?!差距) | expend\w+|spen[dt]\w*|expens\w+|outlay\w*|cost\w* ↔ income\w*|revenue\w*|earn\w*|receipt\w*|proceeds
借入|借款 ↔ 借出|贷出 | borrow\w* ↔ lent|lend\w*
提前 ↔ 推迟|延迟|延后|延期 | ahead|early|earlier|advance\w*|forward|sooner|before ↔ postpon\w+|delay\w*|later|late|defer\w*|put off|behind|extend\w*
"""  # noqa: E501


def _read_table() -> list[Opposites]:
    rows = []
    for line in _TABLE.strip().splitlines():
        zh, _, en = line.partition(" | ")
        words = zh.split(" ↔ ")
        both = [re.compile(word) for word in words]
        said = [re.compile(rf"\b(?:{word})\b", re.I) for word in en.split(" ↔ ")]
        rows.append(Opposites((both[0], both[1]), (said[0], said[1]), (words[0], words[1])))
    return rows


OPPOSITES = _read_table()
_ANY = re.compile("|".join(f"{one.zh[0].pattern}|{one.zh[1].pattern}" for one in OPPOSITES))


def find_turned_opposites(zh: str, en: str) -> list[tuple[Span, Span]]:
    """Return the words of a Chinese sentence that its English says as their opposite.

    Spans into the two sentences. Where either side denies, or says both, nothing is told.
    """
    if not _ANY.search(zh) or _DENIED_ZH.search(zh) or _DENIED_WORD.search(en):
        return []
    found = []
    for row in OPPOSITES:
        mine = [pattern.search(zh) for pattern in row.zh]
        if (mine[0] is None) == (mine[1] is None):
            continue
        side = 0 if mine[0] else 1
        said, turned = row.en[side].search(en), row.en[1 - side].search(en)
        word = mine[side]
        if word and turned and not said:
            found.append((Span(*word.span()), Span(*turned.span())))
    return found


_DENIED_WORD = re.compile(
    r"\b(?:not|no|never|without|nor|neither|instead|negative|stop\w*|prevent\w*|revers\w*"
    r"|un\w+)\b|n['’]t\b",
    re.I,
)
