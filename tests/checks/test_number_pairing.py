"""Numbers without an equal on the other side, and how likely their loss is an error."""

from __future__ import annotations

import pytest

from aligncheck.checks.number_pairing import find_unmatched, full_key, missing_probability
from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh


def unmatched(zh: str, en: str) -> tuple[list[str], list[str]]:
    lost, alone = find_unmatched(read_quantities_zh(zh), read_quantities_en(en))
    return [one.span.cut(zh) for one in lost], [one.span.cut(en).strip() for one in alone]


@pytest.mark.parametrize(
    ("zh", "en", "lost", "alone"),
    [
        ("产量为350万吨。", "Output was 3.5 million tons.", [], []),
        ("产量为350万吨。", "Output was 3.6 million tons.", ["350万吨"], ["3.6 million tons"]),
        ("先来5人，又来7人。", "There came 5 people, then 8.", ["7"], ["8"]),
        ("共有12人。", "A dozen people.", [], []),
        ("没有数字。", "There are 12 people.", [], ["12"]),
    ],
)
def test_what_has_no_equal_is_left(zh, en, lost, alone) -> None:
    assert unmatched(zh, en) == (lost, alone)


def loss(zh: str) -> float:
    (number,) = read_quantities_zh(zh)
    return missing_probability(number)


def test_a_long_number_is_surely_missed_and_a_round_one_less() -> None:
    assert loss("产量为35.27万吨") > loss("产量为3000吨") > loss("去了几百人")
    assert loss("有两个人") < 0.5


def test_equal_numbers_of_another_unit_have_another_key() -> None:
    (tons,), (other,), (same,) = (
        read_quantities_zh("350吨"),
        read_quantities_en("350 kilograms"),
        read_quantities_en("350 tons"),
    )
    assert full_key(tons) == full_key(same)
    assert full_key(tons) != full_key(other)
