"""Subtitles: the words of the cues of SRT, WebVTT and ASS, without their numbers and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from aligncheck.document import Kind
from aligncheck.errors import ReadError
from aligncheck.read.blocks import Block, BlockBuilder, Page
from aligncheck.read.decoding import decode_text

_STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_CUE = re.compile(rf"\s*({_STAMP})\s*-->\s*{_STAMP}")
_MARKUP = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,400}\}")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
_SILENT = re.compile(r"\s*(?:NOTE|STYLE|REGION)(?:\s|$)")
_FIELDS = 10  # of an ASS event, if no Format line tells another number

Line = tuple[int, str]  # line of the file, text
Cue = tuple[str, list[Line]]  # when it begins, what is said


def read_page(raw: bytes, path: str) -> Page:
    """Read subtitles; every cue is a block, whose place is the time at which it begins.

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


def _split_cues(lines: list[str]) -> Iterator[Cue]:
    """Yield the lines of text of each cue; what stands above a cue's times is its number."""
    cue: list[Line] | None = None
    time = ""
    for number, line in enumerate(lines, start=1):
        above = lines[number - 2] if number > 1 else ""
        begun = _CUE.match(line)
        if begun:
            if cue:
                yield time, _drop_number(cue, above)
            time, cue = begun[1], []
        elif _SILENT.match(line) and not above.strip():
            if cue:
                yield time, cue
            cue = None
        elif cue is not None and line.strip():
            cue.append((number, line))
    if cue:
        yield time, cue


def _drop_number(cue: list[Line], above: str) -> list[Line]:
    """Return a cue without the number or name of the cue after it, which stands on `above`."""
    last = cue[-1]
    is_name = above.strip().isdigit() and last[1] == above
    return cue[:-1] if is_name else cue


def _split_events(lines: list[str]) -> tuple[list[Cue], int]:
    """Return the spoken events of ASS, and how many drawings there are beside them."""
    cues: list[Cue] = []
    drawings, fields, start = 0, _FIELDS, 1
    section = ""
    for number, line in enumerate(lines, start=1):
        name, _, rest = line.partition(":")
        if line.startswith("["):
            section = line.strip().lower()
        if section != "[events]":
            continue
        if name == "Format":
            names = [field.strip() for field in rest.split(",")]
            fields = len(names)
            start = names.index("Start") if "Start" in names else fields
        elif name == "Dialogue":
            values = rest.split(",", fields - 1)
            text = values[-1]
            if _DRAWING.search(text):
                drawings += 1
            else:
                parts = re.split(r"\\[Nn]", text.replace("\\h", " "))
                time = values[start].strip() if start < len(values) else ""
                cues.append((time, [(number, part) for part in parts]))
    return cues, drawings


def _make_block(cue: Cue) -> Block | None:
    pen = BlockBuilder()
    time, said = cue
    for number, text in said:
        pen.write(_MARKUP.sub("", text), number)
        pen.end_line()
    block = pen.block(Kind.BODY, marked=True)
    if block is None or not any(char.isalnum() for char in block.text):
        return None
    return replace(block, place=time)
