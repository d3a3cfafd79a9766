"""The documents of a manifest or of a folder, as jobs: the longest first, whatever their number.

A manifest is JSONL: {"id": …, "source": PATH, "target": PATH} a line, paths from its own folder. In
a folder NAME.zh.EXT goes with NAME.en.EXT, zh/NAME.EXT with en/NAME.EXT, and in a folder of two
files the one that ends in .zh.EXT with the one that ends in .en.EXT; every other file that holds
both languages by its format (JSONL, TMX, XLIFF, PO) is a document of its own.
"""

from __future__ import annotations

import json
import os
import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from aligncheck.batch.batch_job import Job
from aligncheck.errors import ReadError
from aligncheck.read.file_formats import READERS

BOTH = frozenset({".jsonl", ".tmx", ".xliff", ".xlf", ".sdlxliff", ".mqxliff", ".po"})
LONGEST = 1_000_000  # bytes of a line of the manifest
_LANGUAGE = re.compile(r"(?:(?P<name>.*)[._-])?(?P<lang>zh|en)(?:[-_]\w+)?", re.I)


class NamedFiles(NamedTuple):
    """A document of a folder: its name, and its files from that folder on."""

    name: str
    files: tuple[str, ...]
    error: str = ""


class JobList:
    """Documents in the order of their list; `run_order` has the longest first."""

    def __init__(self, root: Path, listed: Manifest | list[NamedFiles]) -> None:
        self.root = root
        self.listed = listed
        sizes = array("q", (self[number].size for number in range(len(listed))))
        self.run_order = sorted(range(len(sizes)), key=lambda number: (-sizes[number], number))

    def __len__(self) -> int:
        return len(self.listed)

    def __getitem__(self, number: int) -> Job:
        """Return the job that stands at a place of the list, with the size of its files now."""
        name, shown, error = self.listed[number]
        files = tuple(os.path.abspath(self.root / file) for file in shown)
        stamps, size = [], 0
        for file in files:
            try:
                found = os.stat(file)
            except (OSError, ValueError):
                continue  # said when it is read
            stamps.append(f"{found.st_size}:{found.st_mtime_ns}")
            size += found.st_size
        return Job(number, name, files, shown, (), error, size, " ".join(stamps))

    def __iter__(self) -> Iterator[Job]:
        """Yield the jobs, the longest documents first: they would hold up the end."""
        return (self[number] for number in self.run_order)


class Manifest:
    """Lines of a manifest, read where they stand: only their places are held."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.starts = array("q")
        try:
            with path.open("rb") as file:
                at = 0
                for line in file:
                    if line.strip():
                        self.starts.append(at)
                    at += len(line)
        except OSError as error:
            raise ReadError(f"{path}: cannot be read ({error.strerror})") from None
        if not self.starts:
            raise ReadError(f"{path}: names no document")

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> NamedFiles:
        with self.path.open("rb") as file:
            file.seek(self.starts[number])
            line = file.readline(LONGEST)
        place = f"{self.path}: document {number + 1}"
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return NamedFiles(str(number + 1), (), f"{place}: not a JSON object")
        if not isinstance(row, dict) or not isinstance(row.get("source"), str):
            return NamedFiles(str(number + 1), (), f'{place}: no "source" with a path')
        name = row.get("id", number + 1)
        files = [row["source"]] + ([row["target"]] if row.get("target") is not None else [])
        if not all(isinstance(file, str) for file in files):
            return NamedFiles(str(name), (), f'{place}: "target" must be a path')
        return NamedFiles(str(name), tuple(files))


def list_jobs(path: Path) -> JobList:
    """Return the documents of a manifest or folder; raises ReadError if there are none."""
    if not path.is_dir():
        return JobList(path.parent, Manifest(path))
    listed = sorted(_pair_files(path))
    if not listed:
        raise ReadError(f"{path}: no document and translation in this folder that can be read")
    return JobList(path, listed)


def _pair_files(folder: Path) -> Iterator[NamedFiles]:
    """Yield the documents of a folder, those that have no partner with an error."""
    sides: dict[str, dict[str, str]] = {}
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not file.is_file():
            continue
        if file.suffix.lower() not in READERS:
            continue
        named = _name_side(inside)
        if named is not None:
            sides.setdefault(named[0], {}).setdefault(named[1], inside.as_posix())
        elif file.suffix.lower() in BOTH:
            yield NamedFiles(inside.with_suffix("").as_posix(), (inside.as_posix(),))
    for name, files in _join_halves(sides).items():
        if len(files) == 2:
            yield NamedFiles(name, (files["zh"], files["en"]))
        else:
            [(lang, alone)] = files.items()
            lack = "translation" if lang == "zh" else "original"
            yield NamedFiles(name, (alone,), f"{alone}: has no {lack}")


def _name_side(inside: Path) -> tuple[str, str] | None:
    """Return the name of a document and the language by a file's name or its topmost folder."""
    found = _LANGUAGE.fullmatch(inside.stem)
    if found is not None:
        return (inside.parent / (found["name"] or "")).as_posix(), found["lang"].lower()
    top = inside.parts[0].lower()
    if len(inside.parts) > 1 and top in ("zh", "en"):
        return inside.with_suffix("").relative_to(inside.parts[0]).as_posix(), top
    return None


def _join_halves(sides: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Return the documents by name; two halves that are alone in their folder are one document."""
    alone: dict[str, list[str]] = {}
    for name, files in sides.items():
        if len(files) == 1:
            alone.setdefault(os.path.dirname(name), []).append(name)
    joined = dict(sides)
    for folder, names in alone.items():
        both = {lang: file for name in names for lang, file in sides[name].items()}
        if folder and len(names) == len(both) == 2:
            for name in names:
                del joined[name]
            joined[folder] = both
    return joined
