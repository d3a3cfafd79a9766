"""English names that nothing in the Chinese explains: `unmatched`."""

from __future__ import annotations

import pytest

from aligncheck.models.lexicon import load_lexicon
from aligncheck.names.chinese_names import find_names_zh
from aligncheck.names.english_names import EnglishText, NameToken
from aligncheck.names.unmatched import UnmatchedNames

LEXICON = load_lexicon()


def read(zh: str, en: str) -> UnmatchedNames:
    return UnmatchedNames(EnglishText(en), zh, find_names_zh(zh), LEXICON)


def token(names: UnmatchedNames, word: str) -> NameToken:
    (found,) = [one for one in names.english.tokens if one.text == word]
    return found


@pytest.mark.parametrize(
    ("zh", "en", "word", "unmatched"),
    [
        ("他去了首都。", "He went to Moscow.", "Moscow", True),
        ("他去了莫斯科。", "He went to Moscow.", "Moscow", False),
        ("他去了重庆。", "He went to Chongqing.", "Chongqing", False),
        ("他去了Moscow。", "He went to Moscow.", "Moscow", False),
        ("他去了首都。", "Moscow is where he went.", "Moscow", False),  # begins the sentence
        ("他去了首都。", "He went at noon GMT today.", "GMT", False),
        ("他去了首都。", "He met the President.", "President", False),
    ],
)
def test_a_name_is_unmatched_if_nothing_explains_it(
    zh: str, en: str, word: str, unmatched: bool
) -> None:
    names = read(zh, en)
    assert names.is_unmatched(token(names, word)) is unmatched


def test_only_the_first_stranger_is_asked_about() -> None:
    names = read("巴黎很美。", "He saw Moscow and Lisbon.")
    tokens = names.english.tokens
    asked = list(names.questions_about(tokens))
    moscow = list(names.questions_about([token(names, "Moscow")]))
    assert asked == moscow
    assert list(names.questions_about([token(names, "He")])) == []


def test_a_stranger_stands_in_place_of_the_surname() -> None:
    zh = "约翰·霍夫施泰特来了。"
    (name,) = [one for one in find_names_zh(zh) if one.text == "约翰·霍夫施泰特"]
    stranger = read(zh, "Here came John Moscow.").after(name)
    assert stranger is not None
    assert stranger.text == "Moscow"
    assert read(zh, "Here came John Hofstetter.").after(name) is None
    assert read(zh, "Here came John alone.").after(name) is None


def test_a_name_without_a_point_has_no_surname_to_lose() -> None:
    (name,) = [one for one in find_names_zh("他去了莫斯科。") if one.text == "莫斯科"]
    assert read("他去了莫斯科。", "He met John Lisbon.").after(name) is None
