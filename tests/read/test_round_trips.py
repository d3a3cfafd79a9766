"""What aligncheck writes, it reads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.commands.document_alignment import align_documents
from aligncheck.read import read_material
from aligncheck.write.registry import render_document


@pytest.mark.parametrize("format_", ["tmx", "xliff"])
def test_alignments_are_read_back_with_their_texts(format_: str, texts: Path) -> None:
    zh = "他说：“a < b & c”。\n\n没有人知道它是谁建的，县里的档案也没有记载。\n"
    en = "He said, “a < b & c.”\n\nNobody knows who built it, and the archives do not say.\n"
    (texts / "a.zh.txt").write_text(zh, encoding="utf-8")
    (texts / "a.en.txt").write_text(en, encoding="utf-8")
    found = align_documents(
        texts / "a.zh.txt",
        texts / "a.en.txt",
        unit="paragraph",
        lines=False,
        model=None,
        force=True,
    )
    path = texts / f"both.{format_}"
    path.write_text(render_document(found, "alignment", format_), encoding="utf-8")
    material = read_material([path])
    assert [p.text for p in material.source.paragraphs] == zh.strip().split("\n\n")
    assert [p.text for p in material.target.paragraphs] == en.strip().split("\n\n")
