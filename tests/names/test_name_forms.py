"""Names: a table of our own, by group; each must agree with its forms and differ from others."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import find_all

from aligncheck.checks import name_rendering
from aligncheck.models.lexicon import load_lexicon
from aligncheck.names.chinese_names import NameKind, find_names_zh
from aligncheck.names.english_names import EnglishText
from aligncheck.names.name_sounds import form_by_sound
from aligncheck.names.names_in_words import stands_as_words
from aligncheck.names.romanisation import name_spellings, to_wade_giles, write_pinyin
from aligncheck.names.transliteration import is_transliteration, latin_letters, letter_gain
from aligncheck.report import Finding, Pair, Side

ZH = "记者昨天写到{}，引起许多读者的注意。"
EN = "Yesterday a reporter wrote about {}, which drew the attention of many readers."
ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "golden" / "names.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]
AGREE = [(zh, form) for _, zh, forms in ROWS for form in forms.split("|")]
DIFFER = [
    (rows[i][1], rows[(i + 1) % len(rows)][2].split("|")[0])
    for _, group in groupby(ROWS, key=lambda row: row[0])
    for rows in [list(group)]
    for i in range(len(rows))
]


def findings(zh: str, en: str) -> list[Finding]:
    sides = (Side(zh, (0,), ((0, 1),)), Side(en, (0,), ((0, 1),)))
    return find_all(name_rendering, Pair("p1", "1:1", *sides))


def test_table_is_long_enough() -> None:
    assert len(ROWS) >= 200
    assert len({zh for _, zh, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("zh", "form"), AGREE, ids=lambda text: text)
def test_name_agrees_with_its_forms(zh: str, form: str) -> None:
    assert findings(ZH.format(zh), EN.format(form)) == []


@pytest.mark.parametrize(("zh", "other"), DIFFER, ids=lambda text: text)
def test_name_differs_from_another(zh: str, other: str) -> None:
    source = ZH.format(zh)
    found = findings(source, EN.format(other))
    assert found
    assert all(one.rule == "AC305" for one in found)
    assert any(span.cut(source) in zh for one in found for span in one.source_spans)


@pytest.mark.parametrize("zh", [zh for _, zh, _ in ROWS])
def test_name_left_out_is_found(zh: str) -> None:
    assert findings(ZH.format(zh), EN.format("him"))


@pytest.mark.parametrize(
    ("zh", "latin"),
    [
        ("勃列日涅夫", "Brezhnev"),
        ("戈尔巴乔夫", "Gorbachev"),
        ("托克维尔", "Tocqueville"),
        ("亚当斯", "Adams"),
        ("施特劳斯", "Strauss"),
        ("阿登纳", "Adenauer"),
    ],
)
def test_sound_tells_names_apart(zh: str, latin: str) -> None:
    assert is_transliteration(zh, latin)
    assert not is_transliteration(zh, "Khrushchev")
    assert not is_transliteration("赫鲁晓夫", latin)
    assert letter_gain("", latin_letters(latin)) < 0


@pytest.mark.parametrize(
    ("syllable", "giles"),
    [
        ("zhou", "chou"),
        ("mao", "mao"),
        ("ze", "tse"),
        ("dong", "tung"),
        ("xiao", "hsiao"),
        ("jie", "chieh"),
        ("qing", "ching"),
        ("guo", "kuo"),
        ("luo", "lo"),
        ("si", "szu"),
        ("yan", "yen"),
        ("tian", "tien"),
        ("ren", "jen"),
    ],
)
def test_pinyin_syllable_in_wade_giles(syllable: str, giles: str) -> None:
    assert to_wade_giles(syllable) == giles


def test_spellings_have_both_orders_and_compound_surnames() -> None:
    assert {"dengxiaoping", "xiaopingdeng"} <= set(name_spellings("邓小平"))
    assert "qiansima" in name_spellings("司马迁")
    assert write_pinyin("欧阳明华") == "Ouyang Minghua"


def test_reads_names_by_kind_and_place() -> None:
    text = "勃列日涅夫会见了李明华教授和霍夫施泰特。"
    found = {name.text: name.kind for name in find_names_zh(text)}
    assert found["勃列日涅夫"] is NameKind.LISTED
    assert found["李明华"] is NameKind.PERSON
    assert found["霍夫施泰特"] is NameKind.FOREIGN
    for name in find_names_zh(text):
        assert all(span.cut(text) == name.text for span in name.spans)


def test_traditional_characters_are_the_same_names() -> None:
    assert findings("記者寫到戈爾巴喬夫。", "A reporter wrote about Gorbachev.") == []
    (found,) = findings("記者寫到戈爾巴喬夫。", "A reporter wrote about Brezhnev.")
    assert found.message.startswith("戈爾巴喬夫 is ")


def test_characters_cut_across_words_are_no_name() -> None:
    text = "这是重大环境问题。"
    assert not any(stands_as_words(name, text, load_lexicon()) for name in find_names_zh(text))


def test_form_by_sound_is_preferred() -> None:
    assert form_by_sound("戈尔巴乔夫") is not None
    assert form_by_sound("联合国") is None


def test_english_joins_neighbouring_capitals() -> None:
    joined = dict(EnglishText("He met Mao Tse-tung in Xi’an, Shaanxi.").names)
    assert joined["maotsetung"] is True
    assert joined["xian"] is False
    assert "xianshaanxi" not in joined


@given(st.text(alphabet="邓小平·勃列日涅夫在的Aa 了。１①\u0301", max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_that_stand_in_it(text: str) -> None:
    for name in find_names_zh(text):
        for span in name.spans:
            assert 0 <= span.start < span.end <= len(text)
        stands_as_words(name, text, load_lexicon())
