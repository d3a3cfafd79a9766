"""What `init` finds in a folder, and that what it writes is a configuration."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from aligncheck.commands.document_discovery import Pairing, explore_folder
from aligncheck.commands.project_setup import render_configuration
from aligncheck.config import Config, load_config

ZH = "学校有三千人，去年新建了两座图书馆。\n"
EN = "The school has 3,000 people and built two libraries last year.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "sub/b"):
        for side, text in (("zh-CN", ZH), ("en", EN)):
            path = tmp_path / "docs" / side / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return tmp_path


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_folders_and_marked_files_are_found(project: Path) -> None:
    write(project, {
        "talks/x.zh.md": ZH, "talks/x.en.md": EN, "talks/y.zh.md": ZH, "talks/y.en.md": EN,
        "README.zh-CN.md": ZH, "README.md": EN, "notes.zh.md": ZH,
        "node_modules/zh/a.md": ZH, "node_modules/en/a.md": EN,
    })  # fmt: skip
    found = explore_folder(project)
    assert set(found.pairings) == {
        Pairing("docs/zh-CN", "docs/en", 2),
        Pairing("talks/{name}.zh.md", "talks/{name}.en.md", 2),
        Pairing("README.zh-CN.md", "README.md", 1),
    }


def test_names_that_do_not_hold_what_they_say_are_left_out(project: Path) -> None:
    write(project, {"x.zh.md": EN, "x.en.md": ZH, "en/only.md": EN, "zh/other.md": ZH})
    assert explore_folder(project).pairings == (Pairing("docs/zh-CN", "docs/en", 2),)


def test_what_settings_name_is_found(project: Path) -> None:
    write(project, {"glossary.tbx": "", "decisions.jsonl": "", "other.csv": ""})
    assert explore_folder(project).kept == {
        "glossary": "glossary.tbx",
        "decisions": "decisions.jsonl",
    }


def test_every_setting_has_its_place_and_every_line_may_be_set(tmp_path: Path) -> None:
    text = render_configuration(explore_folder(tmp_path))
    assert tomllib.loads(text) == {}
    settings = re.sub(r"^# (?=\[|\"|\w+ = )", "", text, flags=re.MULTILINE)
    assert set(tomllib.loads(settings)) == {item.name for item in fields(Config)}
    path = tmp_path / "aligncheck.toml"
    path.write_text(settings, encoding="utf-8")
    defaults = load_config(path, {}, tmp_path)
    for name in ("depth", "select", "fail_on", "report_dir", "model", "force", "details", "stale"):
        assert getattr(defaults, name) == getattr(Config(), name)


def test_what_was_written_is_checked_from_every_folder(cli, project: Path, monkeypatch) -> None:
    done = cli("init")
    assert done.code == 0
    assert done.out.startswith("aligncheck.toml: 2 documents with a translation (docs/zh-CN – doc")
    assert cli("check", "--depth", "fast", "--no-report").code == 0
    monkeypatch.chdir(project / "docs" / "en")
    done = cli("check", "--depth", "fast")
    assert done.code == 0
    assert "checked 2 pairs in 2 documents" in done.out
    assert (Path("reports") / "sub" / "b.html").is_file()


def test_nothing_is_written_over(cli, project: Path) -> None:
    printed = cli("init", "--dry-run")
    assert 'source = "docs/zh-CN"' in printed.out
    assert not (project / "aligncheck.toml").exists()
    (project / "pyproject.toml").write_text("[tool.aligncheck]\n", encoding="utf-8")
    done = cli("init")
    assert done.code == 2
    assert "pyproject.toml: is there already" in done.err
    assert cli("init", "none").code == 2


def test_a_folder_without_documents_gets_the_defaults(cli, tmp_path: Path) -> None:
    done = cli("init", tmp_path)
    assert "no pairs of documents were found" in done.out
    assert load_config(tmp_path / "aligncheck.toml", {}, tmp_path) == Config()
