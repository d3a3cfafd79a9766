"""No output takes the place of an input, by whichever of its names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aligncheck.commands.output_guard import check_outputs, list_inputs, name_reports
from aligncheck.config import Config
from aligncheck.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.html", "decisions.jsonl", "aligncheck.toml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_another_name_of_an_input_is_the_input(folder: Path, link) -> None:
    link(folder / "a.html", folder / "other.html")
    with pytest.raises(UsageError, match=r"other\.html: is an input"):
        check_outputs([("html", "other.html")], inputs=["a.html"])


def test_what_settings_name_is_an_input_and_the_settings_are(folder: Path) -> None:
    inputs = list_inputs(Config(decisions="decisions.jsonl"), Path("a.html"), None)
    for name in ("decisions.jsonl", "aligncheck.toml", "a.html"):
        with pytest.raises(UsageError, match="is an input"):
            check_outputs([("json", name)], inputs=inputs)
    check_outputs([("json", "b.json"), ("json", "-")], inputs=inputs)


def test_reports_of_a_folder_are_outputs(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.html: is an input; .*--no-report"):
        check_outputs([], Path("."), inputs=["a.html"], reports=name_reports("a"))
    check_outputs([], None, inputs=["a.html"], reports=name_reports("a"))
    check_outputs([], Path("reports"), inputs=["a.html"], reports=name_reports("a"))


def test_reports_of_many_documents_spare_the_documents(cli, folder: Path) -> None:
    for side, text in (("zh", "学校有三千人。"), ("en", "The school has 3,000 people.")):
        (folder / side).mkdir()
        (folder / side / "data.html").write_text(f"<p>{text}</p>", encoding="utf-8")
    kept = (folder / "en" / "data.html").read_bytes()
    done = cli("check", "zh", "en", "--depth", "fast", "--report-dir", "en")
    assert done.code == 2
    assert "data.html: is an input" in done.err
    assert (folder / "en" / "data.html").read_bytes() == kept


def test_a_baseline_spares_decisions_and_documents(cli, folder: Path) -> None:
    (folder / "zh.txt").write_text("学校有三千人。", encoding="utf-8")
    (folder / "en.txt").write_text("The school has 3,000 people.", encoding="utf-8")
    write = ("baseline", "write", "zh.txt", "en.txt", "--depth", "fast")
    done = cli(*write, "--decisions", "decisions.jsonl", "--baseline", "decisions.jsonl")
    assert done.code == 2
    assert "is an input" in done.err
    assert cli(*write, "--baseline", "en.txt").code == 2
    assert cli(*write, "--baseline", "known.jsonl").code == 0


@pytest.mark.parametrize("name", ["x" * 300, "loop/x", "."])
def test_a_path_that_cannot_be_is_said_before_the_check(folder: Path, name: str) -> None:
    (folder / "loop").symlink_to("loop")
    with pytest.raises(UsageError, match=r"cannot be written|a directory"):
        check_outputs([("json", name)])
