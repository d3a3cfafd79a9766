"""Which paragraphs of a document are not as they were, and which earlier ones they go back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from aligncheck.text.normalise import normalise

REACH = 50  # paragraphs of a rewritten stretch, before and after, that are compared
TELLING = 20  # letters by which a part of a paragraph is known again
ALIKE = 0.3  # share of common pairs of letters from which a text is an edit of another


@dataclass(frozen=True, slots=True)
class ParagraphChanges:
    """Changes from an earlier version to a later one.

    `changed` are paragraphs of the later version that the earlier one does not have there, `gone`
    the places in front of which the earlier one has more.
    """

    changed: frozenset[int]
    gone: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


def find_changes(old: Sequence[str] | None, new: Sequence[str]) -> ParagraphChanges:
    """Compare two versions by paragraphs; all are new where there was none before."""
    if old is None:
        return ParagraphChanges(frozenset(range(len(new))), frozenset())
    changed: set[int] = set()
    gone: set[int] = set()
    for tag, low, high, first, last in _compare_texts(old, new):
        if tag == "equal":
            continue
        changed |= set(range(first, last))
        if high - low > last - first:
            gone |= {first, last}
    return ParagraphChanges(frozenset(changed), frozenset(gone))


def match_paragraphs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Map paragraphs of a later version to those of an earlier one: equal ones, then edited ones.

    Where a stretch was rewritten, paragraphs match that have most letters in common, or else
    stand at the same place of a stretch that is as long as before.
    """
    matched: dict[int, int] = {}
    rest_old: list[int] = []
    rest_new: list[int] = []
    for tag, low, high, first, last in _compare_texts(old, new):
        if tag == "equal":
            matched |= dict(zip(range(first, last), range(low, high), strict=True))
            continue
        rest_old += range(low, high)
        rest_new += range(first, last)
    places = {_canonical(old[i]): i for i in reversed(rest_old)}
    for j in rest_new:
        i = places.pop(_canonical(new[j]), None)
        if i is not None:  # moved as it was
            matched[j] = i
    taken = set(matched.values())
    left = [i for i in rest_old if i not in taken]
    right = [j for j in rest_new if j not in matched]
    return matched | _match_edited(old, new, left, right)


def _match_edited(
    old: Sequence[str], new: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> dict[int, int]:
    bags = {i: _count_letter_pairs(old[i]) for i in left}
    scored = []
    for rank, j in enumerate(right):
        bag = _count_letter_pairs(new[j])
        middle = rank * len(left) // len(right)
        near = left[max(0, middle - REACH) : middle + REACH]
        scored += [(-_share_common(bags[i], bag), abs(i - j), i, j) for i in near]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, i, j in sorted(scored):
        if -score >= ALIKE and i not in taken and j not in matched:
            matched[j] = i
            taken.add(i)
    open_old = [i for i in left if i not in taken]
    open_new = [j for j in right if j not in matched]
    if len(left) == len(right) and len(open_old) == len(open_new):
        matched |= dict(zip(open_new, open_old, strict=True))
    return matched


def is_same_text(one: str, other: str) -> bool:
    """Return whether two texts have the same letters and digits: no other change is one of words.

    >>> is_same_text("他说：“好”。", "他说：「好」。")
    True
    """
    return _keep_letters(one) == _keep_letters(other)


class KnownTexts:
    """The paragraphs of one version, asked many times whether they hold a text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.paragraphs = frozenset(_canonical(text) for text in texts)

    @cached_property
    def letters(self) -> str:
        """The letters and digits of all paragraphs, one after the other."""
        return join_letters(self.texts)

    def has_paragraph(self, text: str) -> bool:
        """Return whether a text is one of the paragraphs, spaces aside."""
        return _canonical(text) in self.paragraphs

    def says_all(self, texts: Iterable[str]) -> bool:
        """Return whether each text is one of the paragraphs, or part of what they say.

        Paragraphs that were joined or cut are still there; a short one must stand by itself.
        """
        rest = [_keep_letters(text) for text in texts if not self.has_paragraph(text)]
        return all(len(letters) >= TELLING and letters in self.letters for letters in rest)


def join_letters(texts: Iterable[str]) -> str:
    """Return the letters and digits of texts, one after the other."""
    return "".join(_keep_letters(text) for text in texts)


def is_cut_otherwise(old: str, new: str, old_whole: str, new_whole: str) -> bool:
    """Return whether two paragraphs differ by where they were cut, and by nothing that they say.

    `old_whole` and `new_whole` are the letters of their documents.
    """
    return _keep_letters(new) in old_whole and _keep_letters(old) in new_whole


def _compare_texts(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    before, after = ([_canonical(text) for text in side] for side in (old, new))
    return list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())


def _canonical(text: str) -> str:
    return " ".join(text.split())


def _keep_letters(text: str) -> str:
    return "".join(c for c in normalise(text).text.casefold() if c.isalnum())


def share_letters(one: str, other: str) -> float:
    """Return the share (0 to 1) of neighbouring letters that two texts have in common."""
    return _share_common(_count_letter_pairs(one), _count_letter_pairs(other))


def _count_letter_pairs(text: str) -> Counter[str]:
    kept = _keep_letters(text)
    return Counter(kept[i : i + 2] for i in range(max(1, len(kept) - 1)))


def _share_common(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())
