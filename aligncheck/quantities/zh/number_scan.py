"""Find what stands for a number in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligncheck.quantities.units import read_unit_zh
from aligncheck.quantities.zh.chinese_numeral import DIGITS, RUN

_BIG = "十百千万亿兆"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
_ALONE = rf"\d{DIGITS}{_BIG}{_FORMAL}廿卅半\ue000-\ue004"  # needs nothing beside it
IDIOMS = (  # numbers that count nothing
    "一五一十|(?:不管|管他|管它)?三七二十一|二一添作五|十万八千里|十万火急|九九归一|八九不离十"
    "|十[有之]八九"
    "|三六九等|七七八八|三三两两|三三五五|三五成群|三五(?:好友|知己)|千千万万|百八十|五五开"
    "|九九八十一"
    "|三十六计|七十二[变般]|十八般|十八层|(?<!百)二百五(?![十百千万亿元块\\d])|万万(?=[不没])"
    "|一来二去"
    "|五十步笑百步|百步穿杨|千里之外|一百八十度大?转"
)
_START = re.compile(  # the set of characters in front makes it fast
    rf"""[{_ALONE}A-Za-z_.+\-\[〔新周星礼双几数多余来个点\ 过大本上民]
    (?:(?<=[{_ALONE}])
    |(?<=[A-Za-z])(?=[A-Za-z.-]{{0,64}}[\d:@])|(?<=w)(?=ww\.)|(?<=G)(?=B)|(?<=[_.+-])(?=[_.+-]{{0,64}}@)
    |(?<=[\[〔])(?=\d)|(?<=新)(?=冠)|(?<=周)(?=[一二三四五六])|(?<=[星礼])(?=[期拜][一二三四五六])
    |(?<=双)(?=十)|(?<=[过多大])(?=半)|(?<=[本上])(?=个?世)|(?<=民)(?=国元)|(?<=十几)
    |(?<=[几数多余来个 ])(?=[{_BIG}])|(?<=[点.])(?=[{DIGITS}])|(?<=[\d万亿][ ])(?=[\d多余来]))
    """,
    re.X,
)
SCAN = re.compile(
    rf"""(?:(?P<skip>(?:https?://|www\.)[^\s，。）)]+|[A-Za-z\d_.+-]{{1,64}}@[A-Za-z\d-]{{1,64}}\.[A-Za-z\d.]+
      |\[\d+(?:[-–,、]\s?\d+)*\]|[〔\[]\d{{4}}[〕\]](?=\s?\d+号)
      |(?:COVID|新冠)-?19|(?:周|星期|礼拜)[一二三四五六](?!至|到|[月年])|GB/?T?\s?[\d.]+
      |(?<![\d{DIGITS}十百千几数])万一(?![千百十])|三百六十行|[四八]分之一决赛|(?<![\d{DIGITS}])亿万|千兆(?!瓦)|千万(?=[别不要莫记小])|百分百|双十一
      |(?<![\d{DIGITS}])十一(?=[”"』」]|黄金|小?长假|假期|国庆|期间|前夕|出游)
      |\d{{1,2}}:\d\d:\d\d[,.]\d{{3}}(?:\ ?-->\ ?\d{{1,2}}:\d\d:\d\d[,.]\d{{3}})?
      |{IDIOMS})
    |(?P<name>[A-Za-z][A-Za-z-]*[-.]?(?!(?:1[89]|20)\d\d年)(?P<tail>\d+(?:\.\d+)*)\w*)
    |(?P<date>(?<![\d.])(?P<y>(?:1[5-9]|20)\d\d)(?P<sep>[-./])
      (?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[0-3]?\d)(?![\d.]))
    |(?P<clock>(?<![\d.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<slash>(?<![\d./])\d{{1,3}}/\d{{1,9}}(?![\d/]))
    |(?P<colon>(?<![\d.:])\d{{1,3}}:\d\d(?![\d:]))
    |(?P<event>(?<![\d.])[\d{DIGITS}十]{{1,2}}·[\d{DIGITS}十]{{1,2}}(?![\d.])
        |(?<=[“"「『'])1?\d\.[1-3]?\d(?=[”"」』']))
    |(?P<formal>[零壹贰叁肆伍陆柒捌玖拾佰仟][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)
    |(?P<half>一半|半数|过半|多半|大半)
    |(?P<halved>(?<![{DIGITS}\d上下前后大小多过对年点倍月])半个?(?=[小钟世月年天斤亩公里英升]))
    |(?P<age>(?:本|上个?)世纪(?!的?[\d{DIGITS}十]+年代))
    |(?P<first>民国元年)
    |(?P<plan>(?<=[“"『「《])[一二三四五六七八九十]五(?=[”"』」》](?:五年)?(?:计划|规划|时期|期间|末|以来))
        |十[一二三四五]五(?=[”"』」》]|规划|时期|期间|以来|末|开局|计划|收官|纲要|、|和|的|,|至))
    |(?P<vulgar>\d{{0,12}}[\ue000-\ue004])
    |(?P<share>(?:百|千|万|{RUN})\ ?分之\ ?(?P<part>{RUN}(?:[多余])?))
    |(?P<number>{RUN})(?P<many>[多余来](?![自源到年月日额款下生粮热])|[余多](?=[年月日]))?)
    """,
    re.X,
)  # fmt: skip


def counts_something(text: str) -> bool:
    """Return whether `text` may say a number that no translation drops: more than 一个, 一种."""
    for place in _START.finditer(text):
        end = place.end()
        if place.group() != "一" or text.startswith("分之", end) or read_unit_zh(text, end)[0]:
            return True
    return False


def scan_numbers_zh(text: str) -> Iterator[re.Match[str]]:
    """Yield what SCAN finds in a text, from left to right."""
    end = 0
    for place in _START.finditer(text):
        if place.start() >= end and (found := SCAN.match(text, place.start())):
            yield found
            end = found.end()
