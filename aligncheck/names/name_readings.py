"""What of a document is read for all questions about names: its names, and its English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from aligncheck.names.chinese_names import Name, find_names_in_texts
from aligncheck.names.english_names import EnglishText


class NameReading(NamedTuple):
    """The Chinese of a pair, the names in it, and its English, ready to be asked."""

    source: str
    names: tuple[Name, ...]
    english: EnglishText


def read_names(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], NameReading]:
    """Return the reading of each pair of source and target, at once, which is faster."""
    rows = list(dict.fromkeys(pairs))
    names = find_names_in_texts(source for source, _ in rows)
    english = {target: EnglishText(target) for _, target in rows}
    return {
        (source, target): NameReading(source, names[source], english[target])
        for source, target in rows
    }
