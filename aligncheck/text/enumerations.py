"""Lists of either language: A、B、C和D, "a, b, c and d"; 其一…其二…其三, "first … second … third".

>>> text = "有苹果、梨和葡萄。"
>>> [one.cut(text) for one in list_items_zh(text)[0]]
['有苹果', '梨', '葡萄']
"""

from __future__ import annotations

import re

from aligncheck.document import Span
from aligncheck.text.words import zh_words

LEAST = 3  # items of a list
LONGEST = 10  # characters of an item that is no clause of its own
_CLAUSE_ZH = re.compile('[^，。；：:;！？!?（）()“”"《》\n]+')
_AND_ZH = frozenset("和 与 及 以及 或 或者".split())
_MARK_ZH = re.compile(
    r"(?:其(?P<a>[一二三四五六七八九])|(?P<b>[一二三四五六七八九])(?:是|则|曰)|"
    r"第(?P<c>[一二三四五六七八九])(?=[，,、：:]|[是点]))"
)
_PLACE = {char: at for at, char in enumerate("一二三四五六七八九", 1)}
_MARK_EN = re.compile(
    r"\b(?:(?P<n1>first(?:ly)?|one(?= is| was|:)|(?:in|for) the first place)|(?P<n2>second(?:ly)?)"
    r"|(?P<n3>third(?:ly)?)|(?P<n4>fourth(?:ly)?)|(?P<n5>fifth(?:ly)?)|(?P<n6>sixth(?:ly)?)"
    r"|(?P<n7>seventh(?:ly)?)|(?P<n8>eighth(?:ly)?)|(?P<n9>ninth(?:ly)?)|(?P<last>lastly|finally)"
    r")\b(?=,|:| is\b| was\b| are\b| [a-z]+ing\b| to\b| we\b| the\b| it\b| by\b)",
    re.I,
)
_ITEM_EN = r"[^,;:.()“”\"]{2,60}?"
_LIST_EN = re.compile(
    rf"(?P<items>{_ITEM_EN}(?:, {_ITEM_EN})+,? (?:and|or|as well as|&) [^,;:.()“”\"]{{2,60}})", re.I
)


def list_items_zh(text: str) -> list[list[Span]]:
    """Return the items of each list of three and more of Chinese text.

    What stands before the first item and behind the last is still in them.
    """
    found = []
    for clause in _CLAUSE_ZH.finditer(text):
        if "、" not in clause.group():
            continue
        marks = [at for at in range(clause.start(), clause.end()) if text[at] == "、"]
        cuts = [Span(at, at + 1) for at in marks]
        tail = Span(marks[-1] + 1, clause.end())
        cuts += [
            word.span.shift(tail.start) for word in zh_words(tail.cut(text)) if word.text in _AND_ZH
        ][:1]
        starts = [clause.start(), *(cut.end for cut in cuts)]
        ends = [*(cut.start for cut in cuts), clause.end()]
        items = [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
        short = all(one.end - one.start <= LONGEST for one in items[1:-1])
        if len(items) >= LEAST and len(items) == len(starts) and short:
            found.append(items)
    return found


def count_lists_en(text: str) -> list[int]:
    """Return how many items each list of three and more of an English sentence has."""
    counts = []
    for found in _LIST_EN.finditer(text):
        parts = re.split(r",? (?:and|or|as well as|&) |, ", found["items"])
        if len(parts) >= LEAST:
            counts.append(len(parts))
    return counts


def marked_points_zh(text: str) -> list[Span]:
    """Return the points of 其一…其二…其三 in order, each up to the next; none if a number lacks."""
    marks = list(_MARK_ZH.finditer(text))
    numbers = [_PLACE[next(filter(None, mark.groups()))] for mark in marks]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
        return []
    starts = [mark.end() for mark in marks]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True)]


def marked_places_en(text: str) -> list[int]:
    """Return which of "first", "second", … an English text counts its points by, 0 for "last"."""
    found = []
    for mark in _MARK_EN.finditer(text):
        name = mark.lastgroup or ""
        if name.startswith("n"):
            found.append(int(name[1:]))
        elif name == "last":
            found.append(0)
    return found
