"""What a run leaves: a page with the worst on top, TMX, Parquet, whole files only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck.batch.batch_output import render_index, render_tmx, write_lines, write_parquet
from aligncheck.errors import UsageError
from aligncheck.read.xml_units_reader import read_tmx

ROWS = [
    {"id": "good", "coverage": 1.0, "findings": {"error": 0, "warning": 0, "info": 0}},
    {
        "id": "bad",
        "coverage": 0.5,
        "findings": {"error": 3, "warning": 0, "info": 0},
        "worst": [{"rule": "AC103", "message": "<b>no</b>"}],
        "report": "reports/000002-bad.html",
    },
    {"id": "<i>lost</i>", "error": "lost.md: no such file"},
    {"id": "pair", "coverage": 0.9, "findings": [{"rule": "AC301", "severity": "warning"}]},
]
LINES = [json.dumps(row) for row in ROWS]


def test_the_index_has_the_worst_on_top_and_escapes_what_it_quotes() -> None:
    page = render_index(LINES, "checked 4 pairs")
    places = [page.index(name) for name in ("lost.md", "bad</a>", ">pair<", ">good<")]
    assert places == sorted(places)
    assert "&lt;b&gt;no" in page
    assert "<i>" not in page
    assert 'href="reports/000002-bad.html"' in page


def test_kept_pairs_are_tmx_that_is_read_back(tmp_path: Path) -> None:
    kept = [{"id": 'a"<', "source": "水 & 磨", "target": "mill <1>\x00"}]
    path = tmp_path / "kept.tmx"
    write_lines(render_tmx(json.dumps(row) for row in kept), path)
    [row] = read_tmx(path.read_bytes(), str(path)).rows
    assert (row.source, row.target) == ("水 & 磨", "mill <1>")


def test_a_run_that_breaks_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    path.write_text("old\n", encoding="utf-8")

    def lines():
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_lines(lines(), path)
    assert path.read_text(encoding="utf-8") == "old\n"
    assert [file.name for file in tmp_path.iterdir()] == ["results.jsonl"]
    with pytest.raises(UsageError, match="cannot be written"):
        write_lines(["a"], tmp_path / "none" / "file")


def test_parquet_holds_the_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet(LINES, tmp_path / "results.parquet")
    rows = parquet.read_table(tmp_path / "results.parquet").to_pylist()
    assert [row["id"] for row in rows] == [row["id"] for row in ROWS]
    assert [row["errors"] for row in rows] == [0, 3, None, 0]
    assert rows[2]["error"] == "lost.md: no such file"
