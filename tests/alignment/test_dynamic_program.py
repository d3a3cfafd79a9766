"""The aligner on units whose partners are known, with an encoder of hashed characters."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import STEADY

from aligncheck.alignment import dynamic_program as module
from aligncheck.alignment.dynamic_program import PARAGRAPHS, SENTENCES, WITHIN, align
from aligncheck.alignment.path_search import Costs
from aligncheck.document import Bead
from aligncheck.models.encoder import Floats
from benchmarks.synthetic import make_paragraphs

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class FakeEncoder:
    """Counts of character trigrams, hashed into 256 dimensions: equal texts have equal vectors."""

    name = "fake"
    fingerprint = "0" * 32

    def encode(self, texts: Sequence[str]) -> Floats:
        rows = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for start in range(max(len(text) - 2, 0)):
                digest = hashlib.blake2b(text[start : start + 3].encode(), digest_size=2).digest()
                row[digest[0]] += 1 if digest[1] % 2 else -1
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float32)


ENCODER = FakeEncoder()


@pytest.fixture(autouse=True)
def same_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sides are written in one alphabet here, so their lengths are alike."""
    monkeypatch.setattr(module, "RATIO", 1.0)


def sentences(count: int, seed: int = 0) -> list[str]:
    """Different sentences of five to eight made-up words."""
    draw = random.Random(seed)

    def word() -> str:
        return "".join(draw.choice(LETTERS) for _ in range(draw.randint(4, 8)))

    return [f"{' '.join(word() for _ in range(draw.randint(5, 8)))}." for _ in range(count)]


def links(beads: Sequence[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def one_to_one(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((n,), (n,)) for n in range(count)]


@pytest.mark.parametrize("costs", [SENTENCES, PARAGRAPHS])
def test_equal_units_are_aligned_one_to_one(costs: Costs) -> None:
    units = sentences(20)
    beads = align(units, units, ENCODER, costs)
    assert links(beads) == one_to_one(20)
    assert all(bead.score > 0.9 for bead in beads)


@pytest.mark.parametrize("gone", [0, 7, 11])
def test_finds_the_unit_that_is_missing(gone: int) -> None:
    units = sentences(12)
    beads = align(units, units[:gone] + units[gone + 1 :], ENCODER, PARAGRAPHS)
    assert [bead for bead in links(beads) if not bead[1]] == [((gone,), ())]
    assert len(beads) == 12


@pytest.mark.parametrize("extra", [0, 7, 12])
def test_finds_the_unit_that_was_added(extra: int) -> None:
    units, (added,) = sentences(12), sentences(1, seed=99)
    beads = align(units, [*units[:extra], added, *units[extra:]], ENCODER, PARAGRAPHS)
    assert [bead for bead in links(beads) if not bead[0]] == [((), (extra,))]
    assert len(beads) == 13


def test_finds_units_that_were_merged_and_split() -> None:
    units = sentences(10)
    merged = [*units[:3], f"{units[3]} {units[4]}", *units[5:]]
    assert ((3, 4), (3,)) in links(align(units, merged, ENCODER))
    assert ((3,), (3, 4)) in links(align(merged, units, ENCODER))


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ([], [], []),
        (["a"], [], [((0,), ())]),
        ([], ["a", "b"], [((), (0,)), ((), (1,))]),
        ([""], [""], None),
        (["", "the river"], ["the river", ""], None),
    ],
)
def test_sides_that_are_empty(source: list[str], target: list[str], expected: object) -> None:
    found = links(align(source, target, ENCODER))
    if expected is not None:
        assert found == expected
    assert [i for bead in found for i in bead[0]] == list(range(len(source)))
    assert [j for bead in found for j in bead[1]] == list(range(len(target)))


UNITS = st.lists(st.sampled_from([*sentences(6), "", "kiln", "。"]), max_size=9)


@STEADY
@given(UNITS, UNITS)
def test_every_unit_stands_in_one_bead_in_order(source: list[str], target: list[str]) -> None:
    beads = align(source, target, ENCODER)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(0 <= bead.score <= 1 for bead in beads)
    assert all(bead.source or bead.target for bead in beads)
    assert align(source, target, ENCODER) == beads


def test_long_texts_go_through_a_band_and_come_out_the_same(monkeypatch) -> None:
    units = sentences(160)
    target = [*units[:40], *units[41:90], *sentences(2, seed=5), *units[90:]]
    whole = align(units, target, ENCODER, PARAGRAPHS)
    monkeypatch.setattr(module, "FULL", 1000)
    assert align(units, target, ENCODER, PARAGRAPHS) == whole
    assert ((40,), ()) in links(whole)


def test_the_embedded_model_aligns_chinese_with_english(monkeypatch) -> None:
    monkeypatch.undo()
    zh = ["国内生产总值增长了。", "图书馆星期一不开门。", "农民在秋天收割小麦。"]
    en = [
        "Gross domestic product grew.",
        "The library is closed on Mondays.",
        "Farmers harvest the wheat in autumn.",
    ]
    assert links(align(zh, en)) == one_to_one(3)


def test_rounding_of_long_texts_makes_no_skips() -> None:
    """Single precision took a skip for cheaper than equal costs from some 170 units on."""
    pairs = list(make_paragraphs(400, sentences=1, faults=0))
    beads = align([zh for zh, _ in pairs], [en for _, en in pairs], costs=WITHIN)
    assert [(bead.source, bead.target) for bead in beads] == [((k,), (k,)) for k in range(400)]
