"""From words to the pair: more faults, less quality; wrong facts count beside the detector."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aligncheck import check_pairs
from aligncheck.coverage import pair_probabilities
from aligncheck.coverage.pair_probabilities import Sums
from aligncheck.errors import EncoderError

SOUND = Sums(omitted=0.2, added=0.1, bad=0.5, gap=0.2)


@pytest.mark.parametrize("fault", ["added", "bad", "gap"])
def test_more_of_a_fault_means_less_quality(fault: str) -> None:
    worse = replace(SOUND, **{fault: 3.0})
    assert pair_probabilities.quality_probability(
        worse, 0.8
    ) < pair_probabilities.quality_probability(SOUND, 0.8)


def test_a_better_mark_of_the_network_means_more_quality() -> None:
    assert pair_probabilities.quality_probability(
        SOUND, 0.3
    ) < pair_probabilities.quality_probability(SOUND, 0.9)


@pytest.mark.parametrize("graded", [0.0, 1.0])
@pytest.mark.parametrize("sums", [Sums(), Sums(50.0, 50.0, 50.0, 50.0)])
def test_probabilities_stay_probabilities_at_the_ends(sums: Sums, graded: float) -> None:
    for value in (
        pair_probabilities.quality_probability(sums, graded),
        pair_probabilities.omission_probability(sums, ()),
        pair_probabilities.addition_probability(sums, ()),
    ):
        assert 0 <= value <= 1


def test_a_wrong_number_lowers_quality_though_the_words_match() -> None:
    source = "去年这个省的粮食产量达到740亿斤。"
    right = "Last year the grain output of this province reached 74 billion jin."
    good, bad = check_pairs([(source, right), (source, right.replace("74", "740"))]).pairs
    assert good.quality is not None
    assert bad.quality is not None
    assert bad.quality < 0.75 * good.quality


@pytest.mark.parametrize("text", ["", "{}", '{"omission": [1], "addition": 3, "quality": []}'])
def test_unreadable_scales_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "whole.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(pair_probabilities, "model_folder", lambda: tmp_path)
    pair_probabilities.load_scales.cache_clear()
    try:
        with pytest.raises(EncoderError, match=r"whole\.json: not readable"):
            pair_probabilities.load_scales()
    finally:
        pair_probabilities.load_scales.cache_clear()
