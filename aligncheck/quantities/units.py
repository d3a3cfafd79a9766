"""Units of measure: what they are called in both languages, and how large they are."""

from __future__ import annotations

import re
from fractions import Fraction

# Canonical unit, dimension ("-": only a mark of what the number is), size in the dimension's base
# unit (0: does not convert), Chinese names, English names.
_TABLE = """
元      money  0        | 元 块 块钱 圆
CNY     money  0        | 人民币 元人民币                 | yuan, renminbi, RMB, CNY
USD     money  0        | 美元 美金 元美元 美钞           | US dollar, US dollars, U.S. dollar, U.S. dollars, American dollars, USD
EUR     money  0        | 欧元                            | euro, euros, EUR
GBP     money  0        | 英镑                            | pound sterling, pounds sterling, GBP
JPY     money  0        | 日元 日圆                       | yen, JPY
HKD     money  0        | 港元 港币 元港币                | Hong Kong dollar, Hong Kong dollars, HK dollars, HKD
TWD     money  0        | 新台币 元新台币 台币            | New Taiwan dollar, New Taiwan dollars, NT dollars, NTD, TWD
RUB     money  0        | 卢布                            | ruble, rubles, rouble, roubles
KRW     money  0        | 韩元                            | won
INR     money  0        | 卢比                            | rupee, rupees
AUD     money  0        | 澳元                            | Australian dollars, AUD
CAD     money  0        | 加元                            | Canadian dollars, CAD
CHF     money  0        | 瑞士法郎                        | Swiss francs
dollar  money  0        |                                 | dollar, dollars
mm      length 0.001    | 毫米 mm                         | mm, millimeter, millimeters, millimetre, millimetres
cm      length 0.01     | 厘米 公分 cm                    | cm, centimeter, centimeters, centimetre, centimetres
m       length 1        | 米 公尺                         | m, meter, meters, metre, metres
km      length 1000     | 千米 公里 km                    | km, kms, kilometer, kilometers, kilometre, kilometres
li      length 500      | 里 华里                         | li
inch    length 0.0254   | 英寸                            | inch, inches
ft      length 0.3048   | 英尺                            | ft, foot, feet
yd      length 0.9144   | 码                              | yard, yards
mile    length 1609.344 | 英里                            | mile, miles
nmi     length 1852     | 海里                            | nautical mile, nautical miles
m2      area   1        | 平方米 平米 平方公尺 m2         | square meter, square meters, square metre, square metres, sqm, sq m, m2, m^
km2     area   1000000  | 平方千米 平方公里 km2           | square kilometer, square kilometers, square kilometre, square kilometres, sq km, km2, km^
ha      area   10000    | 公顷                            | hectare, hectares, ha
mu      area   666.667  | 亩                              | mu
acre    area   4046.856 | 英亩                            | acre, acres
sqft    area   0.0929   | 平方英尺                        | square foot, square feet, sq ft
sqmile  area   2589988  | 平方英里                        | square mile, square miles
g       mass   1        | 克 公克                         | g, gram, grams
kg      mass   1000     | 千克 公斤 kg                    | kg, kgs, kilo, kilos, kilogram, kilograms
t       mass   1e6      | 吨 公吨                         | ton, tons, tonne, tonnes, metric ton, metric tons
kt      mass   1e9      |                                 | kiloton, kilotons
Mt      mass   1e12     |                                 | megaton, megatons
Gt      mass   1e15     |                                 | gigaton, gigatons
jin     mass   500      | 斤                              | jin, catty, catties
liang   mass   50       | 两                              | liang, tael, taels
lb      mass   453.592  | 磅                              | lb, lbs, pound, pounds
oz      mass   28.35    | 盎司                            | oz, ounce, ounces
l       volume 1        | 升 公升                         | liter, liters, litre, litres
ml      volume 0.001    | 毫升                            | ml, milliliter, milliliters, millilitre, millilitres
m3      volume 1000     | 立方米 立方公尺 m3              | cubic meter, cubic meters, cubic metre, cubic metres
gallon  volume 3.785    | 加仑                            | gallon, gallons
barrel  volume 158.987  | 桶                              | barrel, barrels
second  time   1        | 秒 秒钟                         | second, seconds
minute  time   60       | 分钟                            | minute, minutes, min, mins
hour    time   3600     | 小时 个小时 钟头 个钟头         | hour, hours, hr, hrs, h
day     time   86400    | 天                              | day, days
week    time   604800   | 周 个星期 星期                  | week, weeks
month   time   2629800  | 个月                            | month, months
quarter time   7889400  | 个季度                          | quarters
year    time   31557600 | 年 周年                         | year, years, yr, yrs
C       heat   0        | 度 摄氏度 °C                    | degrees Celsius, degree Celsius, degrees centigrade, °C
degree  heat   0        |                                 | degrees
F       heat   0        | 华氏度 °F                       | degrees Fahrenheit, °F
km/h    speed  1        | 公里/小时                       | km/h, kph, kilometers per hour, kilometres per hour, kilometers an hour, kilometres an hour
mph     speed  1.609344 |                                 | mph, miles per hour, miles an hour
W       power  1        | 瓦 瓦特 W                       | W, watt, watts
kW      power  1000     | 千瓦 瓩 kW                      | kW, kilowatt, kilowatts
MW      power  1e6      | 兆瓦 MW                         | MW, megawatt, megawatts
GW      power  1e9      | GW                              | GW, gigawatt, gigawatts
TW      power  1e12     |                                 | TW, terawatt, terawatts
%       -      0        | %                               | %, percent, per cent, pct
‰       -      0        | ‰                               | ‰, per thousand, per mille
pp      -      0        | 百分点 个百分点                 | percentage point, percentage points, pp, ppts
bp      -      0        | 基点 个基点 基本点 个基本点     | basis point, basis points, base point, base points, bp, bps
pt      -      0        |                                 | point, points
times   -      0        | 倍                              | times, fold
century -      0        | 世纪                            | century, centuries
decade  -      0        | 年代                            | decade, decades
millennium - 0          |                                 | millennia
month_of -     0        | 月 月份
day_of  -      0        | 日 号
clock   -      0        | 时 点 点钟
fan     -      0        | 番
tenths  -      0        | 成
off     -      0        | 折
half    -      0        | 个半
yearhalf -     0        | 年半
age     -      0        | 岁 周岁
jiao    -      0        | 角
reign   -      0        | 世
born    -      0        | 后
session -      0        | 届
"""  # noqa: E501  # one unit a line

_ROWS = [[cell.strip() for cell in f"{line} | ".split("|")] for line in _TABLE.strip().splitlines()]
UNITS: dict[str, tuple[str, Fraction]] = {
    name: (dimension, Fraction(size))
    for name, dimension, size in (row[0].split() for row in _ROWS)
    if dimension != "-"
}
_ZH = {name: row[0].split()[0] for row in _ROWS for name in row[1].split()}
_EN = {
    name.strip(): row[0].split()[0] for row in _ROWS for name in row[2].split(",") if name.strip()
}
_LENGTHS = {  # of the Chinese names that begin with a character, the longest first
    first: sorted({len(name) for name in _ZH if name[0] == first}, reverse=True)
    for first in {name[0] for name in _ZH}
}
_NOT_HERE = re.compile(  # a word that only begins like the unit
    r"成(?=不变|[立为员功就本年果长分份品绩都语对效交])|时(?=[代期间候常刻空局速])"
    r"|点(?=[评燃儿名缀击子])"
    r"|里(?=[的面边是有程约昂斯])|号(?=[召称令角])"
    r"|两(?=[个岸国会人党])|米(?=[其兰高饭德])|周(?=[围边某])|日(?=[本元圆均])|月(?=[均薪])"
    r"|度(?=[过假])"
    r"|克(?=[里服兰])|天(?=[然气津文])|年(?=[会轻级龄])|升(?=[至到高级值])|块(?=[状])|秒(?=杀)"
    r"|角(?=[大形星落度色洲铁板逐膜质])|世(?=[界代家人间上事])"
)


def is_currency(unit: str | None) -> bool:
    """Return whether `unit` is a currency."""
    return unit in UNITS and UNITS[unit][0] == "money"


def read_unit_zh(text: str, end: int) -> tuple[str | None, int]:
    """Return the canonical unit that stands at `end` of Chinese text, and where it stops."""
    start = end + (text[end : end + 1] == " ")
    for length in _LENGTHS.get(text[start : start + 1], ()):
        name = _ZH.get(text[start : start + length])
        if name is not None and start + length <= len(text):
            return (None, end) if _NOT_HERE.match(text, start) else (name, start + length)
    return None, end


def read_unit_en(text: str, end: int) -> tuple[str | None, int]:
    """Return the canonical unit that stands at `end` of English text, and where it stops."""
    lead = _LEAD.match(text, end)
    if lead is None or lead[1].lower() not in _LEADS:
        return None, end
    after = _AFTER.match(text, end)
    if after is None:
        return None, end
    word = _SPACES.sub(" ", after.group().strip(" -"))
    return _EN.get(word) or _ANY_CASE.get(word.lower()), after.end()


def _unit_pattern(word: str) -> str:
    """Return the pattern of a unit; words match in any case, symbols as they are written."""
    pattern = re.escape(word).replace(r"\ ", r"[\s-]")
    return f"(?i:{pattern})" if len(word) > 3 else pattern


_SPACES = re.compile(r"[\s-]+")
_LEAD = re.compile(r"[\s-]?([A-Za-z]+|[^\s-])")  # what a unit begins with: few words do
_LEADS = {lead[1].lower() for word in _EN if (lead := _LEAD.match(word))}
_ANY_CASE = {word.lower(): unit for word, unit in _EN.items() if len(word) > 3}
_AFTER = re.compile(
    rf"[\s-]?(?:{'|'.join(map(_unit_pattern, sorted(_EN, key=len, reverse=True)))})(?![A-Za-z])"
)
