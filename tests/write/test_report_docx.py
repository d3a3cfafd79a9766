"""Word documents: the English whole, every finding a comment on its words."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO

import pytest

from aligncheck.commands.report_output import write_outputs
from aligncheck.document import Span
from aligncheck.errors import MissingExtra
from aligncheck.report import Finding, Report, Status
from aligncheck.write import render_content, save_report

docx = pytest.importorskip("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def open_document(report: Report):
    return docx.Document(BytesIO(render_content(report, "report", "docx")))


def commented(document) -> dict[int, str]:
    """Return the words between the beginning and the end of each comment."""
    found: dict[int, str] = {}
    running: set[int] = set()
    for node in document.element.body.iter():
        if node.tag == f"{W}commentRangeStart":
            running.add(int(node.get(f"{W}id")))
        elif node.tag == f"{W}commentRangeEnd":
            running.discard(int(node.get(f"{W}id")))
        elif node.tag == f"{W}t":
            for number in running:
                found[number] = found.get(number, "") + node.text
    return found


def test_the_english_stands_in_it_whole(report: Report) -> None:
    texts = [paragraph.text for paragraph in open_document(report).paragraphs]
    english = [p.target.text for p in report.pairs if p.target]
    assert [text for text in texts if not text.startswith("[")] == english
    assert "[各县要在九月底以前提出办法，报市政府批准。]" in texts


def test_every_finding_that_counts_is_a_comment_on_its_words(report: Report) -> None:
    document = open_document(report)
    comments = {c.comment_id: c.text for c in document.comments}
    counted = [f for f in report.findings if f.status is Status.NEW]
    assert len(comments) == len(counted)
    words = {text.split()[0]: commented(document)[number] for number, text in comments.items()}
    assert words["AC301"] == "21 schools"
    assert words["AC401"] == "of the reached"
    assert words["AC103"].strip() == "the"  # the hole stands after it
    assert words["AC101"].startswith("[各县")
    text = next(text for text in comments.values() if text.startswith("AC103"))
    assert "error, 96% sure" in text
    assert "Perhaps: gross domestic product" in text
    assert "Original: 上半年" in text


def test_findings_may_overlap_and_stand_anywhere(report: Report) -> None:
    spans = [Span(0, 10), Span(5, 20), Span(0, 0), Span(900, 950), Span(40, 40)]
    findings = tuple(
        Finding("AC402", "p4", f"number {i}", 0.9, target_spans=(span,))
        for i, span in enumerate(spans)
    )
    whole = Finding("AC902", "", "of no pair", 1.0)
    document = open_document(replace(report, findings=(*findings, whole)))
    held = commented(document)
    assert len(held) == len(findings) + 1
    assert held[1] == report.pair("p4").target.text[:10]
    assert held[2] == report.pair("p4").target.text[5:20]
    assert all(text.strip() for text in held.values())


def test_what_xml_cannot_hold_is_left_out(report: Report) -> None:
    side = replace(report.pairs[0].target, text="a\x00b <w:p> & c")
    odd = replace(report.pairs[0], target=side)
    finding = Finding("AC402", odd.id, "\x08 </w:comment>", 0.9, target_spans=(Span(4, 9),))
    document = open_document(replace(report, pairs=(odd,), findings=(finding,)))
    assert document.paragraphs[0].text == "ab <w:p> & c"
    (comment,) = document.comments
    assert "</w:comment>" in comment.text


def test_the_same_report_gives_the_same_bytes(report: Report, tmp_path) -> None:
    save_report(report, "docx", tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes() == render_content(report, "report", "docx")


def test_it_can_go_to_standard_output(report: Report, capfdbinary) -> None:
    write_outputs([(render_content(report, "report", "docx"), "-")])
    sys.stdout.flush()
    assert capfdbinary.readouterr().out.startswith(b"PK")


def test_a_missing_library_is_named(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"aligncheck\[docs\]"):
        render_content(report, "report", "docx")
