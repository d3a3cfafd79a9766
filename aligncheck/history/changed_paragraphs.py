"""Which paragraphs of a document are not as they were, and which earlier ones they go back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from aligncheck.text.normalise import normalise

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
    for j in right:
        bag = _count_letter_pairs(new[j])
        scored += [(-_share_common(bags[i], bag), abs(i - j), i, j) for i in left]
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


def contains_all(texts: Iterable[str], held: Sequence[str]) -> bool:
    """Return whether each text is one of the paragraphs `held`, spaces aside."""
    known = {_canonical(text) for text in held}
    return all(_canonical(text) in known for text in texts)


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
