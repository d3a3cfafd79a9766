"""What makes the checks fast changes nothing of what they find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aligncheck.coverage import lexicon
from aligncheck.text import negation_en
from aligncheck.text.names.sound import LIKE, gain, gains

CHARACTERS = "勃列日涅夫莫斯科柯西金托克维尔马丁路德斯坦福华盛顿一"
LETTERS = "abcdefghiklmnoprstvwyz"


@given(
    st.text(alphabet=CHARACTERS, max_size=6),
    st.text(alphabet=LETTERS, max_size=14),
    st.sampled_from([-0.5, 0.2, 0.4, LIKE, 0.8]),
)
@example("勃列日涅夫", "brezhnev", LIKE)
@example("莫斯科", "moscow", LIKE)
@settings(max_examples=150, deadline=None)
def test_giving_up_early_tells_the_same_names_alike(zh: str, latin: str, least: float) -> None:
    assert gains(zh, latin, least) == (gain(zh, latin) >= least)


def test_rows_of_the_table_are_its_matrices_without_the_zeros() -> None:
    table = lexicon.load()
    words = ["经济", "改革开放", "对外贸易", "河", "没有这样的词呀", "2019"]
    owner, places, ahead, back = table.rows(words)
    stems = [table.en.words[place] for place in sorted(set(places.tolist()))]
    forward, backward = table.matrices(words, stems)
    column = np.searchsorted(sorted(set(places.tolist())), places)
    for full, found in ((forward, ahead), (backward, back)):
        assert np.array_equal(full[owner, column], found)
        full[owner, column] = 0
        assert not full.any()
    assert table.rows([])[0].size == 0


def test_table_holds_a_stem_only_for_words_it_translated() -> None:
    table = lexicon.load()
    river, horse = table.zh["河"], table.zh["马"]
    assert table.holds([horse, river], "river")
    assert not table.holds([horse], "river")
    assert not table.holds([], "river")
    assert not table.holds([river], "no such stem")


@pytest.mark.parametrize(
    "text",
    """
    no more than|not be later than|no longer in force than|not above|not be over|not exceeding
    not in excess of|not beyond|no surpass|n't exceed|n't be more than|cannot exceed
    never exceeded|without exceeding|at most|at the most|up to|within|a maximum of
    at the maximum|or less|or fewer|or below|less than|fewer than|under|below|limited to
    capped at|up until|no higher|no fewer than|not below|not under|no short of|at the very least
    a minimum of|or more|or above|or over|and above|more than|over|exceeds|above|upwards of
    in excess of|cannot help|could not but|can't help|couldn’t but|no choice but|no option
    no alternative|not unlike|not inconsiderable
    """.strip()
    .replace("\n", "|")
    .split("|"),
)
def test_limits_are_looked_for_wherever_one_can_stand(text: str) -> None:
    said = f"It was {text.strip().upper()} ten."
    wanted = {
        (found.start(), found.end())
        for pattern in (negation_en._MOST, negation_en._LEAST, negation_en._TWICE)
        if (found := pattern.search(said))
    }
    found = {(cue.span.start, cue.span.end) for cue in negation_en.read_en(said)}
    assert wanted & found
