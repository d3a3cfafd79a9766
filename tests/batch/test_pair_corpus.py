"""Corpora are read as a stream, a bad pair at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck.batch.pair_corpus import cut_corpus, is_corpus
from aligncheck.errors import ReadError

TMX = """<?xml version="1.0"?><tmx version="1.4"><header/><body>
<tu tuid="a"><tuv xml:lang="zh-CN"><seg>水磨坊</seg></tuv>
<tuv xml:lang="en"><seg>mill</seg></tuv></tu>
<tu><tuv xml:lang="en-US"><seg>a <ph>1</ph>well</seg></tuv>
<tuv xml:lang="zh"><seg>井</seg></tuv></tu>
<tu tuid="c"><tuv xml:lang="zh"><seg>桥</seg></tuv></tu>
"""


def test_jsonl_is_cut_into_jobs_of_some_pairs(tmp_path: Path) -> None:
    rows = [{"id": k, "zh": f"第{k}座桥。", "en": f"Bridge {k}."} for k in range(5)]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    jobs = list(cut_corpus(path, size=2))
    assert [len(job.rows) for job in jobs] == [2, 2, 1]
    assert jobs[1].rows[1].source == "第3座桥。"
    assert jobs[2].name == "4–4"
    assert len({job.key for job in jobs}) == 3


def test_a_line_that_is_no_pair_is_a_row_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    good = json.dumps({"source": "桥。", "target": "A bridge."}).encode()
    path.write_bytes(
        b"\n".join([good, b"{", b'{"source": "a"}', b'"\xff"', b"x" * 1_000_001, good])
    )
    [job] = cut_corpus(path)
    assert [bool(row.error) for row in job.rows] == [False, True, True, True, True, False]
    assert f"{path}:2: not a JSON object" in job.rows[1].error
    assert "not UTF-8" in job.rows[3].error
    assert "longer than 1 MB" in job.rows[4].error


def test_tmx_gives_its_units_and_says_which_lack_a_side(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(TMX + "</body></tmx>", encoding="utf-8")
    [job] = cut_corpus(path)
    assert [(row.name, row.source, row.target) for row in job.rows[:2]] == [
        ("a", "水磨坊", "mill"),
        ("2", "井", "a well"),
    ]
    assert "unit c has no English" in job.rows[2].error


def test_tmx_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(TMX, encoding="utf-8")
    [job] = cut_corpus(path)
    assert len(job.rows) == 4
    assert "after unit 3: not XML" in job.rows[3].error
    path.write_text("no markup at all", encoding="utf-8")
    with pytest.raises(ReadError, match="not TMX"):
        list(cut_corpus(path))


def test_a_corpus_is_told_from_a_manifest(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    for row, corpus in (
        ({"source": "zh/a.md", "target": "en/a.md"}, False),
        ({"source": "水磨坊立在山谷尽头。", "target": "The mill stands there."}, True),
        ({"source": "好" * 5000, "target": "good"}, True),
        ({"id": 3}, False),
    ):
        path.write_text(json.dumps(row), encoding="utf-8")
        assert is_corpus(path) is corpus
