"""Take one word out of an English sentence so that a hole is left, for measuring AC401.

Which words leave a hole is settled here by word class, before and apart from any model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligncheck.models.missing_word import Token, split_token_lines
from aligncheck.report import MissingWord

_OWNING = frozenset("the a an its their our your my".split())
_PERSON = frozenset({"he", "she", "they", "we", "i"})
_AUXILIARY = frozenset("is are was were has have had will would can could may must should".split())
_MODAL = frozenset("will would can could may might must should".split())
_OF = frozenset("of from into during among between despite upon by with for at".split())
_AFTER_NOUN = frozenset("of in for from with by at on into during among that which who and".split())
_POINT = frozenset({",", ".", ";", ":"})
_ADJECTIVES = frozenset(
    "political economic social international historical cultural financial global regional "
    "serious large small great important significant different major early recent big huge strong "
    "special rapid severe entire certain basic real long short low good bad military industrial "
    "commercial agricultural traditional federal environmental effective successful".split()
)
_VERBS = frozenset(
    "announced became reached showed caused made took received provided includes included has had "
    "is was are were lost won built created established faced gave held offers offered introduced "
    "published required reported requires needs wants represents produced increased reduced "
    "replaced supported rejected approved joined entered followed described".split()
)
_FUNCTION = frozenset(
    "the a an of in to for from with by at on into and or but that which who not no so as if than "
    "this these those it its his her their our your my he she they we i you all more most very "
    "such there then now also only just even is are was were be been has have had will would can "
    "could may might must should do does did when where what how why because while up out".split()
)


@dataclass(frozen=True, slots=True)
class RemovedWord:
    """A sentence without one of its words, what kind of word it was, and where it stood."""

    text: str
    kind: str
    at: int


def remove_words(sentences: Sequence[str], seed: int = 0) -> list[RemovedWord]:
    """Take one word out of every sentence that has a word whose loss leaves a hole."""
    rng = np.random.default_rng(seed)
    out: list[RemovedWord] = []
    for text in sentences:
        tokens = [token for line in split_token_lines(text) for token in line]
        places = [(i, kind) for i in range(1, len(tokens) - 1) if (kind := leaves_hole(tokens, i))]
        if not places:
            continue
        kinds = sorted({kind for _, kind in places})
        kind = kinds[int(rng.integers(len(kinds)))]
        some = [i for i, other in places if other == kind]
        i = some[int(rng.integers(len(some)))]
        start = tokens[i - 1].span.end
        out.append(RemovedWord(text[:start] + text[tokens[i].span.end :], kind, start))
    return out


def leaves_hole(tokens: Sequence[Token], i: int) -> str:
    """Say what kind of hole the loss of word `i` leaves; "" if it may leave none."""
    left, word, right = tokens[i - 1].form, tokens[i].form, tokens[i + 1].form
    if not word.isalpha() or tokens[i].glued or (tokens[i + 1].glued and right not in _POINT):
        return ""
    function = word in _FUNCTION
    if not function and left in _OWNING and right in _AUXILIARY | _AFTER_NOUN | _POINT:
        return "noun"
    described = i > 1 and tokens[i - 2].form in _OWNING and left in _ADJECTIVES
    if not function and described and right in _AUXILIARY | {"of"} | _POINT:
        return "noun after adjective"
    if not function and left in _OF and right in _AUXILIARY | {",", "."}:
        return "object of preposition"
    if left in _PERSON and right in {"the", "a", "an", "to", "been"} and word not in _NOT_VERB:
        return "verb after pronoun"
    if left in _MODAL and i > 1 and right in _OWNING and not function and not word.endswith("ly"):
        return "verb after modal"
    if word in _VERBS and right in {"the", "a", "an"} and left.isalpha() and left not in _FUNCTION:
        return "verb between nouns"
    return ""


_NOT_VERB = _FUNCTION - _AUXILIARY


def hits_removed_word(plant: RemovedWord, hole: MissingWord) -> bool:
    """Return whether a hole is the planted one, or lies one word beside it."""
    return hole.left.start <= plant.at <= hole.right.end
