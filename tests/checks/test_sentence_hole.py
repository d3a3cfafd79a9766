"""Holes in English sentences: AC401 and the model behind it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import find_all

from aligncheck.checks import sentence_hole
from aligncheck.coverage.english_holes import add_holes
from aligncheck.models.gap_model import (
    KEY,
    SHUT,
    bloom_filter_contains,
    build_bloom_filter,
    load_gap_model,
)
from aligncheck.models.missing_word import (
    LEAST,
    is_prose,
    load_missing_word_model,
    score_gaps,
    select_missing_words,
    split_token_lines,
)
from aligncheck.models.model_folder import model_folder
from aligncheck.models.text_prefilter import TextPrefilter
from aligncheck.report import Pair, Side
from training import gap_prefilter_fit

MODEL = load_missing_word_model()


def around(text: str) -> list[str]:
    return [text[hole.left.start : hole.right.end] for hole in MODEL.find(text)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "In the second five-year plan, the average growth rate of the reached 6.1%.",
            "the reached",
        ),
        ("The minister said that the had failed.", "the had"),
        ("It was the of the party that decided.", "the of"),
        ("Because of the , prices rose again.", "the ,"),
        ("Because of the, prices rose again.", "the,"),
        ("Led by , the economy grew quickly.", "by ,"),
        ("They will the country into a modern state.", "will the"),
        ("The size of the was larger than that of the village.", "the was"),
        ("In 1958 the central committee adopted its on agriculture.", "its on"),
    ],
)
def test_finds_the_place_where_a_word_fell_out(text: str, place: str) -> None:
    assert around(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "In the second five-year plan, the average growth rate of the economy reached 6.1%.",
        "The more they earned, the better they lived.",
        "The house they built stood where the old mill had been.",
        "The poor were fed and the dead were buried.",
        "In soviet union output was low, and worker had little to lose.",
        "Output reached 6.1%.5 When war broke out, “the people waited.”1 “As before,” 3 they said.",
        "Table 2.1 Growth of the Economy",
        "the reached",
        "THE GROWTH RATE OF THE REACHED ITS PEAK.",
        "The growth rate of the 国民经济 reached 6.1%.",
        "Call read_of(the_) or list_of_the(by) and then return.",
        "She walked to the the river.",
        "Louis XIV of France, Dr. Smith and Mr. Li met on 3 May 1957.",
        "",
        "\n\n",
    ],
)
def test_says_nothing_about_sound_english_and_what_is_no_sentence(text: str) -> None:
    assert around(text) == []


def test_hole_is_an_empty_span_after_the_left_word() -> None:
    text = "A short line.\nHe said that the had failed."
    (hole,) = MODEL.find(text)
    assert hole.span.start == hole.span.end == text.index(" had")
    assert (hole.left.cut(text), hole.right.cut(text)) == ("the", "had")
    assert 0.5 <= hole.probability < 1


def test_higher_threshold_says_less() -> None:
    text = "He said that the had failed. Because of the, prices rose."
    assert MODEL.find(text, least=0.999) == []
    assert len(MODEL.find(text, least=0.01)) >= len(MODEL.find(text)) == 2


def test_word_put_back_closes_the_hole() -> None:
    sound = "He said that the army had failed and the price of the house was low."
    for word, place in [("army ", "the had"), ("house ", "the was"), ("price ", "the of")]:
        assert around(sound.replace(word, "")) == [place]
    assert around(sound) == []


def test_finding_names_the_words_around_the_hole() -> None:
    text = "It is known that the growth rate of the reached 7%."
    pair = Pair("p7", "1:1", None, Side(text, (0,), ((0, 1),)))
    (finding,) = find_all(sentence_hole, *add_holes([pair], MODEL))
    assert (finding.rule, finding.pair) == ("AC401", "p7")
    assert finding.message == 'A word seems to be missing between "the" and "reached".'
    assert [span.cut(text) for span in finding.target_spans] == ["the reached"]


def test_pair_without_english_has_no_findings() -> None:
    assert find_all(sentence_hole, Pair("p1", "1:0", Side("他说。", (0,), ((0, 1),)), None)) == []


def test_line_that_runs_on_is_one_with_the_next() -> None:
    assert len(split_token_lines("He said that the\narmy had failed.\nIt rained.")) == 2
    assert around("He said that the\nhad failed.") == ["the\nhad"]


def test_footnote_marks_are_not_read() -> None:
    (line,) = split_token_lines("It rose by 7.4%.5 When “all was lost,” 3 they left in 1991.")
    assert {"5", "3"}.isdisjoint(token.form for token in line)


@given(st.text(alphabet="the of ab.,'’s1①½ﬁ国\n\"”()-é\u0301", max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_that_stand_in_it(text: str) -> None:
    for hole in MODEL.find(text, least=0.01):
        assert hole.left.start < hole.left.end == hole.span.start
        assert hole.span.end <= hole.right.start < hole.right.end <= len(text)


def test_filter_knows_what_was_put_in_and_little_else() -> None:
    keys = np.arange(1, 4000, dtype=np.int64) * KEY + 17
    table = build_bloom_filter(keys, 8192)
    assert bloom_filter_contains(table, keys).all()
    assert bloom_filter_contains(table, keys + 5).mean() < 0.03


BROKEN = [
    "The report says that the had failed.",
    "Prices rose in spring because of the, and then they fell.",
    "They will the country into a modern state.",
    "In 1962 the province adopted its on forestry.",
    "The size of the was larger than that of the village.",
]
SOUND = [
    "The mill by the river was sold to a farmer from the next valley.",
    "Nobody had told them, so they waited at the gate until it was dark.",
]


def test_line_is_judged_alike_alone_and_among_others() -> None:
    lines = [line for text in (*BROKEN, *SOUND) for line in split_token_lines(text)]
    for line, together in zip(lines, score_gaps(lines, MODEL.network), strict=True):
        assert np.allclose(score_gaps([line], MODEL.network)[0], together, atol=1e-4)


def test_texts_read_at_once_have_the_holes_they_have_one_by_one() -> None:
    texts = [*BROKEN, *SOUND, BROKEN[0], ""]
    assert [list(found) for found in MODEL.find_in_texts(texts)] == [
        MODEL.find(text) for text in texts
    ]


def one_by_one(text: str) -> list[str]:
    lines = [line for line in split_token_lines(text) if is_prose(line)]
    found = zip(lines, score_gaps(lines, MODEL.network), strict=True)
    picked = [hole for line, row in found for hole in select_missing_words(text, line, row, LEAST)]
    return [text[hole.left.start : hole.right.end] for hole in picked]


@pytest.mark.parametrize(
    "text",
    [
        *BROKEN,
        *SOUND,
        "The growth rate of the reached 6.1%.",
        "The mill's owner said that the had failed.",
        "He stopped here,” 3 and the of the mill was sold to them…",
        "First it rained.\nThen the owner of the was gone.",
        "",
        "7",
    ],
)
def test_sieve_lets_every_text_with_a_hole_through(text: str) -> None:
    assert around(text) == one_by_one(text)


def test_sieve_keeps_most_sound_texts_back() -> None:
    sieve = TextPrefilter(load_gap_model(model_folder() / "hole.npz"))
    assert sieve.select_suspects([*SOUND, *BROKEN], LEAST) == BROKEN


def test_gate_keeps_every_hole_and_few_sound_gaps() -> None:
    model = load_gap_model(model_folder() / "hole.npz")
    found, through, _ = gap_prefilter_fit.count_passed_gaps(model, [*BROKEN, *SOUND])
    assert found == through >= len(BROKEN)
    assert gap_prefilter_fit.count_passed_gaps(model, SOUND * 5)[2] < 0.25


def test_gate_only_chooses_what_the_network_sees() -> None:
    model = load_gap_model(model_folder() / "hole.npz")
    lines = [
        [(t.form, t.shape) for t in line] for text in BROKEN for line in split_token_lines(text)
    ]
    words, shapes, _ = model.row(lines)
    all_of, some = model.run(words, shapes), model.screen(words, shapes)
    seen = some > SHUT
    assert 0 < seen.sum() < len(some) / 2
    assert np.allclose(some[seen], all_of[seen], atol=1e-3)
    assert (model.probability(some) >= LEAST).sum() == len(BROKEN)


def test_open_gate_shuts_nothing_out_and_can_be_put_into_the_file(tmp_path: Path) -> None:
    path = tmp_path / "hole.npz"
    path.write_bytes((model_folder() / "hole.npz").read_bytes())
    dim = load_gap_model(path).words.shape[1]
    gap_prefilter_fit.write_gate(gap_prefilter_fit.open_gate(dim), path)
    model = load_gap_model.__wrapped__(path)
    assert gap_prefilter_fit.count_passed_gaps(model, SOUND)[2] == 1
    assert model.words.shape == load_gap_model(model_folder() / "hole.npz").words.shape
