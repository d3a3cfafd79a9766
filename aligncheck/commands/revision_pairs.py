"""Compare the documents that the configuration names, as they are at two git revisions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from aligncheck.commands.document_pairs import DocumentPair, pair_patterns
from aligncheck.comparison.comparison import Comparison, compare
from aligncheck.config import Config
from aligncheck.errors import AlignCheckError, ReadError, UsageError
from aligncheck.findings.grading import build_summary
from aligncheck.history.git_repository import (
    FileChange,
    Repository,
    find_repository,
    list_changes,
    list_files,
    read_file,
    relate_path,
    resolve_revision,
)
from aligncheck.pipeline import check_material
from aligncheck.read import read_material
from aligncheck.report import Report


@dataclass(frozen=True, slots=True)
class RevisionPair:
    """A document at both revisions, None where it is not there; `changed` if it differs."""

    name: str
    old: DocumentPair | None
    new: DocumentPair | None
    changed: bool = True


@dataclass(frozen=True, slots=True)
class ComparedDocument:
    """What came of a document: its comparison, or a line on why there is none.

    `code` is what the line alone would exit with; "unchanged" documents were not checked.
    """

    name: str
    comparison: Comparison | None
    told: str = ""
    code: int = 0


@dataclass(frozen=True, slots=True)
class _Revisions:
    """The repository, and the two commits; None for the working copy."""

    repository: Repository
    old: str
    new: str | None


def compare_revisions(old: str, new: str | None, config: Config) -> Iterator[ComparedDocument]:
    """Yield what became of each document from `old` to `new`, the working copy if that is None.

    Raises UsageError where the configuration names no pairs, or git does not know a revision.
    """
    if not config.pair:
        raise UsageError(
            f"{old}: no such file; to compare git revisions, name the documents by "
            "[[tool.aligncheck.pair]] with source and target in the configuration"
        )
    repository = find_repository(Path.cwd())
    try:
        commits = [resolve_revision(repository, name) for name in (old, new) if name is not None]
    except UsageError as error:
        raise UsageError(f"no such file, and as a git revision {error}") from None
    ends = _Revisions(repository, commits[0], commits[1] if new is not None else None)
    plain = replace(config, details=False, since=None, stale=False, baseline=None)
    pairs = list_revision_pairs(ends, plain)
    if not pairs:
        raise UsageError(f"{old}: no document that the configuration names, at neither revision")
    return _compare_all(pairs, ends, plain)


def _compare_all(
    pairs: Sequence[RevisionPair], ends: _Revisions, config: Config
) -> Iterator[ComparedDocument]:
    workers = min(os.cpu_count() or 1, sum(pair.changed for pair in pairs))
    if workers < 2:
        yield from (compare_document(pair, ends, config) for pair in pairs)
        return
    count = len(pairs)
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(compare_document, pairs, [ends] * count, [config] * count)


def list_revision_pairs(ends: _Revisions, config: Config) -> list[RevisionPair]:
    """Return the documents of both revisions, renamed ones as one, in the order of their names."""
    changes = list_changes(ends.repository, ends.old, ends.new)
    before = _list_pairs(ends.repository, ends.old, config)
    after = _list_pairs(ends.repository, ends.new, config)
    prefix = _prefix(ends.repository)
    by_path = {path: pair for pair in before for path in (pair.source, pair.target) if path}
    there = set(list_files(ends.repository, ends.old))
    found: list[RevisionPair] = []
    taken: set[str] = set()
    for pair in after:
        old = _find_earlier(pair, by_path, changes, prefix)
        if old is not None:
            taken.add(old.name)
        differs = (
            old is None or _differs(pair, changes, there, prefix) or _sides(old) != _sides(pair)
        )
        found.append(RevisionPair(pair.name, old, pair, differs))
    gone = [RevisionPair(pair.name, pair, None) for pair in before if pair.name not in taken]
    return sorted([*found, *gone], key=lambda item: item.name)


def _sides(pair: DocumentPair) -> tuple[bool, bool]:
    return pair.source is not None, pair.target is not None


def _prefix(repository: Repository) -> str:
    inside = relate_path(repository, Path.cwd())
    return "" if inside == "." else f"{inside}/"


def _list_pairs(repository: Repository, commit: str | None, config: Config) -> list[DocumentPair]:
    if commit is None:
        return pair_patterns(config.pair, Path())
    prefix = _prefix(repository)
    names = [
        name.removeprefix(prefix)
        for name in list_files(repository, commit)
        if name.startswith(prefix)
    ]
    return pair_patterns(config.pair, Path(), names)


def _find_earlier(
    pair: DocumentPair,
    before: Mapping[Path, DocumentPair],
    changes: Mapping[str, FileChange],
    prefix: str,
) -> DocumentPair | None:
    """Return the pair that either side of a pair was before, under the name it had then."""
    for path in (pair.target, pair.source):
        if path is None:
            continue
        change = changes.get(prefix + path.as_posix())
        name = change.old.removeprefix(prefix) if change and change.old else path.as_posix()
        if Path(name) in before:
            return before[Path(name)]
    return None


def _differs(
    pair: DocumentPair, changes: Mapping[str, FileChange], there: set[str], prefix: str
) -> bool:
    names = [prefix + path.as_posix() for path in (pair.source, pair.target) if path]
    return any(name in changes or name not in there for name in names)


def compare_document(pair: RevisionPair, ends: _Revisions, config: Config) -> ComparedDocument:
    """Compare a document; one that cannot be checked is an outcome, too."""
    if not pair.changed:
        return ComparedDocument(pair.name, None, "unchanged")
    if pair.new is None:
        return ComparedDocument(pair.name, None, "deleted")
    if pair.new.source is None or pair.new.target is None:
        return _describe_lonely(pair.name, pair.old, pair.new)
    try:
        after = _check_at(ends, ends.new, pair.new.source, pair.new.target, config)
        before = _check_before(pair.old, ends, config) or _empty_report(after, config)
        return ComparedDocument(pair.name, compare(before, after, source_changed=True))
    except AlignCheckError as error:
        return ComparedDocument(pair.name, None, str(error), 2)


def _describe_lonely(name: str, old: DocumentPair | None, new: DocumentPair) -> ComparedDocument:
    side = "translation" if new.target is None else "original"
    told = f"{new.source or new.target}: has no {side}"
    if old is None:
        return ComparedDocument(name, None, f"{told}, new", 1)
    had = old.target if new.target is None else old.source
    if had is None:
        return ComparedDocument(name, None, f"{told}, as before", 0)
    return ComparedDocument(name, None, f"{told} any more", 1)


def _check_before(old: DocumentPair | None, ends: _Revisions, config: Config) -> Report | None:
    if old is None or old.source is None or old.target is None:
        return None
    return _check_at(ends, ends.old, old.source, old.target, config)


def _check_at(
    ends: _Revisions, commit: str | None, source: Path, target: Path, config: Config
) -> Report:
    """Check two documents as they are at a commit, or in the working copy."""
    if commit is None:
        return check_material(read_material([source, target], config.reading), config)
    prefix = _prefix(ends.repository)

    def load(path: Path) -> bytes:
        raw = read_file(ends.repository, commit, prefix + path.as_posix())
        if raw is None:
            raise ReadError(f"{path}: not in {commit[:8]}")
        return raw

    return check_material(read_material([source, target], config.reading, load=load), config)


def _empty_report(report: Report, config: Config) -> Report:
    """Return the report on a document that was not there yet."""
    return replace(
        report,
        target=replace(report.target, sha256="", paragraphs=0),
        summary=build_summary((), (), config),
        pairs=(),
        findings=(),
        notes=(),
    )
