from __future__ import annotations

from aligncheck.evaluate.labelled_sets import Linked
from aligncheck.evaluate.shown_words import measure_shown
from aligncheck.models.model_bundle import load_models

ZH = ("会议", "讨论", "了", "水库", "。")
EN = ("The", "meeting", "discussed", "the", "reservoir", ".")
RIGHT = frozenset({(0, 1), (1, 2), (3, 4)})
WRONG = frozenset({(0, 4), (1, 5), (3, 1)})


def measure(*links: frozenset[tuple[int, int]]) -> dict[str, float | None]:
    rows = [Linked(ZH, EN, link, link) for link in links]
    return {f.name: f.value for f in measure_shown(rows, load_models(contextual=True))}


def test_words_that_are_linked_by_hand_are_right() -> None:
    assert measure(RIGHT) == {"a right word": 1.0, "no wrong word": 1.0, "none shown": 0.0}


def test_words_that_are_linked_otherwise_are_wrong() -> None:
    told = measure(RIGHT, WRONG)
    assert told["a right word"] == told["no wrong word"] == 0.5


def test_words_without_a_link_are_not_counted() -> None:
    (share, *_) = measure_shown(
        [Linked(ZH, EN, frozenset({(0, 1)}), frozenset())], load_models(contextual=True)
    )
    assert (share.value, share.n) == (1.0, 1)
