"""Golden table: Chinese numbers, English that says the same, English that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import find_all

from aligncheck.checks import number_mismatch
from aligncheck.report import Finding, Pair, Side

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    """Read more rows of a table; lines that begin with # head a group."""
    text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line and line[0] != "#")


# Chinese = English that agrees / ... ! English that differs / ...
NUMBERS = """
740亿元 = 74 billion yuan / RMB 74 billion / 74bn yuan / 740 hundred million yuan ! 740 billion yuan / 7.4 billion yuan / 73 billion yuan
3.12亿吨 = 312 million tons / 312 million tonnes / 0.312 billion tons / 3.12 hundred million tons ! 3.12 billion tons / 321 million tons / 31.2 million tons
1.5万人 = 15,000 people / 15 thousand people / fifteen thousand people / 15000 people ! 1,500 people / 150,000 people / 1.5 million people
两万亿美元 = $2 trillion / two trillion dollars / US$2 trillion / 2 trillion U.S. dollars ! $2 billion / $200 billion / $20 trillion
一百二十多万人 = more than 1.2 million people / over 1,200,000 people / some 1.2 million people ! more than 1.5 million people / over 120,000 people
三十五个国家 = 35 countries / thirty-five countries ! 53 countries / 36 countries / thirty-four countries
12,000名学生 = 12,000 students / twelve thousand students / 12 thousand students ! 1,200 students / 120,000 students
１２３４户 = 1,234 households / 1234 households ! 1,243 households / 1,235 households
5000万千瓦 = 50 million kilowatts / 50 gigawatts / 50,000 megawatts ! 5 million kilowatts / 500 million kilowatts
十二万五千名 = 125,000 / one hundred and twenty-five thousand ! 12,500 / 152,000
一千零五十米 = 1,050 meters / 1.05 kilometers / 1.05 km ! 1,500 meters / 1,005 meters
三亿五千万 = 350 million / three hundred and fifty million ! 35 million / 3.5 million / 530 million
3亿5000万元 = 350 million yuan / 0.35 billion yuan ! 3.5 billion yuan / 305 million yuan
2万5千公里 = 25,000 kilometers / 25,000 km ! 2,500 kilometers / 20,500 kilometers
一万二 = 12,000 / twelve thousand ! 10,002 / 1,200
一百二十八家 = 128 firms / one hundred twenty-eight firms ! 118 firms / 182 firms
1000亿元 = 100 billion yuan / RMB100 billion ! 1,000 billion yuan / 10 billion yuan / 100 million yuan
8300万人次 = 83 million trips / 83,000,000 trips ! 8.3 million trips / 830 million trips
14526万元 = 145.26 million yuan / RMB145.26 million ! 1.4526 billion yuan / 14.526 million yuan
0.75亿 = 75 million / 0.075 billion ! 7.5 million / 750 million
6.5万亿元 = 6.5 trillion yuan / 6,500 billion yuan ! 6.5 billion yuan / 65 trillion yuan
1个亿 = 100 million / a hundred million / one hundred million ! 1 billion / 10 million
2000 万美元 = $20 million / 20 million US dollars / $20m ! $2 million / $200 million
1.89 亿英镑 = £189 million / £189m / 189 million pounds sterling ! £18.9 million / £1.89 billion
100 万名 = 1 million / one million ! 10 million / 100 million
几百万人 = several million people / millions of people / a few million people ! 40 million people / 300 people
数十万人 = hundreds of thousands of people / several hundred thousand people ! 12 people / 70 million people
二三百人 = two to three hundred people / 200 to 300 people / 200-300 people ! 500 to 600 people / 20 to 30 people
七八十个 = seventy or eighty / 70 to 80 / 70-80 ! 700 to 800 / 50 to 60
三四千元 = 3,000 to 4,000 yuan / three to four thousand yuan ! 30,000 to 40,000 yuan
数十家企业 = dozens of companies / several dozen companies / scores of companies ! 12,000 companies
上千名 = more than a thousand / over 1,000 / thousands of ! 90 people / 60,000 people
近百家 = nearly 100 / almost a hundred / close to one hundred ! nearly 1,000 / nearly 200
逾百亿欧元 = more than 10 billion euros / over €10 billion ! more than 1 million euros / over €100 billion
十几个 = more than ten / a dozen / 12 ! 75 / 340
几十万 = hundreds of thousands / several hundred thousand ! 25 / 9 million
20多名 = more than 20 / over twenty / 20-odd / some 20 ! 26 / more than 30
300多万元 = over 3 million yuan / more than RMB 3 million / upwards of 3 million yuan ! over 300 yuan / 4 million yuan
1700多万 = over 17 million / more than 17 million ! over 27 million / more than 1.7 million
60余年 = more than 60 years / over six decades / more than sixty years ! more than 70 years / 160 years
500多亿 = more than 50 billion / 50-odd billion / some 50 billion ! more than 5 billion / over 500 billion
二百余人 = more than 200 people / over two hundred people ! more than 2,000 people / 300 people
20-30万人 = 200,000 to 300,000 people / 200,000-300,000 people / between 200,000 and 300,000 people ! 20 to 30 million people / 2,000 to 3,000 people
1.5至2万亿美元 = $1.5 trillion to $2 trillion / $1.5-2 trillion / 1.5 to 2 trillion dollars ! $1.5 to 2 billion / $15-20 trillion
从3100万增加到3.12亿 = from 31 million to 312 million / from 31 to 312 million ! from 31 million to 3.12 billion / from 310 million to 312 million
100万元至300万元 = between one million and three million yuan / from 1 million to 3 million yuan / 1-3 million yuan ! from 10 million to 30 million yuan
15至20个 = 15 to 20 / fifteen to twenty / between 15 and 20 ! 15 to 25 / 50 to 20
12到15岁 = 12 to 15 years old / aged 12-15 / between the ages of twelve and fifteen ! 12 to 18 years old / aged 21-15
11、12、13三组 = groups 11, 12 and 13 / groups eleven, twelve, and thirteen ! groups 11, 12 and 14
25.6、7.8和9.9万 = 256,000, 78,000 and 99,000 ! 256,000, 78,000 and 9,900
7.4% = 7.4% / 7.4 percent / 7.4 per cent ! 74% / 0.74% / 4.7 percent / 7.5%
百分之七点四 = 7.4% / 7.4 percent ! 74 percent / 7.0 percent
百分之三十 = 30% / thirty percent / 30 per cent ! 3% / 33% / 13 percent
百分之一百二十 = 120% / 120 percent ! 20% / 102%
１２％ = 12% / 12 percent ! 21% / 1.2%
84．32％ = 84.32% / 84.32 percent ! 84.23% / 8.432%
三成 = 30% / 30 percent / three-tenths / three in ten ! 13% / 3% / 70%
六成五 = 65% / 65 percent ! 60% / 56%
近三成 = nearly 30% / almost 30 percent ! nearly 50% / nearly 3%
3个百分点 = 3 percentage points / three percentage points ! 13 percentage points / 30 percentage points
2.5个百分点 = 2.5 percentage points ! 25 percentage points / 5.2 percentage points
25个基点 = 25 basis points / 0.25 percentage points ! 75 basis points / 250 basis points
千分之三 = 0.3% / three per thousand / 3 per thousand ! 3% / 0.03%
5‰ = 0.5% ! 5% / 50%
四分之一 = a quarter / one quarter / one-fourth / 25% / one in four ! three quarters / one third / a half
三分之二 = two-thirds / two thirds / 2/3 ! one third / three quarters / 2/5
五分之四 = four-fifths / four fifths / 80% / four out of five ! three-fifths / 40% / five out of six
十分之一 = one tenth / one-tenth / 10% / one in ten ! one fifth / one hundredth
2/5 = two-fifths / 40% / 2/5 ! 3/5 / 50%
一半以上 = more than half / over 50% / more than 50 percent ! more than 80%
12.5% = one-eighth / 12.5 percent ! 1.25% / one-ninth
增长了两倍 = tripled / grew threefold / increased by 200% / grew by two times ! increased by 20% / grew by 350%
增长1.5倍 = increased 2.5 times / increased by 150% / rose 1.5 times ! increased by 15% / rose 4.5 times
翻两番 = quadrupled / increased fourfold ! increased by 37%
翻一番 = doubled / double ! rose by 12%
是去年的3.2倍 = 3.2 times last year's figure / 3.2-fold ! 32 times last year's figure / 5.2 times
增至3倍 = tripled / rose to 3 times ! rose by 45%
第二十八次会议 = the 28th session / the twenty-eighth session ! the 18th session / the 29th session / the thirty-eighth session
二十五大 = the 25th Congress / the Twenty-Fifth Congress ! the 24th Congress / the 15th Congress
十三届四中全会 = the Fourth Plenary Session of the 13th Central Committee ! the Fourth Plenary Session of the 14th Central Committee
第三十五条 = Article 35 / the thirty-fifth article ! Article 53 / Article 36
第一百二十三条 = Article 123 / the one hundred and twenty-third article ! Article 132 / Article 23
第49届 = the 49th / the forty-ninth / XLIX ! the 48th / the 94th
“十四五”规划 = the 14th Five-Year Plan / the fourteenth Five-Year Plan ! the 13th Five-Year Plan / the 15th Five-Year Plan
二十国集团 = G20 / the Group of Twenty ! the Group of Thirty
路易十四 = Louis XIV / Louis the Fourteenth ! Louis XVI
第十二条之二 = Article 12-2 ! Article 13-2
10亩 = 10 mu / 1.65 acres / 0.67 hectares / about 1.6 acres ! 100 mu / 16 acres
5公里 = 5 kilometers / 5 km / 3.1 miles / 5,000 meters ! 50 kilometers / 31 miles
30公里 = 30 kilometers / 18.6 miles ! 300 kilometers / 186 miles
20斤 = 20 jin / 10 kilograms / 10 kg / 22 pounds ! 200 jin / 100 kg
100华里 = 100 li / 50 kilometers / 31 miles ! 1,000 li / 500 kilometers
38摄氏度 = 38 degrees Celsius / 38°C / 100.4 degrees Fahrenheit ! 83 degrees Celsius / 380 degrees
37.5℃ = 37.5 degrees Celsius / 37.5°C / 99.5°F ! 35.7°C / 3.75 degrees
90分钟 = 90 minutes / an hour and a half / 1.5 hours / ninety minutes ! 9 minutes / 900 minutes
一年半 = a year and a half / one and a half years / 18 months ! two and a half years
2.5小时 = 2.5 hours / two and a half hours / 150 minutes ! 25 hours / 5.2 hours
50年 = 50 years / fifty years / five decades / half a century ! 60 years / six decades / 500 years
一百年 = a hundred years / 100 years / a century ! 1,000 years
1米93 = 1.93 meters / 193 cm / 6.33 feet ! 1.39 meters
500平方公里 = 500 square kilometers / 193 square miles ! 5,000 square kilometers / 50 square kilometers
35岁 = 35 years old / aged 35 / a 35-year-old / thirty-five years of age ! 53 years old / aged 36
30多岁 = in his thirties / in her 30s / over thirty ! in his fifties / aged 47
1.496亿公里 = about 150 million kilometers / 149.6 million km ! about 15 million kilometers / about 250 million kilometers
壹佰贰拾万元 = 1.2 million yuan / RMB 1,200,000 ! 1.02 million yuan / 12 million yuan
12万分之一 = 1/120000 ! 1/12
365.25天 = 365.25 days / 365 1/4 days / 365¼ days ! 365.52 days / 36.5 days
6000 亿卢布 = 600 billion rubles / 600bn roubles ! 6,000 billion rubles / 60 billion rubles
"""  # noqa: E501

DATES = """
1989年3月26日 = March 26, 1989 / 26 March 1989 / Mar. 26, 1989 / 1989-03-26 / March 26th, 1989 ! March 26, 1998 / April 26, 1989 / March 16, 1989 / 1989-03-25
2021年 = 2021 / in 2021 / the year 2021 ! 2012 / in 2022 / 2031
二〇二一年 = 2021 / in 2021 ! 2012 / 2001
一九四九年十月一日 = October 1, 1949 / 1 October 1949 ! October 1, 1994 / November 1, 1949
1966—1970年 = 1966-1970 / from 1966 to 1970 / 1966-70 / between 1966 and 1970 ! 1966-1976 / 1960-1970
1994~2013 = 1994-2013 / from 1994 to 2013 ! 1994-2003 / 1949-2013
2018至2020年 = 2018 to 2020 / 2018-20 / from 2018 through 2020 ! 2018 to 2021 / 2008 to 2020
上世纪70年代 = the 1970s / the '70s / the seventies ! the 1980s / the 1960s / the 1870s
20世纪90年代 = the 1990s / the 1990’s / the nineties ! the 1890s / the 1980s
八十年代中期 = the mid-1980s / the mid-eighties ! the mid-1970s / the mid-1990s
1980年代 = the 1980s / the 1980's ! the 1880s / the 1990s
五六十年代 = the 1950s and 1960s / the fifties and sixties ! the 1980s and 1990s
七、八十年代 = the 1970s and 1980s ! the 1940s and 1950s
880年代 = the 880s ! the 870s
19世纪 = the 19th century / the nineteenth century ! the 20th century / the 18th century
二十世纪 = the 20th century / the twentieth century / the 1900s ! the 19th century / the twenty-first century
21世纪初 = the early 21st century / the beginning of the twenty-first century ! the early 20th century
当地时间25日 = the 25th local time / July 25 local time / the twenty-fifth local time ! the 26th local time / the 15th local time
7月26日 = July 26 / 26 July / the 26th of July / July 26th / Jul. 26 ! July 27 / June 26 / July 16
12月 = December / Dec. ! November / October
7月24日至25日 = July 24 to 25 / July 24-25 / from July 24 to July 25 ! July 23 to 25 / July 24 to 26
7、8月 = July and August ! June and August / July and September
2020年12月至2021年3月 = December 2020 to March 2021 / from December 2020 through March 2021 ! December 2020 to March 2022 / November 2020 to March 2021
民国三十八年 = 1949 / the 38th year of the Republic ! 1938 / 1950
公元前221年 = 221 BC / 221 B.C. / 221 BCE ! 212 BC / 121 BC
中华民国一百零八年 = 2019 / 108 ! 2018 / 1919
8时30分 = 8:30 / 8:30 a.m. / 8.30 am ! 9:30 / 8:45
下午6点 = 6 p.m. / 6pm / 18:00 / six o'clock in the afternoon
15:00 = 3 p.m. / 15:00 / 3:00 pm ! 4 p.m. / 16:00
10点一刻 = 10:15 / a quarter past ten
2016/17赛季 = the 2016-17 season / the 2016/17 season ! the 2015-17 season
十一届三中全会 = the Third Plenum of the 11th Central Committee ! the Third Plenum of the 12th Central Committee
2010年年底 = the end of 2010 / year-end 2010 ! the end of 2011 / the end of 2001
1949年10月 = October 1949 / October, 1949 ! October 1948 / September 1949
去年5月16日 = May 16 last year / on May 16 ! May 6 last year / March 16 last year
"""  # noqa: E501

# What must never be a finding, whatever the English makes of it.
SILENT = """
一些人十分高兴 = Some people were very happy.
万一失败怎么办 = What if it fails?
他们千方百计统一思想 = They did all they could to reach a common view.
两会期间 = During the annual sessions
老百姓的一般看法 = What ordinary people generally think
五四运动 = The May Fourth Movement
九一八事变 = The Mukden Incident
十月革命 = The October Revolution
一带一路 = The Belt and Road
八路军到达四川 = The Eighth Route Army reached Sichuan.
三八线 = The 38th parallel
第一书记 = the First Secretary
第一，要加强学习 = First, study more.
一方面很好，另一方面很难 = Good on one hand, hard on the other.
三个代表 = the Three Represents
双方的两个问题 = the two sides and their problems
(一) 思想上的问题 = (1) Problems of thinking
二、组织上的问题 = II. Problems of organization
新冠肺炎 = COVID-19
歼击机 = the F-16 fighter
价格是1200卢布 = It costs 1,200 rubles.14 The
增长率达到7.4% = The rate reached 7.4%.5 When
“人民”的说法 = “people.”1 “As
工资的说法 = of “wages” 20 The
这一年很好 = A good year.6 Stimulated
见原书 = See p. 45 of the book.
见文献 = as shown before [12].
网址如下 = See https://example.org/2019/12345 for more.
三百六十行 = every trade
百分之百支持 = full support
一百八十多人 = more than 180 people
“双11”期间 = on Singles' Day
国庆“十一”假期 = the National Day holiday
我们的共同目标是百年大计 = our common aim is a lasting plan
从头到尾一点一滴 = little by little
成千上万的人 = thousands upon thousands of people
千万别忘 = Do not forget.
今年经济增长 = The economy grew in 2016.
三十七度二 = 37.2 degrees
电话010 = Telephone
"""


Row = tuple[str, tuple[str, ...], tuple[str, ...]]


def rows(table: str) -> list[Row]:
    found: list[Row] = []
    for line in table.strip().splitlines():
        zh, _, rest = line.partition(" = ")
        same, _, other = rest.partition(" ! ")
        differ = tuple(part.strip() for part in other.split(" / ") if part.strip())
        found.append((zh, tuple(part.strip() for part in same.split(" / ")), differ))
    return found


def findings(zh: str, en: str) -> list[Finding]:
    lines = ((0, 1),)
    return find_all(number_mismatch, Pair("1", "1:1", Side(zh, (0,), lines), Side(en, (0,), lines)))


@pytest.mark.parametrize(("zh", "same", "other"), [*rows(NUMBERS), *rows(DATES)])
def test_numbers_and_dates_agree_by_value(
    zh: str, same: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert [en for en in same if findings(zh, en)] == []
    assert [en for en in other if not findings(zh, en)] == []


@pytest.mark.parametrize(("zh", "same", "other"), rows(SILENT))
def test_what_is_no_quantity_makes_no_finding(
    zh: str, same: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert [one.message for en in same for one in findings(zh, en) if one.confidence >= 0.5] == []


@pytest.mark.parametrize("name", ["numbers", "dates"])
def test_every_row_of_the_golden_tables_has_its_verdict(name: str) -> None:
    table = rows(golden(name))
    alarms = [(zh, en) for zh, same, _ in table for en in same if findings(zh, en)]
    missed = [(zh, en) for zh, _, other in table for en in other if not findings(zh, en)]
    assert (alarms, missed) == ([], [])


@pytest.mark.parametrize(
    ("table", "least"),
    [(NUMBERS + golden("numbers"), 400), (DATES + golden("dates"), 100)],
    ids=["numbers", "dates"],
)
def test_the_tables_are_large_enough(table: str, least: int) -> None:
    assert len({zh for zh, same, other in rows(table) if same and other}) >= least
