from __future__ import annotations

import pytest

from aligncheck.read.blocks import Block
from aligncheck.read.boilerplate import drop_boilerplate, is_boilerplate


@pytest.mark.parametrize(
    "text",
    [
        "Return to the Library", "To top", "FacebookTwitterLinkedInEmailPrintCopy Link",
        "Facebook | Twitter | Email", "See an error? Drop us a line at", "Original text",
        "English text", "View the translated and original text side-by-side", "Cite This Page",
        "Share", "Share on WeChat", "Print", "Skip to main content", "© 2021 Some House",
        "Copyright 2021 Some House. All rights reserved.", "分享到：", "分享到 微信 微博", "打印",
        "【打印】【关闭】", "责任编辑：王某", "（责任编辑：王某 李某）", "来源：某某报", "返回顶部",
        "上一篇：某个标题", "版权所有 某某网", "字号：大 中 小", "京ICP备12345678号", "相关阅读",
        "Source: Some Daily", "Editor: Wang Mou",
    ],
)  # fmt: skip
def test_knows_furniture(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell.", "To top it all, the mill closed.", "Copyright Law in China",
        "Print media in the 1980s", "分享经济的兴起", "分享发展成果", "打印机的历史",
        "原文如此，没有改动。",
        "来源：这个说法来自一本旧书。没有人知道它的作者。", "编辑部的故事", "版权所有制的改革",
        "申请ICP证的步骤", "Return to the land was the order of the day.", "Source of Faith",
        "The editor: a life in letters, with many pages. It is long.", "扫一扫支付改变了生活",
        "位置：河边", "Facebook", "We sat by WeChat and Weibo all day", "X",
        "(1) Share and Share Alike",
    ],
)  # fmt: skip
def test_leaves_text_alone(text: str) -> None:
    assert not is_boilerplate(text)


def blocks(*texts: str) -> list[Block]:
    return [Block(text, ((0, line),)) for line, text in enumerate(texts, 1)]


def test_leaves_out_the_citation_after_cite_this_page() -> None:
    cited = '李安 (Li An). "On the Mill [磨坊论]". The House, November 3, 2021'
    kept, dropped = drop_boilerplate(
        blocks("Text is here.", "Cite This Page", cited, "More text in 2021.")
    )
    assert [block.text for block in kept] == ["Text is here.", "More text in 2021."]
    assert len(dropped) == 2


def test_keeps_a_paragraph_after_cite_this_page_that_is_no_citation() -> None:
    kept, dropped = drop_boilerplate(
        blocks("Cite This Page", "The mill closed at noon and nobody came.")
    )
    assert len(kept) == len(dropped) == 1


def test_keeps_a_line_that_the_file_marks_as_heading() -> None:
    heading = Block("Print", ((0, 1),), marked=True)
    assert drop_boilerplate([heading]) == ([heading], [])
