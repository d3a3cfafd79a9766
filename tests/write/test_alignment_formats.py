"""Beads as JSON, a table, TMX and XLIFF: the same beads, whole and well formed.

Covers `alignment_json`, `alignment_tsv`, `alignment_tmx`, `alignment_xliff` and `xml_text`.
"""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from aligncheck.alignment.aligned_units import Aligned
from aligncheck.document import Bead
from aligncheck.write.registry import list_formats, render_document
from aligncheck.write.xml_text import escape_xml, strip_invalid

FOUND = Aligned(
    ("河水上涨。", "果园 <被> 淹没。", "没有译文。"),
    ("The river rose &\nflooded", "the orchards.", "An addition."),
    (Bead((0, 1), (0, 1), 0.8123), Bead((2,), (), 0.5), Bead((), (2,), 0.25)),
    "sentence",
    'a "name" & more.txt',
)


def render(name: str) -> str:
    return render_document(FOUND, "alignment", name)


def parse(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode("utf-8"))  # noqa: S314  # what we wrote ourselves


def test_the_formats_are_found_by_their_modules() -> None:
    assert list_formats("alignment") == ("json", "tmx", "tsv", "xliff")


def test_json_keeps_places_and_scores() -> None:
    assert json.loads(render("json"))["beads"] == [
        {"source": [0, 1], "target": [0, 1], "score": 0.8123},
        {"source": [2], "target": [], "score": 0.5},
        {"source": [], "target": [2], "score": 0.25},
    ]


def test_a_table_has_a_line_a_bead_and_texts_on_one_line() -> None:
    head, *rows = render("tsv").splitlines()
    assert len(head.split("\t")) == 6
    assert len(rows) == 3
    cells = rows[0].split("\t")
    assert cells[1:4] == ["0,1", "0,1", "0.8123"]
    assert cells[5] == "The river rose & flooded the orchards."
    assert rows[1].split("\t")[2] == ""


def test_a_translation_memory_has_a_unit_a_bead_in_both_languages() -> None:
    tree = parse(render("tmx"))
    units = tree.findall("./body/tu")
    assert [len(unit.findall("tuv")) for unit in units] == [2, 1, 1]
    assert units[0].findtext("prop") == "0.8123"
    assert units[0].find("tuv/seg").text == "河水上涨。 果园 <被> 淹没。"
    assert tree.find("header").attrib["segtype"] == "sentence"


def test_xliff_leaves_out_targets_that_are_not_there() -> None:
    tree = parse(render("xliff"))
    space = "{urn:oasis:names:tc:xliff:document:1.2}"
    units = tree.findall(f".//{space}trans-unit")
    assert [unit.find(f"{space}target") is not None for unit in units] == [True, False, True]
    assert tree.find(f"{space}file").attrib["original"] == 'a "name" & more.txt'
    assert units[1].findtext(f"{space}note") == "score 0.5000"


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_characters_that_xml_cannot_hold_are_left_out(name: str) -> None:
    odd = Aligned(("国\x00内\ud83d",), ("a\x0bb",), (Bead((0,), (0,), 1.0),))
    text = render_document(odd, "alignment", name)
    assert parse(text) is not None
    assert "国内" in text


def test_markup_is_escaped_and_tabs_stay() -> None:
    assert escape_xml("a < b & c\t\x01") == "a &lt; b &amp; c\t"
    assert strip_invalid("\ufffe<\ud800>\n") == "<>\n"
