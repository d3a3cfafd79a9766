"""Corpora of pairs, TMX or JSONL, read as a stream: memory does not grow with the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any, BinaryIO

from aligncheck.batch.batch_job import CorpusRow, Job
from aligncheck.errors import ReadError
from aligncheck.optional import require_module
from aligncheck.read.pairs_reader import parse_pair
from aligncheck.read.xml_units_reader import read_variants

AT_ONCE = 500  # pairs of a job
LONGEST = 1_000_000  # bytes of a line; a longer one is no pair of sentences


def is_corpus(path: Path) -> bool:
    """Return whether a file holds pairs as text, not the names of documents."""
    if path.suffix.lower() == ".tmx":
        return True
    first = next((row for row in _read_lines(path)), None)
    if first is None or first.error:
        return False
    named = [path.parent / first.source, path.parent / first.target]
    try:
        return not any(file.exists() for file in named) and _looks_like_text(first)
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return True


def _looks_like_text(row: CorpusRow) -> bool:
    """Return whether a row's sides are sentences and no paths that lead nowhere."""
    return any("\u3400" <= char <= "\u9fff" for char in row.source + row.target) or (
        " " in row.target.strip()
    )


def cut_corpus(path: Path, size: int = AT_ONCE) -> Iterator[Job]:
    """Yield jobs of some pairs each, in the order of the corpus.

    A pair that cannot be read is a row with its error. Raises ReadError for a file that is no
    corpus at all, MissingExtra for TMX without lxml.
    """
    rows = _read_units(path) if path.suffix.lower() == ".tmx" else _read_lines(path)
    for number in count():
        some = tuple(islice(rows, size))
        if not some:
            return
        yield Job(number, f"{some[0].name}–{some[-1].name}", rows=some)


def _read_lines(path: Path) -> Iterator[CorpusRow]:
    """Yield the rows of JSONL; blank lines are left out."""
    try:
        with path.open("rb") as file:
            lines = iter(lambda: file.readline(LONGEST), b"")
            for number, line in enumerate(lines, start=1):
                yield from _read_line(file, line, number, path)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror})") from None


def _read_line(file: BinaryIO, line: bytes, number: int, path: Path) -> Iterator[CorpusRow]:
    if len(line) == LONGEST and not line.endswith(b"\n"):
        _skip_line(file)
        yield CorpusRow(str(number), "", "", f"{path}:{number}: longer than 1 MB")
    elif line.strip():
        yield _parse_line(line, number, path)


def _skip_line(file: BinaryIO) -> None:
    """Read to the end of a line without keeping it."""
    while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass


def _parse_line(line: bytes, number: int, path: Path) -> CorpusRow:
    try:
        row = parse_pair(line.decode("utf-8-sig" if number == 1 else "utf-8"), number, str(path))
    except UnicodeDecodeError as error:
        return CorpusRow(str(number), "", "", f"{path}:{number}: not UTF-8 at byte {error.start}")
    except ReadError as error:
        return CorpusRow(str(number), "", "", str(error))
    return CorpusRow(row.id or str(number), row.source, row.target)


def _read_units(path: Path) -> Iterator[CorpusRow]:
    """Yield the units of TMX that have Chinese and English."""
    etree = require_module("lxml.etree", "docs", f"{path}: reading TMX")
    number = 0
    try:
        found = etree.iterparse(
            str(path), events=("end",), tag="{*}tu", resolve_entities=False, no_network=True,
            load_dtd=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for _, unit in found:
            number += 1
            texts, _ = read_variants(unit)
            name = unit.get("tuid") or str(number)
            zh, en = texts.get("zh", ""), texts.get("en", "")
            lack = "Chinese" if not zh.strip() else "English" if not en.strip() else ""
            told = f"{path}: unit {name} has no {lack}" if lack else ""
            yield CorpusRow(name, zh, en, told)
            _forget(unit)
    except (etree.XMLSyntaxError, OSError) as error:
        place = f"{path}: after unit {number}: " if number else f"{path}: "
        reason = " ".join(str(error).split())
        if not number:
            raise ReadError(f"{place}not TMX ({reason})") from None
        yield CorpusRow(str(number + 1), "", "", f"{place}not XML ({reason})")


def _forget(unit: Any) -> None:  # noqa: ANN401  # lxml has no types
    """Free what was read, so that the tree stays small."""
    unit.clear()
    while unit.getprevious() is not None:
        del unit.getparent()[0]
