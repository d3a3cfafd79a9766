from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from aligncheck.document import Span
from aligncheck.report import Finding, Report, Severity, Status
from aligncheck.write import render_report
from aligncheck.write.finding_card import format_percent
from aligncheck.write.marked_text import Mark, cut_lines, quote_focus, split_scripts

HOSTILE = (
    "</script></style><img src=x onerror=alert(1)>\"'&amp;<!--"
    "👩‍👧 e\u0301 \u202eright to left\u202c \u200f]]> {{ 7*7 }} {% raw %}"
)


def page(report: Report) -> HTMLParser:
    return HTMLParser(render_report(report, "html"))


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
    scripts = [node.text() for node in tree.css("script")]
    hashes = [b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert policy.startswith("default-src 'none';")


def test_hostile_text_stays_text(report: Report) -> None:
    tree = page(hostile(report))
    assert tree.css("img") == []
    assert len(tree.css("script")) == len(page(report).css("script"))
    assert "<img src=x onerror=alert(1)>" in first(tree, ".pair .side").text()
    assert "{{ 7*7 }}" in first(tree, ".message").text()
    assert not [n for n in tree.css("*") if any(name.startswith("on") for name in n.attributes)]
    assert (first(tree, ".finding").attributes["data-fingerprint"] or "").endswith(HOSTILE)


def test_every_address_is_there_once_and_every_link_leads_somewhere(report: Report) -> None:
    twice = replace(
        report, pairs=report.pairs + report.pairs, findings=report.findings + report.findings
    )
    for tree in (page(report), page(hostile(report)), page(twice)):
        names = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(names) == len(set(names))
        links = {(node.attributes["href"] or "")[1:] for node in tree.css("a[href]")}
        assert links <= set(names)


def test_a_finding_is_addressed_by_its_fingerprint(report: Report) -> None:
    assert page(report).css_first("#finding-1f0c8a52d4b7e3906a5d2c1b8f7e4a30") is not None


def test_findings_stand_worst_first_then_in_the_order_of_the_document(report: Report) -> None:
    shuffled = replace(report, findings=tuple(reversed(report.findings)))
    cards = page(shuffled).css(".findings:not(details *) > .finding")
    rules = [card.attributes["data-rule"] for card in cards if not card.css_first(".earlier")]
    assert rules[:5] == ["AC103", "AC301", "AC101", "AC401", "AC201"]


def test_a_finding_quotes_both_sides_with_the_hole(report: Report) -> None:
    card = first(page(report), ".finding")
    source, target = card.css(".side")
    assert first(source, "mark.error").text() == "国内生产总值"
    assert source.attributes["lang"] == "zh-Hans"
    assert target.attributes["lang"] == "en"
    html = target.html or ""
    assert re.search(r"of the <a class=\"hole error\"[^>]*></a>reached", html)
    assert "gross domestic product" in words(first(card, ".suggestion"))
    assert "96% sure" in words(first(card, "header"))


def test_a_pair_marks_what_its_findings_speak_of(report: Report) -> None:
    tree = page(report)
    row = first(tree, "#pair-p2")
    marks = [(node.text(), node.attributes["data-f"]) for node in row.css(".mark, .hole")]
    assert marks == [("国内生产总值", "0"), ("of the ", "3"), ("", "0"), ("reached", "3")]
    assert [words(item)[:7] for item in row.css(".said li")] == ["✖ AC103", "▲ AC401"]


@pytest.mark.parametrize(
    ("pair", "said"),
    [("p5", "no translation found"), ("p7", "no original given")],
)
def test_an_absent_side_says_why(report: Report, pair: str, said: str) -> None:
    assert words(first(page(report), f"#pair-{pair} .empty")) == said


def test_a_note_on_a_whole_pair_stands_beside_it(report: Report) -> None:
    noted = (replace(report.pairs[0], note="checked as a table"),)
    tree = page(replace(report, pairs=noted, findings=()))
    assert "checked as a table" in words(first(tree, ".gutter"))


def test_paragraphs_of_a_pair_stay_apart(report: Report) -> None:
    row = first(page(report), "#pair-p4")
    assert [len(side.css("p")) for side in row.css(".side")] == [2, 1]
    assert "2:1" in words(first(row, ".gutter"))


def test_what_was_dismissed_earlier_is_folded_away_and_off_the_map(report: Report) -> None:
    tree = page(report)
    fold = first(tree, "details.earlier")
    assert words(first(fold, "summary")) == "Dismissed earlier (1)"
    assert [card.attributes["data-rule"] for card in fold.css(".finding")] == ["AC104"]
    assert len(tree.css(".map a")) == 4
    assert words(first(tree, "#progress")) == "reviewed 0/5"


def test_the_head_tells_verdict_counts_coverage_and_notes(report: Report) -> None:
    tree = page(report)
    head = words(first(tree, ".head"))
    assert "✖ Failed findings of severity warning or worse" in head
    assert "✖ 3 errors ▲ 1 warning ● 1 info" in head
    assert "93% of the original" in head
    assert "no original given: 1 paragraph checked for the English only" in head
    assert report.signature in head


def test_a_clean_report_says_so(report: Report) -> None:
    counts = {"error": 0, "warning": 0, "info": 0}
    summary = replace(report.summary, verdict="pass", findings=counts, source_coverage=None)
    tree = page(replace(report, findings=(), summary=summary))
    assert "✓ Passed no findings of severity warning or worse" in words(first(tree, ".head"))
    assert words(first(tree, ".nothing")) == "Nothing to report."
    assert tree.css(".map, .coverage, .mark") == []


def test_one_file_with_both_languages_is_named_once(report: Report) -> None:
    one = replace(report, target=report.source)
    assert words(first(page(one), ".files")).startswith("Document speeches/half-year.zh.md")


def test_a_finding_about_the_whole_document_needs_no_pair(report: Report) -> None:
    whole = Finding(rule="AC999", pair="", message="Two images were not read.", confidence=1.0)
    card = first(page(replace(report, findings=(whole,))), ".finding")
    assert card.css(".side") == []
    assert "100% sure" in words(card)


def test_spans_beyond_the_text_do_no_harm(report: Report) -> None:
    beyond = replace(
        report.findings[1], source_spans=(Span(5, 900),), target_spans=(Span(900, 900),)
    )
    row = first(page(replace(report, findings=(beyond,))), "#pair-p3")
    assert row.css_first(".mark") is not None


def test_traditional_characters_are_asked_for(report: Report) -> None:
    side = report.pairs[0].source
    assert side is not None
    pair = replace(report.pairs[0], source=replace(side, text="國內經濟發展與財政收入的報告"))
    tree = page(replace(report, pairs=(pair,), findings=()))
    assert first(tree, ".pair .side").attributes["lang"] == "zh-Hant"


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("abcd", [], [["abcd"]]),
        ("", [], [[]]),
        ("", [(0, 0)], [["_0"]]),
        ("abcd", [(1, 3)], [["a", "bc/0", "d"]]),
        ("abcd", [(0, 3), (2, 4)], [["ab/0", "c/0 1", "d/1"]]),
        ("abcd", [(2, 2)], [["ab", "_0", "cd"]]),
        ("abcd", [(4, 4)], [["abcd", "_0"]]),
        ("ab\ncd", [(1, 4)], [["a", "b/0"], ["c/0", "d"]]),
        ("ab\n\ncd", [(3, 3)], [["ab"], ["_0"], ["cd"]]),
        ("of the reached", [(0, 14), (7, 7)], [["of the /0", "_1", "reached/0"]]),
    ],
)
def test_cuts_text_where_findings_begin_and_end(
    text: str, spans: list[tuple[int, int]], expected: list[list[str]]
) -> None:
    marks = [Mark(i, Span(*span), Severity.ERROR, "") for i, span in enumerate(spans)]
    told = [
        [f"_{it.keys}" if it.hole else f"{it.text}/{it.keys}".rstrip("/") for it in line]
        for line in cut_lines(text, marks)
    ]
    assert told == expected


@settings(deadline=None)
@given(
    st.text("ab\n国é👍", max_size=30),
    st.lists(st.tuples(st.integers(0, 35), st.integers(0, 9)), max_size=5),
)
def test_cutting_loses_no_character(text: str, places: list[tuple[int, int]]) -> None:
    marks = [
        Mark(i, Span(start, start + length), Severity.INFO, "")
        for i, (start, length) in enumerate(places)
    ]
    lines = cut_lines(text, marks)
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == text


def test_a_long_paragraph_is_quoted_around_the_finding() -> None:
    text = "before " * 100 + "HERE" + " after" * 100
    at = text.index("HERE")
    mark = Mark(0, Span(at, at + 4), Severity.ERROR, "")
    (line,) = quote_focus(text, [mark], mark.span, 30, 100)
    shown = "".join(piece.text for piece in line)
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert 60 < len(shown) < 110
    assert [piece.text for piece in line if piece.keys] == ["HERE"]


def test_a_quotation_keeps_accents_on_their_letters() -> None:
    text = "x" + "e\u0301" * 200
    (line,) = quote_focus(text, [], Span(200, 201), 30, 100)
    shown = "".join(piece.text for piece in line).strip("… ")
    assert shown[0] != "\u0301"
    assert shown[-1] == "\u0301"


def test_a_sentence_in_two_scripts_is_parted() -> None:
    parts = [(run.text, run.chinese) for run in split_scripts("740亿（元）is 74 billion")]
    assert parts == [("740", False), ("亿（元）", True), ("is 74 billion", False)]


@pytest.mark.parametrize(
    ("share", "said"), [(None, None), (0.0, "0%"), (0.936, "94%"), (0.9999, "99%"), (1.0, "100%")]
)
def test_only_all_is_a_hundred_per_cent(share: float | None, said: str | None) -> None:
    assert format_percent(share) == said


def test_known_findings_of_a_baseline_have_their_own_fold(report: Report) -> None:
    known = replace(report.findings[0], status=Status.BASELINE)
    tree = page(replace(report, findings=(known,)))
    assert words(first(tree, "details.earlier summary")) == "Known from the baseline (1)"
