"""A bar on a terminal, and nothing of it elsewhere."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from aligncheck.commands.progress_bar import WIDTH, follow_progress, format_bar

ROOT = Path(__file__).parents[2]


def test_the_line_is_clear_while_an_item_is_at_work() -> None:
    said: list[str] = []
    seen = [(item, said[-1]) for item in follow_progress("abc", 3, said.append)]
    assert seen == [("a", ""), ("b", ""), ("c", "")]
    assert said[0].endswith("0 of 3 documents")
    assert said[-2].endswith("] 3 of 3 documents")
    assert said[-1] == ""


def test_the_bar_fills() -> None:
    assert format_bar(0, 4, 0, "documents").count("#") == 0
    assert format_bar(4, 4, 9, "documents").count("#") == WIDTH
    assert "about 30 s left" in format_bar(1, 4, 10, "documents")
    assert format_bar(0, 0, 0, "documents").count("#") == WIDTH


def test_a_terminal_gets_a_bar_and_a_pipe_none(tmp_path: Path) -> None:
    for side, text in (("zh", "学校有三千人。\n"), ("en", "The school has 3,000 people.\n")):
        for name in ("a", "b"):
            (tmp_path / side).mkdir(exist_ok=True)
            (tmp_path / side / f"{name}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "aligncheck", "check", "zh", "en", "--depth", "fast"]
    run = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(ROOT)}, "check": True}
    ours, theirs = pty.openpty()
    done = subprocess.run([*command, "--no-report"], stdout=subprocess.PIPE, stderr=theirs, **run)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "2 of 2 documents" in shown
    assert b"\x1b" not in done.stdout
    quiet = subprocess.run([*command, "--no-report"], capture_output=True, **run)
    assert quiet.stderr == b""
    assert quiet.stdout == done.stdout
