"""Words are taken out only where a hole is left behind."""

from __future__ import annotations

import pytest

from aligncheck.corrupt.word_removal import hits_removed_word, leaves_hole, remove_words
from aligncheck.document import Span
from aligncheck.models.missing_word import split_token_lines
from aligncheck.report import MissingWord


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The roof of the mill was red.", "mill", "noun"),
        ("They spoke of a serious problem.", "problem", "noun after adjective"),
        ("He left because of rain, they say.", "rain", "object of preposition"),
        ("She opened the window.", "opened", "verb after pronoun"),
        ("The council must approve the plan.", "approve", "verb after modal"),
        ("Parliament rejected the plan.", "rejected", "verb between nouns"),
        ("They sold cheap bread.", "cheap", ""),
        ("She often sings.", "often", ""),
    ],
)
def test_the_kind_of_a_hole_is_that_of_its_word(text: str, word: str, kind: str) -> None:
    (line,) = split_token_lines(text)
    (at,) = [i for i, token in enumerate(line) if token.form == word]
    assert leaves_hole(line, at) == kind


def test_one_word_is_taken_out_of_each_sentence_that_can_lose_one() -> None:
    sentences = ["The roof of the mill was red.", "Yes.", "She opened the window."]
    removed = remove_words(sentences)
    assert len(removed) == 2
    for plant, text in zip(removed, [sentences[0], sentences[2]], strict=True):
        lost = len(text) - len(plant.text)
        assert plant.text == text[: plant.at] + text[plant.at + lost :]
        assert text[plant.at : plant.at + lost].strip().isalpha()
    assert remove_words(sentences) == removed


def test_a_hole_beside_the_removed_word_counts() -> None:
    (plant, *_) = remove_words(["She opened the window."])
    near = MissingWord(Span(3, 3), Span(0, 3), Span(4, 7), 0.9)
    far = MissingWord(Span(7, 7), Span(8, 14), Span(14, 15), 0.9)
    assert hits_removed_word(plant, near)
    assert not hits_removed_word(plant, far)
