"""Android's resources: strings, arrays and plurals, as an app shows them."""

from __future__ import annotations

import pytest

from aligncheck.read.android_strings import list_android_texts
from aligncheck.read.catalogue_entry import Entry
from aligncheck.read.safe_xml import parse_xml


def read(inner: str) -> tuple[list[Entry], int]:
    return list_android_texts(parse_xml(f"<resources>{inner}</resources>".encode(), "x.xml"))


def test_strings_come_with_name_and_line() -> None:
    entries, shut = read('\n<string name="a">开</string>\n<string name="b">关</string>')
    assert entries == [Entry(("a",), "开", 2), Entry(("b",), "关", 3)]
    assert shut == 0


def test_what_is_not_to_be_translated_is_counted_only() -> None:
    entries, shut = read('<string name="a" translatable="false">K</string><string name="b"/>')
    assert [entry.key for entry in entries] == [("b",)]
    assert shut == 1


def test_items_have_their_number_or_quantity() -> None:
    entries, _ = read(
        '<string-array name="days"><item>周一</item><item>周二</item></string-array>'
        '<plurals name="n"><item quantity="one">day</item><item quantity="other">days</item>'
        '</plurals><color name="c">#fff</color>'
    )
    assert [entry.key for entry in entries] == [
        ("days", "0"), ("days", "1"), ("n", "one"), ("n", "other"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("It\\'s <b>on</b>", "It's on"),
        ('"quoted"', "quoted"),
        ('"', '"'),
        ("a\\nb \\u8336", "a b 茶"),
        ("two\n   lines", "two lines"),
    ],
)
def test_a_text_is_as_the_app_shows_it(inner: str, text: str) -> None:
    entries, _ = read(f'<string name="a">{inner}</string>')
    assert entries[0].text == text
