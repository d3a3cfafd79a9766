"""Where Chinese sentences end, and how quotes are matched: `sentence_ends_zh`."""

from __future__ import annotations

import pytest

from aligncheck.document import Lang
from aligncheck.text.sentence_ends_zh import QuoteSpans
from aligncheck.text.sentence_split import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("下雨了。没人来。", ["下雨了。", "没人来。"]),
        ("下雨了！没人来？", ["下雨了！", "没人来？"]),
        ("我读过《为什么？》这本书。", ["我读过《为什么？》这本书。"]),
        ("“快走！”她喊道。我们走了。", ["“快走！”她喊道。", "我们走了。"]),
        ("“快走！”的口号很响。", ["“快走！”的口号很响。"]),
        ("她说：“快走！”我们走了。", ["她说：“快走！”", "我们走了。"]),
        ("她喊着“快走！”跑了。", ["她喊着“快走！”跑了。"]),
        ("她停了……然后走了。", ["她停了……", "然后走了。"]),
        ("她停了……的时候下雨。", ["她停了……的时候下雨。"]),
        ("下雨了（很大。）没人来。", ["下雨了（很大。）没人来。"]),
    ],
)
def test_a_mark_ends_a_sentence_or_does_not(text: str, sentences: list[str]) -> None:
    assert [span.cut(text) for span in split_sentences(text, Lang.ZH)] == sentences


def test_quotes_are_matched_with_what_closes_them() -> None:
    text = "甲“乙《丙》丁”戊"
    quotes = QuoteSpans.of(text)
    assert quotes.opens == (3, 1)
    assert quotes.closes == (5, 7)
    assert quotes.titles == ((3, 5),)
    assert quotes.opened_before(8) == 1
    assert quotes.opened_before(7) is None


def test_a_quote_left_open_is_none() -> None:
    assert QuoteSpans.of("甲“乙").closes == ()
    assert QuoteSpans.of("甲”乙").closes == ()
    crossed = QuoteSpans.of("甲“乙《丙”丁")
    assert (crossed.opens, crossed.closes) == ((1,), (5,))


def test_places_inside_titles_and_short_quotes() -> None:
    quotes = QuoteSpans.of("甲《乙丙》丁")
    assert [quotes.is_title(at) for at in range(6)] == [False, False, True, True, True, False]
    assert quotes.inside_short(3)
    assert not QuoteSpans.of(f"“{'甲' * 30}”").inside_short(5)
