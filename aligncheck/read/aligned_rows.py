"""Rows that are pairs already: which side is which, and where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligncheck.document import Bead, Lang, Layout, Material, Paragraph, Unread
from aligncheck.errors import ReadError, UsageError
from aligncheck.read.blocks import Row, Rows
from aligncheck.read.language_identification import count_han, count_latin, dominant_language
from aligncheck.read.opened_file import OpenedFile

LANGUAGES = {Lang.ZH: "Chinese", Lang.EN: "English"}


def read_aligned_rows(file: OpenedFile, content: Rows) -> Material:
    """Return rows as the pairs that they are.

    Raises ReadError for ids that are not unique, UsageError if one side lacks its language.
    """
    rows, notes = order_sides(file, content.rows)
    seen: dict[str, int] = {}
    sides: tuple[list[Paragraph], list[Paragraph]] = ([], [])
    beads: list[Bead] = []
    silent: list[Unread] = []
    for number, row in enumerate(rows, start=1):
        name = row.id if row.id is not None else str(number)
        if name in seen:
            raise ReadError(f"{file.path}:{row.line}: id {name!r} is on line {seen[name]} already")
        seen[name] = row.line
        ends = (
            _append_paragraph(sides[0], row.source, row.line, 2 * number - 2, row.place),
            _append_paragraph(
                sides[1], row.target, row.line, 2 * number - 1, row.target_place or row.place
            ),
        )
        if not any(ends):
            raise ReadError(f"{file.path}:{row.line}: both sides of the pair are empty")
        beads.append(Bead(ends[0], ends[1]))
        if not any(map(str.isalnum, row.source + row.target)):
            silent.append(Unread("row without words", row.line, len(row.source + row.target)))
    file = replace(file, content=replace(content, unread=(*content.unread, *silent)))
    source, target = (file.document(lang, side) for lang, side in zip(Lang, sides, strict=True))
    return Material(source, target, Layout.ALIGNED, tuple(beads), tuple(seen), notes)


def _append_paragraph(
    side: list[Paragraph], text: str, line: int, block: int, place: str
) -> tuple[int, ...]:
    """Put a text at the end of a side and return its index; nothing for an empty one."""
    if not text.strip():
        return ()
    side.append(Paragraph(len(side), text, ((0, line),), block=block, place=place))
    return (len(side) - 1,)


def order_sides(file: OpenedFile, rows: Sequence[Row]) -> tuple[Sequence[Row], tuple[str, ...]]:
    """Swap the sides of rows whose "source" is English and whose "target" is Chinese."""
    source, target = (
        dominant_language(texts) for texts in ([r.source for r in rows], [r.target for r in rows])
    )
    if source is Lang.EN and target is Lang.ZH:
        swapped = [
            Row(row.line, row.id, row.target, row.source, row.target_place or row.place, row.place)
            for row in rows
        ]
        note = f"{file.path}: its target is Chinese and its source English: taken the other way"
        return swapped, (*file.notes, note)
    for side, lang, found in (("source", Lang.ZH, source), ("target", Lang.EN, target)):
        count = count_han if lang is Lang.ZH else count_latin
        if found and not any(count(getattr(row, side)) for row in rows):
            raise UsageError(f"{file.path}: no {LANGUAGES[lang]} on the {side} side of its pairs")
    return rows, file.notes
