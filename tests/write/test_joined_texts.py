"""Reports on many documents as one text, in every format that can hold them."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ElementTree
from io import StringIO

import pytest

from aligncheck.errors import UsageError
from aligncheck.report import Report
from aligncheck.write import render_report
from aligncheck.write.joined_texts import join_texts, require_joinable
from aligncheck.write.registry import list_formats


def joined(report: Report, name: str) -> str:
    return join_texts(name, [render_report(report, name)] * 3)


def test_every_format_but_pages_and_pictures_holds_many() -> None:
    for name in set(list_formats("report")) - {"html", "badge", "docx", "annotated"}:
        require_joinable(name)
    for name in ("html", "badge", "docx", "annotated"):
        with pytest.raises(UsageError, match="holds one document"):
            require_joinable(name)


def test_three_documents_have_three_times_the_findings(report: Report) -> None:
    once = {name: render_report(report, name) for name in ("gitlab", "junit")}
    number = len(json.loads(once["gitlab"]))
    assert number
    assert len(json.loads(joined(report, "gitlab"))) == 3 * number
    (run,) = json.loads(joined(report, "sarif"))["runs"]
    assert len(run["results"]) == 3 * number
    assert len(list(csv.DictReader(StringIO(joined(report, "csv"))))) == 3 * number
    assert len(joined(report, "jsonl").splitlines()) == 3 * number
    assert len(json.loads(joined(report, "json"))["documents"]) == 3
    suites = ElementTree.fromstring(joined(report, "junit"))  # noqa: S314 - our own text
    assert len(suites.findall("testsuite")) == 3
    single = ElementTree.fromstring(once["junit"])  # noqa: S314 - our own text
    for count in ("tests", "failures", "errors"):
        assert int(suites.get(count, "")) == 3 * int(single.get(count, ""))


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "gitlab", "csv", "markdown"])
def test_no_document_is_an_empty_report(name: str) -> None:
    text = join_texts(name, [])
    if name in {"json", "sarif", "gitlab"}:
        json.loads(text)
    elif name == "junit":
        ElementTree.fromstring(text)  # noqa: S314 - our own text
