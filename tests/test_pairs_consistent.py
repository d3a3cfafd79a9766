"""What pairs/*/expected.json say must be true of the files beside them."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest
from pairs_expected import PAIRS, Expectation, Expected, Revision, load, stretch

from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity, Side

ALL = load()
FINDINGS = [
    pytest.param(item, finding, id=f"{item.folder}-{finding.name}")
    for item in ALL
    for finding in item.findings
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FILES = sorted(path for path in PAIRS.glob("*/*") if path.suffix != ".json")
PARAGRAPHS = {
    "court-judgment": (31, 31),
    "cross-strait-trade": (19, 19),
    "gdp-growth": (26, 26),
    "industrial-policy": (19, 19),  # one missing, one added, two merged, one split
}


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path) -> list[str]:
    """Return the paragraphs of a text file: blocks between blank lines, or lines of markup."""
    return [block.strip() for block in re.split(r"\n+", text(path)) if block.strip()]


def sides(expected: Expected) -> tuple[list[str], list[str]]:
    """Return the Chinese and the English paragraphs of a folder's files."""
    if len(expected.files) == 2:
        source, target = expected.files
        return blocks(source), blocks(target)
    page = blocks(expected.files[0])
    chinese = [block for block in page if len(CHINESE.findall(block)) > len(block) / 2]
    return chinese, [block for block in page if block not in chinese]


def paragraph(paragraphs: list[str], context: str | None) -> str | None:
    """Return the one paragraph that holds `context`; None if no context is given."""
    if context is None:
        return None
    found = [block for block in paragraphs if context in block]
    assert len(found) == 1, f"{context!r} stands in {len(found)} paragraphs"
    return found[0]


def test_every_folder_has_its_expectations() -> None:
    folders = {path.name for path in PAIRS.iterdir() if path.is_dir()}
    assert {item.folder for item in ALL} == folders
    assert all(path.is_file() for item in ALL for path in item.files)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_files_are_clean_utf8_with_one_paragraph_a_line(path: Path) -> None:
    raw = path.read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    lines = raw.decode("utf-8").split("\n")
    assert not [line for line in lines if line != line.strip()]
    if path.suffix == ".txt" and path.name != "page.txt":
        assert all(not one or not two for one, two in pairwise(lines))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_quotes_and_brackets_are_closed(path: Path) -> None:
    for block in blocks(path):
        for opening, closing in ("“”", "「」", "《》", "（）", "()"):
            assert block.count(opening) == block.count(closing), block


@pytest.mark.parametrize(("expected", "finding"), FINDINGS)
def test_a_finding_names_one_pair_and_what_is_wrong_there(
    expected: Expected, finding: Expectation
) -> None:
    chinese, english = sides(expected)
    source = paragraph(chinese, finding.source_context)
    target = paragraph(english, finding.target_context)
    assert source or target
    if finding.source is not None:
        assert source is not None
        assert source.count(finding.source) == 1
    if finding.target is not None:
        assert target is not None
        assert target.count(finding.target) == 1
    if finding.target_place is not None:
        assert target is not None
        assert len(stretch(target, finding.target_place).cut(target)) < 60


@pytest.mark.parametrize(("expected", "finding"), FINDINGS)
def test_the_lost_english_is_not_there(expected: Expected, finding: Expectation) -> None:
    _, english = sides(expected)
    if finding.english is None:
        assert finding.rule == "AC102"
        return
    place = paragraph(english, finding.target_context) or "\n".join(english)
    assert finding.english.lower() not in place.lower()


@pytest.mark.parametrize("expected", ALL, ids=lambda item: item.folder)
def test_the_exit_code_fits_the_findings(expected: Expected) -> None:
    assert expected.exit == (1 if expected.findings else 0)
    assert any(not finding.hard for finding in expected.findings) or not expected.findings


@pytest.mark.parametrize("folder", list(PARAGRAPHS))
def test_paragraph_counts_are_as_planned(folder: str) -> None:
    expected = next(item for item in ALL if item.folder == folder)
    chinese, english = sides(expected)
    assert (len(chinese), len(english)) == PARAGRAPHS[folder]


def test_the_page_gives_the_original_of_some_paragraphs() -> None:
    expected = next(item for item in ALL if item.paired)
    chinese, english = sides(expected)
    assert len(chinese) == expected.paired
    assert len(english) > 2 * len(chinese)


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_marked_up_pairs_have_the_same_shape(suffix: str) -> None:
    expected = next(item for item in ALL if item.files[0].suffix == f".{suffix}")
    marks = [re.findall(r"^(#+|-|\d\.|\||<\w+)", text(path), re.M) for path in expected.files]
    assert marks[0] == marks[1]


def test_a_revision_restores_one_drop_adds_one_and_edits_one_sentence() -> None:
    expected, revision = revised()
    old, new = blocks(expected.files[1]), blocks(expected.files[1].parent / revision.file)
    assert sum(one != two for one, two in zip_longest(old, new)) == revision.edited
    chinese = blocks(expected.files[0])
    for item, before, after in ((revision.fixed[0], old, new), (revision.new[0], new, old)):
        source = paragraph(chinese, item.source_context)
        assert source is not None
        assert str(item.source) in source
        assert str(item.english) not in str(paragraph(before, item.target_context))
        assert str(item.english) in str(paragraph(after, item.target_context))


@pytest.mark.parametrize(
    ("changes", "met", "explained"),
    [
        ({}, True, True),
        ({"rule": "AC104"}, False, True),
        ({"severity": Severity.INFO}, False, True),
        ({"source_spans": (Span(0, 2),)}, False, True),
        ({"target_spans": (Span(0, 3),)}, False, True),
        ({"source_spans": (Span(0, 2),), "target_spans": (Span(0, 3),)}, False, False),
        ({"source_spans": (), "target_spans": ()}, False, False),
    ],
)
def test_a_finding_is_told_by_rule_severity_and_place(
    changes: dict[str, object], met: bool, explained: bool
) -> None:
    item = Expectation("AC103", "产值", "Output", source="外债", target_place=("debt", "rose"))
    pair = Pair("p1", "1:1", side("产值与外债上升"), side("Output and debt rose."))
    values: dict[str, object] = {"source_spans": (Span(3, 5),), "target_spans": (Span(15, 15),)}
    values |= {"rule": "AC103", "pair": "p1", "message": "", "confidence": 0.9, **changes}
    finding = Finding(**values)  # type: ignore[arg-type]  # the table holds one field each
    assert item.met_by(finding, pair) is met
    assert item.explains(finding, pair) is explained


def revised() -> tuple[Expected, Revision]:
    """Return the folder that holds a revision."""
    for item in ALL:
        if item.revision is not None:
            return item, item.revision
    raise AssertionError("no folder has a revision")


def side(words: str) -> Side:
    return Side(words, (0,), ((0, 1),))
