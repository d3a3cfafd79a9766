"""Where the English of a pair alone shows that a word fell out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligncheck.models.missing_word import MissingWordModel
from aligncheck.report import Pair


def add_holes(pairs: Sequence[Pair], missing: MissingWordModel) -> list[Pair]:
    """Return the pairs with the holes of their English, which is read at once."""
    texts = [pair.target.text if pair.target else "" for pair in pairs]
    return [
        replace(pair, holes=holes) if holes else pair
        for pair, holes in zip(pairs, missing.find_in_texts(texts), strict=True)
    ]
