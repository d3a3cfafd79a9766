"""One page in two languages: cut blocks that hold both, and tell each block's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aligncheck.document import Kind, Lang
from aligncheck.read.block_kinds import is_byline, parse_numbering
from aligncheck.read.blocks import Block
from aligncheck.read.language_identification import count_han, count_latin, paragraph_language

_SEPARATOR = re.compile(r"\t+|\s+[/／|｜]\s+|\s*[／｜]\s*")
_ENDED = re.compile("[.!?。！？…:：]['\"”’」』)）\\]】]*(?:\\[?\\d{1,3}\\]?)?$")
_SENTENCE = re.compile("[.!?。！？]$")
_WORD = re.compile(r"[A-Za-z]{2,}")
BlockLanguage = tuple[Block, Lang]


def split_by_language(blocks: Sequence[Block]) -> list[BlockLanguage]:
    """Return every block of the page with its language, blocks of both languages cut in two.

    A block without letters, such as a row of numbers, counts as the language before it.
    """
    pieces = [piece for block in blocks for piece in cut_at_language_change(block)]
    langs = [_block_language(piece) for piece in pieces]
    last = next((lang for lang in langs if lang), Lang.EN)
    spoken: list[BlockLanguage] = []
    for piece, lang in zip(pieces, langs, strict=True):
        last = lang or last
        spoken.append((piece, last))
    return spoken


def spoken_languages(spoken: Sequence[BlockLanguage]) -> set[Lang]:
    """Return the languages in which the page has at least one sentence or heading."""
    return {lang for block, lang in spoken if _is_running_text(block, lang)}


def is_one_after_the_other(spoken: Sequence[BlockLanguage]) -> bool:
    """Return whether all of one language stands before all of the other: two texts in a file."""
    langs = [lang for _, lang in spoken]
    changes = sum(one is not other for one, other in pairwise(langs))
    return changes == 1 and min(langs.count(lang) for lang in Lang) >= 3


def cut_at_language_change(block: Block) -> list[Block]:
    """Cut a block where it unmistakably passes from one language to the other.

    At line ends, at table cells, and at a tab, " / " or " | " that stands between the languages.
    """
    if not count_han(block.text) or not _WORD.search(block.text):
        return [block]
    if block.breaks:
        bounds = [0, *block.breaks, len(block.text)]
        pieces = _merge_pieces([block.cut(a, b) for a, b in pairwise(bounds)], block)
        if len(pieces) > 1:
            return pieces
    return list(_at_separator(block))


def _merge_pieces(pieces: list[Block], block: Block) -> list[Block]:
    """Join neighbouring pieces of one language again; [block] if the cut is not beyond doubt."""
    if block.kind is Kind.TABLE:
        pieces = [piece.cut(0, len(piece.text.rstrip("| "))) for piece in pieces]
        pieces = [piece for piece in pieces if piece.text]
        clear = {_certain_language(piece.text) for piece in pieces}
        return pieces if {Lang.ZH, Lang.EN} <= clear else [block]
    runs: list[tuple[Lang | None, int, int]] = []
    starts = [0, *block.breaks]
    for start, piece in zip(starts, pieces, strict=True):
        lang = _certain_language(piece.text)
        end = start + len(piece.text)
        if runs and (lang is None or lang is runs[-1][0]):
            runs[-1] = (runs[-1][0], runs[-1][1], end)
        else:
            runs.append((lang, start, end))
    if len(runs) < 2 or any(lang is None for lang, _, _ in runs):
        return [block]
    made = [block.cut(start, end) for _, start, end in runs]
    whole = all(_ENDED.search(piece.text) for piece in made[:-1])
    return made if whole or (len(made) == 2 and max(len(p.lines) for p in made) == 1) else [block]


def _at_separator(block: Block) -> Iterator[Block]:
    found = list(_SEPARATOR.finditer(block.text))
    if len(found) == 1:
        start, end = found[0].span()
        sides = {_certain_language(block.text[:start]), _certain_language(block.text[end:])}
        if sides == {Lang.ZH, Lang.EN}:
            yield block.cut(0, start)
            yield block.cut(end, len(block.text))
            return
    yield block


def _certain_language(text: str) -> Lang | None:
    """Return the language of a piece that is beyond doubt in one language."""
    han, latin = count_han(text), count_latin(text)
    if not han:
        return Lang.EN if _WORD.search(text) else None
    return (
        Lang.ZH if han >= 2 and han * 2 >= latin and paragraph_language(text) is Lang.ZH else None
    )


def _block_language(block: Block) -> Lang | None:
    han, latin = count_han(block.text), count_latin(block.text)
    if block.lang and (han if block.lang is Lang.ZH else latin) and han and latin < 4 * han:
        return block.lang
    return paragraph_language(block.text)


def _is_running_text(block: Block, lang: Lang) -> bool:
    """Return whether a block is a sentence or a heading, not just a name, a date or a link."""
    if block.kind is Kind.NOTE or is_byline(block.text) or "://" in block.text[:12]:
        return False
    found = parse_numbering(block.text)
    title = found[2] if found else block.text
    sure = bool(found) or block.marked or _SENTENCE.search(title) is not None
    if lang is Lang.ZH:
        return count_han(title) >= (2 if sure else 5)
    return len(_WORD.findall(title)) >= (1 if sure else 3)
