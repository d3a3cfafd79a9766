"""All models of a run in one value; the lexicon's look-ups; the phrase table.

Covers `model_bundle`, `lexicon` and `phrase_table`.
"""

from __future__ import annotations

import numpy as np
import pytest

from aligncheck.models.joint_judge import DetectorJudge
from aligncheck.models.lexicon import (
    Lexicon,
    Vocabulary,
    load_lexicon,
    pack_probabilities,
)
from aligncheck.models.model_bundle import load_models
from aligncheck.models.phrase_table import PhraseTable


def tiny() -> Lexicon:
    """Three Chinese words and three stems."""
    zh, en = Vocabulary(["水", "水库", "河"]), Vocabulary(["reservoir", "river", "water"])
    keys = np.array([0 * 3 + 2, 1 * 3 + 0, 2 * 3 + 1, 2 * 3 + 2])
    ahead = np.array([0.8, 0.9, 0.7, 0.1], np.float32)
    back = np.array([0.6, 0.9, 0.8, 0.05], np.float32)
    null = np.array([0.3, 0.05, 0.1], np.float32)
    return Lexicon(zh, en, keys, ahead, back, null, null, null * 10, null * 10)


def test_what_translated_a_word_is_looked_up_with_its_probability() -> None:
    found = tiny().translations("河")
    assert found == pytest.approx({"river": 0.7, "water": 0.1})
    assert tiny().translations("河", 0.5) == pytest.approx({"river": 0.7})
    assert tiny().translations("海") == {}


def test_the_words_that_a_stem_translated_are_looked_up_as_well() -> None:
    words, shares = tiny().sources("water")
    assert words == ["水", "河"]
    assert shares == pytest.approx([0.6, 0.05])
    assert tiny().sources("sea") == ([], [])


def test_frequencies_and_unaligned_shares_have_a_value_for_unknown_words() -> None:
    assert tiny().frequency_zh("水", -1.0) == pytest.approx(3.0)
    assert tiny().frequency_zh("海", -1.0) == -1.0
    assert tiny().unaligned_zh("水") == pytest.approx(0.3)
    assert tiny().unaligned_zh("海") == 0.0


def test_a_word_that_is_not_held_whole_is_looked_up_by_its_parts() -> None:
    parts = dict(tiny().parts("水库河"))
    assert set(parts) == {"水库", "河"}
    assert parts["水库"] > parts["河"]
    ahead, back = tiny().matrices(["水库河", "海"], ["reservoir", "river", "sea"])
    assert ahead.shape == back.shape == (2, 3)
    assert ahead[0, 0] == pytest.approx(0.9 * parts["水库"])
    assert not ahead[1].any()


def test_a_vocabulary_finds_words_by_their_order() -> None:
    words = Vocabulary(["a", "c", "e"])
    assert "c" in words
    assert "d" not in words
    assert (words["e"], words.get("b", 7), len(words)) == (2, 7, 3)
    with pytest.raises(KeyError):
        words["b"]


def test_packed_probabilities_are_finest_where_they_are_small() -> None:
    packed = pack_probabilities(np.array([0.0, 1e-4, 0.5, 1.0], np.float32))
    assert packed.dtype == np.uint8
    assert packed[0] == 0
    assert 0 < packed[1] < packed[2] < packed[3] == 255


def test_phrases_are_found_by_their_word_without_broken_marks() -> None:
    table = PhraseTable("水库\treservoir\ta reservoir\t(reservoir\n河\triver - bank\n")
    assert table.find("水库") == ["reservoir", "a reservoir"]
    assert table.find("河") == ["river-bank"]
    assert table.find("库") == []


def test_the_models_that_ship_are_read_once() -> None:
    one, other = load_models(), load_models()
    assert one.lexicon is other.lexicon is load_lexicon()
    assert one.judge is other.judge
    assert isinstance(one.judge, DetectorJudge)
    assert one.encoder is one.words


def test_another_judge_takes_the_place_of_the_one_that_ships() -> None:
    mine = DetectorJudge(load_models().judge.detector, "mine")
    assert load_models(judge=mine).judge is mine
