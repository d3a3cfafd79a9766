"""The report page as a file: what stands in it, and that nothing in it can act."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from aligncheck.document import Span
from aligncheck.report import Finding, Report, Status, WordMatch
from aligncheck.write import render_report
from aligncheck.write.number_packing import DIGITS
from aligncheck.write.page_data import to_percent
from aligncheck.write.script_runs import split_scripts

HOSTILE = (
    "</script></style><img src=x onerror=alert(1)>\"'&amp;<!--"
    "👩‍👧 e\u0301 \u202eright to left\u202c \u200f]]> {{ 7*7 }} {% raw %}"
)


def page(report: Report) -> HTMLParser:
    return HTMLParser(render_report(report, "html"))


def data(report: Report) -> dict[str, list]:
    return json.loads(first(page(report), "#data").text())


def words(node: Node) -> str:
    return re.sub(r"\s+", " ", node.text()).strip()


def first(tree: HTMLParser | Node, css: str) -> Node:
    found = tree.css_first(css)
    assert found is not None, css
    return found


def hostile(report: Report) -> Report:
    """Put hostile text wherever a document, a check or a user can put text."""
    pairs = tuple(
        replace(
            pair,
            id=pair.id + HOSTILE,
            source=pair.source and replace(pair.source, text=pair.source.text + HOSTILE),
            target=pair.target and replace(pair.target, text=HOSTILE + pair.target.text),
            note=pair.note and pair.note + HOSTILE,
        )
        for pair in report.pairs
    )
    findings = tuple(
        replace(
            finding,
            pair=finding.pair + HOSTILE,
            message=HOSTILE + finding.message,
            suggestion=HOSTILE,
            target_spans=(Span(0, 60),),
            fingerprint=finding.fingerprint + HOSTILE,
        )
        for finding in report.findings
    )
    return replace(
        report,
        signature=HOSTILE,
        source=replace(report.source, path=HOSTILE, format=HOSTILE),
        config={**report.config, HOSTILE: [HOSTILE]},
        notes=(HOSTILE,),
        pairs=pairs,
        findings=findings,
    )


def test_the_same_report_gives_the_same_page(report: Report) -> None:
    assert render_report(report, "html") == render_report(replace(report), "html")


def test_the_page_needs_nothing_from_outside(report: Report) -> None:
    tree = page(report)
    assert tree.css("link, img, iframe, object, embed, [src], [action]") == []
    assert all((node.attributes["href"] or "").startswith("#") for node in tree.css("[href]"))
    assert not re.search(r"url\(|@import|https?:", first(tree, "style").text())


def test_the_policy_allows_the_scripts_of_the_page_and_no_other(report: Report) -> None:
    tree = page(report)
    policy = first(tree, "meta[http-equiv]").attributes["content"] or ""
    scripts = [node.text() for node in tree.css("script:not([type])")]
    hashes = [b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert policy.startswith("default-src 'none';")
    assert "connect-src" not in policy


def test_hostile_text_stays_text(report: Report) -> None:
    tree = page(hostile(report))
    assert tree.css("img") == []
    assert len(tree.css("script")) == len(page(report).css("script"))
    held = first(tree, "#data").text()
    assert "<" not in held
    row = json.loads(held)["pairs"][0]
    assert row[2].endswith(HOSTILE)
    assert row[3].startswith(HOSTILE)
    assert not [n for n in tree.css("*") if any(name.startswith("on") for name in n.attributes)]


def test_findings_stand_worst_first_then_in_the_order_of_the_document(report: Report) -> None:
    shuffled = replace(report, findings=tuple(reversed(report.findings)))
    rules = [row[0] for row in data(shuffled)["findings"] if row[9] == 0]
    assert rules == ["AC103", "AC301", "AC101", "AC401", "AC201"]


def test_a_finding_says_where_it_stands_and_what_it_is(report: Report) -> None:
    dropped = data(report)["findings"][0]
    assert dropped[:4] == ["AC103", 2, 96, 1]
    assert dropped[5:10] == [
        [6, 12],
        [47, 47],
        "gross domestic product",
        "1f0c8a52d4b7e3906a5d2c1b8f7e4a30",
        0,
    ]


def test_what_was_dismissed_earlier_or_is_known_says_so(report: Report) -> None:
    assert [row[0] for row in data(report)["findings"] if row[9] == 1] == ["AC104"]
    known = replace(report.findings[0], status=Status.BASELINE)
    assert data(replace(report, findings=(known,)))["findings"][0][9] == 2


def test_offsets_are_those_of_javascript(report: Report) -> None:
    side = replace(report.pairs[0].source, text="𠮷林省")
    pair = replace(
        report.pairs[0],
        source=side,
        matches=(WordMatch(Span(1, 2), (Span(0, 3),), 0.934), WordMatch(Span(2, 3), (), 0.2)),
    )
    finding = Finding("AC103", pair.id, "x", 0.9, source_spans=(Span(1, 3),))
    held = data(replace(report, pairs=(pair,), findings=(finding,)))
    assert held["findings"][0][5] == [2, 4]
    assert unpack(held["pairs"][0][10]) == [2, 1, 93, 1, 0, 3, 1, 1, 20, 0]


def unpack(text: str) -> list[int]:
    found, value, shift = [], 0, 0
    for digit in text:
        bits = DIGITS.index(digit)
        value += (bits & 31) << shift
        shift += 5
        if not bits & 32:
            found.append(-(value >> 1) - 1 if value & 1 else value >> 1)
            value = shift = 0
    return found


def test_the_head_tells_verdict_counts_coverage_and_notes(report: Report) -> None:
    tree = page(report)
    head = words(first(tree, ".head"))
    assert "✖ Failed findings of severity warning or worse" in head
    assert "✖ 3 errors ▲ 1 warning ● 1 info" in head
    assert "93% of the original" in head
    assert "no original given: 1 paragraph checked for the English only" in head
    assert report.signature in head
    assert words(first(tree, "#progress")) == "reviewed 0 of 5"


def test_a_clean_report_says_so(report: Report) -> None:
    counts = {"error": 0, "warning": 0, "info": 0}
    summary = replace(report.summary, verdict="pass", findings=counts, source_coverage=None)
    tree = page(replace(report, findings=(), summary=summary))
    assert "✓ Passed no findings of severity warning or worse" in words(first(tree, ".head"))
    assert words(first(tree, ".nothing")) == "Nothing to report."
    assert tree.css(".coverage") == []


def test_one_file_with_both_languages_is_named_once(report: Report) -> None:
    one = replace(report, target=report.source)
    assert words(first(page(one), ".files")).startswith("Document speeches/half-year.zh.md")


def test_every_rule_that_was_found_brings_its_page(report: Report) -> None:
    tree = page(report)
    for rule in ("AC103", "AC301", "AC401"):
        held = first(tree, f"#rule-{rule}")
        assert rule in (held.attributes["data-facts"] or "")
        assert rule[2:] in (held.html or "")
        assert held.css("a, script, img") == []
    assert tree.css_first("#rule-AC404") is None


def test_findings_can_be_read_without_scripts(report: Report) -> None:
    told = first(page(report), "noscript").text()
    for finding in report.findings:
        assert (finding.message in told) == (finding.status is Status.NEW)


def test_traditional_characters_are_asked_for(report: Report) -> None:
    side = replace(report.pairs[0].source, text="國內經濟發展與財政收入的報告")
    pair = replace(report.pairs[0], source=side)
    assert data(replace(report, pairs=(pair,), findings=()))["chinese"] == "zh-Hant"
    assert data(report)["chinese"] == "zh-Hans"


def test_a_page_in_chinese_says_so_to_the_browser(report: Report) -> None:
    tree = page(replace(report, config={**report.config, "lang": "zh"}))
    assert first(tree, "html").attributes["lang"] == "zh-Hans"
    assert "未通过" in words(first(tree, ".head"))


def test_a_sentence_in_two_scripts_is_parted() -> None:
    parts = [(run.text, run.chinese) for run in split_scripts("740亿（元）is 74 billion")]
    assert parts == [("740", False), ("亿（元）", True), ("is 74 billion", False)]


@pytest.mark.parametrize(
    ("share", "said"), [(None, -1), (0.0, 0), (0.936, 94), (0.9999, 99), (1.0, 100)]
)
def test_only_all_is_a_hundred_per_cent(share: float | None, said: int) -> None:
    assert to_percent(share) == said
