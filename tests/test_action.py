"""The steps of action.yml, run by hand as the shell script they are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import typer.main
from scratch_repository import ScratchRepository

from aligncheck.cli import app

ROOT = Path(__file__).parents[1]
ZH = "工厂去年生产了三千台机器。\n"
EN = "Last year the factory produced 5,000 machines.\n"


def read_script(step: str) -> str:
    """Return the script of a step of action.yml, by the step's name."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    found = re.search(rf"- name: {step}\n.*?run: \|\n(.*?)(?=\n    - name:|\Z)", text, re.DOTALL)
    assert found
    return textwrap.dedent(found[1])


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """Return a folder in which the installed command is this checkout's."""
    command = tmp_path / "aligncheck" / "bin" / "aligncheck"
    command.parent.mkdir(parents=True)
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m aligncheck "$@"\n',
        encoding="utf-8",
    )
    command.chmod(0o755)
    return tmp_path


def list_variables() -> dict[str, str]:
    """Return the variables of the step that checks, with the inputs that they hold."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    return dict(re.findall(r"^        ([A-Z_]+): \$\{\{ inputs\.([\w-]+) \}\}$", text, re.M))


def read_outputs(runner: Path) -> dict[str, str]:
    lines = (runner / "outputs").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def run_check(runner: Path, **inputs: str) -> tuple[int, str]:
    out = runner / "outputs"
    out.write_text("")
    settings = {"SOURCE": "zh.md", "TARGET": "en.md", "DEPTH": "fast", "FAIL_ON": "warning"}
    settings |= {"BASELINE": "", "DECISIONS": "", "REPORT_DIR": "reports"}
    settings |= {"SINCE": "", "STALE": "false"}
    settings = dict.fromkeys(list_variables(), "") | settings | inputs
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", read_script("Check")],
        cwd=runner,
        env={**os.environ, "RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(out), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"exit-code={done.returncode}" in out.read_text()
    return done.returncode, done.stdout


def test_the_action_fails_on_a_finding_and_leaves_its_reports(runner: Path) -> None:
    (runner / "zh.md").write_text(ZH, encoding="utf-8")
    (runner / "en.md").write_text(EN, encoding="utf-8")
    code, told = run_check(runner)
    assert code == 1
    assert "::error file=en.md,line=1" in told
    assert (runner / "reports" / "en.md.html").is_file()
    code, _ = run_check(runner, FAIL_ON="never")
    assert code == 0


def test_the_action_reports_what_a_change_touches(runner: Path) -> None:
    texts = ScratchRepository(runner)
    texts.write("zh.md", ZH)
    texts.write("en.md", EN)
    texts.write(".gitignore", "aligncheck", "outputs", "reports")
    texts.commit("old debt")
    texts.git("checkout", "-q", "-b", "work")
    assert run_check(runner)[0] == 1
    assert run_check(runner, SINCE="main")[0] == 0
    texts.write("zh.md", ZH.replace("三千", "四千"))
    code, told = run_check(runner, STALE="true")
    assert (code, "AC109" in told) == (1, True)


def test_what_cannot_be_checked_is_not_green(runner: Path) -> None:
    code, _ = run_check(runner, SOURCE="none.md")
    assert code == 2
    assert read_outputs(runner)["verdict"] == "error"


def test_the_outputs_tell_what_came_of_it(runner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for side, text in (("zh", ZH), ("en", EN)):
        (runner / side).mkdir()
        (runner / side / "a.md").write_text(text, encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(runner / "summary"))
    extra = {"OUTPUT": "csv:out/a.csv\nsarif:out/a.sarif", "EXIT_ZERO": "true"}
    code, _ = run_check(runner, SOURCE="zh", TARGET="en", **extra)
    told = read_outputs(runner)
    assert (code, told["verdict"], told["errors"]) == (0, "fail", "1")
    assert told["report"] == "reports/index.html"
    assert "AC301" in (runner / "summary").read_text(encoding="utf-8")
    assert (runner / "out" / "a.sarif").is_file()
    (runner / "en" / "a.md").write_text(EN.replace("5,000", "3,000"), encoding="utf-8")
    code, _ = run_check(runner, SOURCE="zh/a.md", TARGET="en/a.md", IGNORE="AC2")
    told = read_outputs(runner)
    assert (code, told["verdict"], told["report"]) == (0, "pass", "reports/a.md.html")


def test_inputs_are_the_flags_of_check_one_to_one() -> None:
    command = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    long = [(opt, option) for option in command.params for opt in option.opts if opt[:2] == "--"]
    flags = {opt.removeprefix("--"): option.is_flag for opt, option in long if opt != "--help"}
    script = read_script("Check")
    pairs = re.findall(r'(add|flag) ([\w-]+) "\$(\w+)"', script)
    assert {name: kind == "flag" for kind, name, _ in pairs} == flags
    held = {variable: name for _, name, variable in pairs if variable != "report"}
    held |= {"OUTPUT": "output", "SOURCE": "source", "TARGET": "target"}
    assert list_variables() == held | {"INSTALL": "install"}


def test_every_input_is_handed_on() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    head = text[: text.index("\noutputs:")]
    for name in re.findall(r"^  ([\w-]+):$", head, re.MULTILINE):
        if name not in {"icon", "color"}:
            assert re.search(rf"inputs\.{name}(?![\w-])", text)
