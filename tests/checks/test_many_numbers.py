"""Numbers of a pair that has very many of them: the same findings, in linear time."""

from __future__ import annotations

from made import find_all, pair

from aligncheck.checks import number_mismatch


def table(count: int, wrong: int | None = None) -> tuple[str, str]:
    """A row of numbers in both languages, of which one may differ."""
    numbers = [1_003 + 7 * k for k in range(count)]
    said = list(numbers)
    if wrong is not None:
        said[wrong] += 2
    return "、".join(map(str, numbers)) + "。", ", ".join(f"{n:,}" for n in said) + "."


def test_two_thousand_right_numbers_raise_no_alarm() -> None:
    assert find_all(number_mismatch, pair("p1", [table(2_000)])) == []


def test_the_one_wrong_number_among_two_thousand_is_found() -> None:
    held = pair("p1", [table(2_000, wrong=1_500)])
    [found] = find_all(number_mismatch, held)
    assert found.rule == "AC301"
    assert "11503" in found.message
    assert "11,505" in found.message


def test_numbers_far_into_long_lists_find_their_partners_nearby() -> None:
    zh = "、".join(f"约{n}万" for n in range(101, 801)) + "。"
    en = ", ".join(f"about {n / 100:.2f} million" for n in range(101, 801)) + "."
    assert [
        one for one in find_all(number_mismatch, pair("p1", [(zh, en)])) if one.confidence > 0.5
    ] == []
