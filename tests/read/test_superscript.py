"""Powers and ordinals are read, footnote marks are not."""

from __future__ import annotations

import pytest

from aligncheck.read.superscript import read_superscript


@pytest.mark.parametrize(
    ("text", "before", "said"),
    [
        ("2", "5 km", "²"),
        ("2", "面积30平方米、8米", "²"),
        ("-3", "10", "⁻³"),
        ("nd", "the 2", "nd"),
        ("TM", "Brand", "TM"),
        ("3", "the river", ""),
        ("[12]", "河流", ""),
        ("注1", "河流", ""),
        ("1, 2", "the river", ""),
        ("*", "the river", ""),
        ("", "5 km", ""),
    ],
)
def test_a_raised_text(text: str, before: str, said: str) -> None:
    assert read_superscript(text, before) == said


def test_a_short_link_is_a_mark_and_a_long_one_is_text() -> None:
    assert read_superscript("see below", "river", link=True) == ""
    assert read_superscript("see below", "river") == "see below"
    long = "a text whose end tag is missing here"
    assert read_superscript(long, "river", link=True) == long
