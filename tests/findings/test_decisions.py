"""The decisions file: what it takes, what it refuses, what stays of several decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import STEADY

from aligncheck.config import Config
from aligncheck.errors import ReadError
from aligncheck.findings.decisions import (
    Decision,
    Verdict,
    describe_unmatched,
    dump_decisions,
    find_unmatched_decisions,
    keep_latest,
    load_decisions,
)
from aligncheck.report import Finding

MARK = "0f" * 16
OTHER = "1e" * 16


def _file(folder: Path, text: str) -> Path:
    path = folder / "decisions.jsonl"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_reads_lines_in_any_key_order_with_blank_lines_and_a_byte_order_mark(
    tmp_path: Path,
) -> None:
    path = _file(
        tmp_path,
        "\ufeff\r\n"
        f'{{"verdict": "dismiss", "reason": "意译", "fingerprint": "{OTHER}"}}\r\n'
        "\n"
        f'{{"fingerprint": "{MARK}", "who": "Li", "verdict": "accept", "later": 1}}\n',
    )
    assert load_decisions(path) == (
        Decision(MARK, Verdict.ACCEPT, who="Li"),
        Decision(OTHER, Verdict.DISMISS, reason="意译"),
    )


def test_a_dismissal_needs_no_reason(tmp_path: Path) -> None:
    path = _file(tmp_path, f'{{"fingerprint": "{MARK}", "verdict": "dismiss"}}')
    assert load_decisions(path)[0].reason == ""


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not a JSON object"),
        ('["a"]', "expected a JSON object"),
        ('{"verdict": "accept"}', "needs the fingerprint"),
        (f'{{"fingerprint": "{MARK}"}}', "verdict must be"),
        (f'{{"fingerprint": "{MARK}", "verdict": "maybe"}}', "'maybe'"),
        (f'{{"fingerprint": "{MARK}", "verdict": "accept", "who": 3}}', "who must be text"),
        (f'{{"fingerprint": "{MARK}", "verdict": "accept", "at": "noon"}}', "at must be"),
        ("<<<<<<< HEAD", "merge conflict"),
    ],
)
def test_names_the_file_and_the_line_of_what_is_no_decision(
    tmp_path: Path, line: str, complaint: str
) -> None:
    path = _file(tmp_path, f"\n{line}\n")
    with pytest.raises(ReadError) as caught:
        load_decisions(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_refuses_a_missing_file_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such decisions file"):
        load_decisions(tmp_path / "none.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(ReadError, match="UTF-8"):
        load_decisions(tmp_path / "bytes.jsonl")


@pytest.mark.parametrize(
    ("first", "second", "stays"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z", 1),
        ("2026-03-02T10:00:00Z", "2026-03-01T10:00:00Z", 0),
        ("2026-03-01T10:00:00+08:00", "2026-03-01T03:00:00Z", 1),
        ("2026-03-01", "2026-03-01T00:00:00Z", 1),
        ("", "2026-03-01T10:00:00Z", 1),
        ("2026-03-01T10:00:00Z", "", 0),
        ("", "", 1),
    ],
)
def test_of_two_decisions_on_one_finding_the_last_moment_counts(
    first: str, second: str, stays: int
) -> None:
    rows = [Decision(MARK, Verdict.ACCEPT, at=first), Decision(MARK, Verdict.DISMISS, at=second)]
    assert keep_latest(rows) == (rows[stays],)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DECISIONS = st.builds(
    Decision,
    fingerprint=st.text("0123456789abcdef", min_size=32, max_size=32),
    verdict=st.sampled_from(Verdict),
    reason=TEXT,
    who=TEXT,
    at=st.sampled_from(["", "2026-03-01T10:00:00Z", "2025-12-31T23:59:59+08:00"]),
    rule=st.sampled_from(["AC103", "AC301"]),
    source=TEXT,
    target=TEXT,
)


@STEADY
@given(st.lists(DECISIONS, max_size=6))
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Decision]
) -> None:
    path = _file(tmp_path_factory.mktemp("decisions"), dump_decisions(rows))
    assert load_decisions(path) == keep_latest(rows)
    assert dump_decisions(load_decisions(path)) == dump_decisions(reversed(load_decisions(path)))


def test_says_which_decisions_match_nothing() -> None:
    finding = Finding("AC103", "p1", "…", 0.9, fingerprint=MARK)
    stale = Decision(OTHER, Verdict.DISMISS, rule="AC301", source="七百四十亿")
    rows = (Decision(MARK, Verdict.ACCEPT), stale)
    assert find_unmatched_decisions(rows, [finding]) == (stale,)
    assert describe_unmatched(rows[:1], [finding], Config()) == ()
    assert describe_unmatched(rows, [finding], Config(ignore=("AC3",))) == ()
    assert describe_unmatched(rows, [finding], Config()) == (
        "1 decision no longer matches anything: AC301 “七百四十亿” (1e1e1e1e).",
    )


def test_names_some_of_many_decisions_that_match_nothing() -> None:
    many = [Decision(f"{i:032x}", Verdict.DISMISS, rule="AC301") for i in range(7)]
    (text,) = describe_unmatched(many, [], Config())
    assert text.startswith("7 decisions no longer match anything: AC301 (00000000), ")
    assert text.endswith(" and 2 more.")
