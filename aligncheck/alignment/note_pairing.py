"""Which notes of both documents belong together: footnotes that were translated, one by one.

References and a translator's own notes have no counterpart; they are read and stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligncheck.document import Kind, Material, Paragraph
from aligncheck.text.words import HAN

HALF = 0.5  # of the source's footnotes that the translation must have to have translated them
_REFERENCE = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d).*(?:\bpp?\.\s?\d|Press\b|https?://|\bdoi\b|出版社|年版"
    r"|第\s*\d+\s*[页頁期卷])"
    r"|(?:出版社|\bpp?\.\s?\d|https?://|\bdoi\b).*(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bibid\b"
    r"|^\W*(?:同上|见前注)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"译[注註者按]|譯[注註者按]|编者[注按]|編者[注按]|\b(?:Translator|Editor|Trans\b|T\.?N\b)",
    re.IGNORECASE,
)
_PROSE = re.compile(rf"[{HAN}]{{4}}|[A-Za-z]+(?:\s[A-Za-z’'-]+){{3}}")


def select_footnotes(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the notes of a document that say something and that its author wrote."""
    return [
        one
        for one in paragraphs
        if one.kind is Kind.NOTE
        and _PROSE.search(one.text)
        and not _REFERENCE.search(one.text)
        and not _OWN.search(one.text[:24])
    ]


def list_footnotes(material: Material) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the footnotes of either side to be linked; none if they were not translated."""
    mine = select_footnotes(material.source.paragraphs)
    yours = select_footnotes(material.target.paragraphs)
    return (mine, yours) if yours and len(yours) >= HALF * len(mine) else ([], [])
