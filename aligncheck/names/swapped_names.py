"""Known names that the English exchanges for others: 湖北 as "Hunan", 默克尔 as "Macron".

The English word is a known form of names of which the Chinese has none, and without it the English
does not say a name that the Chinese has. Both must be of one kind: a country takes the place of a
country, a person that of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from aligncheck.models.lexicon import Lexicon
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.english_names import EnglishText, NameToken
from aligncheck.names.gazetteer import load_names, load_readings
from aligncheck.names.matching import says_name
from aligncheck.names.name_forms import GENERIC
from aligncheck.names.name_readings import NameReading
from aligncheck.names.name_sounds import form_by_sound
from aligncheck.names.names_in_words import is_word
from aligncheck.names.transliteration import latin_letters, strip_to_letters
from aligncheck.text.normalise import normalise
from aligncheck.text.words import stem_word

LEAST_LETTERS = 4
SHORT = 40  # characters of a text in which all is near
NEAR = 0.35  # how far apart, as shares of the texts, the two may stand
_OFTEN_ADDED = frozenset("中国 美国 北京".split())  # and left out, where the context says it
# What is lost of a form, and put in its place, to say "of that place": Nigeria, Nigerian.
_ENDINGS = ("n", "an", "ian", "i", "ese", "s")
_COUNTRIES = frozenset(
    """
    中国 美国 英国 法国 德国 俄罗斯 日本 韩国 朝鲜 越南 老挝 柬埔寨 泰国 缅甸 印度
    巴基斯坦 孟加拉国 尼泊尔 斯里兰卡 印度尼西亚 马来西亚 菲律宾 新加坡 文莱 蒙古
    哈萨克斯坦 乌兹别克斯坦 土库曼斯坦 吉尔吉斯斯坦 塔吉克斯坦 阿富汗 伊朗 伊拉克 叙利亚
    约旦 黎巴嫩 以色列 巴勒斯坦 沙特阿拉伯 也门 阿曼 卡塔尔 科威特 巴林 土耳其 格鲁吉亚
    亚美尼亚 阿塞拜疆 埃及 利比亚 突尼斯 阿尔及利亚 摩洛哥 苏丹 埃塞俄比亚 索马里 肯尼亚
    乌干达 坦桑尼亚 卢旺达 布隆迪 刚果 安哥拉 赞比亚 津巴布韦 莫桑比克 南非 纳米比亚
    博茨瓦纳 尼日利亚 尼日尔 乍得 马里 塞内加尔 加纳 喀麦隆 加蓬 几内亚 利比里亚
    马达加斯加 毛里求斯 西班牙 葡萄牙 意大利 希腊 瑞士 瑞典 挪威 丹麦 芬兰 冰岛 爱尔兰
    荷兰 比利时 卢森堡 奥地利 波兰 捷克 斯洛伐克 斯洛文尼亚 匈牙利 罗马尼亚 保加利亚
    塞尔维亚 克罗地亚 阿尔巴尼亚 乌克兰 白俄罗斯 立陶宛 拉脱维亚 爱沙尼亚 摩尔多瓦 加拿大
    墨西哥 古巴 巴拿马 哥伦比亚 委内瑞拉 秘鲁 巴西 阿根廷 智利 乌拉圭 巴拉圭 玻利维亚
    厄瓜多尔 澳大利亚 新西兰 斐济
    """.split()
)
_PROVINCES = frozenset(
    "河北 河南 山西 陕西 山东 湖北 湖南 广东 广西 江苏 江西 浙江 安徽 福建 台湾 四川"
    " 贵州 云南 海南 甘肃 青海 宁夏 新疆 西藏 辽宁 吉林 黑龙江 内蒙古 北京 上海 天津 重庆".split()
)
_KIND = re.compile("[省市]$|自治区$")


class SwappedName(NamedTuple):
    """A name of the Chinese, the word of the English in its place, and the usual form."""

    name: Name
    token: NameToken
    form: str


def find_swapped_names(reading: NameReading, lexicon: Lexicon) -> Iterator[SwappedName]:
    """Yield the names that stand for others, each of either side once."""
    names = [name for name in reading.names if _is_known(name, reading.source)]
    if not names:
        return
    zh = normalise(reading.source).text
    strangers = [token for token in reading.english.tokens if _is_stranger(token, zh, lexicon)]
    taken: set[str] = set()
    for token in strangers:
        rest = _without_word(reading.english.text, token.text)
        for name in names:
            if name.text in taken or not _are_of_kind(name.text, token):
                continue
            if latin_letters(token.text) in _form_letters(name.text):
                continue
            if _are_near(reading, name, token) and not says_name(rest, name, lexicon):
                taken.add(name.text)
                form = form_by_sound(name.text) or load_names().english(name.text)[0]
                yield SwappedName(name, token, form)
                break


def _is_known(name: Name, text: str) -> bool:
    """Return whether a name is listed, written by sound, and stands as a word of its own."""
    if name.kind is not NameKind.LISTED or len(name.text) < 2:
        return False
    bare = _KIND.sub("", name.text)
    if bare in _OFTEN_ADDED:
        return False
    sure = bare in _COUNTRIES or bare in _PROVINCES or _is_person(name.text)
    return sure and (is_word(name, text) or len(name.text) > 2)


def _is_stranger(token: NameToken, zh: str, lexicon: Lexicon) -> bool:
    """Return whether a word is a known name, and nothing in the Chinese can be that."""
    sources = _sources(token.letters) if token.capital else ()
    if len(token.letters) < LEAST_LETTERS or not sources or token.letters in GENERIC:
        return False
    if not _OFTEN_ADDED.isdisjoint(sources):
        return False
    if any(source in zh or source[:1] + "国" in zh for source in sources):
        return False
    pinyin = "".join(load_readings().get(char, "").partition(" ")[0] for char in zh)
    if token.letters in pinyin or token.letters in strip_to_letters(zh):
        return False
    stem = stem_word(token.text.lower())
    return not any(one in zh for one in lexicon.sources(stem)[0] if len(one) > 1)


def _are_near(reading: NameReading, name: Name, token: NameToken) -> bool:
    zh, en = max(1, len(reading.source)), max(1, len(reading.english.text))
    apart = [abs(place.start / zh - token.start / en) for place in name.spans]
    return min(apart) <= NEAR or zh < SHORT


def _are_of_kind(name: str, token: NameToken) -> bool:
    """Return whether one of the names that the word can be is of the kind of the name."""
    bare = _KIND.sub("", name)
    sources = _sources(token.letters)
    for kind in (_COUNTRIES, _PROVINCES):
        if bare in kind:
            return any(_KIND.sub("", source) in kind for source in sources)
    return all(map(_is_person, sources))


@lru_cache(maxsize=4096)
def _is_person(name: str) -> bool:
    """Return whether a listed name is that of a person abroad: one form adds a given name."""
    forms = [form for form in load_names().english(name) if "." not in form]
    words = [form.split() for form in forms]
    single = {form for form in forms if " " not in form}
    return any(
        len(one) == 2 and one[1] in single and one[0].lower() not in GENERIC for one in words
    )


@lru_cache(maxsize=4096)
def _form_letters(name: str) -> frozenset[str]:
    forms = load_names().english(name)
    return frozenset(latin_letters(word) for form in forms for word in (form, *form.split()))


@lru_cache(maxsize=1 << 14)
def _sources(letters: str) -> tuple[str, ...]:
    """Return the names that a word is a form of, or an adjective of."""
    table = _names_by_letters()
    found = list(table.get(letters, ()))
    for ending in _ENDINGS:
        if letters.endswith(ending):
            found += table.get(letters[: -len(ending)], ())
    return tuple(dict.fromkeys(found))


@cache
def _names_by_letters() -> dict[str, list[str]]:
    """Return the names by the letters of their forms of one word."""
    out: dict[str, list[str]] = {}
    for name, forms in load_names().forms.items():
        for form in forms.split("|"):
            if form.isalpha():
                out.setdefault(latin_letters(form), []).append(name)
    return out


@lru_cache(maxsize=1024)
def _without_word(text: str, word: str) -> EnglishText:
    """Return a text without one of its words."""
    return EnglishText(re.sub(rf"\b{re.escape(word)}\b", "", text))
