"""A check in CI must start at once: what is heavy or optional is not imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"torch", "sentence_transformers", "transformers", "sklearn", "scipy", "pandas"}
# Only a page or a coloured terminal needs these.
FOR_SHOW = {"jinja2", "rich"}


def imported(*arguments: str, folder: Path) -> set[str]:
    """Run Python and return the top-level names of all that it imported."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr[-2000:]
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_a_check_imports_nothing_heavy(texts: Path) -> None:
    found = imported(
        *("-m", "aligncheck", "check", "source.zh.txt", "target.en.txt", "--no-report"),
        folder=texts,
    )
    assert {"aligncheck", "numpy", "tokenizers"} <= found
    assert found & (HEAVY | FOR_SHOW) == set()


@pytest.mark.parametrize("statement", ["import aligncheck", "import training"])
def test_the_package_imports_nothing_heavy(texts: Path, statement: str) -> None:
    assert imported("-c", statement, folder=texts) & (HEAVY | FOR_SHOW) == set()


@pytest.mark.parametrize("arguments", [("check", "--help"), ("--version",), ("batch", "--help")])
def test_asking_for_help_loads_no_model(texts: Path, arguments: tuple[str, ...]) -> None:
    found = imported("-m", "aligncheck", *arguments, folder=texts)
    assert found & {"numpy", "tokenizers", "rjieba", "sqlite3", *HEAVY, *FOR_SHOW} == set()


def test_the_command_line_is_there_before_readers_checks_and_models(texts: Path) -> None:
    code = "import aligncheck.cli, sys; print(*[name for name in sys.modules if '.' in name])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=texts,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    ours = {name for name in done.stdout.split() if name.startswith("aligncheck.")}
    assert "aligncheck.config" in ours
    heavy = ("models", "checks", "alignment", "coverage", "quantities", "names", "negation", "text",
             "write", "commands", "result_cache")  # fmt: skip
    assert [n for n in ours if n.split(".")[1] in heavy] == []


def test_a_fast_check_does_without_the_judge_and_its_library(texts: Path) -> None:
    found = imported(
        *("-m", "aligncheck", "check", "source.zh.txt", "target.en.txt", "--no-report"),
        *("--depth", "fast"),
        folder=texts,
    )
    assert found & {"onnxruntime", "lxml", "docx", "openpyxl", "distributed"} == set()
