"""Which documents belong together: two folders, or the patterns of the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aligncheck.config import Config
from aligncheck.errors import ConfigError, ReadError, UsageError
from aligncheck.read.file_formats import READERS

Match = tuple[tuple[tuple[str, str], ...], Path]  # what placeholders stand for, and the file
_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """A document and its translation; `name` is its path below the folders, for its reports.

    One side is None for a document without partner; `absent` is where that would be.
    """

    name: str
    source: Path | None
    target: Path | None
    absent: str = ""


def list_document_pairs(
    source: Path | None, target: Path | None, config: Config
) -> list[DocumentPair]:
    """Return the pairs of two documents, of two folders, or of the configuration.

    Raises UsageError if there is nothing to check.
    """
    if source is not None and target is not None:
        if source.is_dir() != target.is_dir():
            alone = target if source.is_dir() else source
            raise UsageError(f"{alone}: not a folder; two folders are paired by relative path")
        if source.is_dir():
            return pair_folders(source, target)
        return [DocumentPair(target.stem, source, target)]
    if source is None and config.pair:
        return pair_patterns(config.pair, Path())
    raise UsageError(
        "nothing to check: give a Chinese and an English document, two folders, or "
        "[[tool.aligncheck.pair]] with source and target in the configuration"
    )


def pair_folders(source: Path, target: Path) -> list[DocumentPair]:
    """Pair the documents of two folders by their relative paths, whatever their endings.

    Raises ReadError if neither holds a document that can be read, UsageError if two documents of
    one folder have one name.
    """
    left, right = _list_documents(source), _list_documents(target)
    if not left and not right:
        raise ReadError(f"{source}, {target}: no document that can be read in either folder")
    return [
        DocumentPair(
            name,
            left.get(name),
            right.get(name),
            f"{target if name in left else source}/{name}",
        )
        for name in sorted({*left, *right})
    ]


def _list_documents(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if hidden or not path.is_file() or path.suffix.lower() not in READERS:
            continue
        name = inside.with_suffix("").as_posix()
        if name in found:
            raise UsageError(f"{path}: {found[name]} has the same name; one of them must go")
        found[name] = path
    return found


def pair_patterns(
    patterns: Sequence[tuple[str, str]], root: Path, names: Sequence[str] | None = None
) -> list[DocumentPair]:
    """Pair documents by patterns such as `zh/{name}.md` and `en/{name}.md`, from `root`.

    A placeholder stands for a stretch of one path; the same one means the same on both sides. Two
    folders are paired by relative path.
    `names` are the files below `root`, in place of those on the disk. Raises ConfigError for
    patterns that do not share their placeholders or, on the disk, match nothing.
    """
    pairs: dict[str, DocumentPair] = {}
    for source, target in patterns:
        holes = _HOLE.findall(source)
        if sorted(holes) != sorted(_HOLE.findall(target)):
            raise ConfigError(f"pair {source} and {target}: the placeholders are not the same")
        folders = all(_is_folder(root, side, names) for side in (source, target))
        match = _match_folder if folders else _match_pattern
        left, right = (dict(match(root, side, names)) for side in (source, target))
        if not left and not right and names is None:
            raise ConfigError(f"pair {source} and {target}: no such file")
        for key in sorted({*left, *right}):
            shown = (right.get(key) or left[key]).relative_to(root)
            name = _name_below(shown.with_suffix(""))
            other = target if key in left else source
            absent = f"{other}/{key[0][1]}" if folders else _fill_holes(other, dict(key))
            pairs[name] = DocumentPair(name, left.get(key), right.get(key), absent)
    return list(pairs.values())


def _name_below(path: Path) -> str:
    """Return a path as a name that leads to no folder above."""
    return "/".join(part for part in path.parts if part not in ("..", path.anchor))


def _is_folder(root: Path, side: str, names: Sequence[str] | None) -> bool:
    if names is None:
        return (root / side).is_dir()
    return any(name.startswith(f"{side}/") for name in names)


def _match_folder(root: Path, folder: str, names: Sequence[str] | None) -> Iterator[Match]:
    """Yield the names of the documents below a folder, without their endings, and the files."""
    if names is None:
        for stem, path in _list_documents(root / folder).items():
            yield (("", stem),), path
        return
    for name in sorted(names):
        inside = PurePosixPath(name.removeprefix(f"{folder}/"))
        if inside.as_posix() != name and inside.suffix.lower() in READERS:
            yield (("", inside.with_suffix("").as_posix()),), root / name


def _match_pattern(root: Path, pattern: str, names: Sequence[str] | None) -> Iterator[Match]:
    """Yield what the placeholders of a pattern stand for, and the file."""
    parts = _HOLE.split(pattern)
    regex = "".join(
        re.escape(part) if place % 2 == 0 else f"(?P<{part}>[^/]+)"
        for place, part in enumerate(parts)
    )
    found = sorted(root.glob(_HOLE.sub("*", pattern))) if names is None else []
    there = [path.relative_to(root).as_posix() for path in found if path.is_file()]
    for name in there if names is None else sorted(names):
        match = re.fullmatch(regex, name)
        if match:
            yield tuple(sorted(match.groupdict().items())), root / name


def _fill_holes(pattern: str, words: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: words[hole[1]], pattern)
