"""Files to Material: one or two paths in, both sides of a translation out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from aligncheck.document import Lang, Layout, Material, Paragraph
from aligncheck.errors import UsageError
from aligncheck.read.aligned_rows import LANGUAGES, order_sides, read_aligned_rows
from aligncheck.read.bilingual import (
    BlockLanguage,
    is_one_after_the_other,
    split_by_language,
    spoken_languages,
)
from aligncheck.read.blocks import Block, Page, Rows
from aligncheck.read.keyed_documents import pair_by_keys
from aligncheck.read.language_identification import (
    HAN_WEIGHT,
    count_han,
    count_latin,
    dominant_language,
    foreign_language,
)
from aligncheck.read.opened_file import OpenedFile, open_file, parse_file
from aligncheck.read.read_options import DEFAULT, ReadOptions


def read_material(
    paths: Sequence[Path],
    options: ReadOptions = DEFAULT,
    *,
    load: Callable[[Path], bytes] | None = None,
) -> Material:
    """Read a Chinese original and its English translation, from one file or from two.

    `load` gives the bytes of a file in place of the disk. Raises ReadError for a file that cannot
    be read, UsageError for files that do not make a check.
    """
    if not 1 <= len(paths) <= 2:
        raise UsageError(f"expected one or two files, got {len(paths)}")
    files = [
        parse_file(path, load(path), options) if load else open_file(path, options)
        for path in paths
    ]
    if len(files) == 2:
        return _read_two_files(files[0], files[1])
    content = files[0].content
    return (
        read_aligned_rows(files[0], content)
        if isinstance(content, Rows)
        else _read_one_page(files[0], content)
    )


def read_texts(path: Path, raw: bytes, lang: Lang | None) -> tuple[str, ...]:
    """Return the paragraphs of one version of a file, `raw`; `path` tells its format.

    Of a file that holds both sides, those in `lang`; None takes all. Raises ReadError.
    """
    file = parse_file(path, raw)
    if isinstance(file.content, Rows):
        rows, _ = order_sides(file, file.content.rows)
        sides = [row.target if lang is Lang.EN else row.source for row in rows]
        return tuple(text for text in sides if text.strip())
    spoken = split_by_language(file.content.blocks)
    return tuple(block.text for block, own in spoken if lang is None or own is lang)


def _read_two_files(first: OpenedFile, second: OpenedFile) -> Material:
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
    keyed = pair_by_keys(source, target, notes)
    if keyed is not None:
        return keyed
    return Material(
        source.document(Lang.ZH, _make_paragraphs(_blocks_of(source))),
        target.document(Lang.EN, _make_paragraphs(_blocks_of(target))),
        Layout.DOCUMENTS,
        notes=notes,
    )


def _read_one_page(file: OpenedFile, page: Page) -> Material:
    file = _add_asides(file, page)
    page = cast(Page, file.content)
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
    if not page.asides and is_one_after_the_other(spoken):
        layout = Layout.DOCUMENTS
        notes = (*notes, f"{file.path}: the two languages stand one after the other and are "
                 "aligned as two documents")  # fmt: skip
    sides = {lang: file.document(lang, _paragraphs_of_language(spoken, lang)) for lang in Lang}
    return Material(sides[Lang.ZH], sides[Lang.EN], layout, notes=notes)


def _add_asides(file: OpenedFile, page: Page) -> OpenedFile:
    """Return a file that is given alone with the paragraphs that stand in its comments.

    Only if these are in the other language: the page holds the original beside its translation.
    """
    text = dominant_language(block.text for block in page.blocks)
    other = dominant_language(block.text for block in page.asides)
    if not page.asides or text is None or other is None or text is other:
        return file
    blocks = sorted((*page.blocks, *page.asides), key=lambda block: block.line)
    unread = tuple(item for item in page.unread if item.what != "comment")
    return replace(file, content=replace(page, blocks=tuple(blocks), unread=unread))


def _document_language(file: OpenedFile) -> Lang:
    texts = [block.text for block in _blocks_of(file)]
    other = foreign_language(texts)
    if other:
        raise UsageError(f"{file.path}: neither Chinese nor English, it seems to be {other}")
    lang = dominant_language(texts)
    if lang is None:
        raise UsageError(f"{file.path}: neither Chinese nor English, it holds no words of either")
    return lang


def _tell_files_apart(first: OpenedFile, second: OpenedFile, same: Lang) -> list[Lang]:
    """Return the language of two files of which one has many words of the other's in it.

    A Chinese manual may have more Latin letters than Chinese ones; beside a file without any
    Chinese it is the Chinese one all the same.
    """
    shares = [_han_share(file) for file in (first, second)]
    high, low = max(shares), min(shares)
    if same is Lang.EN and high >= 0.08 and low * 5 <= high:
        return [Lang.ZH if share == high else Lang.EN for share in shares]
    other = "English translation" if same is Lang.ZH else "Chinese original"
    raise UsageError(
        f"{first.path} and {second.path} are both {LANGUAGES[same]}; give the {other} as well"
    )


def _han_share(file: OpenedFile) -> float:
    text = "\n".join(block.text for block in _blocks_of(file))
    han = count_han(text) * HAN_WEIGHT
    return han / ((han + count_latin(text)) or 1)


def _blocks_of(file: OpenedFile) -> tuple[Block, ...]:
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
            made.append(
                Paragraph(
                    len(made), block.text, block.lines, block.kind, number, block.place, block.links
                )
            )
    return made
