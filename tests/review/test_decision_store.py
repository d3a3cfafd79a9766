from __future__ import annotations

import threading
from pathlib import Path

import pytest

from aligncheck.errors import ReadError
from aligncheck.findings.decisions import Decision, Verdict, load_decisions
from aligncheck.review.decision_store import DecisionStore, read_changes

pytest.importorskip("filelock")


def decision(mark: str, at: str = "2026-03-01T09:30:00Z", **more: str) -> Decision:
    return Decision(mark, Verdict.DISMISS, at=at, **more)


def test_changes_are_made_on_what_the_file_holds(tmp_path: Path) -> None:
    one, two = (DecisionStore(tmp_path / "d.jsonl") for _ in range(2))
    one.apply([("a", decision("a"))])
    two.apply([("b", decision("b"))])
    one.apply([("c", decision("c")), ("a", None)])
    assert [d.fingerprint for d in load_decisions(tmp_path / "d.jsonl")] == ["b", "c"]


def test_the_later_of_two_decisions_stays(tmp_path: Path) -> None:
    store = DecisionStore(tmp_path / "d.jsonl")
    store.apply([("a", decision("a", "2026-03-02T00:00:00Z", reason="later"))])
    store.apply([("a", decision("a", "2026-03-01T00:00:00Z", reason="earlier"))])
    assert store.load()[0].reason == "later"


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    def write(number: int) -> None:
        store = DecisionStore(tmp_path / "d.jsonl")
        for i in range(8):
            mark = f"{number}-{i}"
            store.apply([(mark, decision(mark))])

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(load_decisions(tmp_path / "d.jsonl")) == 48


def test_a_file_that_is_damaged_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text("<<<<<<< ours\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"d\.jsonl:1: a merge conflict"):
        DecisionStore(path).apply([("a", decision("a"))])
    assert path.read_text(encoding="utf-8") == "<<<<<<< ours\n"


@pytest.mark.parametrize(
    "rows",
    [
        {},
        [1],
        [{"fingerprint": 1, "entry": None}],
        [{"fingerprint": "a", "entry": "x"}],
        [{"fingerprint": "a", "entry": {"fingerprint": "b", "verdict": "accept"}}],
        [{"fingerprint": "a", "entry": {"fingerprint": "a", "verdict": "maybe"}}],
    ],
)
def test_what_is_no_change_is_refused(rows: object) -> None:
    with pytest.raises(ReadError):
        read_changes(rows)


def test_changes_are_read() -> None:
    entry = {"fingerprint": "a", "verdict": "accept"}
    assert read_changes([{"fingerprint": "a", "entry": entry}, {"fingerprint": "b"}]) == [
        ("a", Decision("a", Verdict.ACCEPT)),
        ("b", None),
    ]
