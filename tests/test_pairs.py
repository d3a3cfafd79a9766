"""The acceptance test: what the tool says of the document pairs in pairs/."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from pairs_expected import PAIRS, Expectation, counted, load

import aligncheck
from aligncheck.report import Report

ALL = {item.folder: item for item in load()}
HARD = pytest.mark.xfail(strict=False, raises=AssertionError, reason="a subtle single word")
FINDINGS = [
    pytest.param(
        folder,
        finding,
        id=f"{folder}-{finding.name}",
        marks=[HARD] if finding.hard else [],
    )
    for folder, item in ALL.items()
    for finding in item.findings
]


@cache
def report(folder: str) -> Report:
    """Check the files of a folder once for all tests."""
    return aligncheck.check(*ALL[folder].files)


def told(folder: str) -> str:
    """List what was found in a folder, for the message of a failing test."""
    lines = [
        f"{finding.severity} {finding.rule} {finding.confidence:.2f} {finding.message}"
        for finding in report(folder).findings
    ]
    return "\n".join(["found:", *lines])


@pytest.mark.parametrize(("folder", "finding"), FINDINGS)
def test_a_planted_error_is_found_where_it_stands(folder: str, finding: Expectation) -> None:
    assert any(finding.met_by(*found) for found in counted(report(folder))), told(folder)


@pytest.mark.parametrize("folder", [name for name, item in ALL.items() if item.only])
def test_nothing_else_is_reported(folder: str) -> None:
    expected = (*ALL[folder].findings, *ALL[folder].false_alarms)
    others = [
        f"{found.rule} {found.confidence:.2f} {found.message}"
        for found, pair in counted(report(folder))
        if not any(item.explains(found, pair) for item in expected)
    ]
    assert others == []


@pytest.mark.parametrize("folder", [name for name, item in ALL.items() if item.false_alarms])
def test_a_known_false_alarm_that_is_gone_leaves_the_list(folder: str) -> None:
    found = list(counted(report(folder)))
    for alarm in ALL[folder].false_alarms:
        assert any(alarm.met_by(*one) for one in found), alarm.name


@pytest.mark.parametrize("folder", list(ALL))
def test_the_verdict_follows_from_the_findings(folder: str) -> None:
    verdict = "fail" if ALL[folder].exit else "pass"
    assert report(folder).summary.verdict == verdict, told(folder)


@pytest.mark.parametrize("folder", [name for name, item in ALL.items() if item.beads])
def test_merged_split_missing_and_added_paragraphs_are_aligned_as_such(folder: str) -> None:
    kinds = [pair.kind for pair in report(folder).pairs]
    for kind in ALL[folder].beads:
        assert kinds.count(kind) == ALL[folder].beads.count(kind), kinds


@pytest.mark.parametrize("folder", [name for name, item in ALL.items() if item.paired])
def test_an_interleaved_page_is_paired_as_far_as_it_goes(folder: str) -> None:
    expected, found = ALL[folder], report(folder)
    both = [pair for pair in found.pairs if pair.source and pair.target]
    assert len(both) == expected.paired
    assert found.summary.unpaired_source == 0
    assert found.summary.unpaired_target == 0
    if expected.no_original is not None:
        least, most = expected.no_original
        assert least <= found.summary.no_original <= most


@pytest.mark.parametrize("folder", ["gdp-growth", "court-judgment"])
def test_the_exit_code_tells_whether_something_was_found(folder: str) -> None:
    done = run("check", *ALL[folder].files, "--no-report")
    assert done.returncode == ALL[folder].exit, done.stdout + done.stderr
    assert done.stdout, done.stderr


def test_comparing_revisions_shows_the_fixed_and_the_new_drop() -> None:
    expected = ALL["gdp-growth"]
    revision = expected.revision
    assert revision is not None
    source, old = expected.files
    new = PAIRS / expected.folder / revision.file
    done = run("compare", old, new, "--source", source, "-o", "json:-")
    assert done.returncode == 1, done.stdout + done.stderr
    comparison = json.loads(done.stdout)
    assert comparison["schema"] == "aligncheck.comparison/1"
    changes = [item["change"] for item in comparison["paragraphs"]]
    assert changes.count("edited") == revision.edited
    assert set(changes) == {"edited", "unchanged"}
    for change, wanted in (("fixed", revision.fixed), ("new", revision.new)):
        texts = _quoted(comparison, change)
        assert texts, change
        for item in wanted:
            assert any(_alike(str(item.source), text) for text in texts), texts
        assert all(any(_alike(str(item.source), text) for item in wanted) for text in texts), texts


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line from the root of the repository."""
    return subprocess.run(
        [sys.executable, "-m", "aligncheck", *map(str, arguments)],
        cwd=PAIRS.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _quoted(comparison: dict[str, list[dict[str, object]]], change: str) -> list[str]:
    """Return the Chinese quoted by warnings and errors that have changed in one way."""
    return [
        span["text"]
        for item in comparison["findings"]
        if item["change"] == change and item["severity"] != "info"
        for span in item["source_spans"]  # type: ignore[attr-defined]
    ]


def _alike(source: str, quoted: str) -> bool:
    words = quoted.strip("，。；：、 ")
    return words in source or source in words
