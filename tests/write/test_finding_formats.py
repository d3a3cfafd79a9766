"""Formats with a record a finding: places, escapes, limits, what tools ask for."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from types import ModuleType
from xml.etree import ElementTree

import jsonschema
import pytest

from aligncheck.report import Report, Severity, Status
from aligncheck.write import (
    report_csv,
    report_gitlab,
    report_jsonl,
    report_junit,
    report_markdown,
    report_rdjsonl,
    report_sarif,
)
from aligncheck.write.registry import list_formats, load_writer

# What code scanning needs of SARIF 2.1.0, from the standard's own schema.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "locations", "partialFingerprints"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "rank": {"type": "number", "minimum": 0, "maximum": 100},
                                "locations": {"type": "array", "minItems": 1},
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def render(report: Report, writer: ModuleType) -> str:
    out = StringIO()
    writer.write(report, out)
    return out.getvalue()


def hostile(report: Report) -> Report:
    """Return the report with messages and a path that each format must escape."""
    message = 'a|b <script>"&" \x00 =1+1\n::error::x'
    found = tuple(replace(finding, message=message) for finding in report.findings)
    target = replace(report.target, path="=en <1>&.md")
    return replace(report, findings=found, target=target)


def test_sarif_has_what_code_scanning_needs(report: Report) -> None:
    read = json.loads(render(report, report_sarif))
    jsonschema.validate(read, SARIF)
    [run] = read["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert 1 <= region["startLine"] <= region["endLine"]
    dropped = next(result for result in run["results"] if result["ruleId"] == "AC103")
    [related] = dropped["relatedLocations"]
    assert related["physicalLocation"]["region"]["snippet"]["text"] == "国内生产总值"
    assert "gross domestic product" in dropped["message"]["text"]


def test_sarif_keeps_the_worst_of_too_many(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_sarif, "MOST_RESULTS", 2)
    [run] = json.loads(render(report, report_sarif))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "error"]


def test_gitlab_and_reviewdog_get_a_place_and_a_level(report: Report) -> None:
    entries = json.loads(render(report, report_gitlab))
    assert {entry["severity"] for entry in entries} <= {"major", "minor", "info"}
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert all(entry["location"]["lines"]["begin"] >= 1 for entry in entries)
    rows = [json.loads(line) for line in render(report, report_rdjsonl).splitlines()]
    assert len(rows) == len(entries)
    assert {row["severity"] for row in rows} <= {"ERROR", "WARNING", "INFO"}


def test_junit_counts_pairs_and_fails_those_with_warnings(report: Report) -> None:
    root = ElementTree.fromstring(render(report, report_junit))  # noqa: S314  # our own text
    cases = root.findall("./testsuite/testcase")
    assert int(root.attrib["tests"]) == len(cases) >= len(report.pairs)
    failed = [case for case in cases if case.find("failure") is not None]
    assert int(root.attrib["failures"]) == len(failed) > 0


def test_csv_and_jsonl_hold_a_row_a_finding_that_counts(report: Report) -> None:
    new = [finding for finding in report.findings if finding.status is Status.NEW]
    head, *rows = csv.reader(StringIO(render(report, report_csv)))
    assert head == report_csv.COLUMNS
    assert len(rows) == len(new)
    lines = [json.loads(line) for line in render(report, report_jsonl).splitlines()]
    assert [line["rule"] for line in lines] == [row[2] for row in rows]


def test_no_cell_is_a_formula(report: Report) -> None:
    found = tuple(replace(f, message="=HYPERLINK(1)") for f in report.findings)
    for row in csv.reader(StringIO(render(replace(report, findings=found), report_csv))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_markdown_shows_hostile_text_as_text(report: Report) -> None:
    text = render(hostile(report), report_markdown)
    assert "<script>" not in text
    assert "\n::error::" not in text
    rows = [line for line in text.splitlines() if line.startswith(("| error", "| warning"))]
    assert all(line.replace("\\|", "").count("|") == 5 for line in rows)


def test_markdown_stays_below_the_limit_of_a_summary(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_markdown, "MOST", 300)
    assert "more in the report" in render(report, report_markdown)


def test_xml_and_json_hold_hostile_text(report: Report) -> None:
    ElementTree.fromstring(render(hostile(report), report_junit))  # noqa: S314  # our own text
    json.loads(render(hostile(report), report_sarif))
    json.loads(render(hostile(report), report_gitlab))


def test_every_module_of_a_kind_is_a_format() -> None:
    assert list_formats("report")[:3] == ("text", "json", "html")
    assert {
        "badge",
        "sarif",
        "junit",
        "github",
        "gitlab",
        "rdjsonl",
        "csv",
        "jsonl",
        "markdown",
    } <= set(list_formats("report"))
    assert set(list_formats("alignment")) == {"json", "tsv", "tmx", "xliff"}
    assert set(list_formats("comparison")) == set(list_formats("report")) - {
        "annotated",
        "badge",
        "docx",
    }
    for kind in ("report", "comparison", "alignment"):
        for name in list_formats(kind):
            writer = load_writer(kind, name)
            assert callable(getattr(writer, "write", None) or writer.render_bytes)


def test_a_dismissed_finding_is_in_no_format(report: Report) -> None:
    found = tuple(replace(f, status=Status.DISMISSED) for f in report.findings)
    quiet = replace(report, findings=found)
    assert json.loads(render(quiet, report_gitlab)) == []
    assert render(quiet, report_jsonl) == ""
    assert json.loads(render(quiet, report_sarif))["runs"][0]["results"] == []


def test_levels_are_known_for_every_severity() -> None:
    for levels in (report_sarif.LEVELS, report_gitlab.LEVELS, report_rdjsonl.LEVELS):
        assert set(levels) == set(Severity)
