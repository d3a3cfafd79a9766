"""Whatever the characters: spans slice to what is quoted, scores are shares, nothing breaks."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st
from made import STEADY

import aligncheck
from aligncheck import Config
from aligncheck.write import report_json as json_report

PIECES = st.sampled_from(
    [
        "国内生产总值", "年均增长", "達到", "７．４％", "三百二十户", "，", "。", "“", "”",
        "（一）", "〇",
        "gross domestic product", "the the", "of the reached", "7.4%", "3.2 billion",
        "Mr. Li", ". ",
        "😀", "👨\u200d👩\u200d👧", "e\u0301", "\u0301", "ﬃ", "ﷺ", "ｶﾞ", "𠀀", "\u200b", "\u202e",
        "\t", "\n", " ",
        "\r\n", "<b>&amp;", "\x00", "各", "ǅ", "½", "①", "Ⅳ", "\ufeff", "ß", "İ",
    ]
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
MIXED = st.lists(PIECES | ANY, max_size=12).map("".join)
ROWS = st.lists(st.tuples(MIXED, MIXED), min_size=1, max_size=3)
ALL = Config(details=True)


@STEADY
@given(ROWS)
def test_spans_slice_to_their_text(rows: list[tuple[str, str]]) -> None:
    report = aligncheck.check_pairs(rows, config=ALL)
    out = io.StringIO()
    json_report.write(report, out)
    value = json.loads(out.getvalue())
    pairs = {pair["id"]: pair for pair in value["pairs"]}
    assert len(pairs) == len(rows)
    for finding in value["findings"]:
        for side in ("source", "target"):
            text = (pairs[finding["pair"]][side] or {"text": ""})["text"]
            for span in finding[f"{side}_spans"]:
                assert 0 <= span["start"] <= span["end"] <= len(text)
                assert text[span["start"] : span["end"]] == span["text"]


@STEADY
@given(ROWS)
def test_scores_are_shares_and_evidence_lies_in_the_text(rows: list[tuple[str, str]]) -> None:
    report = aligncheck.check_pairs(rows, config=ALL)
    for pair, (zh, en) in zip(report.pairs, rows, strict=True):
        assert (pair.source.text if pair.source else "") == (zh if zh.strip() else "")
        assert (pair.target.text if pair.target else "") == (en if en.strip() else "")
        for value in (pair.similarity, pair.omission, pair.addition, pair.quality, pair.coverage):
            assert value is None or 0 <= value <= 1
        for word in pair.words:
            assert 0 <= word.omission <= 1
            assert word.span.end <= len(zh)
        for link in pair.sentences:
            assert link.source is None or link.source.end <= len(zh)
            assert link.target is None or link.target.end <= len(en)
    for finding in report.findings:
        assert 0 <= finding.confidence <= 1
        assert "\n" not in finding.message
