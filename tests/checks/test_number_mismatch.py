"""What an editor is told about numbers and dates."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from made import find_all

from aligncheck.checks import number_mismatch
from aligncheck.checks.rule_registry import BY_ID
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, SentenceLink, Side

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "interpret_cpsu_side_by_side.txt"


def findings(zh: str, en: str, *links: SentenceLink) -> list[Finding]:
    lines = ((0, 1),)
    pair = Pair("p7", "1:1", Side(zh, (0,), lines), Side(en, (0,), lines), sentences=links)
    return find_all(number_mismatch, pair)


def only(zh: str, en: str) -> Finding:
    (finding,) = findings(zh, en)
    return finding


@pytest.mark.parametrize(
    ("zh", "en", "rule", "message"),
    [
        (
            "出口额为740亿元。",
            "Exports came to 740 billion yuan.",
            "AC302",
            "740亿元 is 74 billion; the translation says 740 billion yuan.",
        ),
        (
            "粮食产量为六百五十万吨。",
            "Grain output was 6.4 million tons.",
            "AC301",
            "六百五十万吨 is 6.5 million; the translation says 6.4 million tons.",
        ),
        (
            "工业增长7.4%。",
            "Industry grew 7.8 percent.",
            "AC301",
            "The source says 7.4%; the translation says 7.8 percent.",
        ),
        (
            "2021年，工厂停产。",
            "The factory stopped production.",
            "AC304",
            "The source says 2021年; no such year stands in the translation.",
        ),
        (
            "工厂有1350名工人。",
            "The factory has workers.",
            "AC301",
            "The source says 1350; no such number stands in the translation.",
        ),
        (
            "工厂很大。",
            "The factory covers 1,350 hectares.",
            "AC301",
            "The translation says 1,350 hectares; no such number stands in the source.",
        ),
        (
            "贷款总额为5亿美元。",
            "The loans came to 500 million euros.",
            "AC303",
            "The unit changed: the source says 5亿美元, the translation 500 million euros.",
        ),
        (
            "失业率上升到12.5%。",
            "Unemployment rose to 12.5.",
            "AC303",
            "12.5% is 12.5%; the translation says 12.5.",
        ),
        (
            "会议于3月26日开幕。",
            "The meeting opened on March 16.",
            "AC304",
            "26日 is the 26th; the translation says 16.",
        ),
        (
            "上世纪70年代，产量下降。",
            "Output fell in the 1980s.",
            "AC304",
            "70年代 is the 1970s; the translation says 1980s.",
        ),
    ],
)
def test_says_in_one_sentence_what_is_wrong(zh: str, en: str, rule: str, message: str) -> None:
    finding = only(zh, en)
    assert (finding.rule, finding.message) == (rule, message)
    assert finding.pair == "p7"
    assert finding.rule in BY_ID
    assert finding.confidence >= 0.5


def test_points_at_both_numbers_and_suggests_the_right_one() -> None:
    zh, en = "出口额为740亿元。", "Exports came to 740 billion yuan."
    finding = only(zh, en)
    assert [span.cut(zh) for span in finding.source_spans] == ["740亿元"]
    assert [span.cut(en) for span in finding.target_spans] == ["740 billion yuan"]
    assert finding.suggestion == "74 billion"


def test_points_into_the_linked_sentence_where_a_number_is_missing() -> None:
    zh, en = "第一句话。有1350名工人。", "A first sentence that is long. It has workers."
    link = SentenceLink(Span(5, len(zh)), Span(31, len(en)), 0.9)
    (finding,) = findings(zh, en, link)
    (span,) = finding.target_spans
    assert span.start == span.end
    assert 31 <= span.start <= len(en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("约有三个代表团。", "There were some delegations."),
        ("有3个代表团。", "There were some delegations."),
        ("几百万人参加。", "Many people took part."),
        ("25日，他抵达北京。", "He arrived in Beijing on Friday."),
        ("投资3459亿元。", "It invested $47.5 billion."),
        ("从去年起，情况好转。", "Things have improved since 2019."),
    ],
)
def test_what_english_often_leaves_out_is_said_softly(zh: str, en: str) -> None:
    assert all(one.confidence < 0.5 for one in findings(zh, en))


@pytest.mark.parametrize(
    ("zh", "more"),
    [
        ("有1350名工人", 0.85),
        ("产量为6543吨", 0.85),
        ("占36.5%", 0.8),
        ("2021年", 0.8),
        ("有20个", 0.5),
    ],
)
def test_the_more_telling_a_number_the_surer_the_finding(zh: str, more: float) -> None:
    assert only(zh, "Nothing of the kind.").confidence >= more


def test_a_number_said_twice_may_be_said_once() -> None:
    assert findings("2021年是关键一年，2021年要努力。", "2021 is a year to work hard.") == []


def test_one_of_two_mentions_with_a_wrong_digit_is_found() -> None:
    finding = only("2021年是关键一年，2021年要努力。", "2021 matters; in 2027 we work.")
    assert finding.message == "The source says 2021年; the translation says 2027."


def test_a_month_without_its_day_is_found() -> None:
    finding = only("北京7月26日电，他26日抵达。", "Beijing, July (agency) He arrived on the 26th.")
    assert "names July without a day" in finding.message


def test_a_bare_month_where_the_source_has_no_number_is_read() -> None:
    assert all(one.rule != "AC304" for one in findings("天气很好。", "Beijing, July (agency)"))


def test_undoing_the_change_undoes_the_finding() -> None:
    zh, en = (
        "三年内投资1.8万亿元，新建46个机场。",
        "It invests 1.8 trillion yuan and builds 46 airports.",
    )
    assert findings(zh, en) == []
    assert [one.rule for one in findings(zh, en.replace("1.8 t", "18 t"))] == ["AC302"]
    assert [one.rule for one in findings(zh, en.replace("46", "64"))] == ["AC301"]


@pytest.mark.parametrize("side", ["source", "target"])
def test_a_pair_with_one_side_has_no_findings(side: str) -> None:
    lone = Side("有1350名工人 1350", (0,), ((0, 1),))
    pair = Pair("1", "1:0", lone if side == "source" else None, lone if side == "target" else None)
    assert find_all(number_mismatch, pair) == []


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="reference material is not beside the checkout")
def test_a_page_full_of_footnote_marks_raises_no_alarm() -> None:
    lines = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [(b, a) for a, b in pairwise(lines) if _han(b) and not _han(a)]
    assert len(pairs) > 10
    assert [one.message for pair in pairs for one in findings(*pair) if one.confidence >= 0.5] == []


def _han(text: str) -> bool:
    return sum("\u4e00" <= char <= "\u9fff" for char in text) > 0.3 * len(text)
