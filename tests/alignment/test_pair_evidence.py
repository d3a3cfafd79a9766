"""What is known of pairs of sentences, against the same counted word by word."""

from __future__ import annotations

import numpy as np
import pytest

from aligncheck.alignment.bead_crf import Band
from aligncheck.alignment.pair_evidence import REACH, Cells, Text, gather_evidence
from aligncheck.alignment.punctuation import count_marks
from aligncheck.alignment.word_evidence import (
    PAIRED,
    dice_coefficients,
    match_strength,
    split_words_en,
    split_words_zh,
)

ZH = [
    "河水涨了。",
    "",
    "镇上的图书馆星期一不开门。",
    "农民收割小麦，天黑了才回家。",
    "老师在 1987 年退休。",
]
EN = [
    "The river rose.",
    "On Mondays the library in town is closed.",
    "The farmers cut the wheat.",
    "They went home when it was dark.",
    "",
    "The teacher retired in 1987.",
]


def text(texts: list[str], words) -> Text:
    vectors = np.random.default_rng(len(texts)).normal(size=(len(texts), 8)).astype(np.float32)
    length = np.array([len(t) + 1 for t in texts], dtype=np.float32)
    return Text(vectors, length, words, count_marks(texts), np.zeros(len(texts), dtype=np.float32))


@pytest.fixture(scope="module")
def sides() -> tuple[Text, Text]:
    return text(ZH, split_words_zh(ZH)), text(EN, split_words_en(EN))


def test_coverage_is_that_of_the_best_word_of_a_run(sides: tuple[Text, Text]) -> None:
    left, right = sides
    band = Band.of(np.zeros(len(ZH) + 1, dtype=np.int64), np.full(len(ZH) + 1, len(EN)))
    cells = Cells(band, 0, len(ZH) + 1)
    beads = [(0, 0, 1, 1), (2, 1, 1, 1), (3, 2, 1, 2), (4, 5, 1, 1)]
    found = gather_evidence(left, right, cells, beads)
    match = match_strength(left.words.types, right.words.types) + PAIRED * dice_coefficients(
        left.words,
        right.words,
        [(left.words.of(i, i + p), right.words.of(j, j + q)) for i, j, p, q in beads],
    )
    for i in range(len(ZH)):
        for j in range(len(EN)):
            place = int(cells.find(np.array([i]), np.array([j]))[0])
            assert found.dot[place] == pytest.approx(left.vectors[i] @ right.vectors[j], abs=1e-4)
            for run in range(1, REACH):
                own, other = left.words.of(i, i + 1), right.words.of(j, min(j + run, len(EN)))
                near = match[np.ix_(left.words.ids[own], right.words.ids[other])]
                best = near.max(axis=1) if near.size else np.zeros(len(near))
                expected = float(best @ left.words.weight[own]) if len(best) else 0.0
                assert found.cover_zh[run - 1][place] == pytest.approx(expected, abs=1e-4)
                own, other = right.words.of(j, j + 1), left.words.of(i, min(i + run, len(ZH)))
                near = match[np.ix_(left.words.ids[other], right.words.ids[own])]
                best = near.max(axis=0) if near.size else np.zeros(near.shape[1])
                expected = float(best @ right.words.weight[own]) if len(best) else 0.0
                assert found.cover_en[run - 1][place] == pytest.approx(expected, abs=1e-4)


def test_a_pair_outside_the_cells_counts_nothing(sides: tuple[Text, Text]) -> None:
    left, right = sides
    band = Band.of(np.array([0, 0, 0, 1, 3, 5]), np.array([1, 2, 3, 4, 6, 6]))
    cells = Cells(band, 0, len(ZH) + 1)
    found = gather_evidence(left, right, cells, [])
    (place,) = cells.find(np.array([9]), np.array([0]))
    assert place == cells.size
    assert found.dot[place] == 0
    assert all(cover[place] == 0 for cover in (*found.cover_zh, *found.cover_en))


def test_words_of_one_meaning_match_and_numbers_match_as_they_are() -> None:
    match = match_strength(["图书馆", "小麦", "1987"], ["librari", "wheat", "1987"])
    assert list(match.argmax(axis=1)) == [0, 1, 2]
    assert (np.diag(match) > 0.3).all()


def test_a_name_that_meets_the_same_word_again_and_again_is_paired() -> None:
    zh, en = (
        split_words_zh(["甪直来了。", "甪直走了。", "天黑了。"]),
        split_words_en(["Luzhi came.", "Luzhi left.", "Night fell."]),
    )
    met = dice_coefficients(zh, en, [(zh.of(k, k + 1), en.of(k, k + 1)) for k in range(3)])
    name, other = en.types.index("luzhi"), en.types.index("fell")
    row = zh.types.index("甪直") if "甪直" in zh.types else zh.types.index("甪")
    assert met[row, name] == pytest.approx(0.5)
    assert met[row, other] == 0
