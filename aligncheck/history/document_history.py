"""Read the earlier versions of a document and its translation out of git."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligncheck.document import Lang, Material
from aligncheck.errors import AlignCheckError
from aligncheck.history.git_repository import (
    Repository,
    find_merge_base,
    find_repository,
    is_shallow,
    list_changes,
    list_versions,
    read_files,
    relate_path,
)
from aligncheck.read import read_texts

MOST = 100  # versions of a document that are looked at
Names = tuple[str, tuple[str | None, ...]]  # a commit, and what both files are called there
SHORT = 8  # digits of a commit's hash that are shown


@dataclass(frozen=True, slots=True)
class Version:
    """The paragraphs of both sides at one commit; None for a side that was not there.

    `commit` is abbreviated.
    """

    commit: str
    source: tuple[str, ...] | None
    target: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a document and its translation, the newest first.

    `base` is the one that `since`, as the user called it, stands for; None if that was not asked.
    `notes` say where the history ends early.
    """

    versions: tuple[Version, ...]
    since: str = ""
    base: Version | None = None
    notes: tuple[str, ...] = ()


def read_history(material: Material, since: str | None) -> History:
    """Return the history of what was read; raises UsageError where git cannot tell it."""
    repository = find_repository(Path(material.target.path))
    paths = [
        relate_path(repository, Path(document.path))
        for document in (material.source, material.target)
    ]
    base = _read_base(repository, since, paths) if since else None
    found = list_versions(repository, _name_in_head(repository, paths))
    versions = _read_versions(repository, found[:MOST])
    return History(versions, since or "", base, tuple(_note_limits(repository, len(found))))


def _note_limits(repository: Repository, count: int) -> list[str]:
    notes = []
    if count > MOST:
        notes.append(f"stale translations were looked for in the last {MOST} of {count} versions")
    if is_shallow(repository):
        notes.append("this clone is shallow: older changes of the original were not looked at")
    return notes


def _name_in_head(repository: Repository, paths: list[str]) -> list[str]:
    """Return the names that files had at HEAD: a rename may not be committed yet."""
    changes = list_changes(repository, "HEAD")
    return [changes[path].old or path if path in changes else path for path in paths]


def _read_base(repository: Repository, since: str, paths: list[str]) -> Version:
    commit = find_merge_base(repository, since)
    changes = list_changes(repository, commit)
    names = tuple(changes[path].old or path if path in changes else path for path in paths)
    return _read_versions(repository, [(commit, names)])[0]


def _read_versions(repository: Repository, found: Sequence[Names]) -> tuple[Version, ...]:
    """Return the versions; what both sides were at a commit is read once for all that share it."""
    wanted = [(commit, name) for commit, names in found for name in names if name]
    raw = dict(zip(wanted, read_files(repository, wanted), strict=True))
    seen: dict[tuple[bytes, Lang | None], tuple[str, ...]] = {}
    versions = []
    for commit, names in found:
        sides: list[tuple[str, ...] | None] = []
        for name, lang in zip(names, (Lang.ZH, Lang.EN), strict=True):
            held = raw.get((commit, name)) if name else None
            if name is None or held is None:
                sides.append(None)
                continue
            key = (held, lang if names[0] == names[1] else None)
            if key not in seen:
                seen[key] = _read_paragraphs(name, *key)
            sides.append(seen[key])
        versions.append(Version(commit[:SHORT], sides[0], sides[1]))
    return tuple(versions)


def _read_paragraphs(name: str, raw: bytes, lang: Lang | None) -> tuple[str, ...]:
    """Return the paragraphs of a side; none of a version that cannot be read any more."""
    try:
        return read_texts(Path(name), raw, lang)
    except AlignCheckError:
        return ()
