from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligncheck.document import Kind, line_at
from aligncheck.read.block_kinds import mark_notes, parse_numbering
from aligncheck.read.text_reader import read_text

WRAPPED = """\
THE MILL

The mill stood at the end of the long valley road, and for as many
years as anybody in the village could remember it had ground all of
the corn that the farmers of the valley brought down in September.

Nobody knew who had built it. The stones were older than the church,
and the miller, when he was asked, said only that his grand-
father had found it there. He did not like to be asked.
"""
WRAPPED_ZH = """\
　　磨坊立在长长的山谷大路的尽头，村里人记得的年月里，山谷农民九
月送来的粮食都在这里磨成面粉，没有人知道是谁把它建起来的，也没有
人去问。
　　石头比教堂还要古老，磨坊主被人问起的时候，只说他的祖父来的时
候它就已经在那里了。
"""


def texts(text: str) -> list[tuple[str, Kind]]:
    return [(block.text, block.kind) for block in read_text(text).blocks]


def test_a_line_is_a_paragraph() -> None:
    page = read_text("The first line is here.\nThe second line is here too.\n\n第三行在这里。\n")
    assert [(block.text, block.lines) for block in page.blocks] == [
        ("The first line is here.", ((0, 1),)),
        ("The second line is here too.", ((0, 2),)),
        ("第三行在这里。", ((0, 4),)),
    ]


def test_joins_wrapped_english_with_spaces_and_keeps_lines() -> None:
    title, first, second = read_text(WRAPPED).blocks
    assert title.kind is Kind.HEADING
    assert "for as many years as anybody in" in first.text
    assert [line for _, line in first.lines] == [3, 4, 5]
    assert line_at(first.lines, first.text.index("the corn")) == 5
    assert "grand-father" in second.text


def test_joins_wrapped_chinese_without_spaces() -> None:
    first, second = read_text(WRAPPED_ZH).blocks
    assert "山谷农民九月送来" in first.text
    assert " " not in first.text
    assert [line for _, line in second.lines] == [4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "One of the towns.\nTwo of the towns are by the river and not far away.\nThree.\n",
        "A line of verse is short\nand so is the one after\n" * 3,
        "短短的一行\n又是短短的一行\n还是短短的一行\n",
    ],
)
def test_leaves_short_lines_alone(text: str) -> None:
    assert len(read_text(text).blocks) == len(text.splitlines())


def test_list_items_in_wrapped_text_stay_apart() -> None:
    item = "{}. This item of the list runs on for long enough to be wrapped at\nthe margin of it.\n"
    page = read_text("".join(item.format(n) for n in range(1, 4)))
    assert [block.text[:2] for block in page.blocks] == ["1.", "2.", "3."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(一) 思想上的问题", Kind.HEADING),
        ("（二）组织上的问题，以及别的问题", Kind.HEADING),
        ("一、导言", Kind.HEADING),
        ("第三章 结论", Kind.HEADING),
        ("(1) Problems of Thought", Kind.HEADING),
        ("1.2 “Members”: The Rise of a New Class", Kind.HEADING),
        ("IV. The Last Act", Kind.HEADING),
        ("Conclusion", Kind.HEADING),
        ("On the Meaning of the Word “Calm” in a Party", Kind.HEADING),
        ("结论", Kind.HEADING),
        ("1. The point is that the road was closed.", Kind.BODY),
        ("天亮了，我们走吧。", Kind.BODY),
        ("By Ann Lee, July 1, 2025", Kind.BODY),
        ("作者：李安", Kind.BODY),
        ("he went on and on without an end mark", Kind.BODY),
        ("- a point", Kind.LIST),
    ],
)
def test_tells_headings_by_their_form(text: str, kind: Kind) -> None:
    page = read_text(f"A body sentence comes first.\n\n{text}\n\nA body sentence comes after.\n")
    assert page.blocks[1].kind is kind


def test_a_title_may_ask() -> None:
    assert (
        read_text("Why Did the Mill Close?\n\nIt closed at noon.\n").blocks[0].kind is Kind.HEADING
    )


def test_numbered_lines_in_a_row_are_a_list() -> None:
    kinds = [kind for _, kind in texts("Goods came.\n1. Salt\n2. Iron\n3. Tea\nThey left.\n")]
    assert kinds == [Kind.BODY, Kind.LIST, Kind.LIST, Kind.LIST, Kind.BODY]


def test_headings_of_two_languages_in_a_row_are_no_list() -> None:
    text = "(1) The Mill\n(一) 磨坊\nThe mill stood there.\n(2) The Road\n(二) 大路\nIt was long.\n"
    kinds = [kind for _, kind in texts(text)]
    assert kinds.count(Kind.HEADING) == 4


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("正文在这里。\n注释\n[1] 李安：《书》，2001年，第3页。\n[2] 同上。\n", "bnnn"),
        ("Body is here.\nNotes\n1. A. Lee, A Book, 2001, p. 3.\n2. The same.\n", "bnnn"),
        ("Body is here.\n[1] A. Lee, A Book, 2001.\n[2] The same, later.\n", "bnn"),
        ("Notes\nThe band played three notes and left the hall.\nIt rained.\n", "hbb"),
        ("Body.\n[译注：这里指磨坊。]\nBody again.\n", "bnb"),
        ("Body.\n[Translator's note: the mill is meant.]\nBody again.\n", "bnb"),
        ("Body.\n译者注：这里指磨坊。\nBody again.\n", "bnb"),
        ("Body [注: a mill] goes on.\nBody again.\n", "bb"),
    ],
)
def test_marks_notes(text: str, kinds: str) -> None:
    names = {"b": Kind.BODY, "n": Kind.NOTE, "h": Kind.HEADING}
    assert [b.kind for b in mark_notes(read_text(text).blocks)] == [names[k] for k in kinds]


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("(一) 导言", "(han)", "一"), ("一、导言", "han", "一"), ("(1) Intro", "(1)", "1"),
        ("1. Intro", "1.", "1"), ("1.1 Intro", "1.1", "1.1"), ("III. Intro", "I.", "III"),
        ("第二节 导言", "chapter", "二"), ("Chapter 2: Intro", "chapter", "2"),
    ],
)  # fmt: skip
def test_reads_heading_numbers(text: str, style: str, number: str) -> None:
    found = parse_numbering(text)
    assert found is not None
    assert found[:2] == (style, number)


def test_rules_between_paragraphs_are_no_text() -> None:
    assert [text for text, _ in texts("One is here.\n\n* * *\n\n-----\n\nTwo is here.\n")] == [
        "One is here.", "Two is here."
    ]  # fmt: skip


LINE = st.text(st.sampled_from("abc 天地。.,-（1）é\u3000"), max_size=90)


@given(st.lists(LINE, max_size=12))
def test_every_line_with_words_is_read_once(lines: list[str]) -> None:
    page = read_text("\n".join(lines))
    read = [number for block in page.blocks for _, number in block.lines]
    wanted = [n for n, line in enumerate(lines, 1) if any(map(str.isalnum, line))]
    assert read == sorted(set(read))
    assert set(wanted) <= set(read)
    for block in page.blocks:
        assert block.text == block.text.strip()
        for offset, number in block.lines:
            assert lines[number - 1].strip().startswith(block.text[offset])
