"""Numbers as few characters: five bits a digit, the sixth bit says that more digits follow.

The digits are those of base64 for addresses, the lowest five bits come first, and a number is
doubled so that its last bit can hold the sign; static/page_model.js reads them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def pack_numbers(numbers: Iterable[int]) -> str:
    """Return numbers, also negative ones, as text.

    >>> pack_numbers([0, 1, -1, 100])
    'ACBoG'
    """
    return "".join(digit for number in numbers for digit in _list_digits(number))


def _list_digits(number: int) -> Iterator[str]:
    left = 2 * number if number >= 0 else -2 * number - 1
    while left > 31:
        yield DIGITS[32 + (left & 31)]
        left >>= 5
    yield DIGITS[left]
