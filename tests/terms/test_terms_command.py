"""`aligncheck terms` and `check --glossary` on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from aligncheck.terms.glossary import load_glossary

ZH = """对外贸易今年增长很快。

他们讨论了对外贸易的问题。

去年对外贸易的利润下降。
"""
EN = """Foreign trade grew fast this year.

They discussed the problems of foreign trade.

Last year the profits of foreign trade fell.
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "s.zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "t.en.txt").write_text(EN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_proposed_glossary_is_one_that_check_reads(cli, files: Path) -> None:
    done = cli("terms", "s.zh.txt", "t.en.txt", "-o", "csv:terms.csv")
    assert (done.code, done.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO((files / "terms.csv").read_text(encoding="utf-8"))))
    assert any("oreign trade" in row["target"] and row["count"] == "3" for row in rows)
    assert len(load_glossary(files / "terms.csv").terms) == len(rows)
    again = cli(
        "check", "s.zh.txt", "t.en.txt", "--glossary", "terms.csv", "--select", "AC501",
        "--no-report",
    )  # fmt: skip
    assert again.code == 0


def test_a_glossary_makes_its_findings_and_stands_in_the_signature(cli, files: Path) -> None:
    (files / "g.csv").write_text("source,target\n利润,earnings\n", encoding="utf-8")
    done = cli(
        "check", "s.zh.txt", "t.en.txt", "--glossary", "g.csv", "--select", "AC501",
        "--no-report", "-o", "json:-",
    )  # fmt: skip
    assert done.code == 1
    assert "“earnings”" in done.out
    assert "|glossary:" in done.out


def test_a_bad_glossary_is_one_line_and_exit_code_2(cli, files: Path) -> None:
    (files / "g.csv").write_text("source,target\n利润,\n", encoding="utf-8")
    done = cli("check", "s.zh.txt", "t.en.txt", "--glossary", "g.csv")
    assert done.code == 2
    assert "g.csv:2: 利润 has neither target" in done.err
    assert not (files / "reports").exists()
