"""Text as XML can hold it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from aligncheck.write.xml_text import XML_HEAD, escape_xml, strip_invalid


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe"])
def test_what_xml_cannot_hold_is_left_out(sign: str) -> None:
    assert strip_invalid(f"水{sign}井") == "水井"


@pytest.mark.parametrize("text", ["a\tb\nc\rd", "水井 <b>", "\U00020000", "\ue000"])
def test_the_rest_stays(text: str) -> None:
    assert strip_invalid(text) == text


def test_markup_is_escaped_so_that_a_parser_reads_the_text_back() -> None:
    text = "水 < 井 & a > b"
    made = f"{XML_HEAD}<a>{escape_xml(text)}</a>"
    assert ElementTree.fromstring(made.encode()).text == text  # noqa: S314  # made here
    assert escape_xml("a\x01&") == "a&amp;"
