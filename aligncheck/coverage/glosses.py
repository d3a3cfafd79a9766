"""Names that a gloss in brackets says: 荷兰合作银行（Rabobank） is whole as "Rabobank"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligncheck.models.encoder import Mask
from aligncheck.text.words import Word, is_content_zh

OPEN, CLOSE = "（(", "）)"
BORDERS = frozenset("据 在 对 由 从 向 把 被 将 是 为 以 与 和 及 跟 给 让 到 自 于 按 因".split())
"""Words of one character that stand before a name and do not belong to it."""
LONGEST = 10  # words of a name
SAID = 0.1  # what the probability of a word of such a name being omitted is multiplied by


def find_glossed(zh: Sequence[Word], en: Sequence[Word]) -> Mask:
    """Return (n,) which source words belong to a name that the target says by its Latin gloss.

    Both orders count: a Chinese name with the Latin one in brackets, and the reverse.
    """
    glossed = np.zeros(len(zh), dtype=bool)
    said = {word.text.casefold() for word in en}
    for at, word in enumerate(zh):
        if word.text not in OPEN:
            continue
        end = next((k for k in range(at + 1, len(zh)) if zh[k].text in CLOSE), None)
        if end is None or end - at - 1 > LONGEST:
            continue
        inside = range(at + 1, end)
        before = _name_before(zh, at)
        if _is_said(zh, inside, said):
            glossed[before] = True
        elif at and _is_said(zh, range(at - 1, at), said):
            glossed[list(inside)] = True
    return glossed


def _name_before(zh: Sequence[Word], end: int) -> list[int]:
    """Return the places of the content words that stand together before `end`."""
    found: list[int] = []
    for k in range(end - 1, max(-1, end - 1 - LONGEST), -1):
        if not is_content_zh(zh[k].text) or zh[k].text in BORDERS:
            break
        found.append(k)
    return found


def _is_said(zh: Sequence[Word], places: range, said: set[str]) -> bool:
    """Return whether the words are Latin, and all of them stand in the target."""
    words = [zh[k].text.casefold() for k in places if zh[k].text.strip(" .-&·")]
    latin = [word for word in words if word.isascii() and any(map(str.isalpha, word))]
    return bool(latin) and len(latin) == len(words) and said.issuperset(latin)
