"""Loosely typed JSON read into values; what is wrong is named with its place."""

from __future__ import annotations

import pytest

from aligncheck.write.json_node import Node, NodeError

ROOT = Node({"pairs": [{"id": "p1", "share": 0.5, "none": None, "many": {"a": 2}}]}, "")
PAIR = ROOT["pairs"][0]


def test_values_are_read_by_their_types() -> None:
    assert PAIR["id"].text() == "p1"
    assert PAIR["share"].share() == 0.5
    assert PAIR["none"].empty
    assert PAIR["none"].text_or_none() is None
    assert PAIR["none"].share_or_none() is None
    assert PAIR["many"].counts() == {"a": 2}
    assert "id" in PAIR
    assert "other" not in PAIR
    assert PAIR["id"].one_of(["p0", "p1"]) == "p1"
    assert [node.place for node in ROOT["pairs"].items()] == ["pairs[0]"]


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda: ROOT["rows"], "'rows' is missing"),
        (lambda: PAIR["other"], "'other' is missing in pairs[0]"),
        (lambda: PAIR["share"].text(), "pairs[0].share: expected text, got 0.5"),
        (lambda: PAIR["id"].share(), "pairs[0].id: expected a number from 0 to 1, got 'p1'"),
        (lambda: PAIR["id"].count(), "pairs[0].id: expected a count, got 'p1'"),
        (lambda: PAIR["id"].items(), "pairs[0].id: expected a list, got 'p1'"),
        (lambda: PAIR["id"].mapping(), "pairs[0].id: expected an object, got 'p1'"),
        (lambda: ROOT["pairs"][1], "pairs: expected 2 items or more"),
        (lambda: PAIR["id"].one_of(["a", "b"]), "pairs[0].id: expected one of a, b, got 'p1'"),
        (lambda: Node([], "").mapping(), "the report: expected an object, got []"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(read, message: str) -> None:
    with pytest.raises(NodeError) as caught:
        read()
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("value", [True, -1, 1.5, "0.5", None])
def test_truth_and_negative_numbers_are_no_counts_or_shares(value: object) -> None:
    with pytest.raises(NodeError):
        Node(value, "n").count()
    with pytest.raises(NodeError):
        Node(True if value is None else value, "n").share()


def test_long_values_are_cut_in_messages() -> None:
    with pytest.raises(NodeError) as caught:
        Node("x" * 500, "n").count()
    assert len(str(caught.value)) < 120
