"""Lists and points counted one by one, in both languages: `enumerations`."""

from __future__ import annotations

import pytest

from aligncheck.text.enumerations import (
    count_lists_en,
    list_items_zh,
    marked_places_en,
    marked_points_zh,
)


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("桌上有茶、米饭和面包。", [["桌上有茶", "米饭", "面包"]]),
        ("桌上有茶、米饭、面包。", [["桌上有茶", "米饭", "面包"]]),
        ("桌上有茶、米饭。", []),  # two are no list
        ("桌上有茶和米饭。", []),
        ("茶、糖、盐，猫、狗、鸟。", [["茶", "糖", "盐"], ["猫", "狗", "鸟"]]),
        ("茶、我昨天在路边的小店里买的糖、盐。", []),  # one item is a clause of its own
    ],
)
def test_the_items_of_chinese_lists(text: str, lists: list[list[str]]) -> None:
    assert [[one.cut(text) for one in items] for items in list_items_zh(text)] == lists


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("We sell tea, rice and bread.", [3]),
        ("We sell tea, rice, bread, and salt.", [4]),
        ("We sell tea and rice.", []),
        ("We sell tea.", []),
        ("We sell tea, rice or bread; cats, dogs and birds.", [3, 3]),
    ],
)
def test_the_items_of_english_lists_are_counted(text: str, counts: list[int]) -> None:
    assert count_lists_en(text) == counts


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("其一，贵；其二，慢。", ["，贵；", "，慢。"]),
        ("一是贵，二是慢，三是远。", ["贵，", "慢，", "远。"]),
        ("第一，贵。第二，慢。", ["，贵。", "，慢。"]),
        ("其一，贵；其三，慢。", []),  # the second is not there
        ("其一，贵。", []),
        ("第一个人走了，第二个人来了。", []),
    ],
)
def test_chinese_points_go_up_to_the_next(text: str, points: list[str]) -> None:
    assert [one.cut(text) for one in marked_points_zh(text)] == points


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("First, it is dear. Second, it is slow.", [1, 2]),
        ("Firstly, it is dear; thirdly, it is slow.", [1, 3]),
        ("First, it is dear. Finally, it is slow.", [1, 0]),
        ("The second floor is empty.", []),
        ("It is dear.", []),
    ],
)
def test_english_points_are_counted(text: str, places: list[int]) -> None:
    assert marked_places_en(text) == places
