from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligncheck.read import html_reader, markdown_reader, text_reader
from aligncheck.read.bilingual import split_by_language
from aligncheck.read.block_kinds import mark_notes
from aligncheck.read.blocks import Block
from aligncheck.read.boilerplate import drop_boilerplate

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "<br>", "<sup>", "</sup>", "<a>", "</a>",
        "<div class=share>", "</div>", "<li>", "<nav>", "</nav>", "<script>", "<!--", "-->",
        "&amp;",
        "&#10;", "<td", "天亮了。", "Dawn came here.", " / ", "\t", "\n", "\n\n", "\r", "# ", "- ",
        "| a | 乙 |\n|-|-|\n", "`x`", "$a$", "[^1]", "[^1]: ", "```\n", "$$", "{note}", "> ", "**",
        "[t](u)", "---\n", "1. ", "(一) ", "  ", "\u3000", "\\", "[注: x]", "[1] ", '"',
    ]
)  # fmt: skip


def check(block: Block, lines: int) -> None:
    offsets = [offset for offset, _ in block.lines]
    numbers = [number for _, number in block.lines]
    assert block.text
    assert block.text == block.text.strip()
    assert offsets[0] == 0
    assert offsets == sorted(set(offsets))
    assert offsets[-1] < len(block.text)
    assert numbers == sorted(numbers)
    assert 1 <= numbers[0] <= numbers[-1] <= lines


@pytest.mark.parametrize(
    "reader", [text_reader, markdown_reader, html_reader], ids=["plain", "markdown", "html"]
)
@given(pieces=st.lists(PIECES, max_size=30))
@settings(max_examples=100, deadline=None)
def test_whatever_is_read_has_text_and_lines(reader, pieces: list[str]) -> None:
    raw = "".join(pieces).encode()
    page = reader.read_page(raw, "f")
    kept, _ = drop_boilerplate(page.blocks)
    for block in (*page.blocks, *(piece for piece, _ in split_by_language(mark_notes(kept)))):
        check(block, raw.count(b"\n") + raw.count(b"\r") + 1)
