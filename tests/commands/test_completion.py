"""Completion of commands and options, as docs/cli.md says how to set it up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(**variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "aligncheck"],
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        ("bash", "complete -o default -F _aligncheck_completion aligncheck"),
        ("zsh", "#compdef aligncheck"),
        ("fish", "complete --command aligncheck"),
    ],
)
def test_a_variable_names_the_shell(shell: str, said: str) -> None:
    assert said in run(_ALIGNCHECK_COMPLETE=f"source_{shell}")
    assert f"source_{shell}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [("aligncheck se", 1, ["selftest"]), ("aligncheck check --fail", 2, ["--fail-on"])],
)
def test_commands_and_options_are_completed(words: str, at: int, offered: list[str]) -> None:
    said = run(_ALIGNCHECK_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(at))
    assert said.split() == offered
