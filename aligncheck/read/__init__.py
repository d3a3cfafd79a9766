"""Files to Material: one or two paths in, both sides of a translation out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aligncheck.document import Bead, Document, Lang, Layout, Material, Paragraph
from aligncheck.errors import ReadError, UsageError
from aligncheck.file_bytes import read_limited
from aligncheck.read.bilingual import (
    BlockLanguage,
    is_one_after_the_other,
    split_by_language,
    spoken_languages,
)
from aligncheck.read.block_kinds import mark_notes
from aligncheck.read.blocks import Block, Page, Row, Rows
from aligncheck.read.boilerplate import drop_boilerplate
from aligncheck.read.file_formats import find_reader
from aligncheck.read.language_identification import (
    HAN_WEIGHT,
    count_han,
    count_latin,
    dominant_language,
    foreign_language,
)

__all__ = ["LARGEST", "read_material", "read_texts"]

LARGEST = 2**28  # bytes of a file
_NAMES = {Lang.ZH: "Chinese", Lang.EN: "English"}


def read_material(paths: Sequence[Path]) -> Material:
    """Read a Chinese original and its English translation, from one file or from two.

    Raises ReadError for a file that cannot be read, UsageError for files that do not make a
    check.
    """
    if not 1 <= len(paths) <= 2:
        raise UsageError(f"expected one or two files, got {len(paths)}")
    files = [_open_file(path) for path in paths]
    if len(files) == 2:
        return _read_two_files(files[0], files[1])
    content = files[0].content
    return (
        _read_aligned_rows(files[0], content)
        if isinstance(content, Rows)
        else _read_one_page(files[0], content)
    )


def read_texts(path: Path, raw: bytes, lang: Lang | None) -> tuple[str, ...]:
    """Return the paragraphs of one version of a file, `raw`; `path` tells its format.

    Of a file that holds both sides, those in `lang`; None takes all. Raises ReadError.
    """
    file = _parse_file(path, raw)
    if isinstance(file.content, Rows):
        rows, _ = _order_sides(file, file.content.rows)
        sides = [row.target if lang is Lang.EN else row.source for row in rows]
        return tuple(text for text in sides if text.strip())
    spoken = split_by_language(file.content.blocks)
    return tuple(block.text for block, own in spoken if lang is None or own is lang)


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    digest: str
    content: Page | Rows
    notes: tuple[str, ...] = ()

    def document(self, lang: Lang, paragraphs: Sequence[Paragraph]) -> Document:
        """Return the side of this file that is in `lang`."""
        return Document(self.path, lang, self.content.format, self.digest, tuple(paragraphs))


def _open_file(path: Path) -> _File:
    return _parse_file(path, _read_bytes(path))


def _parse_file(path: Path, raw: bytes) -> _File:
    if not raw.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf\xfe\xff\x00"):
        raise ReadError(f"{path}: the file is empty")
    name = str(path)
    content = find_reader(path, raw)(raw, name)
    notes = [f"{name}: {note}" for note in content.notes]
    if isinstance(content, Page):
        if not content.blocks:
            raise ReadError(f"{name}: the file holds no text to check")
        blocks, lines = drop_boilerplate(content.blocks)
        if not blocks:
            raise ReadError(f"{name}: nothing but page furniture (navigation, sharing, citation)")
        lines += content.left_out
        if lines:
            plural = "s" if lines > 1 else ""
            notes.append(f"{name}: {lines} line{plural} of page furniture left out")
        content = Page(content.format, tuple(mark_notes(blocks)))
    elif not content.rows:
        raise ReadError(f"{name}: the file holds no pairs")
    return _File(name, sha256(raw).hexdigest(), content, tuple(notes))


def _read_bytes(path: Path) -> bytes:
    if os.path.isdir(path):  # no error for a name that no file can have
        raise ReadError(f"{path}: a directory; give a file")
    try:
        return read_limited(path, LARGEST)
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: cannot be read ({reason})") from None


def _read_two_files(first: _File, second: _File) -> Material:
    for file in (first, second):
        if isinstance(file.content, Rows):
            raise UsageError(f"{file.path}: holds pairs already; give it alone")
    langs = [_document_language(file) for file in (first, second)]
    if langs[0] is langs[1]:
        langs = _tell_files_apart(first, second, langs[0])
    notes = first.notes + second.notes
    source, target = first, second
    if langs[0] is Lang.EN:
        source, target = second, first
        notes = (f"{source.path} is the Chinese original, {target.path} the English translation: "
                 "taken in that order", *notes)  # fmt: skip
    return Material(
        source.document(Lang.ZH, _make_paragraphs(_blocks_of(source))),
        target.document(Lang.EN, _make_paragraphs(_blocks_of(target))),
        Layout.DOCUMENTS,
        notes=notes,
    )


def _read_one_page(file: _File, page: Page) -> Material:
    _document_language(file)
    spoken = split_by_language(page.blocks)
    spoken_langs = spoken_languages(spoken)
    if (
        Lang.EN not in spoken_langs
        and dominant_language(block.text for block in page.blocks) is Lang.ZH
    ):
        raise UsageError(f"{file.path}: Chinese alone, no translation given; add the English file")
    if spoken_langs != set(Lang):
        source = file.document(Lang.ZH, ())
        target = file.document(Lang.EN, _make_paragraphs(page.blocks))
        return Material(source, target, Layout.TARGET_ONLY, notes=file.notes)
    notes = file.notes
    layout = Layout.INTERLEAVED
    if is_one_after_the_other(spoken):
        layout = Layout.DOCUMENTS
        notes = (*notes, f"{file.path}: the two languages stand one after the other and are "
                 "aligned as two documents")  # fmt: skip
    sides = {lang: file.document(lang, _paragraphs_of_language(spoken, lang)) for lang in Lang}
    return Material(sides[Lang.ZH], sides[Lang.EN], layout, notes=notes)


def _read_aligned_rows(file: _File, content: Rows) -> Material:
    rows, notes = _order_sides(file, content.rows)
    seen: dict[str, int] = {}
    sides: tuple[list[Paragraph], list[Paragraph]] = ([], [])
    beads: list[Bead] = []
    for number, row in enumerate(rows, start=1):
        name = row.id if row.id is not None else str(number)
        if name in seen:
            raise ReadError(f"{file.path}:{row.line}: id {name!r} is on line {seen[name]} already")
        seen[name] = row.line
        ends = (
            _append_paragraph(sides[0], row.source, row.line, 2 * number - 2),
            _append_paragraph(sides[1], row.target, row.line, 2 * number - 1),
        )
        if not any(ends):
            raise ReadError(f"{file.path}:{row.line}: both sides of the pair are empty")
        beads.append(Bead(ends[0], ends[1]))
    source, target = (file.document(lang, side) for lang, side in zip(Lang, sides, strict=True))
    return Material(source, target, Layout.ALIGNED, tuple(beads), tuple(seen), notes)


def _append_paragraph(side: list[Paragraph], text: str, line: int, block: int) -> tuple[int, ...]:
    """Put a text at the end of a side and return its index; nothing for an empty one."""
    if not text.strip():
        return ()
    side.append(Paragraph(len(side), text, ((0, line),), block=block))
    return (len(side) - 1,)


def _order_sides(file: _File, rows: Sequence[Row]) -> tuple[Sequence[Row], tuple[str, ...]]:
    """Swap the sides of rows whose "source" is English and whose "target" is Chinese."""
    source, target = (
        dominant_language(texts) for texts in ([r.source for r in rows], [r.target for r in rows])
    )
    if source is Lang.EN and target is Lang.ZH:
        swapped = [Row(row.line, row.id, row.target, row.source) for row in rows]
        note = f"{file.path}: its target is Chinese and its source English: taken the other way"
        return swapped, (*file.notes, note)
    for side, lang, found in (("source", Lang.ZH, source), ("target", Lang.EN, target)):
        count = count_han if lang is Lang.ZH else count_latin
        if found and not any(count(getattr(row, side)) for row in rows):
            raise UsageError(f"{file.path}: no {_NAMES[lang]} on the {side} side of its pairs")
    return rows, file.notes


def _document_language(file: _File) -> Lang:
    texts = [block.text for block in _blocks_of(file)]
    other = foreign_language(texts)
    if other:
        raise UsageError(f"{file.path}: neither Chinese nor English, it seems to be {other}")
    lang = dominant_language(texts)
    if lang is None:
        raise UsageError(f"{file.path}: neither Chinese nor English, it holds no words of either")
    return lang


def _tell_files_apart(first: _File, second: _File, same: Lang) -> list[Lang]:
    """Tell apart two files of which one has many words of the other language in it.

    A Chinese manual may have more Latin letters than Chinese ones; beside a file without any
    Chinese it is the Chinese one all the same.
    """
    shares = [_han_share(file) for file in (first, second)]
    high, low = max(shares), min(shares)
    if same is Lang.EN and high >= 0.08 and low * 5 <= high:
        return [Lang.ZH if share == high else Lang.EN for share in shares]
    other = "English translation" if same is Lang.ZH else "Chinese original"
    raise UsageError(
        f"{first.path} and {second.path} are both {_NAMES[same]}; give the {other} as well"
    )


def _han_share(file: _File) -> float:
    text = "\n".join(block.text for block in _blocks_of(file))
    han = count_han(text) * HAN_WEIGHT
    return han / ((han + count_latin(text)) or 1)


def _blocks_of(file: _File) -> tuple[Block, ...]:
    return file.content.blocks if isinstance(file.content, Page) else ()


def _paragraphs_of_language(spoken: Sequence[BlockLanguage], lang: Lang) -> list[Paragraph]:
    return _make_paragraphs(
        [block for block, _ in spoken], keep=[spoken_lang is lang for _, spoken_lang in spoken]
    )


def _make_paragraphs(
    blocks: Sequence[Block], keep: Sequence[bool] | None = None
) -> list[Paragraph]:
    """Return the blocks as paragraphs, numbered; `block` counts those left out as well."""
    made: list[Paragraph] = []
    for number, block in enumerate(blocks):
        if keep is None or keep[number]:
            made.append(Paragraph(len(made), block.text, block.lines, block.kind, number))
    return made
