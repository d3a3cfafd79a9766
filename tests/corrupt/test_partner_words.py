"""The English that is the clear partner of one Chinese word, and what kind of word it is."""

from __future__ import annotations

import pytest

from aligncheck.corrupt.partner_words import AnalysedPair, Partner, analyse_pair, guess_word_kind
from aligncheck.models.lexicon import load_lexicon


def analyse(zh: str, en: str) -> AnalysedPair:
    return analyse_pair(zh, en, load_lexicon())


def partners(zh: str, en: str) -> dict[str, str]:
    held = analyse(zh, en)
    return {one.word.text: held.said(one) for one in held.partners}


def test_words_with_one_clear_partner_are_found() -> None:
    found = partners("农民今年种植小麦。", "Farmers planted wheat this year.")
    assert found["农民"] == "Farmers"
    assert found["小麦"] == "wheat"


def test_a_word_that_comes_twice_has_no_clear_partner() -> None:
    assert "小麦" not in partners("小麦好，小麦贵。", "Wheat is good and wheat is dear.")
    assert "小麦" not in partners("农民种植小麦。", "Farmers plant wheat, much wheat.")


def test_part_of_a_compound_stands_not_alone() -> None:
    assert "小麦" not in partners("他们种植小麦。", "They run a wheat-growing farm.")


def test_a_pair_without_words_has_no_partners() -> None:
    assert analyse("", "Wheat.").partners == ()
    assert analyse("小麦。", "").partners == ()


def kind_of(zh: str, en: str, word: str) -> str:
    held = analyse(zh, en)
    (found,) = [one for one in held.partners if one.word.text == word]
    return guess_word_kind(held, found)


@pytest.mark.parametrize(
    ("zh", "en", "word", "kind"),
    [
        ("农民种植小麦。", "The farmers planted wheat.", "小麦", "noun"),
        ("他去年访问了莫斯科。", "Last year he visited Moscow.", "莫斯科", "name"),
        ("共有35人参加。", "In all 35 people took part.", "35", "number"),
    ],
)
def test_the_kind_of_a_word_is_guessed_from_its_place(zh, en, word, kind) -> None:
    assert kind_of(zh, en, word) == kind


def test_stems_and_places_are_those_of_the_stretch() -> None:
    held = analyse("农民种植小麦。", "The farmers planted wheat.")
    whole = Partner(held.partners[0].word, 1, 2)
    assert held.said(whole) == "farmers"
    assert held.stems(whole) == frozenset({"farmer"})
    assert (held.text(0), held.text(-1), held.text(99)) == ("the", "", "")
