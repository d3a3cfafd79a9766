"""Where a formula on lines of its own ends, and what begins none."""

from __future__ import annotations

import pytest

from aligncheck.read.markdown_formulas import find_formula


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["$$x = 1$$"], (0, "")),
        (["$$", "x = 1", "$$ 后文"], (2, " 后文")),
        ([r"\[ a + b = c \]"], (0, "")),
        ([r"\begin{align*}", "a &= b", r"\end{align*}"], (2, "")),
        (["  $$x$$"], (0, "")),
    ],
)
def test_a_formula_ends_at_its_mark(lines: list[str], found: tuple[int, str]) -> None:
    assert find_formula(lines, 0) == found


@pytest.mark.parametrize(
    "lines",
    [
        ["plain words"],
        ["$$x = 1", "no end"],
        ["$$", "The mill was at the end of the road, and it was old.", "$$"],
        [r"\[see the note\]"],
        [r"\[x = 1\] and more"],
        [r"\begin{quote}", "x", r"\end{quote}"],
        ["$$", *["x"] * 300, "$$"],
    ],
)
def test_what_only_looks_like_a_formula_begins_none(lines: list[str]) -> None:
    assert find_formula(lines, 0) is None


def test_the_line_asked_for_counts() -> None:
    lines = ["words", "$$x$$"]
    assert find_formula(lines, 0) is None
    assert find_formula(lines, 1) == (1, "")
