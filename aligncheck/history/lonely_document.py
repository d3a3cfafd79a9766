"""A document without partner: whether it is new, changed, or has lost its partner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aligncheck.history.git_repository import (
    find_merge_base,
    find_repository,
    list_changes,
    list_files,
    relate_path,
)


@dataclass(frozen=True, slots=True)
class Lack:
    """What has become of a document and its partner; `old` is a lack that was there before."""

    told: str
    old: bool


def describe_lack(there: Path, absent: str, since: str) -> Lack:
    """Say since when a document has no partner; `absent` is the path that it would have.

    The ending of `absent` may be left out. Raises UsageError where git cannot tell.
    """
    repository = find_repository(there)
    base = find_merge_base(repository, since)
    changes = list_changes(repository, base)
    before = set(list_files(repository, base))
    path, wanted = relate_path(repository, there), relate_path(repository, Path(absent))
    renamed = {change.old for change in changes.values() if change.old}
    lost = [
        name
        for name in sorted(before)
        if wanted in {name, PurePosixPath(name).with_suffix("").as_posix()}
        and (name in renamed or (name in changes and changes[name].status == "D"))
    ]
    if lost:
        verb = "renamed" if lost[0] in renamed else "deleted"
        return Lack(f"{lost[0]} was {verb} since {since}", old=False)
    if path in changes and changes[path].old:
        return Lack(f"renamed from {changes[path].old} since {since}", old=False)
    if path not in before:
        return Lack(f"new since {since}", old=False)
    if path in changes:
        return Lack(f"changed since {since}", old=False)
    return Lack(f"nor had it at {since}", old=True)
