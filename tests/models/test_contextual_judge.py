"""The contextual judge: words get what their pieces got, whatever stands beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from aligncheck.errors import EncoderError
from aligncheck.models.contextual_judge import FILES, LONGEST, UNSEEN, ContextualJudge, load_judge
from aligncheck.models.detector_features import extract_features
from aligncheck.models.judge import WordPair
from aligncheck.models.lexicon import load_lexicon
from aligncheck.models.model_folder import model_folder
from aligncheck.models.static_encoder import load_static_encoder
from aligncheck.text.words import en_words, zh_words

ZH = "去年全市首次实现了粮食、棉花和油料的全面增产。"
EN = "Last year the city increased its output of grain, cotton and oil crops."


@pytest.fixture(scope="module")
def judge() -> ContextualJudge:
    return load_judge()


def pair_words(source: str, target: str) -> WordPair:
    zh, en = zh_words(source), en_words(target)
    [known] = extract_features([(zh, en)], load_static_encoder(), load_lexicon())
    return WordPair(source, target, zh, en, known)


def test_every_word_of_both_sides_is_judged(judge: ContextualJudge) -> None:
    pair = pair_words(ZH, EN)
    [said] = judge.judge([pair])
    n, m = len(pair.source_words), len(pair.target_words)
    assert said.omitted.shape == said.mistranslated.shape == (n,)
    assert said.added.shape == said.bad.shape == (m,)
    assert said.gap.shape == (m + 1,)
    assert said.partners.shape == (n, m)
    for values in (said.omitted, said.mistranslated, said.added, said.bad, said.gap):
        assert ((values >= 0) & (values <= 1)).all()


def test_a_lost_scope_word_is_likelier_omitted_than_its_neighbours(judge: ContextualJudge) -> None:
    pair = pair_words(ZH, EN)
    [said] = judge.judge([pair])
    words = [word.text for word in pair.source_words]
    lost = said.omitted[words.index("首次")]
    assert lost > said.omitted[words.index("粮食")]
    assert lost > said.omitted[words.index("棉花")]


def test_words_are_linked_to_their_translations(judge: ContextualJudge) -> None:
    pair = pair_words(ZH, EN)
    [said] = judge.judge([pair])
    zh = [word.text for word in pair.source_words]
    en = [word.text for word in pair.target_words]
    assert en[said.partners[zh.index("棉花")].argmax()] == "cotton"
    assert en[said.partners[zh.index("粮食")].argmax()] == "grain"


def test_a_pair_is_judged_alike_alone_and_among_others(judge: ContextualJudge) -> None:
    pairs = [pair_words(ZH, EN), pair_words("他来了。", "He came."), pair_words(ZH * 3, EN)]
    together = judge.judge(pairs)
    for pair, among in zip(pairs, together, strict=True):
        [alone] = judge.judge([pair])
        np.testing.assert_allclose(among.omitted, alone.omitted, atol=0.05)


def test_words_past_the_longest_text_are_not_called_omitted(judge: ContextualJudge) -> None:
    pair = pair_words(ZH * 40, EN)
    [said] = judge.judge([pair])
    assert len(pair.source_words) > LONGEST
    assert said.omitted[-1] == pytest.approx(UNSEEN)


def test_sentence_vectors_have_length_one(judge: ContextualJudge) -> None:
    vectors = judge.encode([ZH, EN, "Another sentence."])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.parametrize("name", FILES)
def test_a_folder_that_lacks_a_file_or_holds_a_damaged_one_is_refused(
    name: str, tmp_path: Path
) -> None:
    made = tmp_path / "judge"
    shutil.copytree(model_folder() / "judge", made)
    (made / name).write_bytes(b"damaged")
    with pytest.raises(EncoderError, match="unreadable judge"):
        load_judge(made)
    (made / name).unlink()
    with pytest.raises(EncoderError, match=f"{name} is missing"):
        load_judge(made)
