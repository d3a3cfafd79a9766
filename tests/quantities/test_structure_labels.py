"""Numbered parts of laws and books: `structure_labels`."""

from __future__ import annotations

import pytest

from aligncheck.quantities.structure_labels import ENGLISH, read_labels_en, read_labels_zh


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("见第八条第一款。", [("article", 8), ("paragraph", 1)]),
        ("见第12章。", [("chapter", 12)]),
        ("见第四、六章。", [("chapter", 4), ("chapter", 6)]),
        ("见第3至5条。", [("article", 3), ("article", 4), ("article", 5)]),
        ("见附件2和表3。", [("annex", 2), ("table", 3)]),
        ("这是第三条路。", []),
        ("这是第二项目标。", []),
        ("地图3张", []),
        ("他买了三章书稿。", []),
    ],
)
def test_chinese_parts_are_read(text: str, labels: list[tuple[str, int]]) -> None:
    assert [(one.level, one.number) for one in read_labels_zh(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("See Article 8, paragraph 1.", [("article", 8), ("paragraph", 1)]),
        ("See Chapter XIV.", [("chapter", 14)]),
        ("See chapter nine.", [("chapter", 9)]),
        ("See Articles 3 to 5.", [("article", 3), ("article", 4), ("article", 5)]),
        ("See Sections 2, 4 and 7.", [("section", 2), ("section", 4), ("section", 7)]),
        ("the third chapter", [("chapter", 3)]),
        ("the 21st section", [("section", 21)]),
        ("This chapter has 8 pages.", []),
        ("A particle 8 nanometres wide.", []),
    ],
)
def test_english_parts_are_read(text: str, labels: list[tuple[str, int]]) -> None:
    assert [(one.level, one.number) for one in read_labels_en(text)] == labels


def test_labels_tell_where_they_stand() -> None:
    zh, en = "依照第八条。", "Under Article 8."
    assert [one.span.cut(zh) for one in read_labels_zh(zh)] == ["第八条"]
    assert [one.span.cut(en) for one in read_labels_en(en)] == ["Article 8"]


@pytest.mark.parametrize("word", [word for words in ENGLISH.values() for word in words])
def test_every_english_level_is_read(word: str) -> None:
    assert [one.level for one in read_labels_en(f"See {word} 4.")] == [word]
