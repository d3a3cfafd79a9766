"""Changed facts: one change of each kind, in the place that it says."""

from __future__ import annotations

import pytest

from aligncheck.corrupt import Replacements, analyse_pair
from aligncheck.corrupt.fact_errors import KINDS, corrupt_facts, find_proper_words
from aligncheck.models import lexicon

POOL = Replacements(("Harbin",), ("in the north",))


def planted(zh: str, en: str, known: frozenset[str] = frozenset()) -> dict[str, str]:
    pair = analyse_pair(zh, en, lexicon.load_lexicon())
    out = {}
    for damage in corrupt_facts(pair, POOL, known):
        assert damage.kind in KINDS
        assert damage.place.end <= len(damage.en)
        out[damage.kind] = damage.en
    return out


@pytest.mark.parametrize(
    ("kind", "zh", "en", "bad"),
    [
        (
            "negation taken out",
            "委员会没有通过计划。",
            "The committee did not adopt the plan.",
            "The committee did adopt the plan.",
        ),
        (
            "modality changed",
            "期限不超过三年。",
            "The term is no more than three years.",
            "The term is at least three years.",
        ),
        (
            "modality changed",
            "当事人必须到场。",
            "The parties must appear.",
            "The parties may appear.",
        ),
    ],
)
def test_a_kind_changes_what_it_says(kind: str, zh: str, en: str, bad: str) -> None:
    assert planted(zh, en)[kind] == bad


def test_dates_and_numbers_are_told_apart() -> None:
    found = planted("1956年生产了300吨钢铁。", "In 1956, it produced 300 tons of steel.")
    assert "300 tons" in found["date replaced"]
    assert "1956" in found["number replaced"]


def test_a_name_is_what_is_written_with_a_capital_nine_times_of_ten() -> None:
    texts = ["He met Smith.", "They saw Smith and a smith.", "The Smith house and the smith."]
    assert find_proper_words(texts) == {"he", "they"}
    zh, en = "昨天，上海的工厂停工。", "Yesterday, the factory in Shanghai stopped."
    assert "name replaced" in planted(zh, en, frozenset({"shanghai"}))
    assert "name replaced" not in planted(zh, en)
