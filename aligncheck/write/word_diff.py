"""Mark the words in which two versions of a text differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LEAST = 2  # words alike in a row worth keeping between two changes: one alone is chance
LARGEST = 4_000_000  # word comparisons spent on one paragraph, about half a second


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both versions have, or that only this one has."""

    text: str
    changed: bool


def diff_words(old: str, new: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Cut both texts where they differ; each text is the sum of its stretches.

    >>> old, new = diff_words("the value of the reached", "the value reached")
    >>> [stretch.text for stretch in old if stretch.changed]
    ['of the']
    """
    before, after = _split_tokens(old), _split_tokens(new)
    left, right = _StretchCollector(before), _StretchCollector(after)
    for one, other, length in _find_common_runs(
        [t.strip() for t in before], [t.strip() for t in after]
    ):
        left.keep(one, length)
        right.keep(other, length)
    return left.finish_stretches(), right.finish_stretches()


def weave_words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return both texts in one: (sign, words), "-" for what went, "+" for what came, "=" for both.

    >>> weave_words("the value of the reached", "the value reached")
    (('=', 'the value '), ('-', 'of the '), ('=', 'reached'))
    """
    before, after = _split_tokens(old), _split_tokens(new)
    woven: list[tuple[str, str]] = []
    at_old = at_new = 0
    runs = _find_common_runs([t.strip() for t in before], [t.strip() for t in after])
    for one, other, length in [*runs, (len(before), len(after), 0)]:
        woven.append(("-", "".join(before[at_old:one])))
        woven.append(("+", "".join(after[at_new:other])))
        woven.append(("=", "".join(after[other : other + length])))
        at_old, at_new = one + length, other + length
    return tuple((sign, words) for sign, words in woven if words)


def mark_words(old: str, new: str) -> str:
    """Return both texts in one, what went as [-…-] and what came as {+…+}, as git does."""
    marks = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}"}
    pieces = []
    for sign, words in weave_words(old, new):
        bare = words.rstrip()
        pieces.append(marks[sign].format(bare) + words[len(bare) :] if bare else words)
    return "".join(pieces)


class _StretchCollector:
    """Collects the stretches of one text from its first token to its last."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.found: list[Stretch] = []

    def keep(self, start: int, length: int) -> None:
        """Take over what comes before `start` as changed, then `length` tokens as they were."""
        self._take_until(start, changed=True)
        self._take_until(start + length, changed=False)

    def finish_stretches(self) -> tuple[Stretch, ...]:
        """Return the stretches, those at the end included."""
        self._take_until(len(self.tokens), changed=True)
        return tuple(self.found)

    def _take_until(self, end: int, *, changed: bool) -> None:
        text = "".join(self.tokens[self.at : end])
        words = text.rstrip() if changed else text  # space after a change is no part of it
        self.found += [Stretch(words, changed)] if words else []
        self.found += [Stretch(text[len(words) :], False)] if len(words) < len(text) else []
        self.at = max(self.at, end)


def _split_tokens(text: str) -> list[str]:
    """Cut into words, marks and Chinese characters, each with the space after it."""
    return re.findall(r"\s+|\d+(?:[.,]\d+)+\s*|[^\W\u2e80-\U0002ffff]+\s*|[^\s]\s*", text)


def _find_common_runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return (old, new, length) of the stretches both have, in order."""
    head = _common_length(old, new)
    tail = _common_length(old[head:][::-1], new[head:][::-1])
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    blocks = [(0, 0, head)]
    if len(left) * len(right) <= LARGEST:
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        blocks += [
            (block.a + head, block.b + head, block.size)
            for block in matcher.get_matching_blocks()
            if block.size >= LEAST
        ]
    blocks.append((len(old) - tail, len(new) - tail, tail))
    return [block for block in blocks if block[2]]


def _common_length(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many tokens the two begin with alike."""
    length = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        length += 1
    return length
