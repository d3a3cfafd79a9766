"""Names in Chinese text: those that are listed, foreign ones by their characters, persons.

>>> [name.text for name in read_zh("勃列日涅夫和柯西金在莫斯科会见了霍夫施泰特。")]
['勃列日涅夫', '柯西金', '莫斯科', '霍夫施泰特']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from operator import add

from aligncheck.coverage import lexicon
from aligncheck.document import Span
from aligncheck.text.names.store import Names, loans, names, surnames
from aligncheck.text.normal import normal
from aligncheck.text.words import NUMERALS, Word, zh_words

LEAST_LOAN = 3  # characters of an unlisted foreign name that stands alone
SUM_LOAN = 3.5  # least sum of its characters' weights: logs of how much commoner in foreign names
MEAN_LOAN = 1.0  # least mean weight of a word that is itself a foreign name or a piece of one
KINDS = frozenset("省市县区州国人队方军")  # 上海 in 上海市, 美国 in 美国人
_AREAS = frozenset("省市县州")
_WATERS = frozenset(["River", "Lake", "Mountain", "Mountains", "Sea", "Strait", "Bay"])
# Words beside an unlisted person: after the name, then before it.
AFTER = r"先生|女士|同志|教授|博士|主席|总理|部长|院长|校长|将军|书记|委员|夫人|主任|老师|小姐"
BEFORE = r"记者|总统|主席|总理|部长|教授|书记|将军|院长|局长|董事长|总裁|导演|演员|作家|主任"
TITLES = frozenset(f"{AFTER}|{BEFORE}".split("|"))
_TITLES = tuple(TITLES)


class NameKind(StrEnum):
    """How a stretch of Chinese was taken for a name."""

    LISTED = "listed"
    FOREIGN = "foreign"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as compared (simplified characters) and all the places where it stands."""

    text: str
    kind: NameKind
    spans: tuple[Span, ...]


def read_zh(text: str) -> list[Name]:
    """Return the names in a Chinese text, each once; foreign and listed ones may overlap."""
    return list(_read(text))


@lru_cache(maxsize=4096)  # asked for by each pair, and again over the whole document
def _read(text: str) -> tuple[Name, ...]:
    plain = normal(text)
    found: dict[str, tuple[NameKind, list[Span]]] = {}
    foreign = _foreign(plain.text)
    parts = [part for span, _ in foreign for part in _joined(span, plain.text)]
    whole = [(span, kind) for span, kind in _listed(plain.text, names()) if _whole(span, parts)]
    for span, kind in (*whole, *foreign, *_persons(plain.text)):
        name = plain.text[span.start : span.end]
        listed = kind is NameKind.LISTED
        unit = _counted(plain.text, span.start) and not (listed and len(name) > 2)
        if unit or (listed and _office(name)):
            continue
        spans = found.setdefault(name, (kind, []))[1]
        if (back := plain.back(span)) not in spans:
            spans.append(back)
    return tuple(Name(name, kind, tuple(spans)) for name, (kind, spans) in found.items())


def _counted(text: str, start: int) -> bool:
    """Tell whether a number stands before: 万千瓦 and 米高 are units then."""
    return start > 0 and (text[start - 1].isdigit() or text[start - 1] in NUMERALS)


def _office(name: str) -> bool:
    """Tell whether a listed name is an office: 副局长."""
    return name.endswith(_TITLES)


def _joined(name: Span, text: str) -> list[Span]:
    """Return the parts of a name that points join; none if it has no point."""
    found = [
        Span(name.start + part.start(), name.start + part.end())
        for part in re.finditer("[^·]+", name.cut(text))
    ]
    return found if len(found) > 1 else []


def _whole(listed: Span, parts: Sequence[Span]) -> bool:
    """Tell whether a listed name is more than a piece of one part: 斯拉夫 of 扎斯拉夫斯卡娅."""
    around = [part for part in parts if part.start <= listed.start and listed.end <= part.end]
    return all(part == listed for part in around)


def overlap(one: Name, other: Name) -> bool:
    """Tell whether two names have a place in common."""
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def stands(name: Name, text: str) -> bool:
    """Tell whether the name is cut out of `text` as the words are, at one place at least.

    大环 is no name in 重大环境, nor is a run of common words that foreign names are written with.
    """
    words = _words(text)
    return any(_fits(name, span, words) for span in name.spans)


def is_word(name: Name, text: str) -> bool:
    """Tell whether the name is one of the words of `text`, at one place at least."""
    spans = {word.span for word in _words(text)}
    return any(span in spans for span in name.spans)


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(zh_words(text))


def _fits(name: Name, place: Span, words: Sequence[Word]) -> bool:
    if _other_kind(name, place, words):
        return False
    inside = [w for w in words if w.span.start < place.end and place.start < w.span.end]
    if inside[0].span.start != place.start or inside[-1].span.end != place.end:
        return name.kind is NameKind.LISTED and _one(name, place, inside)
    if name.kind is NameKind.LISTED:
        return True
    known = lexicon.load().zh
    common = [w for w in inside if len(w.text) > 1 and w.text in known and not _loan(w.text)]
    return not common or "·" in name.text


def _other_kind(name: Name, place: Span, words: Sequence[Word]) -> bool:
    """Tell whether a river's name stands before 省: another place of the same characters."""
    after = next((word.text for word in words if word.span.start == place.end), "")
    kinds = {form.rpartition(" ")[2] for form in names().english(name.text)}
    return after[:1] in _AREAS and bool(kinds) and kinds <= _WATERS


def _loan(word: str) -> bool:
    """Tell whether a word is written as foreign names are: 利文斯."""
    weights = loans()
    return sum(weights.get(char, -SUM_LOAN) for char in word) >= MEAN_LOAN * len(word)


def _one(name: Name, place: Span, inside: Sequence[Word]) -> bool:
    """Tell whether the name is a part of one longer word that falls into names: 中国香港.

    What stands behind it may be another known word: 北京地区.
    """
    if len(inside) != 1:
        return False
    low = place.start - inside[0].span.start
    before, after = inside[0].text[:low], inside[0].text[low + len(name.text) :]
    held = names().forms
    word = len(after) > 1 and after in lexicon.load().zh and not _loan(after)
    known = after in held or after in KINDS or word
    return (not before or before in held) and (not after or known)


def _listed(text: str, held: Names) -> list[tuple[Span, NameKind]]:
    """Find listed names from left to right: the longest, and those that it begins with."""
    forms = held.forms
    out = []
    taken = 0
    begins = map(held.lengths.get, map(add, text, text[1:]))
    for start, lengths in enumerate(begins):
        if lengths is None or start < taken:
            continue
        for length in lengths:
            if text[start : start + length] in forms and start + length <= len(text):
                out.append((Span(start, start + length), NameKind.LISTED))
                taken = max(taken, start + length)
    return out


def _foreign(text: str) -> list[tuple[Span, NameKind]]:
    """Find runs of characters that write foreign names, also joined by a point."""
    out = []
    for found in _runs().finditer(text):
        low, high = _best(found.group())
        if "·" in found.group():
            low = _after_a_word(text, found.start()) - found.start()
        run = found.group()[low:high]
        if len(run) > 1:
            out.append((Span(found.start() + low, found.start() + high), NameKind.FOREIGN))
    return out


def _after_a_word(text: str, start: int) -> int:
    """Return `start`, or where the word ends that it would cut: 家 of 社会学家 begins no name."""
    cut = (w.span for w in _words(text) if w.span.start < start < w.span.end)
    return next((span.end for span in cut), start)


def _best(run: str) -> tuple[int, int]:
    """Return the stretch of a run whose weights sum highest; (0, 0) if that is too little."""
    if "·" in run:
        return 0, len(run)
    weights = loans()
    best, low, high = 0.0, 0, 0
    total, start = 0.0, 0
    for at, char in enumerate(run):
        if total <= 0:
            total, start = 0.0, at
        total += weights[char]
        if total > best:
            best, low, high = total, start, at + 1
    enough = high - low >= LEAST_LOAN and best >= SUM_LOAN
    return (low, high) if enough else (0, 0)


@cache
def _runs() -> re.Pattern[str]:
    chars = "".join(loans())
    return re.compile(rf"[{chars}]{{3,}}(?:·[{chars}]+)*|[{chars}]{{2}}(?:·[{chars}]+)+")


def _persons(text: str) -> list[tuple[Span, NameKind]]:
    """Find surname and given name beside a title."""
    return [(Span(*found.span("name")), NameKind.PERSON) for found in _person().finditer(text)]


@cache
def _person() -> re.Pattern[str]:
    single = "".join(name for name in surnames() if len(name) == 1)
    double = "|".join(name for name in surnames() if len(name) == 2)
    name = rf"(?P<name>(?:{double}|[{single}])[\u4e00-\u9fff]{{1,2}})"
    return re.compile(rf"{name}(?={AFTER})")
