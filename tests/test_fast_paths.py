"""What makes the checks fast changes nothing of what they find."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aligncheck.checks import latin_words
from aligncheck.checks.denied_words import PARTNER, _lookup_partners
from aligncheck.checks.linked_cues import find_clause_window
from aligncheck.checks.modality import may_turn
from aligncheck.checks.number_pairing import full_key
from aligncheck.checks.polarity import _is_all_denied
from aligncheck.document import Span
from aligncheck.models import lexicon
from aligncheck.names import chinese_names
from aligncheck.names.english_names import _JOIN, _PARTS, MOST_JOINED, EnglishText
from aligncheck.names.gazetteer import load_names
from aligncheck.names.latin_tokens import comparable_letters
from aligncheck.names.name_forms import has_first_form, has_listed_form, has_plain_form
from aligncheck.names.romanisation import may_spell, name_spellings
from aligncheck.names.transliteration import latin_letters
from aligncheck.negation import cues_en, cues_zh
from aligncheck.negation.cues import Force
from aligncheck.quantities.comparison import may_count_the_same
from aligncheck.quantities.en import english_numbers
from aligncheck.quantities.en.number_words import SCAN, scan_numbers_en
from aligncheck.quantities.quantity import normalise_figures, values_agree
from aligncheck.quantities.zh import chinese_numbers, number_scan
from aligncheck.quantities.zh.chinese_numbers import has_number, read_quantities_zh
from aligncheck.terms import extraction
from aligncheck.text.words import zh_word_table

CHARACTERS = "勃列日涅夫莫斯科柯西金托克维尔马丁路德斯坦福华盛顿一"
LETTERS = "abcdefghiklmnoprstvwyz"


def test_rows_of_the_table_are_its_matrices_without_the_zeros() -> None:
    table = lexicon.load_lexicon()
    words = ["经济", "改革开放", "对外贸易", "河", "没有这样的词呀", "2019"]
    owner, places, ahead, back = table.rows(words)
    stems = [table.en.words[place] for place in sorted(set(places.tolist()))]
    forward, backward = table.matrices(words, stems)
    column = np.searchsorted(sorted(set(places.tolist())), places)
    for full, found in ((forward, ahead), (backward, back)):
        assert np.array_equal(full[owner, column], found)
        full[owner, column] = 0
        assert not full.any()
    assert table.rows([])[0].size == 0


def test_rows_of_some_stems_are_those_of_all_without_the_others() -> None:
    table = lexicon.load_lexicon()
    words, stems = (
        ["经济", "改革开放", "对外贸易", "河", "没有这样的词呀"],
        {"river", "trade", "nostem"},
    )
    every, some = table.rows(words), table.rows(words, stems)
    wanted = np.isin(every[1], [table.en[stem] for stem in stems if stem in table.en])
    assert wanted.any()
    assert not wanted.all()
    assert np.array_equal(every[0][wanted], some[0])
    assert np.array_equal(every[1][wanted], some[1])
    assert np.array_equal(every[2][wanted], some[2])
    assert np.array_equal(every[3][wanted], some[3])


def test_sources_of_a_stem_are_the_words_whose_rows_hold_it() -> None:
    table = lexicon.load_lexicon()
    words, shares = table.sources("river")
    assert words == sorted(words, key=table.zh.__getitem__)
    assert "河" in words
    assert "马" not in words
    whole = {word: share for word, share in zip(words, shares, strict=True) if len(word) == 1}
    _, back = table.matrices(list(whole), ["river"])  # of longer words it tells their parts' too
    assert list(whole.values()) == back[:, 0].tolist()
    assert table.sources("no such stem") == ([], [])


@pytest.mark.parametrize("name", ["中国", "美国", "莫斯科", "马克·吐温", "唐纳德·特朗普", "五月"])
@pytest.mark.parametrize(
    "text",
    [
        "China's fleet",
        "the Chinese",
        "indochina",
        "Moscow-based",
        "in May",
        "Trump, D.",
        "March",
        "the US-led fleet",
        "anti-US",
        "BUSES",
        "US",
    ],
)
def test_name_seen_at_a_glance_is_one_that_a_full_look_finds(name: str, text: str) -> None:
    if has_plain_form(text, name):
        english = EnglishText(text)
        assert any(has_listed_form(english, part) for part in (name, *name.split("·")))


def test_name_is_seen_at_a_glance_only_where_a_word_begins() -> None:
    assert has_plain_form("The Chinese fleet", "中国")
    assert not has_plain_form("the indoChinese fleet", "中国")
    assert not has_plain_form("Nobody sailed", "中国")
    assert has_plain_form("a US fleet", "美国")
    assert not has_plain_form("the BUSES left", "美国")


def test_names_of_many_texts_are_those_of_each() -> None:
    texts = [
        "美国和中国",
        "",
        "他见了勃列日涅夫。",
        "去了㎞莫斯科",
        "中\ud800国",
        "国",
        "１０月在北京",
    ]
    one_by_one = [chinese_names.find_names_zh(text) for text in texts]
    together = chinese_names.find_names_in_texts(texts)
    assert [list(together[text]) for text in texts] == one_by_one
    assert [name.text for name in one_by_one[0]] == ["美国", "中国"]
    assert one_by_one[3][0].spans[0].cut(texts[3]) == "莫斯科"


@pytest.mark.parametrize("name", ["德国", "英国", "奥古斯塔", "周日", "五月", "麦当劳", "威尔士"])
@pytest.mark.parametrize("before", ["", " ", "-", "’", "a", "5", "_", "é", "\u0301"])
def test_first_form_at_a_glance_is_one_that_a_full_look_finds(name: str, before: str) -> None:
    for form in load_names().english(name):
        for after in ("", "s", "n", "’s", "-x", "."):
            text = f"so{before}{form}{after}"
            if has_first_form(text, name):
                assert has_listed_form(EnglishText(text), name)


def test_first_form_is_seen_at_a_glance() -> None:
    assert has_first_form("West Germany’s", "德国")
    assert not has_first_form("germany", "德国")
    assert not has_first_form("WestGermany", "德国")


@given(
    st.lists(
        st.sampled_from(
            "The Li Xi’an al-Assad's of U.S. New York-based Monday O'Neil I - , ’ Åse x".split()
        ),
        max_size=9,
    )
)
@settings(max_examples=100, deadline=None)
def test_neighbours_are_joined_from_every_word_on(words: list[str]) -> None:
    english = EnglishText(" ".join(words))
    held = english.tokens
    joined = set()
    for first in range(len(held)):
        for last in range(first + 1, min(first + MOST_JOINED, len(held))):
            run = held[first : last + 1]
            gaps = [english.text[a.end : b.start] for a, b in pairwise(run)]
            if all(one.capital for one in run) and all(map(_JOIN.fullmatch, gaps)):
                joined.add("".join(one.letters for one in run))
    alone = {one.letters for one in held if one.capital}
    parts = {
        latin_letters(part)
        for one in held
        if one.capital
        for part in _PARTS.split(one.text)
        if len(part) > 2
    }
    assert dict(english.names) == dict.fromkeys(joined, True) | dict.fromkeys(alone | parts, False)


@given(
    st.lists(st.sampled_from("policies running ties's It’s Café agreed uses by ﬁne".split())),
    st.sampled_from(["polici", "policy", "run", "runn", "ti", "agre", "us", "by", "cafe", "fine"]),
)
@settings(max_examples=100, deadline=None)
def test_stem_is_found_where_a_word_has_it(words: list[str], one: str) -> None:
    english = EnglishText(" ".join(words))
    assert english.has_stem(frozenset([one])) == (one in english.stems)


@pytest.mark.parametrize("name", ["邓小平", "毛泽东", "吕布", "欧阳修", "重庆", "行长", "①"])
def test_every_spelling_has_a_syllable_of_each_character(name: str) -> None:
    assert all(may_spell(char, spelt) for spelt in name_spellings(name) for char in name)
    assert not may_spell(name[0], "xx")


@given(st.text(alphabet="勃列日涅夫莫斯科柯西金马丁尔和的了·，", max_size=24))
@example("勃列·日涅夫·莫")
@example("马丁·尔，莫斯科的勃·列日")
@settings(max_examples=200, deadline=None)
def test_runs_of_foreign_names_are_found_wherever_one_begins(text: str) -> None:
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    every = [found.start() for found in chinese_names._loan_pattern().finditer(text)]
    assert chinese_names._find_foreign(
        text, chinese_names._find_loan_starts(codes)
    ) == chinese_names._find_foreign(text, every)


@given(
    st.sampled_from(["ipad", "covid19", "apps", "who", "ss"]),
    st.lists(
        st.sampled_from(
            "ipad iPad iPads i-Pad Covid-19 COVID19 apps App app's WHO WHOse _who_ w.h.o. 3who İ K"
            " who5 ’ ss s ſs".split()
        ),
        max_size=4,
    ),
    st.sampled_from(["", " "]),
)
@settings(max_examples=300, deadline=None)
def test_latin_word_is_found_as_its_pattern_finds_it(word: str, parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    held = comparable_letters(text)
    found = latin_words._compile_spelling(word).search(text) is not None
    assert not latin_words._stands_as_word(word, text) or found
    assert not found or latin_words._strip_plural(word) in latin_words._fold_letters(held)


def test_partners_of_a_denied_word_are_the_strong_ones_of_its_row() -> None:
    table = lexicon.load_lexicon()
    for word in ("经济", "对外贸易", "利用", "受", "没有这样的词呀", "①"):
        _, places, ahead, back = table.rows([word])
        strong = (ahead * back >= PARTNER).nonzero()[0]
        row = {table.en.words[places[at]]: float(ahead[at] * back[at]) for at in strong}
        assert _lookup_partners(word, table) == row
    assert _lookup_partners("经济", table)


def test_glance_lets_every_chinese_negation_limit_and_ban_through() -> None:
    forces = (Force.NOT, Force.MOST, Force.LEAST)
    words = [word for word, kind in cues_zh._TABLE.items() if kind and kind[0] in forces]
    assert [word for word in words if not cues_zh.may_negate_zh(word)] == ["从来都"]  # never sure
    words.remove("从来都")
    held = [*words, "禁止", "严禁", "嚴禁", "沒有", "無法", "起碼"]
    assert all(cues_zh.may_negate_zh(f"他{word}了") for word in held)
    assert not cues_zh.may_negate_zh("他最近起床")


@pytest.mark.parametrize("word", ["not", "Not", "NEVER", "cannot", "don't", "DON’T", "none", "no"])
def test_glance_lets_every_sure_english_negation_through(word: str) -> None:
    text = f"It said: {word}."
    assert any(cue.sure for cue in cues_en.find_cues_en(f"They {word} leak."))
    assert cues_en.may_negate_en(text)
    assert not cues_en.may_negate_en("It was noted that a nonevent is notable.")


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("应当还款。", "He may repay."),
        ("須還款。", "He is allowed to repay."),
        ("可以还款。", "He must repay."),
        ("有權還款。", "He shall repay."),
        ("得还款。", "He is obliged to repay."),
    ],
)
def test_glance_lets_every_modal_verb_through(zh: str, en: str) -> None:
    assert may_turn(zh, en)
    assert not may_turn(zh, "He repaid.")
    assert not may_turn("他还款。", en)


@given(
    st.lists(
        st.sampled_from(
            "the of One TWO third half a an hour and year ten May mAY IV Italy mid-1980s $5 1,200"
            " COVID-19 a.b@c.de PO Box 5 12:30 quarter-century (seven) G20 said. o'clock 3/4 . ["
            " nineteen-eighty four dozens, Oct. 1989-03-26 hundredth".split()
        ),
        max_size=12,
    ),
    st.sampled_from([" ", "-", ", "]),
)
@settings(max_examples=150, deadline=None)
def test_passing_over_plain_words_finds_the_same_numbers(words: list[str], mark: str) -> None:
    text = mark.join(words)
    assert numbers(scan_numbers_en(text)) == numbers(SCAN.finditer(text))


@given(
    st.lists(
        st.sampled_from(
            "一 二百 三千万 几 数十 多 余 来 个 点 五 . 12 3.5 半 年 月 大 过 本 上 世纪 民国 元年"
            " 新冠 -19 周 星期 礼拜 双 十一 GB T COVID www. http: // a@b.cn x_y @ F-16 A 2008"
            " [ ] 〔 〕 壹 佰 亿 兆 廿 分之 · : / ½ 第 “ 计划 + _".split()
        )
        | st.just(" "),
        max_size=12,
    )
)
@settings(max_examples=200, deadline=None)
@example(["一", "分之", "一"])
def test_chinese_numbers_are_found_wherever_one_can_begin(parts: list[str]) -> None:
    text = normalise_figures("".join(parts)).text
    every = number_scan.SCAN.finditer(text)
    assert numbers(number_scan.scan_numbers_zh(text)) == numbers(every)
    assert has_number(text) or all(one.optional for one in read_quantities_zh(text))


@pytest.mark.parametrize("text", ["一个人和一种生活", "他们", "一些", "第一次"])
def test_chinese_without_a_number_to_translate_is_known_at_a_glance(text: str) -> None:
    assert not has_number(text)


@pytest.mark.parametrize("text", ["一年", "两个人", "一月", "一百人", "3个", "一个小时", "过半"])
def test_chinese_with_a_number_to_translate_is_read(text: str) -> None:
    assert has_number(text)


def numbers(found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    """Return where matches stand that are read as numbers; the others are passed over."""
    return [one.span() for one in found if one.group() and "skip" not in (one.lastgroup or "")]


@given(st.text(alphabet="不得没有是禁止非去可能必须以说吧，", max_size=14))
@settings(max_examples=150, deadline=None)
def test_longest_chinese_cue_is_found_at_every_place(text: str) -> None:
    for cue in cues_zh._CUE.finditer(text):
        at = cue.start()
        words = [word for word in cues_zh._TABLE if text.startswith(word, at)]
        assert cue.group() == max(words, key=len) or cue.group()[0] == "非"


@pytest.mark.parametrize(
    "text",
    """
    no more than|not be later than|no longer in force than|not above|not be over|not exceeding
    not in excess of|not beyond|no surpass|n't exceed|n't be more than|cannot exceed
    never exceeded|without exceeding|at most|at the most|up to|within|a maximum of
    at the maximum|or less|or fewer|or below|less than|fewer than|under|below|limited to
    capped at|up until|no higher|no fewer than|not below|not under|no short of|at the very least
    a minimum of|or more|or above|or over|and above|more than|over|exceeds|above|upwards of
    in excess of|cannot help|could not but|can't help|couldn’t but|no choice but|no option
    no alternative|not unlike|not inconsiderable
    """.strip()
    .replace("\n", "|")
    .split("|"),
)
def test_limits_are_looked_for_wherever_one_can_stand(text: str) -> None:
    said = f"It was {text.strip().upper()} ten."
    wanted = {
        hit.span()
        for pattern in (cues_en._MOST, cues_en._LEAST, cues_en._TWICE)
        if (hit := pattern.search(said))
    }
    found = {(cue.span.start, cue.span.end) for cue in cues_en.find_cues_en(said)}
    assert wanted & found


@given(
    st.lists(
        st.sampled_from("The fleet did not sail; never; until noon. Nobody left : ! and".split()),
        max_size=60,
    )
)
@example(["not", *["fleet"] * 11])
@example(["not", *["fleet"] * 12])
@settings(max_examples=150, deadline=None)
def test_text_that_is_denied_all_over_has_a_denial_near_each_word(words: list[str]) -> None:
    text = " ".join(words)
    denied = [cue.span for cue in cues_en.find_cues_en(text)]
    if _is_all_denied(text, Span(0, len(text)), denied):
        for found in re.finditer(r"\w+", text):
            near = find_clause_window(text, Span(*found.span()))
            assert any(near.start < one.end and one.start < near.end for one in denied)


def test_text_is_denied_all_over_where_one_denial_stands_in_a_short_sentence() -> None:
    assert _is_all_denied("It did not leak.", Span(0, 16), [Span(7, 10)])
    assert not _is_all_denied("It did; it did not leak.", Span(0, 24), [Span(15, 18)])
    assert not _is_all_denied("It leaked.", Span(0, 10), [])


@given(st.lists(st.sampled_from("经济 改革 发展 河 的 海".split()), max_size=24))
@settings(max_examples=150, deadline=None)
def test_part_that_never_stands_alone_is_no_term(words: list[str]) -> None:
    text = "，".join(["".join(words[at : at + 6]) for at in range(0, len(words), 6)])
    often = extraction._count_recurring([zh_word_table(text)], 2)
    inside = {
        term[low:high]
        for term, times in often.items()
        for low in range(len(term))
        for high in range(low + 1, len(term) + 1)
        if high - low < len(term) and often.get(term[low:high]) == times
    }
    assert extraction.find_recurring_terms([zh_word_table(text)], 2).keys() == often.keys() - inside


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("3.5亿元", "350 million yuan"),
        ("增长7.4%", "rose 7.4 percent"),
        ("50多人", "over 50"),
        ("三倍", "tripled"),
    ],
)
def test_numbers_that_look_the_same_agree_and_count_the_same(zh: str, en: str) -> None:
    for one in chinese_numbers.read_quantities_zh(zh):
        for other in english_numbers.read_quantities_en(en):
            twin = other._replace(kind=one.kind, unit=one.unit, low=one.low, high=one.high)
            assert full_key(one) == full_key(twin)
            assert values_agree(one, twin)
            assert may_count_the_same(one, twin)
            if full_key(one) == full_key(other):
                assert values_agree(one, other)
                assert may_count_the_same(one, other)
