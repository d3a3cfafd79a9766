"""Where in which file a finding is shown."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from made import finding, pair, report

from aligncheck.report import Finding, Pair
from aligncheck.write.file_location import Place, locate_findings, relative_path, sentence_at

FIRST = pair("p1", [("井深。", "The well is deep."), ("水凉。", "It is cold.")], 0)
LOST = pair("p2", [("磨坊旧。", "")], 1)
LAST = pair("p3", [("天亮。", "Day broke.")], 2, target=1)


def place(found: Finding, *pairs: Pair) -> Place:
    ((_, held, where),) = locate_findings(report(pairs), [found])
    assert held.id == found.pair
    return where


def test_the_place_is_in_the_target() -> None:
    assert place(finding("AC301", LAST, "天", "Day"), FIRST, LAST) == Place("talk.en.md", 2, 2)


def test_what_is_missing_stands_after_the_paragraph_before_it() -> None:
    assert place(finding("AC101", LOST, "磨坊"), FIRST, LOST, LAST) == Place("talk.en.md", 1, 1)


def test_without_a_paragraph_before_it_stands_in_the_source() -> None:
    assert place(finding("AC101", LOST, "磨坊"), LOST, LAST) == Place("talk.zh.md", 2, 2)


def test_source_words_lead_to_the_linked_sentence() -> None:
    span = sentence_at(finding("AC103", FIRST, "水"), FIRST)
    assert span is not None
    assert FIRST.target is not None
    assert span.cut(FIRST.target.text) == "It is cold."
    assert sentence_at(finding("AC103", LOST, "磨坊"), LOST) is None


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/repo/docs/en.md", "docs/en.md"),
        ("/other/en.md", "/other/en.md"),
        ("/repository/en.md", "/repository/en.md"),
        ("docs\\en.md", "docs/en.md"),
        ("docs/en.md", "docs/en.md"),
    ],
)
def test_a_path_is_told_from_the_root(path: str, shown: str) -> None:
    assert relative_path(path, PurePosixPath("/repo")) == shown
