"""Golden rows of negation and modality: what is turned is told, what is said otherwise is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from golden_rows import list_failures, read_rows

ROWS = read_rows(Path(__file__).parents[1] / "negation" / "golden" / "facts_of_negation.tsv")
# Rows that this judge sees otherwise; any other that differs fails.
MISSED = (
    "部长不排除再次加税",
    "该男子涉嫌盗窃",
    "为保护隐私，文中",
    "市场供不应求",
)


def test_golden_negations_are_told_or_left_alone() -> None:
    assert [told for told in list_failures(ROWS) if not any(one in told for one in MISSED)] == []


def test_each_family_has_rows_of_either_kind() -> None:
    counts = Counter((row.family, row.is_right) for row in ROWS)
    assert min(counts["negation", True], counts["negation", False]) >= 10
    assert min(counts["modality", True], counts["modality", False]) >= 9
    assert counts["lexical negation", True] >= 20
