"""Read the numbers and dates of Chinese text by value.

>>> [str(q.low) for q in read_zh("石油产量从3100万吨增加到3.12亿吨")]
['31000000', '312000000']
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from aligncheck.document import Span
from aligncheck.text.quantity import UNITS, Quantity, QuantityKind, place, tame

K = QuantityKind
DIGIT = {char: value for value, row in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for char in row}
SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")  # as written on cheques
_D = "".join(DIGIT)
_ARABIC = r"(?:\d{1,3}(?:[, ]\d{3})+(?![\d:])|\d+)(?:\.\d+)?"
_BIG = rf"(?:[十百万亿]|千(?![瓦克米赫卡帕焦伏])|(?<=[\d{_D}十百千万几数])兆(?![瓦赫帕字比头]))"
_SEVERAL = rf"几(?={_BIG})|(?<=十)几|(?<![人总多少次倍半指分系位件户岁基参函个票股计读奇偶])数(?={_BIG})(?![十百千万]分)"
_ATOM = rf"(?:{_ARABIC}|[{_D}]|{_BIG}|廿|卅|{_SEVERAL}|(?<=[{_D}十百])[点.](?=[{_D}](?![十滴]))|(?<=[\d{_D}十百千万亿 ])[多余来](?={_BIG}(?!分))|(?<=[\d{_D}几数])个(?=亿(?!元))|(?<=\d)[ ](?=[多余来]?{_BIG})|(?<=[万亿])[ ](?=\d+[ ]?[千万]))"
_RUN = rf"{_ATOM}+"
_SCAN = re.compile(
    rf"""(?P<skip>(?:https?://|www\.)[^\s，。）)]+|[\w.+-]+@[\w-]+\.[\w.]+
      |\[\d+(?:[-–,、]\s?\d+)*\]|[〔\[]\d{{4}}[〕\]](?=\s?\d+号)
      |(?:COVID|新冠)-?19|(?:周|星期|礼拜)[一二三四五六](?!至|到|[月年])|GB/?T?\s?[\d.]+
      |(?<![\d{_D}十百千几数])万一(?![千百十])|三百六十行|千万(?=[别不要莫记小])|百分百|双十一|(?<![\d{_D}])十一(?=[”"』」]|黄金|长假|假期|国庆))
    |(?P<name>[A-Za-z][A-Za-z-]*[-.]?(?!(?:1[89]|20)\d\d年)(?P<tail>\d+(?:\.\d+)*)\w*)
    |(?P<date>(?<![\d.])(?P<y>(?:1[5-9]|20)\d\d)(?P<sep>[-./])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[0-3]?\d)(?![\d.]))
    |(?P<clock>(?<![\d.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<colon>(?<![\d.:])\d{{1,3}}:\d\d(?![\d:]))
    |(?P<event>(?<![\d.])[\d{_D}十]{{1,2}}·[\d{_D}十]{{1,2}}(?![\d.]))
    |(?P<formal>[零壹贰叁肆伍陆柒捌玖拾佰仟][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)
    |(?P<half>一半|半数|过半|多半|大半)
    |(?P<plan>十[一二三四五]五(?=[”"』」》]|规划|时期|期间|以来|末|开局|计划|收官|纲要|、|和|的|,|至))
    |(?P<vulgar>\d*[\ue000-\ue004])
    |(?P<share>(?:百|千|万|{_RUN})分之(?P<part>{_RUN}(?:[多余])?))
    |(?P<number>{_RUN})(?P<many>[多余来](?![自源到年月日])|[余多](?=[年月日]))?
    """,
    re.X,
)  # fmt: skip

_UNIT: dict[str, str] = dict(
    pair.split("=")
    for pair in (
        "元=元 人民币=CNY 块=元 块钱=元 圆=元 元人民币=CNY 美元=USD 美金=USD 欧元=EUR 英镑=GBP 日元=JPY 日圆=JPY 港元=HKD 港币=HKD "
        "新台币=TWD 元新台币=TWD 台币=TWD 卢布=RUB 韩元=KRW 卢比=INR 澳元=AUD 加元=CAD 瑞士法郎=CHF 元美元=USD 元港币=HKD "
        "毫米=mm 厘米=cm 公分=cm 米=m 公尺=m 千米=km 公里=km 里=li 华里=li 英寸=inch 英尺=ft 码=yd 英里=mile 海里=nmi "
        "平方米=m2 平方公尺=m2 平方千米=km2 平方公里=km2 公顷=ha 亩=mu 英亩=acre 平方英尺=sqft 平方英里=sqmile "
        "克=g 公克=g 千克=kg 公斤=kg 吨=t 公吨=t 斤=jin 两=liang 磅=lb 盎司=oz 升=l 公升=l 毫升=ml 加仑=gallon 桶=barrel 平米=m2 m2=m2 km2=km2 m3=m3 km=km kg=kg cm=cm mm=mm kW=kW MW=MW GW=GW W=W 立方米=m3 立方公尺=m3 "
        "秒=second 秒钟=second 分钟=minute 小时=hour 个小时=hour 钟头=hour 个钟头=hour 天=day 周=week 个星期=week 星期=week 个月=month 个季度=quarter 周年=year "
        "瓦=W 瓦特=W 千瓦=kW 瓩=kW 兆瓦=MW 度=C 摄氏度=C °C=C 华氏度=F °F=F 公里/小时=km/h 基点=bp 个基点=bp 基本点=bp 个基本点=bp "
        "百分点=pp 个百分点=pp %=% ‰=‰ 世纪=century 年代=decade 年=year 月=month_of 月份=month_of 日=day_of 号=day_of "
        "时=clock 点=clock 点钟=clock 倍=times 番=fan 成=tenths 折=off 个半=half 年半=yearhalf 岁=age 后=born 届=session"
    ).split()
)  # fmt: skip
_LONGEST = max(map(len, _UNIT))
_NOT_HERE = re.compile(  # a word that only begins like the unit
    r"成(?=[立为员功就本年果长分份品绩都语对效交])|时(?=[代期间候常刻空局速])|点(?=[{评燃儿名缀击子])|里(?=[的面边是有程约昂斯])"
    r"|后(?!(?:[”\"、,的]|出生|一代|人|们|群体|青年|员工))|号(?=[召称令角])|两(?=[个岸国会人党])|米(?=[其兰高饭德])|周(?=[围边某])"
    r"|日(?=[本元圆均])|月(?=[均薪])|度(?=[过假])|克(?=[里服兰])|天(?=[然气津文])|年(?=[会轻级龄])|升(?=[至到高级值])|分(?=[别])|块(?=[状])|秒(?=杀)"
)
_RISES = re.compile(r"(?:增[长加至到]?|提高|上升|高出?|多出?|超出|扩大|上涨|涨|翻|快|大|长)(?:了|近|约|逾|超过)*$")
_REACHES = re.compile(r"(?:增[长加]?|提高|上升|扩大|上涨|涨)(?:至|到|为)[^\d]{0,2}$")
_ABOUT = re.compile(r"(?:约|近|大约|约为|将近|接近|超|超过|逾|达|高达|突破|大概|左右|不足|不到|至少|多达|上)$")
_BETWEEN = re.compile(r"\s?(?:[-–—~～―－]{1,2}|至|到)\s?|[、,和与及或]\s?|(?:%|元|人|名|年|月|日|岁|天)?(?:至|到|[-–—~～])(?:第)?|个[和、与]")
_RANGE = re.compile(r"[-–—~～―－至到]")
_HEADING = re.compile(r"(?:^|\n)\s*[(（]?$")
_IN_YEAR = re.compile(rf"度|(?:[{_D}十\d]{{1,3}})月")
_PLAIN_HAN = re.compile(rf"[{_D}]$|[十百千万亿]+$")


class _Number(NamedTuple):
    """What the characters of one number amount to; `scale` is its last power of ten."""

    low: Fraction
    high: Fraction
    vague: bool = False
    scale: int = 1
    others: tuple[Fraction, ...] = ()


def read_zh(text: str) -> list[Quantity]:
    """List the numbers and dates of Chinese `text` in order, with offsets into `text`."""
    plain = tame(text)
    found: list[Quantity] = []
    for match in _SCAN.finditer(plain.text):
        if found and match.start() < found[-1].span.end:
            continue  # the minutes of 18时30分
        kind = match.lastgroup
        name = next(key for key in _READ if match.group(key) is not None) if kind != "skip" else ""
        if name:
            found.extend(_READ[name](plain.text, match))
    return [place(quantity, plain) for quantity in _share(plain.text, found)]


def _name(text: str, match: re.Match[str]) -> list[Quantity]:
    start, end = match.span("tail")
    unit, stop = _unit(text, end)
    if "." in match["tail"] or unit in ("%", "pp"):  # GDP2.8%
        number = amount_zh(match["tail"])
        shaped = number and _SHAPE.get(unit or "", _amount)(text, start, stop, number, unit)
        return [shaped] if shaped and match.end() == end else []
    if len(match["tail"]) > 6:
        return []
    return [_plain(K.CARDINAL, Fraction(match["tail"]), match, optional=True)]


def _date(text: str, match: re.Match[str]) -> list[Quantity]:
    kinds = ((K.YEAR, "y"), (K.MONTH, "m"), (K.DAY, "d"))
    return [_at(kind, Fraction(match[key]), *match.span(key)) for kind, key in kinds]


def _clock(text: str, match: re.Match[str]) -> list[Quantity]:
    hours, minutes = match.group().split(":")[:2]
    return [_plain(K.TIME, Fraction(hours) + Fraction(int(minutes), 60), match)]


def _colon(text: str, match: re.Match[str]) -> list[Quantity]:
    """Read 26:17 (minutes and seconds, a score, a ratio) as two numbers that may go unsaid."""
    parts = re.finditer(r"\d+", match.group())
    base = match.start()
    return [
        replace(_at(K.CARDINAL, Fraction(part.group()), base + part.start(), base + part.end()), optional=True)
        for part in parts
    ]


def _event(text: str, match: re.Match[str]) -> list[Quantity]:
    parts = []
    for piece in re.finditer(r"[^·]+", match.group()):
        number = amount_zh(piece.group())
        if number is not None:
            start = match.start() + piece.start()
            found = _at(K.CARDINAL, number.low, start, start + len(piece.group()))
            parts.append(replace(found, optional=True))
    return parts


def _plan(text: str, match: re.Match[str]) -> list[Quantity]:
    return [replace(_plain(K.ORDINAL, Fraction(10 + DIGIT[match.group()[1]]), match), unit="plan")]


def _formal(text: str, match: re.Match[str]) -> list[Quantity]:
    number = amount_zh(match.group().translate(_FORMAL))
    return [] if number is None else [_plain(K.CARDINAL, number.low, match)]


def _one_half(text: str, match: re.Match[str]) -> list[Quantity]:
    return [_plain(K.FRACTION, Fraction(1, 2), match, optional=True)]


def _vulgar(text: str, match: re.Match[str]) -> list[Quantity]:
    from aligncheck.text.quantity import VULGAR

    whole = Fraction(match.group()[:-1] or 0)
    return [_plain(K.FRACTION, whole + VULGAR[match.group()[-1]], match, optional=not whole)]


def _fraction(text: str, match: re.Match[str]) -> list[Quantity]:
    below = amount_zh(match["share"].partition("分之")[0])
    above = amount_zh(match["part"].rstrip("多余"))
    if below is None or above is None or not below.low:
        return []
    high = above.high
    if match["part"][-1] in "多余":
        high += _room(above.high)
    kind = K.PERCENT if below.low in (100, 1000, 10000) and below.low == below.high else K.FRACTION
    whole = match["share"] == "百分之百" or below.low >= 10**6  # parts per million are counted in parts
    return [
        Quantity(kind, above.low / below.low, high / below.low, Span(*match.span()), vague=above.vague, optional=whole, about=_is_about(text, match.start()))
    ]


def _number(text: str, match: re.Match[str]) -> list[Quantity]:
    start, end = match.span("number")
    number = amount_zh(match["number"])
    if number is None:
        return []
    if match["many"]:
        number = number._replace(high=number.high + _room(number.high))
        end += 1
    unit, stop = _unit(text, end)
    if unit == "m" and (height := re.match(r"\d{1,2}(?![\d.])", text[stop : stop + 3])):  # 1米93
        more = Fraction(int(height.group()), 10 ** len(height.group()))
        return [_at(K.CARDINAL, number.low + more, start, stop + height.end())]
    before = text[max(0, start - 6) : start]
    if before.rstrip().endswith("第"):
        return [_ordinal(text, number, unit, Span(text.rindex("第", 0, start), stop))]
    if number.low == number.high and before[-1:] in ("近", "上", "逾", "超", "过", "成") and set(match["number"]) <= set("百千万亿"):
        vague = before[-1] in "上成"
        high = number.high * (10 if vague else 1)
        counted = unit if unit in _COUNTED else None
        span = Span(start - 1, stop if counted else end)
        return [Quantity(K.CARDINAL, number.low, high, span, counted, vague=vague, about=True, scale=number.scale)]
    shaped = _SHAPE.get(unit or "", _amount)(text, start, stop, number, unit)
    if shaped is None:
        shaped = _amount(text, start, end, number, None)
    return [] if shaped is None else [_doubt(text, match, shaped)]


_COUNTED = frozenset(_UNIT.values()) - {"century", "decade", "year", "month_of", "day_of", "clock", "times", "fan", "tenths", "off", "half", "yearhalf", "age", "born", "session", "%", "‰", "pp", "bp"}


def _doubt(text: str, match: re.Match[str], quantity: Quantity) -> Quantity:
    """Mark what the other language may say without a number."""
    written = match["number"]
    start, end = match.span("number")
    small_han = bool(_PLAIN_HAN.match(written)) and quantity.kind in (K.CARDINAL, K.MULTIPLE, K.ORDINAL)
    if small_han and len(written) > 1 and quantity.unit in UNITS:  # 百万元, against 百万富翁
        small_han = False
    heading = bool(_HEADING.search(text, max(0, start - 3), start)) and text[end : end + 1] in "、.)）．"
    glued = written.isdigit() and len(written) < 3 and text[start - 1 : start] in tuple("。”’》）")
    string = len(written) > 1 and all(char in DIGIT for char in written) and quantity.kind is K.CARDINAL and not quantity.vague
    latin = bool(re.match(r"[A-Za-z]{3}", text[end : end + 3]))  # 51Talk
    named = text[start - 1 : start] == "双"  # 双11 is Singles' Day
    seconds = quantity.unit == "second" and re.search(r"\d\s?分\s?$", text[max(0, start - 4) : start])
    if small_han or heading or glued or string or latin or named or seconds or _is_code(written):
        return replace(quantity, optional=True)
    return quantity


def _is_code(written: str) -> bool:
    """Tell whether figures name something (a telephone, a dialling code) and count nothing."""
    if not written.isdigit():
        return False
    dated = len(written) == 8 and written[:2] in ("19", "20")  # 20240221
    return dated or len(written) > 9 or (len(written) > 1 and written[0] == "0")


def _unit(text: str, end: int) -> tuple[str | None, int]:
    """Return the canonical unit that stands at `end`, and where it stops."""
    start = end
    if text[end : end + 1] == " ":
        end += 1
    for length in range(min(_LONGEST, len(text) - end), 0, -1):
        name = _UNIT.get(text[end : end + length])
        if name is not None:
            if _NOT_HERE.match(text, end):
                break
            return name, end + length
    return None, start


def _ordinal(text: str, number: _Number, unit: str | None, span: Span) -> Quantity:
    kind = K.CENTURY if unit == "century" else K.ORDINAL
    optional = number.high <= 10 or text[span.end : span.end + 1] in ("页", "版")
    return Quantity(kind, number.low, number.high, span, vague=number.vague, optional=optional)


Shape = Callable[[str, int, int, _Number, str | None], Quantity | None]


def _amount(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    return Quantity(
        K.CARDINAL,
        number.low,
        number.high,
        Span(start, end),
        unit,
        vague=number.vague,
        about=_is_about(text, start) or text.startswith("左右", end),
        others=number.others,
        scale=number.scale,
    )


def _percent(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    by = {"%": 100, "pp": 100, "‰": 1000, "bp": 10000}[unit or "%"]
    others = tuple(value / by for value in number.others)
    if unit == "bp":
        return Quantity(K.CARDINAL, number.low, number.high, Span(start, end), "bp", others=(number.low / 100,))
    return Quantity(
        K.PERCENT, number.low / by, number.high / by, Span(start, end), unit,
        vague=number.vague, about=_is_about(text, start), others=others,
    )  # fmt: skip


def _tenths(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    if not 1 <= number.high <= 10 or number.low.denominator != 1:
        return None
    low, high = number.low / 10, number.high / 10
    after = DIGIT.get(text[end : end + 1])
    if after and text[end + 1 : end + 2] not in tuple(SCALE):
        low, high, end = low + Fraction(after, 100), high + Fraction(after, 100), end + 1
    near = text[max(0, start - 1) : start] == "近"
    low -= Fraction(5, 100) if near else 0
    high += Fraction(5, 100) if text[end : end + 1] == "多" or text[max(0, start - 1) : start] in ("超", "逾") else 0
    return Quantity(K.PERCENT, low, high, Span(start, end), "%", vague=number.vague, about=_is_about(text, start))


def _off(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    rate = number.low / (10 if number.low < 10 else 100)
    return Quantity(K.PERCENT, rate, rate, Span(start, end), "%", optional=True, others=(1 - rate,))


def _times(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    before = text[max(0, start - 6) : start]
    rises = _RISES.search(before) and not _REACHES.search(before)
    step = 1 if rises else -1
    if number.vague or number.low != number.high:
        return Quantity(K.MULTIPLE, number.low, number.high + 1, Span(start, end), vague=True)
    low = number.low + 1 if rises else number.low
    others = (low - 1,) if rises else (number.low + step,)
    return Quantity(K.MULTIPLE, low, low, Span(start, end), others=others, about=_is_about(text, start))


def _fan(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    if text[start - 1 : start] != "翻" and text[start - 2 : start] != "翻了" or number.low.denominator != 1:
        return None
    times = Fraction(2 ** min(int(number.low), 20))
    optional = number.low == 1
    return Quantity(K.MULTIPLE, times, times, Span(start - 1, end), optional=optional, others=(times - 1, number.low + 1, number.low))


def _half(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    low = number.low + Fraction(1, 2)
    years = unit == "yearhalf"
    others = (number.low, *((low * 12,) if years else ()))
    return Quantity(K.CARDINAL, low, low, Span(start, end), "year" if years else None, others=others)


def _decade(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    low, more = int(number.low), number.high - number.low
    if low % 10 or low > 2100:
        return None
    if low >= 100:
        return Quantity(K.DECADE, number.low, number.high, Span(start, end))
    if low > 90:
        return None
    before = text[max(0, start - 9) : start]
    said = re.search(r"(?:(\d{1,2}|[一二十]{1,3})|(上个?|本))世纪(?:的)?$", before)
    hundreds = 1900
    if said and said[1]:
        century = amount_zh(said[1])
        hundreds = (int(century.low) - 1) * 100 if century else 1900
    elif said and said[2] == "本":
        hundreds = 2000
    main = Fraction(hundreds + low)
    others = (Fraction(low),) if said else (Fraction(low), Fraction(1800 + low), Fraction(2000 + low))
    return Quantity(K.DECADE, main, main + more, Span(start, end), others=others)


def _century(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    if number.high > 99:
        return None
    first = (number.low - 1) * 100
    decade = re.match(r"(?:的)?[\d二三四五六七八九十]+年代", text[end : end + 7])
    many = text[start - 1 : start] in ("几", "数", "个") or text[end - 3 : end - 2] == "个"
    return Quantity(
        K.CENTURY, number.low, number.high, Span(start, end),
        vague=number.vague, optional=bool(decade) or (many or number.high < 5), others=(first,),
    )  # fmt: skip


def _year(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    written = text[start : end - 1].rstrip()
    value = number.low
    han_digits = len(written) > 1 and all(char in DIGIT for char in written)
    if re.fullmatch(r"\d{4}", written) or (han_digits and len(written) == 4):
        value = Fraction("".join(str(DIGIT.get(char, char)) for char in written))
        return _at(K.YEAR, value, start, end)
    era = re.search(r"(民国|公元前?|前)$", text[max(0, start - 3) : start])
    if era and era[1] == "民国":
        return Quantity(K.YEAR, value + 1911, value + 1911, Span(start, end), others=(value,))
    if era and era[1] != "前":
        return _at(K.YEAR, value, start, end)
    if len(written) == 2 and written.isdigit() or (han_digits and len(written) == 2):
        two = Fraction("".join(str(DIGIT.get(char, char)) for char in written))
        others = (two + 1900, two + 2000, two)
        return Quantity(K.CARDINAL, number.low, number.high, Span(start, end), "year", vague=number.vague, others=others)
    others = number.others
    if 30 <= value <= 130 and (_IN_YEAR.match(text, end) or "民国" in text):  # a year of the Republic of China
        others = (*others, value + 1911)
    return Quantity(
        K.CARDINAL, number.low, number.high, Span(start, end), "year",
        vague=number.vague, about=_is_about(text, start), others=others, scale=number.scale,
    )  # fmt: skip


def _month(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    if not 1 <= number.low <= 12 or number.low.denominator != 1:
        return None
    return Quantity(K.MONTH, number.low, number.high, Span(start, end), "month_of", vague=number.vague)


def _day(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    if not 1 <= number.low <= 31 or number.low.denominator != 1:
        return None
    dated = text[start - 1 : start] == "月"
    lone = not dated and text[start] in DIGIT  # 前一日, 次日, 每三日: the day before, days
    return Quantity(
        K.DAY, number.low, number.high, Span(start, end), "date" if dated else "day_of",
        vague=number.vague, optional=lone,
    )  # fmt: skip


def _hour(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    if not 0 <= number.low <= 24 or number.low.denominator != 1:
        return None
    value, optional = number.low, text[end - 1] == "点"
    minutes = re.match(r"(\d{1,2}|[零〇一二三四五六七八九十]{1,4})分(?![钟之])|半|([一三])刻", text[end : end + 6])
    if minutes:
        read = amount_zh(minutes[1]) if minutes[1] else None
        part = read.low if read else Fraction(15 * DIGIT[minutes[2]]) if minutes[2] else Fraction(30)
        value, end = value + part / 60, end + minutes.end()
    return Quantity(K.TIME, value, value, Span(start, end), optional=optional)


def _born(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    value = number.low
    if value % 5 or value > 99:
        return None
    return Quantity(K.DECADE, value, value, Span(start, end), optional=True, others=(value + 1900, value + 2000))


def _session(text: str, start: int, end: int, number: _Number, unit: str | None) -> Quantity | None:
    return Quantity(K.ORDINAL, number.low, number.high, Span(start, end), vague=number.vague)


_SHAPE: dict[str, Shape] = {
    "%": _percent, "‰": _percent, "pp": _percent, "bp": _percent, "tenths": _tenths, "off": _off,
    "times": _times, "fan": _fan, "half": _half, "yearhalf": _half, "decade": _decade,
    "century": _century, "year": _year, "month_of": _month, "day_of": _day, "clock": _hour,
    "born": _born, "session": _session,
}  # fmt: skip

_READ: dict[str, Callable[[str, re.Match[str]], list[Quantity]]] = {
    "name": _name, "date": _date, "clock": _clock, "colon": _colon, "event": _event, "plan": _plan,
    "vulgar": _vulgar, "formal": _formal, "half": _one_half, "share": _fraction, "number": _number,
}  # fmt: skip


def _plain(kind: QuantityKind, value: Fraction, match: re.Match[str], *, optional: bool = False) -> Quantity:
    return Quantity(kind, value, value, Span(*match.span()), optional=optional)


def _at(kind: QuantityKind, value: Fraction, start: int, end: int) -> Quantity:
    return Quantity(kind, value, value, Span(start, end))


def _is_about(text: str, start: int) -> bool:
    return bool(_ABOUT.search(text, max(0, start - 3), start))


def _room(value: Fraction) -> Fraction:
    """Return how much "多" may add: 20多 is up to 29, 120多 up to 129, 2万多 up to 29999."""
    whole = int(value)
    zeros = 1
    while whole and whole % (zeros * 10) == 0:
        zeros *= 10
    return Fraction(zeros) if zeros > 1 else Fraction(1)


_TOKEN = re.compile(rf"[ ]+|\d[\d,]*(?:[ ]\d{{3}})*(?:\.\d+)?|[{_D}]+|[点.][{_D}]+|.")


def amount_zh(written: str) -> _Number | None:
    """Return the value of a Chinese or Arabic numeral; None if it is none.

    >>> str(amount_zh("一百二十万").low)
    '1200000'
    """
    sum_ = _Sum()
    tokens = _TOKEN.findall(written)
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token[0] == " ":
            continue
        if not sum_.take(token, after):
            return None
    return sum_.result()


class _Sum:
    """A numeral as far as it has been read: ten-thousands, the section below, the last digit."""

    def __init__(self) -> None:
        self.total = (Fraction(0), Fraction(0))
        self.section = (Fraction(0), Fraction(0))
        self.number: tuple[Fraction, Fraction] | None = None
        self.big = 10**20
        self.last = 1
        self.vague = False
        self.before = ""

    def take(self, token: str, after: str) -> bool:
        """Add one token; False if the numeral makes no sense."""
        head = token[0]
        if head.isdigit() and head.isascii():
            if self.number is not None:
                return False
            self.number = _twice(Fraction(token.replace(",", "").replace(" ", "")))
        elif head in DIGIT:
            if self.number is not None:
                return False
            self._digits(token, after)
        elif head in "几数":
            self.number, self.vague = ((Fraction(2) if self.before != "十" else Fraction(1)), Fraction(99, 10)), True
        elif head in "廿卅":
            self.section = _plus(self.section, _twice(Fraction(20 if head == "廿" else 30)))
        elif head in "点.":
            fraction = Fraction(int("".join(str(DIGIT[char]) for char in token[1:])), 10 ** len(token[1:]))
            self.number = _plus(_plus(self.section, self.number or _twice(Fraction(0))), _twice(fraction))
            self.section = _twice(Fraction(0))
        elif head in "多余来":
            low, high = _plus(self.section, self.number or _twice(Fraction(0)))
            self.section, self.number = _twice(Fraction(0)), (low, high + _room(high))
        elif head in SCALE:
            self._scale(SCALE[head])
        self.before = head
        return True

    def _digits(self, token: str, after: str) -> None:
        values = [DIGIT[char] for char in token]
        stripped = token.lstrip("零〇")
        if len(token) == 2 and stripped == token and (values[1] == values[0] + 1 or values == [3, 5]):
            self.number, self.vague = (Fraction(values[0]), Fraction(values[1])), True
            return
        value = Fraction(int("".join(map(str, values))))
        lone = len(token) == 1 and not after and self.before in "百千万亿" and self.last >= 100
        self.number = _twice(value * self.last / 10 if lone and self.before else value)

    def _scale(self, size: int) -> None:
        if size < 10**4:
            self.section = _plus(self.section, _by(self.number or _twice(Fraction(1)), size))
        else:
            part = _plus(self.section, self.number or _twice(Fraction(0)))
            if part[1] == 0 and self.total[1] == 0:
                part = _twice(Fraction(1))
            if size > self.big:
                self.total = _by(_plus(self.total, part), size)
            else:
                self.total = _plus(self.total, _by(part, size))
            self.section, self.big = _twice(Fraction(0)), size
        self.number, self.last = None, size

    def result(self) -> _Number:
        """Return what was read."""
        low, high = _plus(_plus(self.total, self.section), self.number or _twice(Fraction(0)))
        scale = self.last if self.number is None else 1
        if self.big < 10**20 and scale > 1:
            scale = self.big if scale >= 10**4 else scale
        return _Number(low, high, self.vague, scale)


def _twice(value: Fraction) -> tuple[Fraction, Fraction]:
    return value, value


def _plus(one: tuple[Fraction, Fraction], two: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    return one[0] + two[0], one[1] + two[1]


def _by(one: tuple[Fraction, Fraction], size: int) -> tuple[Fraction, Fraction]:
    return one[0] * size, one[1] * size


def _share(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let the earlier numbers of a range or list share unit and scale: 20-30万, 3、4月, 5至7%."""
    for index in range(len(found) - 2, -1, -1):
        this, after = found[index], found[index + 1]
        gap = text[this.span.end : after.span.start]
        if len(gap) > 3 or this.kind is not K.CARDINAL and this.kind is not K.YEAR or this.scale > 1:
            continue
        if not _BETWEEN.fullmatch(gap) or this.unit not in (None, after.unit) :
            continue
        found[index] = _like(this, after, ranged=bool(_RANGE.search(gap)))
    return found


def _like(this: Quantity, after: Quantity, *, ranged: bool) -> Quantity:
    """Return `this` with the unit of `after`, and the value it has if it shares its scale."""
    if after.kind is K.DECADE and this.low >= 1000 and this.low % 10 == 0:
        return replace(this, kind=K.DECADE)
    if this.kind is K.YEAR and after.kind not in (K.YEAR,):
        return this if after.scale == 1 else replace(this, kind=K.CARDINAL, others=(this.low * after.scale,))
    if after.kind is K.PERCENT and this.unit is None:
        return replace(this, unit=after.unit)
    if after.kind in (K.MONTH, K.DAY) and this.high <= 31 and not this.optional:
        return replace(this, kind=after.kind, unit=after.unit)
    if after.kind is K.YEAR and this.unit is None and 1000 <= this.low <= 2100:
        return replace(this, kind=K.YEAR, others=this.others)
    if after.kind is K.DECADE and (this.low < 10 or (this.low % 10 == 0 and this.low < 100)):
        base = after.low - after.low % 100
        this = replace(this, low=this.low * 10) if this.low < 10 else this
        return replace(this, kind=K.DECADE, low=base + this.low, high=base + this.low, others=(*after.others, this.low))
    if after.kind is K.CARDINAL and after.scale > 1:
        scaled = this.low * after.scale
        if ranged and this.low < after.low / after.scale and this.low == this.high:
            return replace(this, low=scaled, high=scaled, others=(this.low,), unit=after.unit, scale=after.scale)
        return replace(this, others=(*this.others, scaled), unit=after.unit, scale=after.scale)
    if after.kind is K.CARDINAL and this.unit is None:
        return replace(this, unit=after.unit, scale=after.scale)
    return this
