"""Annotations: where they land, what they escape, how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import PurePosixPath

import pytest

from aligncheck.report import Finding, Report, Severity
from aligncheck.write import report_github
from aligncheck.write.file_location import relative_path


def lines(report: Report) -> list[str]:
    out = StringIO()
    report_github.write(report, out, root=PurePosixPath("/repo"))
    return out.getvalue().splitlines()


def test_annotates_the_english_lines_worst_and_surest_first(report: Report) -> None:
    assert lines(report) == [
        "::error file=speeches/half-year.en.md,line=3,endLine=3,title=AC103 content-dropped"
        "::国内生产总值 is not in the translation, which stops short at “of the”. "
        "Perhaps: gross domestic product",
        "::error file=speeches/half-year.en.md,line=5,endLine=5,title=AC301 number"
        "::十二 is 12; the translation says 21.",
        # the missing paragraph should stand after the fourth, which is on line 7
        "::error file=speeches/half-year.en.md,line=7,endLine=7,title=AC101 paragraph-missing"
        "::This paragraph of the source has no translation.",
        "::warning file=speeches/half-year.en.md,line=3,endLine=3,title=AC401 hole"
        "::“of the reached” has no noun: a word must have fallen out.",
        "::notice file=speeches/half-year.en.md,line=13,endLine=13,title=AC201 low-similarity"
        "::The two sides have few words in common; an idiom may explain it.",
        "checked 8 pairs (8 source and 7 target paragraphs, 1 without an original): "
        "3 errors, 1 warning, 1 info, 1 dismissed — fail",
    ]


def test_a_missing_first_paragraph_is_shown_in_the_source(report: Report) -> None:
    lost = next(pair for pair in report.pairs if pair.target is None)
    told = lines(replace(report, pairs=(lost, *(p for p in report.pairs if p is not lost))))
    assert told[2].startswith(
        "::error file=speeches/half-year.zh.md,line=11,endLine=11,title=AC101"
    )


def test_escapes_what_the_runner_would_read_as_its_own(report: Report) -> None:
    number = next(f for f in report.findings if f.rule == "AC301")
    told = lines(
        replace(
            report,
            findings=(replace(number, message="7%\r\n::error::, done", suggestion=None),),
            target=replace(report.target, path="/repo/a,b:c%/en.md"),
        )
    )
    assert told[0] == (
        "::error file=a%2Cb%3Ac%25/en.md,line=5,endLine=5,title=AC301 number"
        "::7%25%0D%0A::error::, done"
    )


def test_shows_ten_of_each_level_and_counts_the_rest(report: Report) -> None:
    made = tuple(
        Finding("AC301", "p3", f"finding {level.value} {i}", 0.5 + i / 100, severity=level)
        for level in Severity
        for i in range(14)
    )
    told = lines(replace(report, findings=made))
    counts = Counter(line.split(" ", 1)[0] for line in told)
    assert (counts["::error"], counts["::warning"], counts["::notice"]) == (10, 10, 10)
    assert told[-2] == "::notice title=aligncheck::13 more in the report"
    assert "finding error 13" in told[0]
    assert not any("finding error 3" in line for line in told)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/repo/docs/en.md", "docs/en.md"),
        ("docs/en.md", "docs/en.md"),
        ("./docs/en.md", "docs/en.md"),
        ("docs\\en.md", "docs/en.md"),
        ("/elsewhere/en.md", "/elsewhere/en.md"),
    ],
)
def test_paths_are_relative_with_forward_slashes(path: str, expected: str) -> None:
    assert relative_path(path, PurePosixPath("/repo")) == expected


def test_nothing_reaches_the_terminal_of_who_reads_the_log(report: Report) -> None:
    found = tuple(replace(finding, message="a\x1b[31mb\x9bc") for finding in report.findings)
    target = replace(report.target, path="speeches/\x1b]0;x.md")
    text = "".join(lines(replace(report, findings=found, target=target)))
    assert "a�[31mb�c" in text
    assert not {"\x1b", "\x9b"} & set(text)
