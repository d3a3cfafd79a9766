"""AC305 and AC306: what an editor reads of names and Latin words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import find_all

from aligncheck.checks import latin_words, name_rendering
from aligncheck.names.latin_tokens import LatinKind, find_latin_tokens, is_spelt_out
from aligncheck.report import Finding, Pair, Side


def pair(zh: str, en: str) -> Pair:
    return Pair("p1", "1:1", Side(zh, (0,), ((0, 1),)), Side(en, (0,), ((0, 1),)))


def of_names(zh: str, en: str) -> list[Finding]:
    return find_all(name_rendering, pair(zh, en))


def of_latin(zh: str, en: str) -> list[Finding]:
    return find_all(latin_words, pair(zh, en))


def test_changed_name_is_named_with_what_stands_there() -> None:
    zh, en = "勃列日涅夫主持了会议。", "The meeting was chaired by Khrushchev."
    (found,) = of_names(zh, en)
    assert found.message == "勃列日涅夫 is Leonid Brezhnev; the translation names Khrushchev."
    assert found.suggestion == "Leonid Brezhnev"
    assert found.confidence >= 0.8
    assert [span.cut(en) for span in found.target_spans] == ["Khrushchev"]
    assert [span.cut(zh) for span in found.source_spans] == ["勃列日涅夫"]


def test_dropped_name_is_less_sure_than_a_changed_one() -> None:
    zh = "会议由勃列日涅夫主持。"
    (found,) = of_names(zh, "The meeting was chaired by an engineer.")
    assert found.message == "勃列日涅夫 is Leonid Brezhnev; the translation does not name it."
    assert 0.5 <= found.confidence < 0.8


@pytest.mark.parametrize("stands_for", ["him", "the party leader", "the general secretary"])
def test_pronoun_or_office_for_a_name_is_an_info(stands_for: str) -> None:
    (found,) = of_names("会议由勃列日涅夫主持。", f"The meeting was chaired by {stands_for}.")
    assert found.confidence < 0.5


@pytest.mark.parametrize(
    ("zh", "good", "bad", "other"),
    [
        (
            "约翰·霍夫施泰特参加了会议。",
            "John Hofstadter attended the meeting.",
            "John Baumgartner attended the meeting.",
            "Baumgartner",
        ),
        (
            "昨天玛丽亚·库兹明娜回到了学校。",
            "Maria Kuzmina returned to the school yesterday.",
            "Maria Petrova returned to the school yesterday.",
            "Petrova",
        ),
    ],
)
def test_another_surname_after_the_same_given_name_is_found(
    zh: str, good: str, bad: str, other: str
) -> None:
    assert of_names(zh, good) == []
    (found,) = of_names(zh, bad)
    assert found.confidence >= 0.5
    assert found.message.endswith(f"it names {other}.")
    assert [span.cut(bad) for span in found.target_spans] == [other]


def test_given_name_alone_may_stand_for_the_whole() -> None:
    assert of_names("安娜·萨哈罗娃来了。", "Anna came.") == []


def test_unlisted_foreign_name_is_asked_for_by_sound() -> None:
    (found,) = of_names("他给霍夫施泰特写了信。", "He wrote a letter to a friend.")
    assert found.message == "Nothing in the translation sounds like the name 霍夫施泰特."
    assert found.confidence < 0.5


def test_person_with_a_title_is_suggested_in_pinyin() -> None:
    zh = "会上李明华教授发言。"
    assert of_names(zh, "Professor Li Minghua spoke at the meeting.") == []
    assert of_names(zh, "Professor Li spoke at the meeting.") == []
    (found,) = of_names(zh, "At the meeting he spoke with Wang Fang.")
    assert found.suggestion == "Li Minghua"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("约翰·霍夫施泰特到了。", "Hofstetter has arrived."),
        ("他访问了沙皮罗夫斯基教授。", "He visited Professor Shapirovsky."),
        ("世界卫生组织发表了报告。", "The WHO published a report."),
        ("苏联的计划经济。", "The Soviet planned economy."),
        ("他们在美国学习。", "They studied in the U.S. for years."),
        ("重大环境问题没有解决。", "The grave environmental problem was not solved."),
        ("今天天气很好。", "The weather is fine today."),
        ("", ""),
    ],
)
def test_says_nothing_where_the_english_can_be_the_name(zh: str, en: str) -> None:
    assert of_names(zh, en) == []


def test_pair_with_one_side_has_no_findings() -> None:
    alone = replace(pair("勃列日涅夫和WTO。", "x"), target=None)
    assert find_all(name_rendering, alone) == find_all(latin_words, alone) == []


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        ("中国加入了WTO。", "China joined the WHO.", None),
        ("中国加入了WTO。", "China saw to it that it joined.", None),
        (
            "他用iPhone12拍照。",
            "He took the picture with an iPhone13.",
            "The source says iPhone12; the translation says iPhone13.",
        ),
        (
            "详情见www.example.org/zh。",
            "For details see www.example.com/zh.",
            "The source says www.example.org/zh; the translation says www.example.com/zh.",
        ),
        (
            "请写信给editor@example.org。",
            "Please write to us.",
            "editor@example.org stands in the source and not in the translation.",
        ),
        (
            "新的COVID-19病例增加了。",
            "New cases have increased.",
            "COVID-19 stands in the source and not in the translation.",
        ),
    ],
)
def test_latin_word_missing_or_changed(zh: str, en: str, message: str | None) -> None:
    (found,) = of_latin(zh, en)
    assert found.rule == "AC306"
    assert found.confidence >= 0.5
    if message is not None:
        assert found.message == message


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("中国加入了WTO。", "China joined the World Trade Organization."),
        ("去年GDP增长了。", "Gross domestic product grew last year."),
        ("两国的NGO和F-16战机。", "Both countries’ NGOs and F16s."),
        ("Covid-19的病例。", "Cases of COVID‑19."),
        ("他用Windows系统。", "He uses the windows system."),
        ("走了5km，重3kg。", "They walked five kilometres with a load of three kilos."),
        ("详情见http://example.org/。", "See example.org for details."),
        ("没有别的。", "Nothing else."),
    ],
)
def test_latin_word_that_is_said_is_no_finding(zh: str, en: str) -> None:
    assert of_latin(zh, en) == []


def test_name_in_brackets_beside_a_chinese_name_is_an_info() -> None:
    (found,) = of_latin("他们的儿子亚契（Archie）来了。", "Their son came.")
    assert found.confidence < 0.5


def test_latin_words_keep_their_places() -> None:
    text = "用 ＧＤＰ、GDP 和 a@b.cn 与 https://example.org/x，见V2。"
    assert all(one.span.cut(text) == one.text for one in find_latin_tokens(text))
    kinds = {one.text: one.kind for one in find_latin_tokens(text)}
    assert kinds["a@b.cn"] is kinds["https://example.org/x"] is LatinKind.ADDRESS
    assert (kinds["GDP"], kinds["V2"]) == (LatinKind.ACRONYM, LatinKind.CODE)


def test_acronym_is_spelt_out_over_small_words() -> None:
    assert (
        is_spelt_out("OECD", "the Organisation for Economic Co-operation and Development") is True
    )
    assert is_spelt_out("WTO", "the World Health Organization") is False


def test_two_characters_of_a_longer_foreign_name_are_an_info() -> None:
    (piece,) = of_names("沙依巴克区昨天下了一场大雪。", "It snowed in Saybag district yesterday.")
    (whole,) = of_names("巴克昨天辞职了。", "Yesterday Nelson resigned.")
    assert piece.confidence < 0.5 <= whole.confidence


@pytest.mark.parametrize(("word", "sure"), [("Italy", True), ("Zwickelmoor", False)])
def test_only_a_listed_name_surely_takes_the_place_of_a_country(word: str, sure: bool) -> None:
    zh, en = "德国的出口去年增加了。", f"Last year the exports of {word} grew."
    (found,) = of_names(zh, en)
    assert (found.confidence >= 0.8) is sure
