"""How Chinese names are spelt with Latin letters: pinyin, Wade-Giles, and Cantonese surnames."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product

from aligncheck.names.gazetteer import load_readings, load_surnames

MOST = 12  # spellings made of characters with several readings

# Readings of characters in names that dictionaries do not hold, or do not put first.
_MORE_READINGS = {"隽": ("jun",), "徵": ("zheng",), "濬": ("jun",)}
_OLDER = {"白": "po", "茂": "mou", "百": "po"}  # as older books write them in any place
_AS_SURNAME = dict(
    row.split(" ")
    for row in (
        "冯 feng|单 shan|仇 qiu|查 zha|覃 qin|褚 chu|区 ou|曾 zeng|解 xie|朴 piao|盖 ge|翟 zhai"
        "|任 ren|那 na|乐 yue|折 she|洗 xian|缪 miao|黑 he|谌 chen|隗 wei|祭 zhai|员 yun|尉 yu"
        "|卜 bu|柏 bai|葛 ge|石 shi|沈 shen|贾 jia|曲 qu|宁 ning|燕 yan|应 ying|车 che|薄 bo|郝 hao"
        "|秘 bi"
    ).split("|")
)

_INITIALS = {
    "zh": "ch", "ch": "ch", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k",
    "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j", "sh": "sh",
}  # fmt: skip
_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih",
    "ri": "jih", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "er": "erh", "he": "ho",
    "ge": "ko", "ke": "ko", "e": "o",
}  # fmt: skip
_FINALS = (
    (re.compile("ian$"), "ien"), (re.compile("ie$"), "ieh"), (re.compile("ong$"), "ung"),
    (re.compile("uo$"), "o"), (re.compile("(?<=[kh])uo$"), "uo"), (re.compile("ui$"), "ui"),
    (re.compile("yue$"), "yueh"), (re.compile("ue$"), "ueh"),
)  # fmt: skip
_VOWEL = re.compile("[aeiouv]")
_SPLIT = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(.+)")
# Surnames as they are written in Hong Kong, Singapore and older books, by what they spell there.
_ELSEWHERE = """
陈 chan tan|李 lee|林 lam lim|黄 wong ng|王 wong|张 cheung teo|刘 lau low|吴 ng goh
郑 cheng tay|梁 leung neo|谢 tse chia|罗 law lo|曾 tsang chan|叶 yip ip yap
杨 yeung yong|周 chow chau|胡 woo|蔡 choi choy chua|许 hui hsu koh|冯 fung
郭 kwok quek|唐 tong|孙 suen soong|钟 chung|萧 siu|余 yee|潘 poon|苏 so|石 shek|关 kwan
麦 mak|莫 mok|温 wan|甘 kam|岑 shum|卢 lo|汤 tong|任 yam|谭 tam|廖 liew|江 kong|赵 chiu
徐 tsui hsu|严 yim|袁 yuen|区 au|欧 au|霍 fok ho|侯 hau|韩 hon|颜 ngan|沈 shum|方 fong
孔 kung hung|董 tung|彭 pang|洪 hung ang|龙 lung|文 man|万 man|邝 kwong|阮 yuen|倪 ngai
戴 tai|曹 tso|薛 sit|夏 ha|白 pak po|柏 po pak|姚 yiu|邱 yau|丘 yau|贺 ho|宋 soong sung|熊 hung
游 yau|吕 lyu lv lui|施 sze|翁 yung|邓 tang
"""


@cache  # a few thousand characters, read once each
def to_wade_giles(syllable: str) -> str:
    """Return the plain letters of a pinyin syllable in Wade-Giles.

    >>> to_wade_giles("zhou"), to_wade_giles("dong"), to_wade_giles("xiao")
    ('chou', 'tung', 'hsiao')
    """
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    found = _SPLIT.fullmatch(syllable)
    if found is None:
        return syllable
    initial, final = found.group(1) or "", found.group(2)
    for pattern, other in _FINALS:
        if initial not in {"g", "k", "h", "sh"} or other != "o":
            final, count = pattern.subn(other, final)
            if count:
                break
    return _INITIALS.get(initial, initial) + final


def write_pinyin(name: str) -> str:
    """Return the usual pinyin of a person's name.

    >>> write_pinyin("李明华")
    'Li Minghua'
    """
    known = load_readings()
    first = [known.get(char, "").partition(" ")[0].replace("v", "ü") for char in name]
    first[:1] = [_AS_SURNAME.get(name[:1], *first[:1])]
    cut = 2 if name[:2] in load_surnames() and len(name) > 2 else 1
    return " ".join("".join(part).capitalize() for part in (first[:cut], first[cut:]) if part)


def may_spell(char: str, letters: str) -> bool:
    """Whether a syllable of the character stands in the letters, as it does where it is spelt.

    >>> may_spell("邓", "xiaopingdeng"), may_spell("邓", "maotsetung")
    (True, False)
    """
    return any(spelt in letters for spelt in syllable_forms(char))


@cache  # a few thousand characters, read once each
def _pinyin_syllables(char: str) -> tuple[str, ...]:
    return (*load_readings().get(char, "").split()[:3], *_MORE_READINGS.get(char, ()))


@cache  # a few thousand characters, read once each
def syllable_forms(char: str) -> frozenset[str]:
    """Return the syllables of a character in pinyin and in Wade-Giles."""
    pinyin = [syllable.replace("v", "u") for syllable in _pinyin_syllables(char)]
    return frozenset([*pinyin, *map(to_wade_giles, pinyin), *_OLDER.get(char, "").split()])


@cache  # read once a process
def all_syllable_forms() -> frozenset[str]:
    """Return the syllables of all characters in pinyin and in Wade-Giles."""
    return frozenset().union(*map(syllable_forms, load_readings()))


@cache  # read once a process
def all_pinyin_syllables() -> frozenset[str]:
    """Return the syllables of all characters in pinyin."""
    every = (syllable for char in load_readings() for syllable in _pinyin_syllables(char))
    return frozenset(one.replace("v", "u") for one in every if _VOWEL.search(one))


@cache  # a few thousand characters, read once each
def pinyin_forms(char: str) -> frozenset[str]:
    """Return the syllables of a character in pinyin alone.

    >>> sorted(pinyin_forms("重"))
    ['chong', 'zhong']
    """
    return frozenset(syllable.replace("v", "u") for syllable in _pinyin_syllables(char))


def surname_forms(surname: str) -> frozenset[str]:
    """Return the plain letters of a surname, also as they are written outside the mainland.

    >>> sorted(surname_forms("许"))
    ['hsu', 'hui', 'koh', 'xu']
    """
    if len(surname) > 1:
        return frozenset(name_spellings(surname))
    return syllable_forms(surname).union(_regional_spellings().get(surname, ()))


@cache  # read once a process
def all_surname_forms() -> frozenset[str]:
    """Return the plain letters of all surnames."""
    return frozenset().union(*map(surname_forms, load_surnames()))


@cache  # read once a process
def _regional_spellings() -> dict[str, list[str]]:
    rows = _ELSEWHERE.replace("\n", "|").strip("|").split("|")
    return {row[0]: row[2:].split() for row in rows}


def given_forms(name: str, *, apart: bool) -> frozenset[str]:
    """Return the plain letters of a given name; Wade-Giles puts its syllables `apart`.

    >>> sorted(given_forms("建国", apart=True))
    ['chienkuo', 'jianguo']
    """
    choices = [[one.replace("v", "u") for one in _pinyin_syllables(char)] for char in name]
    plain = {"".join(both) for both in product(*choices)}
    giles = {"".join(map(to_wade_giles, both)) for both in product(*choices)} if apart else set()
    return frozenset(plain | giles)


@lru_cache(maxsize=8192)  # a name is spelt for matching, for spellings and for each of its places
def name_spellings(name: str) -> tuple[str, ...]:
    """Return the plain letters of a name in pinyin and in Wade-Giles, surname first and last.

    >>> "xiaopingdeng" in name_spellings("邓小平"), "maotsetung" in name_spellings("毛泽东")
    (True, True)
    """
    choices = [_pinyin_syllables(char) for char in name]
    if not all(choices):
        return ()
    cut = 2 if name[:2] in load_surnames() and len(name) > 2 else 1
    out: dict[str, None] = {}
    for number, syllables in enumerate(product(*choices)):
        if number == MOST:
            break
        pinyin = [syllable.replace("v", "u") for syllable in syllables]
        giles = [to_wade_giles(syllable) for syllable in pinyin]
        for spelt in (pinyin, giles):
            out["".join(spelt)] = None
            out["".join(spelt[cut:] + spelt[:cut])] = None
    return tuple(out)
