"""One form for comparing, and the way back to where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import STEADY

from aligncheck.document import Span
from aligncheck.text.normalise import normalise, simplify


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain text", "plain text"),
        ("１２％的國家", "12%的国家"),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("ﬁn", "fin"),
        ("e\u0301", "é"),
        ("㎞", "km"),
        ("", ""),
    ],
)
def test_texts_are_compared_in_one_form(text: str, plain: str) -> None:
    assert normalise(text).text == plain


def test_a_place_leads_back_to_where_it_stood() -> None:
    text = "速度120㎞每小時"
    found = normalise(text)
    at = found.text.index("km")
    assert found.back(Span(at, at + 2)).cut(text) == "㎞"
    assert found.back(Span(0, 2)).cut(text) == "速度"
    assert found.back(Span(len(found.text), len(found.text))) == Span(len(text), len(text))


@given(st.text(max_size=40))
@STEADY
def test_every_place_leads_to_a_stretch_of_the_text(text: str) -> None:
    found = normalise(text)
    assert found.back(Span(0, len(found.text))) == Span(0, len(text)) or not found.text
    for at in range(len(found.text)):
        back = found.back(Span(at, at + 1))
        assert 0 <= back.start < back.end <= len(text)


@given(st.text(max_size=40))
@STEADY
def test_the_form_of_a_form_is_itself(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(st.text(alphabet="國家歷史的a ", max_size=20))
@STEADY
def test_simplified_characters_stand_where_the_traditional_ones_did(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert "國" not in simplify(text)
