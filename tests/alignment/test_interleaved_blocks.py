"""Blocks of a page in two languages go with the block beside them that says the same."""

from __future__ import annotations

from collections.abc import Sequence

from aligncheck.alignment.interleaved_blocks import UNSEEN, link_interleaved
from aligncheck.document import Bead, Paragraph
from aligncheck.models.encoder import load_encoder

ENCODER = load_encoder()
ZH = ["水库建成后，下游的洪水减少了。", "去年的粮食产量增加了百分之六。"]
EN = [
    "After the reservoir was built, floods downstream became rarer.",
    "Last year's grain output rose by six percent.",
]


def blocks(texts: Sequence[tuple[int, str]]) -> list[Paragraph]:
    """Paragraphs at their places on the page."""
    return [Paragraph(i, text, ((0, at + 1),), block=at) for i, (at, text) in enumerate(texts)]


def link(zh: Sequence[tuple[int, str]], en: Sequence[tuple[int, str]]) -> list[Bead]:
    return link_interleaved(blocks(zh), blocks(en), ENCODER)


def both(beads: Sequence[Bead]) -> set[tuple[int, int]]:
    return {(b.source[0], b.target[0]) for b in beads if b.source and b.target}


def test_chinese_first_and_english_first() -> None:
    first = link([(0, ZH[0]), (2, ZH[1])], [(1, EN[0]), (3, EN[1])])
    assert both(first) == {(0, 0), (1, 1)}
    second = link([(1, ZH[0]), (3, ZH[1])], [(0, EN[0]), (2, EN[1])])
    assert both(second) == {(0, 0), (1, 1)}


def test_runs_of_one_language_are_linked_in_order() -> None:
    beads = link([(0, ZH[0]), (1, ZH[1])], [(2, EN[0]), (3, EN[1])])
    assert both(beads) == {(0, 0), (1, 1)}


def test_a_block_without_another_stays_alone() -> None:
    beads = link([(0, ZH[0]), (2, ZH[1])], [(1, EN[0])])
    assert both(beads) == {(0, 0)}
    [alone] = [b for b in beads if not b.target]
    assert (alone.source, alone.score) == ((1,), UNSEEN)
    [english] = [b for b in link([(0, ZH[0])], [(1, EN[0]), (2, EN[1])]) if not b.source]
    assert english.target == (1,)


def test_without_chinese_every_block_is_english_alone() -> None:
    assert link([], [(0, EN[0]), (1, EN[1])]) == [Bead((), (0,)), Bead((), (1,))]
