"""Whether English words sound like a Chinese name: `name_sounds`."""

from __future__ import annotations

import pytest

from aligncheck.document import Span
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.english_names import EnglishText
from aligncheck.names.name_sounds import (
    context_question,
    form_by_sound,
    sound_question,
    sounds_like_context,
    sounds_like_name,
)


@pytest.mark.parametrize(
    ("name", "en", "sounds"),
    [
        ("施泰因曼", "A letter from Shteinman came.", True),
        ("莫斯科", "They met in Lisbon.", False),
        ("施泰因曼", "A letter from Steinmann came.", True),
        ("施泰因曼", "A letter from Rodrigo came.", False),
        ("施泰因曼", "A letter came.", False),
    ],
)
def test_a_word_sounds_like_a_name(name: str, en: str, sounds: bool) -> None:
    assert sounds_like_name(EnglishText(en), name) is sounds


def test_a_form_by_sound_is_told_from_one_by_sense() -> None:
    assert form_by_sound("莫斯科") == "Moscow"
    assert form_by_sound("太平洋") is None
    assert form_by_sound("施泰因曼") is None  # not listed


def test_the_question_holds_the_name_and_the_words_with_a_capital() -> None:
    question = sound_question(EnglishText("Old men met Steinmann."), "施泰因曼")
    heard, words = question
    assert "施泰因曼" in dict(heard)
    assert "steinmann" in dict(words)
    assert "met" not in dict(words)


def test_a_name_cut_too_short_sounds_with_its_context() -> None:
    zh = "季米特洛夫来信。"
    name = Name("米特", NameKind.FOREIGN, (Span(1, 3),))
    assert sounds_like_context(EnglishText("It was from Dimitrov."), zh, name)
    assert not sounds_like_context(EnglishText("It was from Washington."), zh, name)


def test_what_is_heard_around_a_listed_name_is_more_than_the_name() -> None:
    zh = "在莫斯科城里"
    english = EnglishText("They saw Moscow.")
    place = (Span(1, 4),)
    listed = dict(context_question(english, zh, Name("莫斯科", NameKind.LISTED, place))[0])
    foreign = dict(context_question(english, zh, Name("莫斯科", NameKind.FOREIGN, place))[0])
    assert "莫斯科" not in listed
    assert "莫斯科" in foreign
    assert "莫斯科城" in listed
