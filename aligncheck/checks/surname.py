"""AC305 for a Chinese person who is given another's surname: 李明华 as "Zhang Minghua".

Read from the English, as most Chinese names stand without a title that would tell them: a surname
beside two syllables, which two characters of the Chinese spell behind another surname.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.names.english import English, Token, read_en
from aligncheck.text.names.pinyin import may_write, spellings, wade_giles, written
from aligncheck.text.names.sound import letters
from aligncheck.text.names.store import names, readings, surnames
from aligncheck.text.words import zh_words

SURE = 0.85
LONGEST = 6  # letters of a syllable
_BESIDE = frozenset({" ", "-", "\u00a0"})  # between a surname and a given name
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
游 yau|施 sze|翁 yung|邓 tang
"""


def find(pair: Pair) -> Iterator[Finding]:
    """Yield the persons whose given name stands beside a surname that the Chinese has not."""
    if pair.source is None or pair.target is None:
        return
    zh, english = pair.source.text, read_en(pair.target.text)
    for surname, given in _persons(english):
        if any(surname.letters in _surname(char) for char in set(zh)):
            continue
        place = _place(zh, given, english)
        if place is not None and not _is_form(surname, place.cut(zh)):
            quote, form = place.cut(zh), written(place.cut(zh))
            message = f"{quote} is {form}; the translation gives the surname {surname.text}."
            yield Finding("AC305", pair.id, message, SURE, (place,), (surname.span,), form)


def _is_form(surname: Token, name: str) -> bool:
    """Tell whether a listed form of the name is written with this surname."""
    return any(surname.letters in map(letters, form.split()) for form in names().english(name))


def _persons(english: English) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield the surnames of Chinese persons and the given names beside them, of a word or two."""
    for run in _runs(english):
        for at, token in enumerate(run):
            if token.letters not in _surnames():
                continue
            before = (at - 1, at + 1, at + 2), (at - 1, at + 1, at + 3)
            behind = (at + 1, at - 1, at), (at + 1, at - 2, at)
            for beyond, low, high in (*before, *behind):
                if low < 0 or high > len(run):
                    continue
                part = 0 <= beyond < len(run) and run[beyond].letters in _syllables()
                if not part and _is_given(_letters(run[low:high])):  # no part: Hong Kong Aili
                    yield token, run[low:high]


def _letters(tokens: Iterable[Token]) -> str:
    return "".join(token.letters for token in tokens)


def _runs(english: English) -> Iterator[list[Token]]:
    """Yield the words with a capital that stand side by side, as those of a name do."""
    run: list[Token] = []
    for token in english.tokens:
        if run and english.text[run[-1].end : token.start] not in _BESIDE:
            yield run
            run = []
        if token.capital:
            run.append(token)
    yield run


@lru_cache(maxsize=8192)
def _is_given(joined: str) -> bool:
    """Tell whether the letters are two Chinese syllables."""
    return any(
        joined[:at] in _syllables() and joined[at:] in _syllables()
        for at in range(1, min(len(joined), LONGEST + 1))
    )


def _place(zh: str, given: Sequence[Token], english: English) -> Span | None:
    """Return where the Chinese has the given name behind a surname that the English has not."""
    joined = _letters(given)
    apart = len(given) > 1 or "-" in given[0].text
    spans: list[Span] = []
    for at in range(1, len(zh) - 1):
        if may_write(zh[at], joined) and joined in _given(zh[at : at + 2], apart):
            start = at - 2 if at > 1 and zh[at - 2 : at] in surnames() else at - 1
            spans.append(Span(start, at + 2))
    if not spans:
        return None
    words = [word.span for word in zh_words(zh)]
    starts, ends = {word.start for word in words}, {word.end for word in words}
    for span in spans:
        surname = zh[span.start : span.end - 2]
        whole = span.start in starts and span.end in ends
        if whole and surname in surnames() and english.capitals.isdisjoint(_surname(surname)):
            return span
    return None


@lru_cache(maxsize=8192)
def _given(name: str, apart: bool) -> frozenset[str]:
    """Return the spellings of a given name; Wade-Giles puts its syllables `apart`."""
    choices = [[one.replace("v", "u") for one in readings().get(c, "").split()] for c in name]
    plain = {"".join(both) for both in product(*choices)}
    giles = {"".join(map(wade_giles, both)) for both in product(*choices)} if apart else set()
    return frozenset(plain | giles)


@lru_cache(maxsize=1024)
def _surname(name: str) -> frozenset[str]:
    """Return how a surname may be spelt."""
    if len(name) > 1:
        return frozenset(spellings(name))
    known = [syllable.replace("v", "u") for syllable in readings().get(name, "").split()]
    return frozenset((*known, *map(wade_giles, known), *_elsewhere().get(name, ())))


@cache
def _elsewhere() -> dict[str, list[str]]:
    rows = _ELSEWHERE.replace("\n", "|").strip("|").split("|")
    return {row[0]: row[2:].split() for row in rows}


@cache
def _surnames() -> frozenset[str]:
    """Return the spellings of all Chinese surnames."""
    return frozenset().union(*map(_surname, surnames()))


@cache
def _syllables() -> frozenset[str]:
    """Return all syllables, in pinyin and in Wade-Giles."""
    known = {one.replace("v", "u") for row in readings().values() for one in row.split()}
    return frozenset(known.union(map(wade_giles, known)))
