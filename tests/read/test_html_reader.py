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
