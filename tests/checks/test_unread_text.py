from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck.document import Lang
from aligncheck.report import Severity
from aligncheck.write.report_json import read_report

ZH = [
    "水磨坊立在山谷大路的尽头，一直为三百二十户村民磨面。",
    "一九五三年，村里的合作社买下了磨坊，又修了一条新的水渠。",
    "没有人知道它是谁建的，县里的档案也没有记载。",
    "每年春天，孩子们都到水渠边上放纸船，看它们漂向下游。",
]
EN = [
    "The watermill stands at the end of the valley road and has always ground flour for 320 "
    "households.",
    "In 1953 the village cooperative bought the mill and built a new channel for its water.",
    "Nobody knows who built it, and the archives of the county do not say.",
    "Every spring the children float paper boats beside the channel and watch them drift away.",
]
REMARK = "<!-- 这是一句没有译出的说明，写在注释里，读者看不到它，译者也没有看到它。 -->\n\n"


@pytest.fixture
def check(cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Check two Markdown texts for AC903 and return what came of it and the report."""
    monkeypatch.chdir(tmp_path)

    def run(zh: str, en: str, *more: str):
        Path("zh.md").write_text(zh, encoding="utf-8")
        Path("en.md").write_text(en, encoding="utf-8")
        done = cli(
            *("check", "zh.md", "en.md", "--depth", "fast", "--select", "AC903"),
            *("--no-report", "-o", "json:out.json", *more),
        )
        return done, read_report(Path("out.json"))

    return run


def test_a_text_that_is_read_whole_has_no_finding(check) -> None:
    done, report = check("\n\n".join(ZH), "\n\n".join(EN))
    assert (done.code, report.findings) == (0, ())
    assert "AC903" not in done.out


def test_little_that_is_left_out_is_said(check) -> None:
    code = "```python\nprint(1)\n```\n\n"
    done, report = check(code + "\n\n".join(ZH), "\n\n".join(EN), "-q")
    (found,) = report.findings
    assert (found.severity, found.pair, done.code) == (Severity.INFO, "", 0)
    assert found.where is not None
    assert (found.where.side, found.where.line) == (Lang.ZH, 1)
    assert found.message == (
        "Not read of zh.md: code block (line 1; 8 characters): no sentences among it."
    )
    assert "1 info, not all was checked (AC903) — pass" in done.out


def test_a_tenth_is_a_warning_at_its_line_in_every_format(check, cli) -> None:
    done, report = check(
        "\n\n".join(ZH[:2]) + "\n\n" + REMARK + "\n\n".join(ZH[2:]), "\n\n".join(EN)
    )
    (found,) = report.findings
    assert (found.severity, done.code) == (Severity.WARNING, 1)
    assert "comment (line 5;" in found.message
    done = cli("check", "zh.md", "en.md", "--depth", "fast", "--select", "AC903", "--no-report",
               "-o", "github:-")  # fmt: skip
    assert "::warning file=zh.md,line=5,endLine=5,title=AC903 not-checked::Not read" in done.out
    done = cli("check", "zh.md", "en.md", "--depth", "fast", "--select", "AC903", "--no-report",
               "-o", "sarif:a.sarif", "-o", "html:a.html", "-o", "junit:a.xml")  # fmt: skip
    assert "zh.md:5" in done.out
    for name in ("a.sarif", "a.html", "a.xml"):
        assert "AC903" in Path(name).read_text(encoding="utf-8")


def test_half_is_an_error_and_not_told_by_line_numbers(check) -> None:
    first = check(REMARK * 4 + "\n\n".join(ZH), "\n\n".join(EN))[1].findings
    again = check("\n\n" + REMARK * 4 + "\n\n".join(ZH), "\n\n".join(EN))[1].findings
    assert first[0].severity is Severity.ERROR
    assert first[0].fingerprint == again[0].fingerprint
    assert first[0].message != again[0].message


def test_a_half_without_original_is_an_error(check) -> None:
    done, report = check(ZH[0], "\n\n".join(EN), "--fail-on", "error")
    (found,) = report.findings
    assert (found.severity, done.code) == (Severity.ERROR, 1)
    assert found.message.startswith("3 of the 4 paragraphs of en.md (")
    assert found.message.endswith("of its text) have no original: is zh.md whole?")


def test_rows_without_words_are_counted(cli, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"zh": ZH[0], "en": EN[0]}, {"zh": "……。", "en": "..."}]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path("rows.jsonl").write_text(text, encoding="utf-8")
    done = cli("check", "rows.jsonl", "--depth", "fast", "--select", "AC903", "--no-report", "-v")
    assert "Not read of rows.jsonl: row without words (line 2;" in done.out
