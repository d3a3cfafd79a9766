"""The text summary: what it says, and that nothing in a document can disturb a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

import pytest

from aligncheck.document import Span
from aligncheck.report import Finding, Report, Severity
from aligncheck.write import report_text

NUMBER = """\
✖ error AC301 number  speeches/half-year.en.md:5
  十二 is 12; the translation says 21.
  zh  新开工的学校有⟦十二所⟧，其中八所在山区。
  en  Work began on ⟦21 schools⟧, eight of them in the mountains.
"""
DROPPED = """\
✖ error AC103 content-dropped  speeches/half-year.en.md:3
  国内生产总值 is not in the translation, which stops short at “of the”.
  zh  上半年，全市⟦国内生产总值⟧达到三千二百亿元，比去年同期增长百分之六点五，为…
  en  In the first half of the year the value of the ⟦__⟧ reached 320 billion yuan, 6.5 percent more than a…
  →   gross domestic product
"""  # noqa: E501 - as wide as the output
MISSING = """\
✖ error AC101 paragraph-missing  speeches/half-year.en.md:7
  This paragraph of the source has no translation.
  zh  各县要在九月底以前提出办法，报市政府批准。
"""
LAST = (
    "checked 8 pairs (8 source and 7 target paragraphs, 1 without an original): "
    "3 errors, 1 warning, 1 info, 1 dismissed — fail\n"
)


def shown(report: Report, **options: bool) -> str:
    out = StringIO()
    report_text.write(report, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("block", [NUMBER, DROPPED, MISSING])
def test_tells_each_finding_with_its_place_and_both_texts(report: Report, block: str) -> None:
    assert f"\n{block}\n" in shown(report)


def test_ends_with_what_was_checked(report: Report) -> None:
    assert shown(report).endswith(f"\n{LAST}")
    assert shown(report, quiet=True) == LAST


def test_counts_info_findings_unless_verbose(report: Report) -> None:
    assert "AC201" not in shown(report)
    assert "1 info not shown; -v tells all" in shown(report)
    assert "● info AC201" in shown(report, verbose=True)
    assert "not shown" not in shown(report, verbose=True)


def test_tells_dismissed_findings_only_when_verbose(report: Report) -> None:
    assert "AC104" not in shown(report)
    assert "half-year.en.md:9 [dismissed]" in shown(report, verbose=True)


def test_tells_the_worst_first(report: Report) -> None:
    levels = re.findall("^. (error|warning|info) ", shown(report, verbose=True), re.MULTILINE)
    assert levels == ["error"] * 3 + ["warning"] * 2 + ["info"]


def test_says_when_nothing_was_found(report: Report) -> None:
    summary = replace(report.summary, verdict="pass", findings={}, no_original=0, pairs=1)
    clean = replace(report, findings=(), notes=(), summary=summary)
    assert shown(clean) == "checked 1 pair (8 source and 7 target paragraphs): no findings — pass\n"


def test_is_plain_unless_color_is_asked_for(report: Report) -> None:
    plain, colored = shown(report), shown(report, color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


def test_a_document_cannot_disturb_the_terminal(report: Report) -> None:
    wild = "[bold]十\x1b[31m二\u202e:smile:\n\t[/]\x07"
    number = next(f for f in report.findings if f.rule == "AC301")
    made = replace(
        report, findings=(replace(number, message=wild, suggestion=wild),), notes=(wild,)
    )
    for color in (False, True):
        text = re.sub(r"\x1b\[[\d;]*m", "", shown(made, color=color))
        assert text.count("[bold]十�[31m二�:smile:  [/]�") == 3
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text)


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("of the reached", (Span(7, 7),), "  en  of the ⟦__⟧ reached"),
        ("of thereached", (Span(6, 6),), "  en  of the ⟦__⟧ reached"),
        ("reached", (Span(0, 0),), "  en  ⟦__⟧ reached"),
        ("one two", (Span(0, 3), Span(2, 5)), "  en  ⟦one t⟧wo"),
        ("one two", (), "  en  one two"),
        ("one two", (Span(0, 7),), "  en  one two"),
        ("", (), "  en  "),
        ("abcd " * 9 + "here" + " efgh" * 9, (Span(45, 49),), "  en  …abcd abcd ⟦here⟧ efgh efgh…"),
        ("x" * 400, (), "  en  " + "x" * 80 + " … " + "x" * 40),
        (
            "here " + "abcd " * 60 + "there",
            (Span(0, 4), Span(305, 310)),
            "  en  ⟦here⟧ abcd abcd…",
        ),
    ],
)
def test_quotes_the_words_in_their_text(text: str, spans: tuple[Span, ...], expected: str) -> None:
    line = report_text.quote_spans("en", text, spans, 10)
    assert "".join(piece.text for piece in line) == expected


def test_shows_a_finding_on_the_whole_document(report: Report) -> None:
    whole = Finding("AC201", "", "The texts have little in common.", 0.9, severity=Severity.ERROR)
    told = shown(replace(report, findings=(whole,), notes=()))
    assert told.startswith(
        "✖ error AC201 low-similarity  speeches/half-year.en.md:1\n"
        "  The texts have little in common.\n\n"
    )
