"""Chinese, English or another language, by the letters of a text."""

from __future__ import annotations

import pytest

from aligncheck.document import Lang
from aligncheck.read.language_identification import (
    count_han,
    count_latin,
    dominant_language,
    foreign_language,
    paragraph_language,
)


def test_letters_are_counted_by_script() -> None:
    assert count_han("水井 well 3。") == 2
    assert count_latin("水井 wéll 3。") == 4


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("井水很凉。", Lang.ZH),
        ("The well is deep.", Lang.EN),
        ("他在Linux上运行程序。", Lang.ZH),
        ("The word 井 is as old as the village that was built by it.", Lang.EN),
        ("12 + 30 = 42", None),
        ("", None),
    ],
)
def test_a_paragraph(text: str, lang: Lang | None) -> None:
    assert paragraph_language(text) is lang


def test_a_character_weighs_three_letters() -> None:
    assert dominant_language(["水井", "abcdef"]) is Lang.ZH
    assert dominant_language(["水井", "abcdefg"]) is Lang.EN
    assert dominant_language(["1", "…"]) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Старая мельница стоит у реки.", "Cyrillic"),
        ("古い水車は川のそばにあります。", "Japanese"),
        ("오래된 방앗간이 강가에 있다.", "Korean"),
        ("le moulin est dans la vallée et les bateaux sur une rivière " * 5, "French"),
        ("der Müller ist mit dem Boot auf den Fluss und nicht zu Haus " * 5, "German"),
        ("le moulin est dans la vallée", None),
        ("the mill is in the valley and the boats are on the river " * 5, None),
        ("老磨坊在河边。", None),
    ],
)
def test_another_language_is_named_on_clear_evidence(text: str, name: str | None) -> None:
    assert foreign_language([text]) == name
