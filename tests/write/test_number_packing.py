from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aligncheck.write.number_packing import DIGITS, pack_numbers


def unpack(text: str) -> list[int]:
    """Read numbers as static/page_model.js does."""
    found, value, shift = [], 0, 0
    for digit in text:
        bits = DIGITS.index(digit)
        value += (bits & 31) << shift
        shift += 5
        if not bits & 32:
            found.append(-(value >> 1) - 1 if value & 1 else value >> 1)
            value = shift = 0
    return found


def test_small_numbers_take_one_digit() -> None:
    assert pack_numbers([0, 1, -1, 15, -16]) == "ACBef"
    assert len(pack_numbers([16])) == 2
    assert pack_numbers([]) == ""


@given(st.lists(st.integers(-(10**9), 10**9)))
def test_what_is_packed_can_be_read_back(numbers: list[int]) -> None:
    assert unpack(pack_numbers(numbers)) == numbers
