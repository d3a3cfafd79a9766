"""The texts of a YAML catalogue: their keys, their lines, and what is refused."""

from __future__ import annotations

import pytest

from aligncheck.errors import ReadError
from aligncheck.read.catalogue_entry import Entry
from aligncheck.read.yaml_texts import list_yaml_texts


def test_texts_come_in_order_with_key_and_line() -> None:
    text = "zh:\n  title: 茶馆\n  steps:\n    - 烧水\n    - 倒茶\n  count: 3\n  on: true\n"
    assert list_yaml_texts(text, "x.yml") == [
        Entry(("zh", "title"), "茶馆", 2),
        Entry(("zh", "steps", "0"), "烧水", 4),
        Entry(("zh", "steps", "1"), "倒茶", 5),
    ]


def test_a_quoted_number_is_a_text() -> None:
    assert [entry.text for entry in list_yaml_texts("a: '12'\nb: 12\n", "x.yml")] == ["12"]


@pytest.mark.parametrize("text", ["", "# only a remark\n", "茶\n"])
def test_without_keys_there_are_no_texts(text: str) -> None:
    assert list_yaml_texts(text, "x.yml") == []


def test_a_mistake_is_told_with_its_line() -> None:
    with pytest.raises(ReadError, match=r"x\.yml:2: not YAML"):
        list_yaml_texts("a: 1\nb: [1, 2}\n", "x.yml")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ReadError, match="nested too deeply"):
        list_yaml_texts("a: " + "[" * 61 + "]" * 61, "x.yml")


def test_a_value_that_holds_itself_is_refused() -> None:
    with pytest.raises(ReadError, match="nested too deeply"):
        list_yaml_texts("a: &loop [*loop]\n", "x.yml")
