"""Find in a folder what looks like originals and their translations, and what goes with them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from aligncheck.document import Lang
from aligncheck.errors import AlignCheckError
from aligncheck.file_bytes import read_limited
from aligncheck.read.decoding import decode_text
from aligncheck.read.file_formats import READERS
from aligncheck.read.language_identification import dominant_language

DEEPEST = 4  # folders below the one that is looked through
MOST_FOLDERS = 2_000
SAMPLE = 5  # documents of a pairing whose language is looked at
_ZH = r"zh|zh[-_](?:cn|hans|hant|tw|hk)|cn|chinese|中文|原文"
_EN = r"en|en[-_](?:us|gb)|english|英文|译文"
_ZH_FOLDER, _EN_FOLDER = re.compile(_ZH, re.I), re.compile(_EN, re.I)
_MARKED = re.compile(rf"(?P<stem>.+?)(?P<mark>[._-](?:(?P<zh>{_ZH})|{_EN}))(?P<end>\.\w+)", re.I)
_LEFT_OUT = frozenset("node_modules venv site-packages dist build reports __pycache__".split())
_KEPT = {
    "decisions": "decisions.jsonl",
    "baseline": "aligncheck-baseline.jsonl",
    "glossary": "glossary",
}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Patterns of originals and translations for `[[pair]]`, and how many documents they pair."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a folder holds: pairings, and the files that settings name, by setting."""

    pairings: tuple[Pairing, ...]
    kept: dict[str, str]


def explore_folder(folder: Path) -> Discovery:
    """Return what looks like pairs of documents in `folder`, by the names of folders and files.

    A side that is written in the other language is none: the beginnings of some files are read.
    """
    names = {path: sorted(files) for path, files in _walk_folders(folder)}
    pairings = [*_pair_folders(folder, names), *_pair_marked_files(folder, names)]
    kept: dict[str, str] = {}
    for name in sorted(entry.name for entry in folder.iterdir() if entry.is_file()):
        for setting, start in _KEPT.items():
            fits = name == start or (setting == "glossary" and Path(name).stem == start)
            if fits and Path(name).suffix in (".jsonl", ".csv", ".tsv", ".tbx"):
                kept.setdefault(setting, name)
    return Discovery(tuple(pairings), kept)


def _walk_folders(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield each folder with the names of its documents, a few folders deep."""
    for seen, (top, below, files) in enumerate(os.walk(folder)):
        if seen == MOST_FOLDERS:
            return
        path = Path(top)
        depth = len(path.relative_to(folder).parts)
        below[:] = sorted(
            name
            for name in below
            if depth < DEEPEST and not name.startswith(".") and name not in _LEFT_OUT
        )
        known = [name for name in files if Path(name).suffix.lower() in READERS]
        yield path, [name for name in known if name.isprintable()]


def _pair_folders(root: Path, names: dict[Path, list[str]]) -> Iterator[Pairing]:
    """Yield folders such as `zh` and `en` side by side that share names of documents."""
    for left in names:
        if not _ZH_FOLDER.fullmatch(left.name) or left == root:
            continue
        for right in (path for path in names if path.parent == left.parent):
            if _EN_FOLDER.fullmatch(right.name):
                shared = _list_stems(left, names) & _list_stems(right, names)
                sides = [
                    [path for path in _list_files(side, names) if _stem(path, side) in shared]
                    for side in (left, right)
                ]
                if shared and _speaks(sides[0], Lang.ZH) and _speaks(sides[1], Lang.EN):
                    yield Pairing(_relate(left, root), _relate(right, root), len(shared))


def _list_files(folder: Path, names: dict[Path, list[str]]) -> list[Path]:
    return [p / name for p in names if p.is_relative_to(folder) for name in names[p]]


def _list_stems(folder: Path, names: dict[Path, list[str]]) -> set[str]:
    return {_stem(path, folder) for path in _list_files(folder, names)}


def _stem(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _pair_marked_files(root: Path, names: dict[Path, list[str]]) -> Iterator[Pairing]:
    """Yield files such as `talk.zh.md` with `talk.en.md`, or with `talk.md`, side by side."""
    for folder, files in names.items():
        patterns: dict[tuple[str, str], list[tuple[str, str]]] = {}
        originals = [found for found in map(_MARKED.fullmatch, files) if found and found["zh"]]
        for found, other in product(originals, files):
            name, partner = found.string, _MARKED.fullmatch(other)
            if partner and not partner["zh"] and partner["stem"] == found["stem"]:
                key = (found["mark"] + found["end"], partner["mark"] + partner["end"])
                patterns.setdefault(key, []).append((name, other))
            elif other == found["stem"] + found["end"]:  # no pattern: all files would fit it
                yield from _make_pairings(root, folder, (name, other), [(name, other)])
        for ends, pairs in patterns.items():
            shown = ("{name}" + ends[0], "{name}" + ends[1])
            yield from _make_pairings(root, folder, shown, pairs)


def _make_pairings(
    root: Path, folder: Path, shown: tuple[str, str], pairs: list[tuple[str, str]]
) -> Iterator[Pairing]:
    left, right = ([folder / pair[side] for pair in pairs] for side in (0, 1))
    if _speaks(left, Lang.ZH) and _speaks(right, Lang.EN):
        source, target = (_relate(folder / name, root) for name in shown)
        yield Pairing(source, target, len(pairs))


def _relate(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _speaks(paths: list[Path], lang: Lang) -> bool:
    """Return whether most of the first documents are in `lang`; those of no language may be."""
    votes = [_guess_language(path) for path in paths[:SAMPLE]]
    return votes.count(lang) >= sum(vote not in (lang, None) for vote in votes)


def _guess_language(path: Path) -> Lang | None:
    try:
        text = decode_text(read_limited(path, 2**26), str(path))
    except (AlignCheckError, OSError):
        return None
    return dominant_language([text[:20_000]])
