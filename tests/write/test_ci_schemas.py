"""What CI systems read is what their schemas ask for: of a report, a comparison, many documents.

SARIF is held against the models that were generated from the schema of the standard; GitLab's and
JUnit's schemas are written down here as their documentation has them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest
from lxml import etree
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from aligncheck.comparison.comparison import compare
from aligncheck.report import Report
from aligncheck.write import joined_texts, render_comparison, render_report
from aligncheck.write.joined_texts import join_texts

GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}
JUNIT = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attributeGroup ref="counts"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attributeGroup ref="counts"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="failure"><xs:complexType mixed="true">
        <xs:attribute name="type" type="xs:string"/>
        <xs:attribute name="message" type="xs:string"/>
      </xs:complexType></xs:element>
      <xs:element name="system-out" type="xs:string"/>
    </xs:choice>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="classname" type="xs:string" use="required"/>
  </xs:complexType></xs:element>
  <xs:attributeGroup name="counts">
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
  </xs:attributeGroup>
</xs:schema>
"""
Render = Callable[[Report, str], str]


def render_many(report: Report, name: str) -> str:
    other = replace(report, target=replace(report.target, path="speeches/other.en.md"))
    return join_texts(name, [render_report(report, name), render_report(other, name)])


def render_compared(report: Report, name: str) -> str:
    fewer = replace(report, findings=report.findings[1:])
    return render_comparison(compare(fewer, report), name)


KINDS = pytest.mark.parametrize("render", [render_report, render_many, render_compared])


def hostile(report: Report) -> Report:
    message = "a|b <script>&\x00\x1b[31m =1+1\n::error::x \ud83d"
    found = tuple(replace(finding, message=message) for finding in report.findings)
    return replace(report, findings=found, target=replace(report.target, path='=e n<"&>.md'))


@KINDS
def test_sarif_is_what_the_standard_says(report: Report, render: Render) -> None:
    for one in (report, hostile(report), replace(report, findings=())):
        read = Sarif.model_validate(json.loads(render(one, "sarif")))
        assert len(read.runs) == 1
        assert read.runs[0].tool.driver.rules


@KINDS
def test_gitlab_gets_what_it_asks_for(report: Report, render: Render) -> None:
    for one in (report, hostile(report), replace(report, findings=())):
        entries = json.loads(render(one, "gitlab"))
        jsonschema.validate(entries, GITLAB)
        marks = [entry["fingerprint"] for entry in entries]
        assert len(set(marks)) == len(marks)


@KINDS
def test_junit_is_what_its_readers_read(report: Report, render: Render) -> None:
    schema = etree.XMLSchema(etree.fromstring(JUNIT))
    for one in (report, hostile(report), replace(report, findings=())):
        tree = etree.fromstring(render(one, "junit").encode("utf-8", "backslashreplace"))
        schema.assertValid(tree)
        assert int(tree.get("tests", "")) == len(tree.findall(".//testcase"))
        failed = [case for case in tree.iter("testcase") if case.find("failure") is not None]
        assert int(tree.get("failures", "")) == len(failed)


def test_one_step_has_ten_annotations_of_a_level(report: Report) -> None:
    text = join_texts("github", [render_report(report, "github")] * 12)
    lines = text.splitlines()
    counts = {level: sum(line.startswith(f"::{level}") for line in lines)
              for level in ("error", "warning", "notice")}  # fmt: skip
    assert counts == {"error": 10, "warning": 10, "notice": 10}
    shown = sum(counts.values()) - 1
    single = render_report(report, "github")
    total = 12 * (single.count("\n::") + single.startswith("::"))
    assert f"::notice title=aligncheck::{total - shown} more in the report" in lines
    assert lines[-1].startswith("checked ")


def test_limits_hold_over_many_documents(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined_texts, "MOST_RESULTS", 4)
    [run] = json.loads(join_texts("sarif", [render_report(report, "sarif")] * 3))["runs"]
    assert [result["level"] for result in run["results"]] == ["error"] * 4
    page = render_report(report, "markdown")
    monkeypatch.setattr(joined_texts, "MOST_BYTES", 2 * len(page.encode()) + 10)
    assert join_texts("markdown", [page] * 5).endswith("3 more documents in the report\n")
    assert join_texts("markdown", [page] * 2).count("### aligncheck") == 2
