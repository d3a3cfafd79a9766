"""AC902: a pin that was not used is said where its paragraphs are."""

from __future__ import annotations

from made import pair

from aligncheck.alignment.fixed_alignment import Pin, StalePin
from aligncheck.checks import stale_pins
from aligncheck.checks.document_context import DocumentContext

PAIRS = [
    pair("p1", [("河水上涨。", "The river rose.")], 0),
    pair("p2", [("果园被淹没。", "The orchard was flooded.")], 1),
]


def stale(source: tuple[int, ...], target: tuple[int, ...], line: int = 4) -> StalePin:
    return StalePin(Pin(line, source, target, "", ""), "its text has changed")


def found(*pins: StalePin) -> dict[str, str]:
    document = DocumentContext(PAIRS, stale_pins=pins, alignment="links.tsv")
    context = stale_pins.prepare(document)
    return {f.pair: f.message for held in PAIRS for f in stale_pins.find(context, held)}


def test_a_pin_is_said_at_the_pair_of_its_paragraphs() -> None:
    assert found(stale((1,), (0,), 7)) == {
        "p1": "The pin on line 7 of links.tsv was not used: its text has changed."
    }
    assert list(found(stale((1,), ()))) == ["p2"]


def test_pins_of_one_pair_are_one_finding() -> None:
    told = found(stale((0,), (), 2), stale((0,), (), 3))
    assert list(told) == ["p1"]
    assert "line 2" in told["p1"]
    assert "line 3" in told["p1"]


def test_a_pin_without_a_pair_is_said_at_the_end() -> None:
    assert list(found(stale((9,), (9,)))) == ["p2"]


def test_pins_that_were_used_are_not_said() -> None:
    assert found() == {}
