from __future__ import annotations

import pytest

from aligncheck.document import Kind, line_at
from aligncheck.read.html_reader import read_text

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>Left out</title><style>p {}</style></head>
<body class="has-sidebar">
<header><a href="/">Window</a><nav><ul><li>Home</li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies here.</p></div>
<main><article>
<header><h1>Why the &ldquo;Mill&rdquo; Closed</h1></header>
<div class="share-buttons"><a>One</a><a>Two</a></div>
<p>Output grew by 7.4%,<sup>5</sup> and sales
brought in <b>several</b> rubles<sup><a href="#n">14</a></sup> a year.
<p>Thirty km<sup>2</sup>, the 19<sup>th</sup> plan, 10<sup>9</sup> tons.
<ul><li>First point<li>Second<br>point</ul>
<table><tr><td>1980<td>3.5<tr><td><p>1990</p><td></table>
<script>document.write("<p>left out</p>")</script>
<figure><figcaption>The mill in spring.</figcaption></figure>
</article><aside class="related">Other pages</aside></main>
<footer>Nothing of note</footer></body></html>
"""


def texts(source: str) -> list[str]:
    return [block.text for block in read_text(source).blocks]


def test_reads_blocks_with_kinds_and_lines() -> None:
    assert [(block.kind, block.text, block.line) for block in read_text(PAGE).blocks] == [
        (Kind.HEADING, "Why the “Mill” Closed", 7),
        (Kind.BODY, "Output grew by 7.4%, and sales brought in several rubles a year.", 9),
        (Kind.BODY, "Thirty km², the 19th plan, 10⁹ tons.", 11),
        (Kind.LIST, "First point", 12),
        (Kind.LIST, "Second point", 12),
        (Kind.TABLE, "1980 | 3.5", 13),
        (Kind.TABLE, "1990", 13),
        (Kind.BODY, "The mill in spring.", 15),
    ]


def test_offsets_lead_to_the_line_of_the_file() -> None:
    block = read_text(PAGE).blocks[1]
    assert line_at(block.lines, block.text.index("sales")) == 9
    assert line_at(block.lines, block.text.index("several")) == 10


def test_counts_what_the_markup_shows_to_be_furniture() -> None:
    assert read_text(PAGE).left_out == 5


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>一<b>二</b>\n三</p>", ["一二三"]),
        ("<p>张 <b>三</b></p>", ["张 三"]),
        ("<p>a&nbsp;b&amp;c</p>", ["a b&c"]),
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("<p>one</p>tail", ["one", "tail"]),
        ("<p hidden>no</p><p style='display: none'>no</p><p>yes</p>", ["yes"]),
        ("plain words", ["plain words"]),
        ("<p>a < b and c</p>", ["a < b and c"]),
        ("<p>rubles<sup>[3]</sup>.</p>", ["rubles."]),
        ("<p>note<sup>*</sup> here</p>", ["note here"]),
        ("<p>unclosed <b>bold<p>next", ["unclosed bold", "next"]),
        ("</div></p><p>stray ends</p>", ["stray ends"]),
        ("<p>one<br/>two</p>", ["one two"]),
        ("<!-- <p>remark</p> --><p>text</p>", ["text"]),
        ("<![if !IE]><p>text</p><![endif]>", ["text"]),
        ("<p>one <![CDATAKi two</p>", ["one <![CDATAKi two"]),
        ("<p>one <![x[ two</p>", ["one <![x[ two"]),
    ],
)
def test_reads_html_as_it_is_found(source: str, text: list[str]) -> None:
    assert texts(source) == text


def test_an_element_that_holds_the_whole_text_is_not_left_out() -> None:
    story = "<p>The mill closed at noon.</p><p>The road was long.</p>"
    assert len(texts(f"<body><form id='aspnet'>{story}</form></body>")) == 2
    assert len(texts(f"<body><div class='sidebar-content'>{story}</div></body>")) == 2


def test_an_unclosed_widget_ends_with_the_element_around_it() -> None:
    share, line = "<div class='share'>Post it", "<p>One long line of text.</p>"
    source = f"<article><div>{share}</div>{line}</article><p>Two.</p>"
    assert texts(source) == ["One long line of text.", "Two."]
    source = f"<article><section>{share}</section>{line}</article>"
    assert texts(source) == ["One long line of text."]


ZH = "<p>磨坊在山谷的尽头，村民们每天来磨面。</p><p>没有人知道它是谁建的，档案里也没有记载。</p>"


@pytest.mark.parametrize(
    "opening",
    ["<!--", "<script>", "<style>", "<nav>", "<template>", "<textarea>", "<svg/>", "<dialog open>",
     "<p>一<sup>", "<p>一<sup>1<sup>", "<noscript>", "<head><title>x", "<select>", "<p>a<b"],
)  # fmt: skip
def test_what_has_no_end_swallows_no_text(opening: str) -> None:
    for source in (f"<p>第一段。</p>{opening}{ZH}{ZH}", f"<body>第一段。{opening}{ZH}{ZH}</body>"):
        read = " ".join(texts(source))
        assert (read.count("磨坊"), read.count("档案")) == (2, 2)


def test_prose_in_preformatted_text_is_read_by_its_empty_lines() -> None:
    prose = "The mill stood at the end\nof the valley and was old.\n\nNobody knew who had built it."
    assert texts(f"<pre>{prose}</pre>") == [
        "The mill stood at the end of the valley and was old.",
        "Nobody knew who had built it.",
    ]
    page = read_text("<p>一句话。</p>\n<pre>x = [1, 2]\nprint(x)</pre>")
    assert [(item.what, item.line, item.prose) for item in page.unread] == [
        ("preformatted text", 2, 0)
    ]


def test_counts_prose_that_is_left_out() -> None:
    long = "The mill that the village had built was sold to the county in that year."
    page = read_text(f"<p>Text.</p>\n<nav>{long}</nav>\n<p hidden>{long}</p>\n<!-- {long} -->")
    assert [(item.what, item.line, item.prose > 40) for item in page.unread] == [
        ("navigation", 2, True),
        ("hidden", 3, True),
        ("comment", 4, True),
    ]
    page = read_text(f"<p>{long}</p><p>{long}</p>\n<aside>Other pages</aside>")
    assert [(item.what, item.line, item.prose) for item in page.unread] == [
        ("page furniture", 2, 0)
    ]


def test_reads_ruby_without_its_readings_and_what_pictures_show() -> None:
    assert texts("<p><ruby>磨坊<rp>(</rp><rt>mò fáng</rt><rp>)</rp></ruby>很老。</p>") == [
        "磨坊很老。"
    ]
    assert texts("<img alt='The old mill in spring'><p>Text.</p><img alt='logo.png'>") == [
        "The old mill in spring",
        "Text.",
    ]


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<div>a", "<", "<!", "<a ", '<a a="', "</", "<!--", "<script>", "<![CDATA[", "<?",
     "<sup>", "<aside>a", "<td>a", "&", "<nav>"],
)  # fmt: skip
def test_hostile_markup_costs_little(piece: str) -> None:
    read_text(piece * 8000)
