"""Ask git, by its own command: revisions, files at a revision, what changed, histories of files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligncheck.errors import UsageError

_QUIET = ("-c", "core.quotepath=off", "-c", "log.showSignature=false", "-c", "color.ui=false")
_OF_HOOKS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE"}  # set inside of hooks
_DEEPEN = (
    "fetch the whole history (`git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout)"
)


@dataclass(frozen=True, slots=True)
class Repository:
    """A working copy; `root` is its top folder."""

    root: Path


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of a file: `status` is A, M, D or R; paths are from the root, `old` for R."""

    status: str
    path: str
    old: str = ""


def find_repository(place: Path) -> Repository:
    """Return the repository that holds a file or a folder; raises UsageError if none does."""
    folder = place if place.is_dir() else place.parent
    done = _call_git(folder, ["rev-parse", "--show-toplevel"])
    if done.returncode:
        raise UsageError(f"{place}: lies in no git repository that can be read ({_say(done)})")
    return Repository(Path(os.fsdecode(done.stdout).rstrip("\n")))


def relate_path(repository: Repository, path: Path) -> str:
    """Return a path from the root, with slashes; raises UsageError for one outside."""
    try:
        return path.resolve().relative_to(repository.root.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{path}: lies outside the repository {repository.root}") from None


def resolve_revision(repository: Repository, name: str) -> str:
    """Return the full hash of a commit; raises UsageError for a name that git does not know."""
    arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    done = _call_git(repository.root, arguments)
    if done.returncode:
        hint = f"; this clone is shallow: {_DEEPEN}" if is_shallow(repository) else ""
        raise UsageError(f"{name}: no commit, branch or tag of {repository.root.name}{hint}")
    return done.stdout.decode().strip()


def find_merge_base(repository: Repository, name: str) -> str:
    """Return the commit from which the work of HEAD went on, as seen from `name`.

    Raises UsageError where it cannot be known, as in a shallow clone.
    """
    commit = resolve_revision(repository, name)
    done = _call_git(repository.root, ["merge-base", commit, "HEAD"])
    if done.returncode == 0:
        return done.stdout.decode().strip()
    if is_shallow(repository):
        raise UsageError(f"{name}: this clone is shallow and does not reach back there; {_DEEPEN}")
    raise UsageError(f"{name}: has no commit in common with HEAD ({_say(done)})")


def is_shallow(repository: Repository) -> bool:
    """Return whether the history of the clone was cut off."""
    done = _call_git(repository.root, ["rev-parse", "--is-shallow-repository"])
    return done.stdout.strip() == b"true"


def read_file(repository: Repository, commit: str, path: str) -> bytes | None:
    """Return a file as it was at a commit; None if it was not there."""
    done = _call_git(repository.root, ["cat-file", "blob", f"{commit}:{path}"])
    return None if done.returncode else done.stdout


def read_files(repository: Repository, wanted: Sequence[tuple[str, str]]) -> list[bytes | None]:
    """Return files as they were, each at a commit; None for one that was not there.

    One process reads all of them, which a history of many versions needs.
    """
    asked = [f"{commit}:{path}" for commit, path in wanted if "\n" not in path]
    lines = "".join(f"{name}\n" for name in asked)
    out = _require_git(repository, ["cat-file", "--batch"], os.fsencode(lines))
    found: dict[str, bytes | None] = {}
    at = 0
    for name in asked:
        end = out.index(b"\n", at)
        head = out[at:end].split()
        size = int(head[2]) if len(head) == 3 and head[1] == b"blob" else None
        found[name] = None if size is None else out[end + 1 : end + 1 + size]
        at = end + 1 if size is None else end + 2 + size
    return [found.get(f"{commit}:{path}") for commit, path in wanted]


def list_files(repository: Repository, commit: str) -> list[str]:
    """Return the paths of all files of a commit, from the root."""
    done = _require_git(repository, ["ls-tree", "-r", "-z", "--name-only", commit])
    return [os.fsdecode(name) for name in done.split(b"\0") if name]


def list_changes(
    repository: Repository, old: str, new: str | None = None
) -> Mapping[str, FileChange]:
    """Return what changed from a commit to another, or to the working copy, by path.

    Files that git does not track are in no commit and so in no change.
    """
    ends = [old] if new is None else [old, new]
    out = _require_git(
        repository, ["diff", "--no-ext-diff", "--name-status", "-M", "-z", *ends, "--"]
    )
    return {change.path: change for change in _parse_changes(out)}


def list_versions(
    repository: Repository, paths: Sequence[str]
) -> list[tuple[str, tuple[str | None, ...]]]:
    """Return the commits that touched one of the files, newest first, renames followed.

    With each come the names that the files had there, None for one that was not there yet.
    """
    histories = [_follow_file(repository, path) for path in paths]
    names = sorted({change.path for held in histories for change in held.values()})
    if not names:
        return []
    out = _require_git(repository, ["rev-list", "--topo-order", "HEAD", "--", *names])
    known = {commit for held in histories for commit in held}
    current: list[str | None] = [
        path if held else None for path, held in zip(paths, histories, strict=True)
    ]
    versions: list[tuple[str, tuple[str | None, ...]]] = []
    for commit in (commit for commit in out.decode().split() if commit in known):
        changes = [held.get(commit) for held in histories]
        here = [
            change.path if change else name for change, name in zip(changes, current, strict=True)
        ]
        versions.append((commit, tuple(here)))
        current = [
            _name_before(change) if change else name
            for change, name in zip(changes, here, strict=True)
        ]
    return versions


def _name_before(change: FileChange) -> str | None:
    return None if change.status == "A" else change.old or change.path


def _follow_file(repository: Repository, path: str) -> dict[str, FileChange]:
    """Return the change that each commit made to a file, newest first."""
    arguments = ["log", "--topo-order", "--follow", "--format=%x01%H", "--no-ext-diff"]
    out = _call_git(repository.root, [*arguments, "--name-status", "-M", "-z", "--", path])
    found: dict[str, FileChange] = {}
    for part in out.stdout.split(b"\1")[1:]:
        commit, _, rest = part.partition(b"\0")
        changes = list(_parse_changes(rest.lstrip(b"\n")))
        if changes:
            found[commit.decode()] = changes[0]
        if changes and changes[0].status == "A":  # git goes on with what it was copied from
            break
    return found


def _parse_changes(out: bytes) -> Iterator[FileChange]:
    fields = [os.fsdecode(field) for field in out.split(b"\0") if field]
    at = 0
    while at + 1 < len(fields):
        status = fields[at][:1]
        if status in {"R", "C"}:
            old, path = fields[at + 1 : at + 3]
            yield FileChange("R" if status == "R" else "A", path, old if status == "R" else "")
            at += 3
        else:
            yield FileChange("M" if status == "T" else status, fields[at + 1])
            at += 2


def _require_git(
    repository: Repository, arguments: Sequence[str], given: bytes | None = None
) -> bytes:
    done = _call_git(repository.root, arguments, given)
    if done.returncode:
        raise UsageError(f"git {arguments[0]} failed in {repository.root.name} ({_say(done)})")
    return done.stdout


def _call_git(
    folder: Path, arguments: Sequence[str], given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder with `given` on its standard input, which is empty otherwise."""
    held = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    environment = {**held, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell
            ["git", *_QUIET, *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            env=environment,
            input=given or b"",
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder") from None
        raise UsageError("git is not installed; revisions need it") from None


def _say(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line that git said."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"git exits {done.returncode}"
