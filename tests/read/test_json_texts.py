"""The texts of a JSON value: their keys, their lines, and what is refused."""

from __future__ import annotations

import pytest

from aligncheck.errors import ReadError
from aligncheck.read.catalogue_entry import Entry
from aligncheck.read.json_texts import list_json_texts, load_json


def test_texts_come_with_key_and_line() -> None:
    text = '{\n "menu": {"open": "打开",\n  "tabs": ["一", 2, "三"]},\n "end": "完"\n}'
    assert list_json_texts(text) == [
        Entry(("menu", "open"), "打开", 2),
        Entry(("menu", "tabs", "0"), "一", 3),
        Entry(("menu", "tabs", "2"), "三", 3),
        Entry(("end",), "完", 4),
    ]


def test_numbers_and_constants_are_no_texts() -> None:
    assert list_json_texts('{"a": 1, "b": null, "c": true, "d": []}') == []


def test_escapes_and_signs_inside_a_text_do_not_mislead() -> None:
    (entry,) = list_json_texts(r'{"k": "a \"{b}\", [c]: \u4e2d"}')
    assert entry.text == 'a "{b}", [c]: 中'


def test_a_value_is_loaded() -> None:
    assert load_json('{"a": [1, "茶"]}', "x.json") == {"a": [1, "茶"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": "1",\n "b" "2"}', "x.json:2: not JSON"),
        ('{"o": {"a": 1, "a": 2}}', "x.json: 'a' stands twice"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_told(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        load_json(text, "x.json")
