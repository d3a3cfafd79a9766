"""Whether an English text says a Chinese name: as listed, as learned, spelt, by sound.

Covers `matching`, `name_forms`, `name_sounds`, `learned_names`, `names_in_words`, `lost_names`,
`name_readings`, `unmatched` and `piece_costs`.
"""

from __future__ import annotations

import pytest

from aligncheck.models.lexicon import load_lexicon
from aligncheck.names.batch_transliteration import answer_all
from aligncheck.names.chinese_names import Name, find_names_zh
from aligncheck.names.english_names import EnglishText
from aligncheck.names.learned_names import has_learned_translation, translation_constancy
from aligncheck.names.lost_names import list_lost_names, list_unwritten_names
from aligncheck.names.matching import explains_word, hears_name, name_parts, says_name, writes_name
from aligncheck.names.name_forms import has_listed_form, has_plain_form
from aligncheck.names.name_readings import read_names
from aligncheck.names.name_sounds import form_by_sound, sound_question, sounds_like_name
from aligncheck.names.names_in_words import is_word, names_overlap, stands_as_words
from aligncheck.names.piece_costs import load_piece_costs
from aligncheck.names.unmatched import UnmatchedNames

LEXICON = load_lexicon()


def name(text: str, wanted: str) -> Name:
    (found,) = [one for one in find_names_zh(text) if one.text == wanted]
    return found


@pytest.mark.parametrize(
    ("zh", "wanted", "en", "said"),
    [
        ("他去了莫斯科。", "莫斯科", "He went to Moscow.", True),
        ("他去了莫斯科。", "莫斯科", "He went to Ottawa.", False),
        ("德国很大。", "德国", "Germany is large.", True),
        ("德国很大。", "德国", "The German state is large.", True),
        ("德国很大。", "德国", "France is large.", False),
        ("季诺维也夫来了。", "季诺维也夫", "Zinoviev came.", True),
        ("贵州省很大。", "贵州省", "Guizhou is large.", True),
    ],
)
def test_a_name_is_said_in_any_of_its_forms(zh: str, wanted: str, en: str, said: bool) -> None:
    assert says_name(EnglishText(en), name(zh, wanted), LEXICON) is said


def test_a_listed_form_needs_its_telling_word() -> None:
    assert has_listed_form(EnglishText("The Neva froze."), "涅瓦河")
    assert not has_listed_form(EnglishText("The river froze."), "涅瓦河")
    assert has_plain_form("The Neva froze.", "涅瓦河")


def test_the_parts_of_a_name_begin_with_the_surname() -> None:
    held = name("约翰·霍夫施泰特来了。", "约翰·霍夫施泰特")
    assert name_parts(held) == ["霍夫施泰特", "约翰", "约翰·霍夫施泰特"]
    assert hears_name(EnglishText("Mr Hofstetter came."), held)
    assert not hears_name(EnglishText("Mr Brown came."), held)


def test_what_was_heard_together_is_heard_alone() -> None:
    english = EnglishText("Khrushchev met Kosygin in Washington.")
    parts = ["赫鲁晓夫", "柯西金", "华盛顿", "勃列日涅夫"]
    heard = answer_all(sound_question(english, part) for part in parts)
    together = [sounds_like_name(english, part, heard) for part in parts]
    assert together == [sounds_like_name(english, part) for part in parts]
    assert together == [True, True, True, False]


def test_a_form_by_sound_is_told_from_one_by_meaning() -> None:
    assert form_by_sound("莫斯科") == "Moscow"
    assert form_by_sound("联合国") is None
    assert form_by_sound("没有这个名字") is None


def test_constancy_is_the_share_of_one_rendering() -> None:
    assert translation_constancy("德国", LEXICON) > 0.5
    assert translation_constancy("没有这个名字", LEXICON) == 0
    assert has_learned_translation(EnglishText("A German car."), "德国", LEXICON)
    assert not has_learned_translation(EnglishText("A fast car."), "德国", LEXICON)


def test_a_name_cut_out_of_other_words_is_none() -> None:
    text = "重大环境问题"
    for found in find_names_zh(text):
        assert not stands_as_words(found, text, LEXICON)
    whole = name("他去了莫斯科。", "莫斯科")
    assert stands_as_words(whole, "他去了莫斯科。", LEXICON)
    assert is_word(whole, "他去了莫斯科。")


def test_names_overlap_where_they_share_a_place() -> None:
    held = find_names_zh("中国香港很大。")
    spans = {one.text: one for one in held}
    if {"中国香港", "香港"} <= spans.keys():
        assert names_overlap(spans["中国香港"], spans["香港"])
    assert not names_overlap(name("德国和法国", "德国"), name("德国和法国", "法国"))


def lost(zh: str, en: str) -> list[str]:
    (reading,) = read_names([(zh, en)]).values()
    unwritten = list_unwritten_names(reading, LEXICON)
    return [one.text for one in list_lost_names(reading, unwritten, LEXICON, {})]


def test_lost_names_are_those_nothing_says() -> None:
    assert lost("勃列日涅夫到了莫斯科。", "Brezhnev came to Moscow.") == []
    assert lost("勃列日涅夫到了莫斯科。", "Brezhnev came to Ottawa.") == ["莫斯科"]
    assert lost("天气很好。", "The weather is good.") == []


def test_readings_are_shared_by_pairs_of_the_same_texts() -> None:
    readings = read_names([("去莫斯科", "To Moscow"), ("去莫斯科", "To Moscow"), ("去德国", "No")])
    assert len(readings) == 2
    first = readings["去莫斯科", "To Moscow"]
    assert [one.text for one in first.names] == ["莫斯科"]
    assert first.english.text == "To Moscow"


def unexplained(zh: str, en: str) -> list[str]:
    english = EnglishText(en)
    strange = UnmatchedNames(english, zh, find_names_zh(zh), LEXICON)
    return [token.text for token in english.tokens if strange.is_unmatched(token)]


def test_a_stranger_is_a_name_that_nothing_in_the_chinese_can_be() -> None:
    assert unexplained("他去了莫斯科。", "Yesterday he went to Ottawa.") == ["Ottawa"]
    assert unexplained("他去了莫斯科。", "Yesterday he went to Moscow.") == []
    assert unexplained("他星期一去了。", "Yesterday, Monday, he went.") == []


def test_a_word_is_explained_by_a_name_of_any_form() -> None:
    moscow = name("他去了莫斯科。", "莫斯科")
    assert explains_word(moscow, EnglishText("Moscow"))
    assert not explains_word(moscow, EnglishText("Ottawa"))
    assert writes_name(EnglishText("Moscow"), moscow, LEXICON)


def test_costs_of_characters_are_read_when_they_are_met() -> None:
    table = load_piece_costs()
    rows, counts, tops = table.rows(["莫斯科", "罗", "a"])
    assert counts.tolist() == [3, 1, 1]
    assert rows.shape == (3, 3)
    assert tops[0] < 0  # a log probability
    columns, starts, sizes = table.columns(["moscow", "ro"])
    assert sizes.tolist() == [6, 2]
    assert starts.tolist() == [0, 7]
    assert columns.shape[0] == 6
