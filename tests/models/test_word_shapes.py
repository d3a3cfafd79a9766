"""English words as the network that finds holes reads them."""

from __future__ import annotations

import pytest

from aligncheck.models.word_shapes import FIGURES, describe_word, word_shape


@pytest.mark.parametrize(
    ("piece", "shape"),
    [("river", 1), ("River", 2), ("A", 2), ("GDP", 3), ("McKay", 4), ("1984", FIGURES), (",", 6)],
)
def test_a_shape_is_told_by_capitals_and_figures(piece: str, shape: int) -> None:
    assert word_shape(piece) == shape


@pytest.mark.parametrize(
    ("word", "piece", "form", "owner"),
    [
        ("farmer's", "Farmer's", "farmer", True),
        ("it's", "It's", "it's", False),
        ("river", "River", "river", False),
        ("1984", "1984", "1900", False),
        ("2500", "2500", "0000", False),
        ("7", "7", "7", False),
        ("7.4%", "7.4%", "0.0%", False),
        ("15%", "15%", "0%", False),
        ("3rd", "3rd", "0rd", False),
        ("123456", "123456", "00000", False),
    ],
)
def test_forms_leave_out_what_the_network_need_not_know(word, piece, form, owner) -> None:
    told = describe_word(word, piece)
    assert (told[0], told[2]) == (form, owner)
