"""Labelled sets are told by their fields; what is none of them is named with its place."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from aligncheck.document import Span
from aligncheck.errors import ReadError
from aligncheck.evaluate import labelled_set_reader
from aligncheck.evaluate.labelled_sets import Aside, Chapter, Couple, Judged, Linked, Tagged

ERROR = {
    "category": "Accuracy/Omission",
    "severity": "Critical",
    "rater": "r1",
    "side": "source",
    "span_text": "山",
    "start": 0,
    "end": 1,
}
JUDGED = {
    "set": "s",
    "doc": "d",
    "zh": "山高水长。",
    "en": "Long waters.",
    "is_human": True,
    "raters": ["r1", "r2"],
    "errors": [ERROR],
    "mqm": -1,
}


def written(folder: Path, name: str, *rows: object) -> Path:
    path = folder / name
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    packed = gzip.compress(text.encode()) if name.endswith(".gz") else text.encode()
    path.write_bytes(packed)
    return path


def test_reads_judged_rows_and_folds_severities(tmp_path: Path) -> None:
    (found,) = labelled_set_reader.read_sets([written(tmp_path, "news.jsonl.gz", JUDGED)])
    (row,) = found.of(Judged)
    assert (found.name, row.doc, row.human, row.mqm) == ("news", "d", True, -1.0)
    assert row.marks[0].span == Span(0, 1)
    assert (row.marked("omission", major=True), row.marked("addition")) == (1, 0)


def test_a_row_without_document_is_its_own(tmp_path: Path) -> None:
    (found,) = labelled_set_reader.read_sets(
        [written(tmp_path, "a.jsonl", {**JUDGED, "doc": None, "mqm": None})]
    )
    assert found.of(Judged)[0].doc == JUDGED["zh"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"zh": "山", "en": "hill", "annotations": [{"side": "source", "start": 0, "end": 1,
          "weight": 5.0}]}, Judged),
        ({"zh": "山", "en": "hill", "en_tokens": ["hill"], "tags": ["OK"], "mqm": 1.5}, Tagged),
        ({"zh_sents": ["山"], "en_sents": ["hill"], "links": [[[0], [0]], [[], [0]]]}, Chapter),
        ({"zh_tokens": ["山"], "en_tokens": ["hill"], "sure": [[0, 0]], "possible": []}, Linked),
        ({"en_tokens": ["a"], "zh_tokens": ["一"], "mt_tags": ["OK"]}, Aside),
        ({"source": "山", "target": "hill"}, Couple),
    ],
)  # fmt: skip
def test_tells_a_set_by_its_fields(tmp_path: Path, row: object, kind: type) -> None:
    (found,) = labelled_set_reader.read_sets([written(tmp_path, "any.jsonl", row)])
    assert type(found.rows[0]) is kind


def test_a_folder_gives_its_chapters_as_one_set(tmp_path: Path) -> None:
    inner = tmp_path / "novels"
    inner.mkdir()
    for name in ("1.json", "2.json"):
        row = {"doc": name, "zh_sents": ["山"], "en_sents": ["hill"], "links": [[[0], [0]]]}
        written(inner, name, row)
    (tmp_path / "pairs.tsv").write_text("山高\thigh hills\n\n水长\tlong waters\n", encoding="utf-8")
    found = labelled_set_reader.read_sets([tmp_path])
    assert [(s.name, len(s.rows)) for s in found] == [("pairs", 2), ("novels", 2)]


def test_limit_draws_evenly_and_keeps_both_ends(tmp_path: Path) -> None:
    path = tmp_path / "many.tsv"
    path.write_text("".join(f"第{i}行\tline {i}\n" for i in range(100)), encoding="utf-8")
    (found,) = labelled_set_reader.read_sets([path], limit=3)
    assert [row.en for row in found.of(Couple)] == ["line 0", "line 49", "line 99"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", '{"zh": "山", "en": "hill"}\n{"zh": 1}\n', "a.jsonl, line 2: not a row of"),
        ("a.jsonl", "{", "a.jsonl, line 1: not JSON"),
        ("a.jsonl", '{"zh": "山", "en": "x", "errors": [{}]}', "line 1: 'category' is missing"),
        ("a.jsonl", '{"zh": "山", "en": "x", "en_tokens": ["x"], "tags": [], "mqm": 1}', "one tag"),
        ("a.jsonl", '{"zh": "", "en": "x", "en_tokens": ["x"], "tags": ["NO"], "mqm": 1}', "OK"),
        ("a.jsonl", '{"zh": 3, "en": "x"}', "zh: expected text, got 3"),
        ("a.jsonl", "", "is empty"),
        ("a.jsonl.gz", "no gzip", "cannot be read"),
        ("a.tsv", "山 hill", "line 1: expected Chinese, a tab and English"),
        ("a.xlsx", "", "unknown kind of labelled set"),
        ("a.json", '{"zh_sents": [], "en_sents": ["x"], "links": [[[0], [0]]]}', "there are 0"),
        ("a.jsonl", '{"zh": "山", "en": "x"}\n{"en_tokens": [], "zh_tokens": [], "mt_tags": []}',
         "row 2: its fields"),
    ],
)  # fmt: skip
def test_names_file_and_line_of_what_is_wrong(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as error:
        labelled_set_reader.read_sets([path])
    assert message in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nothing\.jsonl: no such file"):
        labelled_set_reader.read_sets([tmp_path / "nothing.jsonl"])
    with pytest.raises(ReadError, match="holds no labelled set"):
        labelled_set_reader.read_sets([tmp_path])
