"""Conditions on scores: what they keep, and what is no condition."""

from __future__ import annotations

import pytest

from aligncheck.batch.keep_filter import parse_keep
from aligncheck.errors import UsageError

SCORES = {"omission": 0.2, "addition": 0.5, "errors": 0.0, "coverage": None}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("omission < .3", True),
        ("omission < .3 and addition < .3", False),
        ("omission < .3 or addition < .3", True),
        ("not errors > 0", True),
        ("0 <= errors < 1", True),
        ("(omission > .9 or errors == 0) and addition >= .5", True),
        ("omission > -1", True),
        ("coverage > 0", False),
        ("coverage <= 0", False),
    ],
)
def test_a_condition_keeps_what_it_says(text: str, kept: bool) -> None:
    assert parse_keep(text)(SCORES) is kept


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not a condition"),
        ("omission <", "not a condition"),
        ("omission", "compares nothing"),
        ("speed < 3", "speed is no number and none of"),
        ("__import__('os').system('true') < 1", "is no number"),
        ("omission in (1, 2)", "compare by"),
        ("omission < 'a'", "is no number"),
        ("(" * 10_000, "not a condition"),
    ],
)
def test_what_is_no_condition_is_said(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        parse_keep(text)
