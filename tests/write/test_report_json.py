from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from aligncheck.document import Span
from aligncheck.errors import CompareError, UsageError
from aligncheck.report import Finding, Report
from aligncheck.write import render_report, save_report, save_text
from aligncheck.write.registry import load_writer
from aligncheck.write.report_json import parse_report, read_report, write

GOLD = Path(__file__).with_name("sample.json")


def strict(schema: object) -> object:
    """Forbid every key that the schema does not name."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    if "properties" in schema:
        closed["additionalProperties"] = False
    return closed


@pytest.fixture
def schema() -> Draft202012Validator:
    text = files("aligncheck").joinpath("schema/report-1.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(strict(json.loads(text)))


def test_output_is_the_committed_sample(report: Report) -> None:
    assert render_report(report, "json") == GOLD.read_text(encoding="utf-8")


def test_output_follows_the_published_schema(report: Report, schema: Draft202012Validator) -> None:
    assert [
        error.message for error in schema.iter_errors(json.loads(render_report(report, "json")))
    ] == []


def test_the_same_report_gives_the_same_characters(report: Report) -> None:
    assert render_report(report, "json") == render_report(replace(report), "json")


def test_keys_stand_in_the_documented_order(report: Report) -> None:
    value = json.loads(render_report(report, "json"))
    assert " ".join(value) == (
        "schema tool signature model source target layout config summary notes pairs findings"
    )
    assert " ".join(value["pairs"][0]) == (
        "id kind source target confidence similarity omission addition quality coverage words note"
    )
    assert " ".join(value["findings"][0]) == (
        "rule name severity confidence pair message source_spans target_spans suggestion "
        "fingerprint status line"
    )


def test_words_are_written_with_details_only(report: Report) -> None:
    plain = replace(report, config={**report.config, "details": False})
    assert all("words" not in pair for pair in json.loads(render_report(plain, "json"))["pairs"])
    words = json.loads(render_report(report, "json"))["pairs"][1]["words"]
    assert words[1] == {"start": 6, "end": 12, "omission": 0.9432}


def test_quoted_text_is_what_the_offsets_cut(report: Report) -> None:
    value = json.loads(render_report(report, "json"))
    texts = {pair["id"]: pair for pair in value["pairs"]}
    for finding in value["findings"]:
        for side in ("source", "target"):
            for span in finding[f"{side}_spans"]:
                whole = texts[finding["pair"]][side]["text"]
                assert whole[span["start"] : span["end"]] == span["text"]


def test_offsets_count_code_points_not_bytes_or_utf16_units(report: Report) -> None:
    pair = report.pairs[1]
    assert pair.target is not None
    odd = replace(pair, target=replace(pair.target, text="😀 the 🇨🇳 flag"))
    finding = replace(report.findings[0], target_spans=(Span(6, 8),))
    value = json.loads(render_report(replace(report, pairs=(odd,), findings=(finding,)), "json"))
    assert value["findings"][0]["target_spans"] == [{"start": 6, "end": 8, "text": "🇨🇳"}]


def test_a_finding_names_the_line_of_its_first_span(report: Report) -> None:
    late = replace(report.findings[0], pair="p4", source_spans=(Span(40, 44),), target_spans=())
    value = json.loads(render_report(replace(report, findings=(late,)), "json"))
    assert value["findings"][0]["line"] == {"source": 9, "target": None}


def test_a_finding_about_the_whole_document_has_no_place(
    report: Report, schema: Draft202012Validator
) -> None:
    whole = Finding(rule="AC903", pair="", message="Two images were not read.", confidence=1.0)
    value = json.loads(render_report(replace(report, findings=(whole,)), "json"))
    assert schema.is_valid(value)
    assert value["findings"][0]["line"] == {"source": None, "target": None}


def test_reading_returns_the_report_that_was_written(report: Report, tmp_path: Path) -> None:
    save_report(report, "json", tmp_path / "report.json")
    back = read_report(tmp_path / "report.json")
    assert render_report(back, "json") == render_report(report, "json")
    assert back.findings == report.findings
    assert [pair.source for pair in back.pairs] == [pair.source for pair in report.pairs]
    assert back.signature == report.signature


def test_a_lone_surrogate_survives_the_file(report: Report, tmp_path: Path) -> None:
    odd = replace(report, notes=("half \ud83d pair",))
    save_report(odd, "json", tmp_path / "report.json")
    assert read_report(tmp_path / "report.json").notes == odd.notes


def damaged(**changes: object) -> str:
    return json.dumps({**json.loads(GOLD.read_text(encoding="utf-8")), **changes})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no aligncheck report (it is not JSON"),
        ("[" * 100_000, "is no aligncheck report"),
        ("[]", "it names no schema"),
        ('{"findings": []}', "it names no schema"),
        (damaged(schema="aligncheck.report/2"), "its schema is 'aligncheck.report/2'"),
        ('{"schema": "aligncheck.report/1"}', "'name' is missing|'model' is missing"),
        (damaged(pairs=5), "pairs: expected a list, got 5"),
        (damaged(pairs=[{"id": 7}]), "pairs[0].id: expected text, got 7"),
        (damaged(layout="sideways"), "layout: expected one of documents, interleaved"),
        (damaged(findings=[None]), "findings[0]: expected an object, got None"),
        (damaged(summary={"verdict": "fail", "pairs": -1}), "summary.pairs: expected a count"),
    ],
)
def test_a_file_that_is_no_report_is_named_in_one_line(text: str, message: str) -> None:
    with pytest.raises(CompareError) as caught:
        parse_report(text, "old.json")
    said = str(caught.value)
    assert said.startswith("old.json: ")
    assert "\n" not in said
    assert any(part in said for part in message.split("|"))


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    value = json.loads(GOLD.read_text(encoding="utf-8"))
    value["findings"][1]["source_spans"][0]["end"] = 0
    with pytest.raises(CompareError, match=r"findings\[1\]\.source_spans\[0\]: ends at 0"):
        parse_report(json.dumps(value), "old.json")


def test_an_absent_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(CompareError, match="No such file"):
        read_report(tmp_path / "none.json")


def test_a_report_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes("报告".encode("gb18030"))
    with pytest.raises(CompareError, match="not UTF-8"):
        read_report(tmp_path / "report.json")


def test_ten_thousand_pairs_are_written_and_read_quickly(report: Report) -> None:
    many = tuple(replace(report.pairs[i % 8], id=f"p{i}") for i in range(10_000))
    begun = time.process_time()
    text = render_report(replace(report, pairs=many), "json")
    parse_report(text, "many.json")
    assert time.process_time() - begun < 5  # about 0.7 s


def test_an_unknown_format_is_refused_with_a_hint() -> None:
    with pytest.raises(UsageError, match="unknown output format 'jsn'; did you mean 'json'"):
        load_writer("report", "jsn")


def test_writing_goes_to_any_text_stream(report: Report) -> None:
    out = StringIO()
    write(report, out)
    assert out.getvalue().endswith("]\n}\n")


def test_saving_makes_folders_and_leaves_nothing_beside(tmp_path: Path) -> None:
    save_text("一\n", tmp_path / "a" / "b" / "report.txt")
    save_text("二\n", tmp_path / "a" / "b" / "report.txt")
    assert (tmp_path / "a" / "b" / "report.txt").read_bytes() == "二\n".encode()
    assert os.listdir(tmp_path / "a" / "b") == ["report.txt"]


@pytest.mark.parametrize("name", ["taken/report.html", "folder"])
def test_an_unwritable_place_is_named_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError) as caught:
        save_text("text", tmp_path / name)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert "\n" not in str(caught.value)
    assert sorted(os.listdir(tmp_path)) == ["folder", "taken"]
