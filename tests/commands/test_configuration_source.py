"""Where settings come from is said when it may surprise."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

import pytest

from aligncheck.commands.configuration_source import find_working_folder, load_settings
from aligncheck.errors import UsageError


@pytest.fixture
def below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "aligncheck.toml").write_text('ignore = ["AC3"]\n', encoding="utf-8")
    folder = tmp_path / "texts"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_settings_of_a_folder_above_are_named(below: Path) -> None:
    say = StringIO()
    assert load_settings(None, {}, say).ignore == ("AC3",)
    assert say.getvalue() == "aligncheck: settings of ../aligncheck.toml\n"
    quiet = StringIO()
    load_settings(None, {}, quiet, quiet=True)
    assert quiet.getvalue() == ""


def test_settings_beside_or_given_are_no_surprise(below: Path) -> None:
    (below / "aligncheck.toml").write_text('ignore = ["AC4"]\n', encoding="utf-8")
    for given in (None, Path("../aligncheck.toml")):
        say = StringIO()
        load_settings(given, {}, say)
        assert say.getvalue() == ""


def test_a_model_that_a_file_asks_for_is_never_silent(below: Path) -> None:
    (below / "aligncheck.toml").write_text('model = "./\\u001bmodel"\n', encoding="utf-8")
    say = StringIO()
    assert load_settings(None, {}, say, quiet=True).model == "./\x1bmodel"
    assert say.getvalue() == "aligncheck: aligncheck.toml asks for the model ./�model\n"
    say = StringIO()
    load_settings(None, {"model": "LaBSE"}, say, quiet=True)
    assert say.getvalue() == ""


def test_a_working_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(UsageError, match="working directory"):
        find_working_folder()
    os.chdir(tmp_path)
