from __future__ import annotations

import pytest
from made_pdf import make_pdf

from aligncheck.errors import ReadError
from aligncheck.read.pdf_reader import read_document

pytest.importorskip("pypdf")
LINES = [
    "The mill stood at the end of the long valley road and it was very old; the indus-",
    "try of the county had passed it by, and nobody in the whole village remembered by",
    "then who had built it.",
    "A second paragraph begins here and is a long-",
    "term one.",
]


def test_joins_lines_and_cut_words_and_leaves_running_heads_out() -> None:
    pages = [
        ["History of the Mill 1", *LINES, "1"],
        ["History of the Mill 2", "Another page tells", "of the channel.", "2"],
        ["History of the Mill 3", "The last one holds", "the long-term view.", "3"],
    ]
    page = read_document(make_pdf(pages), "a.pdf")
    assert page.blocks[0].text == (
        "The mill stood at the end of the long valley road and it was very old; the industry of "
        "the county had passed it by, and nobody in the whole village remembered by then who had "
        "built it."
    )
    assert {block.place for block in page.blocks} == {"page 1", "page 2", "page 3"}
    text = " ".join(block.text for block in page.blocks)
    assert "History" not in text
    assert text.count("long-term one") == 1
    assert len(page.unread) == 6
    assert {item.what for item in page.unread} == {"running head or page number"}
    assert page.notes == ("text layer of a PDF: paragraphs and their order are guessed",)


def test_reads_chinese() -> None:
    page = read_document(make_pdf([["磨坊很老，没有人知道它的来历。"], []]), "a.pdf")
    assert [block.text for block in page.blocks] == ["磨坊很老，没有人知道它的来历。"]
    assert page.notes[0].endswith("pages without text: 2")


def test_what_has_no_text_is_refused() -> None:
    with pytest.raises(ReadError, match="no text layer in its 2 pages"):
        read_document(make_pdf([[], []]), "a.pdf")


@pytest.mark.parametrize("raw", [b"%PDF-1.4", b"text", b"", make_pdf([["a"]])[:300]])
def test_what_is_no_pdf_is_refused(raw: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.pdf: (?:not PDF|no text layer)"):
        read_document(raw, "a.pdf")
