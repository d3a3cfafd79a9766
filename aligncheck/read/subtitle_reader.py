"""Subtitles: the words of the cues of SRT, WebVTT and ASS, without their numbers and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from aligncheck.document import Kind
from aligncheck.errors import ReadError
from aligncheck.read.blocks import Block, BlockBuilder, Page
from aligncheck.read.decoding import decode_text

_STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_CUE = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}")
_MARKUP = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,400}\}")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
_SILENT = re.compile(r"\s*(?:NOTE|STYLE|REGION)(?:\s|$)")
_FIELDS = 10  # of an ASS event, if no Format line tells another number

Line = tuple[int, str]  # line of the file, text


def read_page(raw: bytes, path: str) -> Page:
    """Read subtitles; every cue is a block, which points to its lines in the file.

    Raises ReadError for text that holds no cue.
    """
    lines = decode_text(raw, path).split("\n")
    suffix = PurePath(path).suffix.lower()
    if suffix in (".ass", ".ssa"):
        cues, drawings = _split_events(lines)
    else:
        cues, drawings = list(_split_cues(lines)), 0
    if not cues:
        raise ReadError(f"{path}: no cue in it; a cue begins with its times, such as "
                        "00:00:01,000 --> 00:00:02,500")  # fmt: skip
    blocks = [block for cue in cues if (block := _make_block(cue)) is not None]
    notes = (f"drawings left out: {drawings}",) if drawings else ()
    return Page("subtitles", tuple(blocks), notes)


def _split_cues(lines: list[str]) -> Iterator[list[Line]]:
    """Yield the lines of text of each cue; what stands above a cue's times is its number."""
    cue: list[Line] | None = None
    for number, line in enumerate(lines, start=1):
        above = lines[number - 2] if number > 1 else ""
        if _CUE.match(line):
            if cue:
                yield _drop_number(cue, above)
            cue = []
        elif _SILENT.match(line) and not above.strip():
            if cue:
                yield cue
            cue = None
        elif cue is not None and line.strip():
            cue.append((number, line))
    if cue:
        yield cue


def _drop_number(cue: list[Line], above: str) -> list[Line]:
    """Return a cue without the number or name of the cue after it, which stands on `above`."""
    last = cue[-1]
    is_name = above.strip().isdigit() and last[1] == above
    return cue[:-1] if is_name else cue


def _split_events(lines: list[str]) -> tuple[list[list[Line]], int]:
    """Return the spoken events of ASS, and how many drawings there are beside them."""
    cues: list[list[Line]] = []
    drawings, fields = 0, _FIELDS
    section = ""
    for number, line in enumerate(lines, start=1):
        name, _, rest = line.partition(":")
        if line.startswith("["):
            section = line.strip().lower()
        if section != "[events]":
            continue
        if name == "Format":
            fields = len(rest.split(","))
        elif name == "Dialogue":
            text = rest.split(",", fields - 1)[-1]
            if _DRAWING.search(text):
                drawings += 1
            else:
                parts = re.split(r"\\[Nn]", text.replace("\\h", " "))
                cues.append([(number, part) for part in parts])
    return cues, drawings


def _make_block(cue: list[Line]) -> Block | None:
    pen = BlockBuilder()
    for number, text in cue:
        pen.write(_MARKUP.sub("", text), number)
        pen.end_line()
    block = pen.block(Kind.BODY, marked=True)
    if block is None or not any(char.isalnum() for char in block.text):
        return None
    return block
