"""No cell is a formula, and every text comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligncheck.text.spreadsheet_cell import make_inert, read_inert


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_a_formula_is_made_text(text: str) -> None:
    assert make_inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'tis", "国内", "'"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert make_inert(text) == read_inert(text) == text


@given(st.text(alphabet="'=+-@ a中\t", max_size=8))
def test_what_was_written_is_read_back(text: str) -> None:
    assert read_inert(make_inert(text)) == text
    assert not make_inert(text).startswith(("=", "+", "-", "@"))
