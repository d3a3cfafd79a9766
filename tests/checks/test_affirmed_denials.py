"""Denials by meaning that the translation turns."""

from __future__ import annotations

import pytest

from aligncheck.checks.affirmed_denials import find_affirmed_denials, find_lost_refusal
from aligncheck.checks.linked_cues import LinkedSide
from aligncheck.document import Span
from aligncheck.negation.cues_en import find_cues_en
from aligncheck.negation.cues_zh import find_cues_zh


def sides(zh: str, en: str) -> tuple[LinkedSide, LinkedSide]:
    return (
        LinkedSide(zh, Span(0, len(zh)), find_cues_zh(zh)),
        LinkedSide(en, Span(0, len(en)), find_cues_en(en)),
    )


@pytest.mark.parametrize(
    ("zh", "good", "bad", "word"),
    [
        ("村民不反对修桥。", "They did not oppose the bridge.", "They opposed it.", "opposed"),
        ("他没有否认此事。", "He did not deny it.", "He denied it.", "denied"),
        ("她没有放弃。", "She never gave up.", "She gave up.", "gave up"),
    ],
)
def test_a_negated_denial_that_is_affirmed_is_found(
    zh: str, good: str, bad: str, word: str
) -> None:
    assert list(find_affirmed_denials("p1", *sides(zh, good))) == []
    (found,) = find_affirmed_denials("p1", *sides(zh, bad))
    assert found.rule == "AC307"
    assert found.target_spans[0].cut(bad) == word


@pytest.mark.parametrize(
    ("zh", "en"),
    [("村民反对修桥。", "They opposed it."), ("村民不反对修桥。", "They welcomed it.")],
)
def test_other_words_are_left_alone(zh: str, en: str) -> None:
    assert list(find_affirmed_denials("p1", *sides(zh, en))) == []


def test_a_refusal_must_be_denied_somehow() -> None:
    zh = "他拒绝签字。"
    (found,) = find_lost_refusal("p1", *sides(zh, "He signed the paper."))
    assert found.source_spans[0].cut(zh) == "拒绝"
    assert list(find_lost_refusal("p1", *sides(zh, "He refused to sign."))) == []
    assert list(find_lost_refusal("p1", *sides("他签字了。", "He signed."))) == []
