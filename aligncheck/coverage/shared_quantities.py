"""The amounts that a pair says on both sides.

The detector reads words: it takes 740亿 beside "74 billion" for words that were left out and others
that are wrong. Numbers are compared by value, so those that agree are no fault of the pair.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from aligncheck.document import Span
from aligncheck.models.encoder import Mask
from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.quantity import value_key, values_agree
from aligncheck.quantities.zh.chinese_numbers import has_number, read_quantities_zh
from aligncheck.text.words import Word


def find_shared_quantities(zh: str, en: str) -> tuple[list[Span], list[Span]]:
    """Return where the quantities stand that agree with one of the other side.

    Any partner will do, as nothing is told of them; AC301 (checks/numbers.py) pairs them strictly.
    """
    source = read_quantities_zh(zh) if has_number(zh) else []
    target = read_quantities_en(en) if source else []
    meant, said = ({value_key(one) for one in side} for side in (source, target))
    mine = [
        one.span
        for one in source
        if value_key(one) in said or any(values_agree(one, other) for other in target)
    ]
    yours = [
        other.span
        for other in target
        if value_key(other) in meant or any(values_agree(one, other) for one in source)
    ]
    return mine, yours


def mark_covered_words(words: Sequence[Word], spans: Iterable[Span]) -> Mask:
    """Return (words,) whether each word belongs to one of `spans`."""
    marked = np.zeros(len(words), dtype=np.bool_)
    for span in spans:
        low = bisect_right(words, span.start, key=lambda word: word.span.end)
        marked[low : bisect_left(words, span.end, key=lambda word: word.span.start)] = True
    return marked
