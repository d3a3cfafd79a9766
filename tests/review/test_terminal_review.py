from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from aligncheck.findings.decisions import load_decisions
from aligncheck.review.decision_store import DecisionStore
from aligncheck.review.terminal_review import review_report
from aligncheck.write.report_json import read_report

pytest.importorskip("filelock")
SAMPLE = Path(__file__).parents[1] / "write" / "sample.json"


def run(tmp_path: Path, *answers: str) -> tuple[int, str]:
    given: Iterator[str] = iter(answers)

    def ask(prompt: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    out = StringIO()
    store = DecisionStore(tmp_path / "d.jsonl")
    console = Console(file=out, width=100, no_color=True)
    return review_report(read_report(SAMPLE), store, console, ask=ask, who="Lin"), out.getvalue()


def test_each_answer_is_in_the_file_at_once(tmp_path: Path) -> None:
    done, said = run(tmp_path, "d", "said in the note", "n", "a")
    assert done == 2
    assert "AC103" in said.split("AC301")[0]
    assert "gross domestic product" in said
    kept = {d.rule: d for d in load_decisions(tmp_path / "d.jsonl")}
    assert {rule: d.verdict.value for rule, d in kept.items()} == {
        "AC103": "dismiss",
        "AC101": "accept",
    }
    assert (kept["AC103"].reason, kept["AC103"].source) == ("said in the note", "国内生产总值")


def test_what_is_decided_is_not_asked_again(tmp_path: Path) -> None:
    run(tmp_path, "a", "q")
    _, said = run(tmp_path, "q")
    assert "AC103" not in said
    assert "(1 of 4)" in said


def test_going_back_and_to_the_end(tmp_path: Path) -> None:
    done, said = run(tmp_path, "n", "b", "", "", "", "", "c", "look again")
    assert done == 1
    assert said.count("(1 of 5)") == 2
