"""Comments in a text set findings aside, where they say, and are told when they do nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck import check
from aligncheck.config import Config
from aligncheck.errors import ReadError, UsageError
from aligncheck.report import Report, Status

ZH = "# 工厂\n\n工厂去年生产了三千台机器。\n\n学校有十二名教师。\n\n图书馆每星期一不开门。\n"
EN = (
    "# The Factory\n\nLast year the factory produced 5,000 machines.\n\n"
    "The school has 21 teachers.\n\nThe library is closed every Monday.\n"
)
FACTORY, SCHOOL = "Last year the factory", "The school has"


def run(folder: Path, en: str, zh: str = ZH, end: str = ".md", depth: str = "full") -> Report:
    (folder / f"zh{end}").write_text(zh, encoding="utf-8")
    (folder / f"en{end}").write_text(en, encoding="utf-8")
    config = Config(depth=depth, select=("AC1", "AC301", "AC9"))
    return check(folder / f"zh{end}", folder / f"en{end}", config=config)


def told(report: Report) -> list[tuple[str, str]]:
    return [(f.rule, f.status.value) for f in report.findings if f.severity.value != "info"]


def put_before(text: str, words: str, comment: str) -> str:
    return text.replace(words, f"{comment}{words}")


@pytest.mark.parametrize(
    ("comment", "dismissed"),
    [
        ("<!-- aligncheck-disable-next AC301: misprint -->\n\n", 1),
        ("<!-- aligncheck-disable-next ac3, AC104 — misprint of\nthe source -->\n", 1),
        ("<!-- aligncheck-disable AC301: misprint -->\n\n", 2),
        ("<!-- aligncheck-disable-file AC3: a draft -->\n\n", 2),
        ("<!-- aligncheck-disable-line AC301: misprint --> ", 1),
        ("{/* aligncheck-disable-next AC301: misprint */}\n\n", 1),
    ],
)
def test_a_comment_sets_aside_what_it_speaks_of(
    tmp_path: Path, comment: str, dismissed: int
) -> None:
    assert told(run(tmp_path, EN)) == [("AC301", "new"), ("AC301", "new")]
    report = run(tmp_path, put_before(EN, FACTORY, comment))
    found = [status for rule, status in told(report) if rule == "AC301"]
    assert sorted(found) == sorted(["dismissed"] * dismissed + ["new"] * (2 - dismissed))
    assert "AC901" not in dict(told(report))
    assert any("set aside by comments in the text" in note for note in report.notes)
    assert not any("aligncheck" in pair.target.text for pair in report.pairs if pair.target)


def test_a_stretch_ends_where_it_is_said_to(tmp_path: Path) -> None:
    en = put_before(EN, FACTORY, "<!-- aligncheck-disable AC301: misprint -->\n\n")
    for end in ("<!-- aligncheck-enable AC301 -->\n\n", "<!-- aligncheck-enable -->\n\n"):
        report = run(tmp_path, put_before(en, SCHOOL, end))
        assert told(report) == [("AC301", "dismissed"), ("AC301", "new")]
    other = put_before(en, SCHOOL, "<!-- aligncheck-enable AC104 -->\n\n")
    assert told(run(tmp_path, other)) == [("AC301", "dismissed"), ("AC301", "dismissed")]


def test_the_original_may_hold_the_comment(tmp_path: Path) -> None:
    comment = "<!-- aligncheck-disable-next AC301: misprint -->\n\n"
    report = run(tmp_path, EN, put_before(ZH, "学校", comment))
    assert told(report) == [("AC301", "new"), ("AC301", "dismissed")]


def test_a_missing_paragraph_is_set_aside_where_it_would_stand(tmp_path: Path) -> None:
    en = EN.replace(f"{SCHOOL} 21 teachers.\n\n", "").replace("5,000", "3,000")
    assert told(run(tmp_path, en)) == [("AC101", "new")]
    comment = "<!-- aligncheck-disable-next AC101: left out on purpose -->\n\n"
    assert told(run(tmp_path, put_before(en, "The library", comment))) == [("AC101", "dismissed")]


@pytest.mark.parametrize("mark", ["# {}", "// {}", "<!-- {} -->"])
def test_a_line_of_plain_text_may_be_a_comment(tmp_path: Path, mark: str) -> None:
    comment = mark.format("aligncheck-disable-next AC301: misprint")
    report = run(tmp_path, put_before(EN, FACTORY, f"{comment}\n"), end=".txt")
    assert told(report) == [("AC301", "dismissed"), ("AC301", "new")]


def test_comments_of_html_are_read(tmp_path: Path) -> None:
    zh, en = (
        "".join(f"<p>{line}</p>\n" for line in text.lstrip("# ").split("\n") if line)
        for text in (ZH, EN)
    )
    comment = "<!-- aligncheck-disable-next AC301: misprint -->"
    report = run(tmp_path, put_before(en, f"<p>{FACTORY}", comment), zh, end=".html")
    assert told(report) == [("AC301", "dismissed"), ("AC301", "new")]


def test_a_comment_that_does_nothing_is_told(tmp_path: Path) -> None:
    comment = "<!-- aligncheck-disable-next AC301, AC107: misprint -->\n\n"
    en = put_before(EN.replace("5,000", "3,000"), FACTORY, comment)
    [unused] = [f for f in run(tmp_path, en).findings if f.rule == "AC901"]
    assert (unused.severity.value, unused.status) == ("warning", Status.NEW)
    assert unused.where is not None
    assert unused.where.line == 3
    assert "sets aside AC301, AC107 (“misprint”)" in unused.message
    [unsure] = [f for f in run(tmp_path, en, depth="fast").findings if f.rule == "AC901"]
    assert unsure.severity.value == "info"


def test_a_comment_on_rules_that_are_off_is_let_be(tmp_path: Path) -> None:
    comment = "<!-- aligncheck-disable-next AC502: house style -->\n\n"
    assert "AC901" not in dict(told(run(tmp_path, put_before(EN, FACTORY, comment))))


@pytest.mark.parametrize(
    ("said", "error", "message"),
    [
        ("aligncheck-disable-next AC301", ReadError, r"en\.md:3: .* gives no reason"),
        ("aligncheck-disable misprint", ReadError, r"en\.md:3: .* names no rule"),
        ("aligncheck-ignore AC301: x", ReadError, "aligncheck-ignore is no known comment"),
        ("aligncheck-disable AC777: x", UsageError, r"en\.md:3: no rule begins with 'AC777'"),
    ],
)
def test_what_is_no_comment_of_ours_is_said(
    tmp_path: Path, said: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        run(tmp_path, put_before(EN, FACTORY, f"<!-- {said} -->\n\n"))


def test_lines_stay_where_they_were(tmp_path: Path) -> None:
    comment = "<!-- aligncheck-disable-next AC104: of\nthree\nlines -->\n\n"
    report = run(tmp_path, put_before(EN, FACTORY, comment))
    [line] = [p.target.line for p in report.pairs if p.target and FACTORY in p.target.text]
    assert line == 7
