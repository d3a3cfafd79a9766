from __future__ import annotations

import pytest

from aligncheck.document import Kind, line_at
from aligncheck.read.markdown_reader import read_text


def texts(source: str) -> list[str]:
    return [block.text for block in read_text(source).blocks]


PAGE = """\
---
title: "The Mill Road"
tags: [left, out]
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

<div>raw and read</div>

The end.[^1]

[^1]: A note of some length.
"""


def test_reads_blocks_with_kinds_and_lines() -> None:
    assert [(block.kind, block.text, block.line) for block in read_text(PAGE).blocks] == [
        (Kind.HEADING, "The Mill Road", 2),
        (Kind.HEADING, "The Mill", 5),
        (Kind.BODY, "The mill stood by the long road , if you remember.", 7),
        (Kind.LIST, "first point", 11),
        (Kind.LIST, "second point, wrapped", 12),
        (Kind.BODY, "A quoted line goes on.", 15),
        (Kind.TABLE, "Year | Corn", 22),
        (Kind.TABLE, "1980 | 3.5", 24),
        (Kind.BODY, "raw and read", 30),
        (Kind.BODY, "The end.", 32),
        (Kind.NOTE, "A note of some length.", 34),
    ]


def test_offsets_lead_to_the_line_of_the_file() -> None:
    block = read_text(PAGE).blocks[2]
    assert [line_at(block.lines, block.text.index(w)) for w in ("mill", "long", "remember")] == [
        7, 8, 9
    ]  # fmt: skip


def test_counts_what_is_left_out_with_its_lines() -> None:
    assert [(item.what, item.line, item.prose) for item in read_text(PAGE).unread] == [
        ("front matter", 1, 0),
        ("formula", 26, 0),
        ("code block", 18, 0),
    ]
    assert read_text("<!-- remark -->\n\nText.\n").unread == ()


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


ZH = "磨坊在山谷的尽头，村民们每天来磨面。\n\n没有人知道它是谁建的，档案里也没有记载。\n"


@pytest.mark.parametrize(
    "opening",
    ["```", "~~~python", "$$", "\\[", "\\begin{align}", "<!--", "<script>", "<style>", "<pre>",
     "<textarea>", "<nav>", "<template>", "<svg/>", "<dialog open>", "<sup>", "一<sup>1<sup>二",
     "::: tip", "{% note %}", "```{unknown}", "    "],
)  # fmt: skip
def test_what_has_no_end_swallows_no_text(opening: str) -> None:
    read = " ".join(texts(f"第一段在前面。\n\n{opening}\n\n{ZH}\n\n{ZH}"))
    assert read.count("磨坊") == 2
    assert read.count("档案") == 2


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\[1\] 见县里的档案。", "[1] 见县里的档案。"),
        (r"\[Editor\]", "[Editor]"),
        ("$$x = 1$$ 其中 x 是产量。", "其中 x 是产量。"),
        ("{% note %}重要的一句话。{% endnote %}", "重要的一句话。"),
        ("{{< note >}}\n重要的一句话。\n{{< /note >}}", "重要的一句话。"),
        ('!!! note "标题"\n    缩进的内容。', "标题 缩进的内容。"),
        ("> [!NOTE]\n> 引用的内容。", "引用的内容。"),
        ("## 标题 {#anchor}", "标题"),
        ("::: tip 小提示\n内容。\n:::", "小提示 内容。"),
        ("```{figure} a.png\n图的说明文字。\n```", "a.png 图的说明文字。"),
        ("[注]: 这不是链接，而是一句话。", "[注]: 这不是链接，而是一句话。"),
        ("![山谷里的一座老水磨坊](mill.png)", "山谷里的一座老水磨坊"),
        ("产量为 10<sup>9</sup> 吨，见<sup>14</sup>。", "产量为 10⁹ 吨，见。"),
    ],
)
def test_reads_all_that_is_text(source: str, text: str) -> None:
    assert " ".join(texts(source)) == text


@pytest.mark.parametrize("depth", [12, 60, 130])
def test_reads_lists_however_deep(depth: int) -> None:
    source = "\n".join(f"{'  ' * level}- item number {level}" for level in range(depth))
    assert [text for text in texts(source) if text.startswith("item")] == [
        f"item number {level}" for level in range(depth)
    ]


def test_prose_in_a_fence_is_read_and_code_is_counted() -> None:
    page = read_text(f"```\n{ZH}```\n\n```python\nfor x in y:\n    print(x)\n```\n")
    assert [(block.text[:2], block.line) for block in page.blocks] == [("磨坊", 2), ("没有", 4)]
    assert [(item.what, item.line) for item in page.unread] == [("code block", 7)]


def test_originals_in_comments_stand_aside() -> None:
    page = read_text("<!--\nThe mill stands at the end of it.\n-->\n\n磨坊在路的尽头。\n")
    assert [block.text for block in page.blocks] == ["磨坊在路的尽头。"]
    assert [(block.text, block.line) for block in page.asides] == [
        ("The mill stands at the end of it.", 2)
    ]
    assert [(item.what, item.line) for item in page.unread] == [("comment", 1)]


def test_mdx_has_imports_and_remarks() -> None:
    source = "import X from './x'\n\n{/* a remark */}\n\n<X>\n\nThe mill was old.\n\n</X>\n"
    assert [block.text for block in read_text(source, modules=True).blocks] == ["The mill was old."]


def test_marks_without_end_cost_little() -> None:
    for piece in ("<sup>", "$$\n", "<!-- ", "[", "> ", "- ", "`", "**", "<a ", "\\["):
        read_text(piece * 3000)
