"""What is drawn depends on the texts and the seed, and on nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made import STEADY

from aligncheck.corrupt.seeded_choice import draw_chance, pick_option, shuffle_options

OPTIONS = ["alder", "birch", "cedar", "elm", "fir"]


@given(st.lists(st.text(), min_size=1, max_size=4))
@STEADY
def test_the_same_texts_draw_the_same(seed: list[str]) -> None:
    assert pick_option(OPTIONS, *seed) == pick_option(OPTIONS, *seed) in OPTIONS
    assert sorted(shuffle_options(OPTIONS, *seed)) == OPTIONS
    assert shuffle_options(OPTIONS, *seed) == shuffle_options(OPTIONS, *seed)
    assert 0 <= draw_chance(*seed) < 1


def test_other_seeds_draw_otherwise() -> None:
    drawn = {pick_option(OPTIONS, "row", str(seed)) for seed in range(60)}
    assert drawn == set(OPTIONS)
    assert len({tuple(shuffle_options(OPTIONS, str(seed))) for seed in range(20)}) > 10


def test_chances_are_spread_evenly() -> None:
    chances = [draw_chance("chance", str(i)) for i in range(400)]
    assert 0.45 < sum(chances) / len(chances) < 0.55


def test_halves_of_surrogates_can_be_drawn_for() -> None:
    assert pick_option(OPTIONS, "\ud83d") in OPTIONS
