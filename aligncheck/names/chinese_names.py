"""Names in Chinese text: those that are listed, foreign ones by their characters, persons.

>>> [name.text for name in find_names_zh("勃列日涅夫和柯西金在莫斯科会见了霍夫施泰特。")]
['勃列日涅夫', '柯西金', '莫斯科', '霍夫施泰特']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from aligncheck.document import Span
from aligncheck.names.gazetteer import hash_pairs, load_loan_weights, load_names, load_surnames
from aligncheck.text.normalise import NormalisedText, normalise
from aligncheck.text.words import NUMERALS, zh_word_table

LEAST_LOAN = 3  # characters of an unlisted foreign name that stands alone
SUM_LOAN = 3.5  # least sum of its characters' weights: logs of how much commoner in foreign names
LAST = 0xFFFF  # no foreign name is written with a character behind it
SLACK = 1e-6  # for sums of floats in another order
# Words beside an unlisted person: after the name, then before it.
AFTER = r"先生|女士|同志|教授|博士|主席|总理|部长|院长|校长|将军|书记|委员|夫人|主任|老师|小姐"
BEFORE = r"记者|总统|主席|总理|部长|教授|书记|将军|院长|局长|董事长|总裁|导演|演员|作家|主任"
TITLES = frozenset(f"{AFTER}|{BEFORE}".split("|"))
_TITLES = tuple(TITLES)
_AFTER = re.compile(AFTER)
_PART = re.compile("[^·]+")


class NameKind(StrEnum):
    """How a stretch of Chinese was taken for a name."""

    LISTED = "listed"
    FOREIGN = "foreign"
    PERSON = "person"


Place = tuple[int, int, NameKind]  # from where to where, and how it was found


@dataclass(frozen=True, slots=True)
class Name:
    """A name as compared (simplified characters) and all the places where it stands."""

    text: str
    kind: NameKind
    spans: tuple[Span, ...]


def find_names_zh(text: str) -> list[Name]:
    """Return the names in a Chinese text, each once; foreign and listed ones may overlap."""
    return list(find_names_in_texts([text])[text])


def find_names_in_texts(texts: Iterable[str]) -> dict[str, tuple[Name, ...]]:
    """Return the names of each text: many are read faster at once, as one long text."""
    new = list(dict.fromkeys(texts))
    plains = list(map(normalise, new))
    whole = "\n".join([plain.text for plain in plains])
    firsts = list(accumulate([len(plain.text) + 1 for plain in plains], initial=0))
    places: dict[int, list[Place]] = {}
    for place in _find_places(whole):
        places.setdefault(bisect_right(firsts, place[0]) - 1, []).append(place)
    found: dict[str, tuple[Name, ...]] = dict.fromkeys(new, ())
    for at, (text, plain) in enumerate(zip(new, plains, strict=True)):
        if held := places.get(at):
            found[text] = _read_names(text, plain, held, whole, firsts[at])
    return found


def _find_places(text: str) -> list[Place]:
    """Return where names may stand, by how they were found; no name goes over a line."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    begun = np.flatnonzero(load_names().begun[hash_pairs(codes[:-1], codes[1:])]).tolist()
    return [
        *_find_listed(text, begun),
        *_find_foreign(text, _find_loan_starts(codes)),
        *_find_persons(text),
    ]


def _read_names(
    source: str, plain: NormalisedText, places: Iterable[Place], whole: str, first: int
) -> tuple[Name, ...]:
    """Read a text that stands in the whole at `first`."""
    if "·" in plain.text:
        places = _trim_pointed_names(
            source if plain.origin is None else plain.text, places, whole, first
        )
    found: dict[str, tuple[NameKind, list[Span]]] = {}
    for start, end, kind in places:
        name = whole[start:end]
        listed = kind is NameKind.LISTED
        unit = _follows_number(whole, start) and not (listed and len(name) > 2)
        if unit or (listed and _is_office(name)):
            continue
        spans = found.setdefault(name, (kind, []))[1]
        if (back := plain.back(Span(start - first, end - first))) not in spans:
            spans.append(back)
    return tuple([Name(name, kind, tuple(spans)) for name, (kind, spans) in found.items()])


def _trim_pointed_names(text: str, places: Iterable[Place], whole: str, first: int) -> list[Place]:
    """Let names that points join begin where a word does, and take what is listed of a part out."""
    out: list[Place] = []
    parts: list[tuple[int, int]] = []
    for start, end, kind in places:
        if kind is NameKind.FOREIGN and "·" in whole[start:end]:
            start = first + _skip_cut_word(text, start - first)
            parts += _pointed_parts(start, end, whole)
        if end - start > 1:
            out.append((start, end, kind))
    return [
        place for place in out if place[2] is not NameKind.LISTED or _is_whole_part(place, parts)
    ]


def _follows_number(text: str, start: int) -> bool:
    """Return whether a number stands before: 万千瓦 and 米高 are units then."""
    return start > 0 and (text[start - 1].isdigit() or text[start - 1] in NUMERALS)


def _is_office(name: str) -> bool:
    """Return whether a listed name is an office: 副局长."""
    return name.endswith(_TITLES)


def _pointed_parts(start: int, end: int, text: str) -> list[tuple[int, int]]:
    """Return the parts of a name that points join; none if it has no point."""
    if "·" not in text[start:end]:
        return []
    return [part.span() for part in _PART.finditer(text, start, end)]


def _is_whole_part(listed: Place, parts: Sequence[tuple[int, int]]) -> bool:
    """Return whether a listed name is more than a piece of one part: 斯拉夫 of 扎斯拉夫斯卡娅."""
    start, end, _ = listed
    return all(part == (start, end) for part in parts if part[0] <= start and end <= part[1])


def _find_listed(text: str, begun: Sequence[int]) -> list[Place]:
    """Find listed names from left to right: the longest, and those that it begins with."""
    forms, lengths = load_names().forms, load_names().lengths
    out = []
    taken = 0
    for start in begun:
        if start < taken:
            continue
        for length in lengths.get(text[start : start + 2], ()):
            if text[start : start + length] in forms and start + length <= len(text):
                out.append((start, start + length, NameKind.LISTED))
                taken = max(taken, start + length)
    return out


def _find_loan_starts(codes: NDArray[np.uint32]) -> list[int]:
    """Return where runs of characters begin that may be foreign names, and a few that are none."""
    weights = _loan_weights()[np.minimum(codes, LAST)]
    held = ~np.isnan(weights)
    edges = np.flatnonzero(np.diff(held, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    sums = np.append(0.0, np.cumsum(np.where(weights > 0, weights, 0.0)))
    sizes = ends - starts
    enough = (sizes >= LEAST_LOAN) & (sums[ends] - sums[starts] > SUM_LOAN - SLACK)
    point = (sizes > 1) & (np.append(codes, 0)[ends] == ord("·"))
    return list(map(int, starts[enough | point]))


def _find_foreign(text: str, begun: Sequence[int]) -> list[Place]:
    """Find runs of characters that write foreign names, also joined by a point."""
    out = []
    taken = 0
    for first in begun:
        found = _loan_pattern().match(text, first) if first >= taken else None
        if found is None:
            continue
        start, end = found.span()
        taken = end
        if "·" not in found.group():
            low, high = _best_stretch(found.group())
            start, end = start + low, start + high
        if end - start > 1:
            out.append((start, end, NameKind.FOREIGN))
    return out


def _skip_cut_word(text: str, start: int) -> int:
    """Return `start`, or where the word ends that it would cut: 家 of 社会学家 begins no name."""
    cut = zh_word_table(text)
    at = bisect_right(cut.ends, start)
    return cut.ends[at] if cut.starts[at] < start else start


def _best_stretch(run: str) -> tuple[int, int]:
    """Return the stretch of a run whose weights sum highest; (0, 0) if that is too little."""
    weights = load_loan_weights()
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


@cache  # read once a process
def _loan_weights() -> NDArray[np.float64]:
    """Return the weight of each character, NaN for what no foreign name is written with."""
    weights = np.full(LAST + 1, np.nan)
    weights[[ord(char) for char in load_loan_weights()]] = list(load_loan_weights().values())
    return weights


@cache  # read once a process
def _loan_pattern() -> re.Pattern[str]:
    char = f"[{''.join(load_loan_weights())}]"
    return re.compile(rf"{char}{{2}}(?:{char}+(?:·{char}+)*|(?:·{char}+)+)")


def _find_persons(text: str) -> list[Place]:
    """Find surname and given name beside a title, in the lines that have one."""
    out: list[Place] = []
    end = 0
    for title in _AFTER.finditer(text):
        if title.start() >= end:
            start = text.rfind("\n", 0, title.start()) + 1
            end = (text.find("\n", start) + 1 or len(text) + 1) - 1
            found = _person_pattern().finditer(text, start, end)
            out += [(*one.span("name"), NameKind.PERSON) for one in found]
    return out


@cache  # read once a process
def _person_pattern() -> re.Pattern[str]:
    single = "".join(name for name in load_surnames() if len(name) == 1)
    double = "|".join(name for name in load_surnames() if len(name) == 2)
    name = rf"(?P<name>(?:{double}|[{single}])[\u4e00-\u9fff]{{1,2}})"
    return re.compile(rf"{name}(?={AFTER})")
