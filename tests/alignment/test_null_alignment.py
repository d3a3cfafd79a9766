"""What has no partner is found as such, wherever it stands, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import find_all
from two import material, texts

from aligncheck.alignment.null_alignment import revise_beads
from aligncheck.alignment.pairing import pair_paragraphs
from aligncheck.alignment.translation_probability import (
    PARAGRAPH_MODEL,
    SENTENCE_MODEL,
    translation_probability,
    unit_features,
)
from aligncheck.checks import omission_addition
from aligncheck.coverage.pair_scores import score_pairs
from aligncheck.document import Bead, Lang
from aligncheck.models.encoder import load_encoder
from aligncheck.models.model_bundle import load_models
from aligncheck.report import Finding, Pair

ENCODER = load_encoder()
ZH, EN = texts("court-judgment")
RIVER = "河水在春天上涨，淹没了下游的果园。"
FLOOD = "In spring the river rose and flooded the orchards downstream."
MILL = "磨坊在冬天停工修理。"
REPAIRS = "In winter the mill stood still for repairs."
BEES = "养蜂人把蜂箱搬到了山坡上。"
HIVES = "The beekeepers carried their hives up the hillside."


def lonely(held: list[Pair]) -> list[str]:
    return [
        side.text for p in held if not (p.source and p.target) and (side := p.source or p.target)
    ]


@pytest.mark.parametrize("gone", [{0}, {4}, {4, 5}, {len(EN) - 1}, set(range(8))])
@pytest.mark.parametrize("side", ["missing", "added"])
def test_what_was_left_out_is_told_and_nothing_else(gone: set[int], side: str) -> None:
    zh = [text for i, text in enumerate(ZH) if side == "missing" or i not in gone]
    en = [text for j, text in enumerate(EN) if side == "added" or j not in gone]
    held = pair_paragraphs(material(zh, en), ENCODER)
    assert lonely(held) == [(ZH if side == "missing" else EN)[i] for i in sorted(gone)]


def test_a_whole_translation_has_nothing_lonely() -> None:
    assert lonely(pair_paragraphs(material(ZH, EN), ENCODER)) == []


def test_the_confidence_of_a_finding_is_that_of_the_pair() -> None:
    held = pair_paragraphs(material(ZH, [*EN[:6], *EN[7:]]), ENCODER)
    (finding,) = [f for p in held if not p.target for f in find_all(omission_addition, p)]
    (alone,) = [pair for pair in held if not pair.target]
    assert finding.rule == "AC101"
    assert 0.9 < finding.confidence == alone.confidence < 1


@pytest.mark.parametrize(
    ("bead", "source", "target", "expected"),
    [
        (Bead((0, 1), (0,)), [RIVER, BEES], [FLOOD], [((0,), (0,)), ((1,), ())]),
        (Bead((0, 1), (0,)), [BEES, RIVER], [FLOOD], [((0,), ()), ((1,), (0,))]),
        (Bead((0,), (0, 1)), [RIVER], [FLOOD, REPAIRS], [((0,), (0,)), ((), (1,))]),
        (Bead((0, 1), (0,)), [RIVER, MILL], [f"{FLOOD} {REPAIRS}"], [((0, 1), (0,))]),
        (Bead((0,), (0, 1)), [RIVER + MILL], [FLOOD, REPAIRS], [((0,), (0, 1))]),
    ],
)
@pytest.mark.parametrize("model", [PARAGRAPH_MODEL, SENTENCE_MODEL])
def test_an_edge_leaves_a_bead_only_when_nothing_there_says_it(
    bead, source, target, expected, model
) -> None:
    settled = revise_beads([bead], source, target, model)
    assert [(found.source, found.target) for found in settled] == expected


def test_a_unit_alone_in_the_world_is_sure_to_be_alone() -> None:
    (bead,) = revise_beads([Bead((0,), ())], [RIVER], [], PARAGRAPH_MODEL)
    assert bead.score == 0.99


def test_texts_without_words_are_no_reason_to_fail() -> None:
    assert unit_features("——", ["。"], [""], Lang.ZH, True).shape == (len(PARAGRAPH_MODEL.weights),)
    assert 0 <= translation_probability(["——"], ["* * *"]) <= 1


@pytest.mark.parametrize(
    ("source", "target", "together"),
    [(RIVER, FLOOD, True), (MILL, REPAIRS, True), (RIVER, HIVES, False), (BEES, FLOOD, False)],
)
def test_mates_are_told_from_strangers(source: str, target: str, together: bool) -> None:
    assert (translation_probability([source], [target]) > 0.5) is together


def found(zh: str, en: str) -> list[Finding]:
    (pair,) = pair_paragraphs(material([zh], [en]), ENCODER)
    return find_all(omission_addition, pair)


def test_a_sentence_without_source_is_told_as_added() -> None:
    (finding,) = found(RIVER + MILL, f"{FLOOD} {HIVES} {REPAIRS}")
    assert finding.rule == "AC104"
    assert HIVES[:20] in finding.message


def test_a_sentence_that_was_split_in_two_is_not_added() -> None:
    split = "In spring the river rose. It flooded the orchards downstream."
    assert found(RIVER, split) == []
    assert found(RIVER + MILL, f"{split} {REPAIRS}") == []


@pytest.mark.parametrize(
    ("english", "missing"), [("磨坊的工人每天都能回家吃晚饭。", False), ("It was late.", True)]
)
def test_a_sentence_that_was_left_in_chinese_is_not_missing(english: str, missing: bool) -> None:
    zh = RIVER + "磨坊的工人每天都能回家吃晚饭。"
    (held,) = pair_paragraphs(material([zh], [f"{FLOOD} {english}"]), ENCODER)
    gone = [replace(word, omission=0.99) for word in score_pairs([held], load_models())[0].words]
    after = tuple(word for word in gone if word.span.start >= len(RIVER))
    rules = [found.rule for found in find_all(omission_addition, replace(held, words=after))]
    assert ("AC107" in rules) is missing


def test_a_list_of_many_paragraphs_hangs_onto_the_paragraph_that_says_them() -> None:
    items = [FLOOD, REPAIRS, HIVES, "The ferry stops at dusk.", "The school opens again in March."]
    items += ["The doctor visits on Mondays.", "The market moves to the square."]
    said = (
        RIVER + MILL + BEES + "渡船在黄昏停开。学校三月重新开学。医生每周一出诊。集市搬到广场上。"
    )
    beads = [Bead((0,), (0, 1, 2)), *(Bead((), (j,)) for j in range(3, 7))]
    (bead,) = revise_beads(beads, [said], items, PARAGRAPH_MODEL)
    assert bead.target == tuple(range(7))


@pytest.mark.parametrize(("english", "together"), [("Such mills", True), (f"{FLOOD} " * 5, False)])
def test_two_short_units_in_one_place_are_a_couple(english: str, together: bool) -> None:
    source, target = [RIVER, "此类磨坊：", BEES], [FLOOD, english, HIVES]
    beads = [Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,)), Bead((2,), (2,))]
    settled = revise_beads(beads, source, target, PARAGRAPH_MODEL)
    assert any(bead.source == bead.target == (1,) for bead in settled) is together


def test_strangers_in_each_others_place_are_parted() -> None:
    beads = [Bead((0,), (0,)), Bead((1,), (1,), 0.1), Bead((2,), (2,))]
    other = "The minister resigned over the budget. Parliament votes on Tuesday."
    settled = revise_beads(beads, [RIVER, BEES, MILL], [FLOOD, other, REPAIRS], PARAGRAPH_MODEL)
    assert Bead((1,), ()) in [Bead(bead.source, bead.target) for bead in settled]
