"""Whether a name stands in Chinese text as a word does, or is cut out of other words by chance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.names.chinese_names import SUM_LOAN, Name, NameKind
from aligncheck.names.gazetteer import load_loan_weights, load_names
from aligncheck.text.words import WordTable, zh_word_table

MEAN_LOAN = 1.0  # least mean weight of a word that is itself a foreign name or a piece of one
KINDS = frozenset("省市县区州国人队方军")  # 上海 in 上海市, 美国 in 美国人
_AREAS = frozenset("省市县州")
_WATERS = frozenset(["River", "Lake", "Mountain", "Mountains", "Sea", "Strait", "Bay"])


def names_overlap(one: Name, other: Name) -> bool:
    """Return whether two names have a place in common."""
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def stands_as_words(name: Name, text: str, lexicon: Lexicon) -> bool:
    """Return whether the name is cut out of `text` as the words are, at one place at least.

    大环 is no name in 重大环境, nor is a run of common words that foreign names are written with.
    """
    cut = zh_word_table(text)
    return any(_fits_words(name, span, cut, lexicon) for span in name.spans)


def is_word(name: Name, text: str) -> bool:
    """Return whether the name is one of the words of `text`, at one place at least."""
    cut = zh_word_table(text)
    for span in name.spans:
        at = bisect_left(cut.starts, span.start)
        if cut.starts[at : at + 1] == [span.start] and cut.ends[at] == span.end:
            return True
    return False


def _fits_words(name: Name, place: Span, cut: WordTable, lexicon: Lexicon) -> bool:
    low, high = bisect_right(cut.ends, place.start), bisect_left(cut.starts, place.end)
    listed = name.kind is NameKind.LISTED
    if cut.starts[low] != place.start or cut.ends[high - 1] != place.end:
        fits = (
            listed
            and high - low == 1
            and _is_part_of_word(name, place.start - cut.starts[low], cut.texts[low], lexicon)
        )
    else:
        fits = (
            listed
            or "·" in name.text
            or not any(_is_common_word(word, lexicon) for word in cut.texts[low:high])
        )
    return fits and not _is_other_kind(name, place, cut, high)


def _is_common_word(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word is known and not written as foreign names are."""
    return len(word) > 1 and word in lexicon.zh and not _is_loan_word(word)


def _is_other_kind(name: Name, place: Span, cut: WordTable, after: int) -> bool:
    """Return whether a river's name stands before 省: another place of the same characters."""
    if cut.starts[after : after + 1] != [place.end] or cut.texts[after][0] not in _AREAS:
        return False
    kinds = {form.rpartition(" ")[2] for form in load_names().english(name.text)}
    return bool(kinds) and kinds <= _WATERS


def _is_loan_word(word: str) -> bool:
    """Return whether a word is written as foreign names are: 利文斯."""
    weights = load_loan_weights()
    return sum(weights.get(char, -SUM_LOAN) for char in word) >= MEAN_LOAN * len(word)


def _is_part_of_word(name: Name, low: int, word: str, lexicon: Lexicon) -> bool:
    """Return whether the name is a part of one longer word that falls into names: 中国香港.

    What stands behind it may be another known word: 北京地区.
    """
    before, after = word[:low], word[low + len(name.text) :]
    held = load_names().forms
    if before and before not in held:
        return False
    return not after or after in held or after in KINDS or _is_common_word(after, lexicon)
