"""Two documents out of the sample pairs, changed by hand, for tests of the alignment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aligncheck.document import Document, Lang, Layout, Material, Paragraph

PAIRS = Path(__file__).resolve().parent.parent / "pairs"


def texts(folder: str) -> tuple[list[str], list[str]]:
    """The paragraphs of both sides of a folder of pairs/ with plain text."""
    sides = (PAIRS / folder / "source.zh.txt", PAIRS / folder / "target.en.txt")
    zh, en = (
        [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in sides
    )
    return zh, en


def material(zh: Sequence[str], en: Sequence[str]) -> Material:
    """Both sides as they would be read from two files."""
    left, right = (
        tuple(Paragraph(i, text, ((0, i + 1),), block=i) for i, text in enumerate(side))
        for side in (zh, en)
    )
    return Material(
        Document("a.zh.txt", Lang.ZH, "plain", "0" * 64, left),
        Document("a.en.txt", Lang.EN, "plain", "1" * 64, right),
        Layout.DOCUMENTS,
    )
