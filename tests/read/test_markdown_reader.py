from __future__ import annotations

import pytest

from aligncheck.document import Kind, line_at
from aligncheck.read.markdown_reader import read_text


def texts(source: str) -> list[str]:
    return [block.text for block in read_text(source).blocks]


PAGE = """\
---
title: left out
---
# The *Mill*

The mill [stood](http://mill.example/a_b "x") by the
**long** road ![a picture](m.png), `if` you
remember.  <!-- a remark -->

- first point
- second point,
  wrapped

> A quoted line
> goes on.

```python
print("left out")
```

| Year | Corn |
|---|---|
| 1980 | 3.5 |

$$
x = 1
$$

<div>left out</div>

The end.[^1]

[^1]: A note of some length.
"""


def test_reads_blocks_with_kinds_and_lines() -> None:
    assert [(block.kind, block.text, block.line) for block in read_text(PAGE).blocks] == [
        (Kind.HEADING, "The Mill", 4),
        (Kind.BODY, "The mill stood by the long road , if you remember.", 6),
        (Kind.LIST, "first point", 10),
        (Kind.LIST, "second point, wrapped", 11),
        (Kind.BODY, "A quoted line goes on.", 14),
        (Kind.TABLE, "Year | Corn", 21),
        (Kind.TABLE, "1980 | 3.5", 23),
        (Kind.BODY, "The end.", 31),
        (Kind.NOTE, "A note of some length.", 33),
    ]


def test_offsets_lead_to_the_line_of_the_file() -> None:
    block = read_text(PAGE).blocks[1]
    assert [line_at(block.lines, block.text.index(w)) for w in ("mill", "long", "remember")] == [
        6, 7, 8
    ]  # fmt: skip


def test_says_that_raw_html_was_left_out() -> None:
    assert read_text(PAGE).notes == ("1 line of raw HTML left out",)
    assert read_text("<!-- only a remark -->\n\nText.\n").notes == ()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("第一行\n第二行", "第一行第二行"),
        ("用 **GDP** 衡量", "用 GDP 衡量"),
        ("说\n“好”", "说“好”"),
        ("a &amp; b \\* c", "a & b * c"),
        ("~~old~~ new", "old new"),
        ("one<br>two", "one two"),
        ("rubles.<sup>14</sup> The", "rubles. The"),
        ("with $a_1 + b_1$ and *more*", "with $a_1 + b_1$ and more"),
        ("from $5 to $6 *now*", "from $5 to $6 now"),
        ("see {doc}`the mill <mill_page>` and {cite}`lee2001`", "see the mill and lee2001"),
        ("auto <http://mill.example>", "auto http://mill.example"),
        ("[text][ref]\n\n[ref]: http://mill.example", "text"),
    ],
)
def test_takes_inline_markup_off(source: str, text: str) -> None:
    assert texts(source) == [text]


@pytest.mark.parametrize(
    "source",
    ["```\ncode\n```", "    code", "$$\nx\n$$", "\\begin{align}\nx\n\\end{align}", "(label)=",
     "---", "![only](a.png)", "<!-- a\nremark -->", ":::"],
)  # fmt: skip
def test_leaves_out_what_is_no_text(source: str) -> None:
    assert texts(f"Before it.\n\n{source}\n\nAfter it.") == ["Before it.", "After it."]


def test_reads_the_text_of_directives() -> None:
    source = "Text.\n\n```{note}\n:class: tip\nMind the *gap*.\n```\n\n::: warning\nHot.\n:::\n"
    assert [(b.text, b.line) for b in read_text(source).blocks] == [
        ("Text.", 1), ("Mind the gap.", 5), ("Hot.", 9)
    ]  # fmt: skip


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    assert texts("---\n\nText here.\n\n---\n\nMore.") == ["Text here.", "More."]


def test_keeps_a_footnote_whose_text_has_no_space() -> None:
    blocks = read_text("正文有注[^1]，如下所示。\n\n[^1]: 问卷由村民填写。\n").blocks
    assert [(block.text, block.kind) for block in blocks] == [
        ("正文有注，如下所示。", Kind.BODY),
        ("问卷由村民填写。", Kind.NOTE),
    ]
