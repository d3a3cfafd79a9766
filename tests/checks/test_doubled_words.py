"""AC402: words written twice, and those that good English doubles."""

from __future__ import annotations

import pytest
from made import find_all, side

from aligncheck.checks import doubled_words
from aligncheck.report import Finding, Pair


def found(target: str, source: str | None = None) -> list[Finding]:
    held = Pair("p1", "1:1", side(source) if source is not None else None, side(target))
    return find_all(doubled_words, held)


def quoted(target: str, source: str | None = None) -> list[str]:
    return [finding.target_spans[0].cut(target) for finding in found(target, source)]


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("He walked to the the river.", ["the the"]),
        ("The end of of the year was cold.", ["of of"]),
        ("A country country with many lakes.", ["country country"]),
        ("It came from\nfrom the north.", ["from\nfrom"]),
        ("I think I I saw it.", ["I I"]),
    ],
)
def test_reports_a_word_written_twice(text: str, doubled: list[str]) -> None:
    assert quoted(text) == doubled


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough of it.",
        "She said that that road was closed.",
        "It was very very cold, a so-so year, long long ago.",
        "They sailed to Bora Bora with Duran Duran.",
        "The ship came in. In time it left again.",
        "No, no, the town we live in in winter is small.",
        "It costs at at least ten yuan.",
        "The numbers 7 7 and 12 12 were drawn.",
        "So what it is is a lake.",
        "Rain rain rain, and nothing else.",
    ],
)
def test_leaves_words_alone_that_english_doubles(text: str) -> None:
    assert found(text) == []


def test_pair_without_english_has_no_findings() -> None:
    assert find_all(doubled_words, Pair("p1", "1:0", side("他说。"), None)) == []
