"""Refuse, before time is spent, what could not be written or would take the place of an input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from aligncheck.config import Config, find_config
from aligncheck.errors import UsageError

STDOUT = "-"


def list_inputs(config: Config, *paths: Path | None) -> list[Path]:
    """Return all files that a run with these settings reads: `paths` and what the settings name."""
    named = (config.decisions, config.baseline, config.alignment, config.glossary)
    found = find_config(None, Path.cwd())
    return [Path(path) for path in (*paths, *named, found) if path is not None]


def name_reports(name: str) -> tuple[str, str]:
    """Return the names of the two reports of a document, below the folder of reports."""
    return f"{name}.html", f"{name}.json"


def check_outputs(
    wanted: Sequence[tuple[str, str]],
    folder: Path | None = None,
    *,
    inputs: Iterable[Path | str | None] = (),
    reports: Iterable[str] = (),
) -> None:
    """Raise UsageError if a report could not be written, before time is spent on it.

    Neither can two reports go to one file, nor one in the place of what is read: `inputs` are all
    files of this run that must stay. `reports` are names below `folder` that will be written.
    """
    paths = [Path(path) for _, path in wanted if path != STDOUT]
    given = {_real_path(path) for path in inputs if path is not None}
    for path in [folder / name for name in reports] if folder is not None else []:
        if _is_given(path, given):
            raise UsageError(
                f"{path}: is an input; a report would take its place; choose another "
                "--report-dir, or --no-report"
            )
    for number, path in enumerate(paths):
        if _is_given(path, given):
            raise UsageError(f"-o {path}: is an input; a report would take its place")
        if _real_path(path) in map(_real_path, paths[:number]):
            raise UsageError(f"-o {path}: given twice; each report needs a file of its own")
        if os.path.isdir(path):
            raise UsageError(f"-o {path}: a directory; give the name of a file")
        _require_writable(path, path, "choose another path")
    if folder is not None:
        _require_writable(folder, folder / "report", "choose another --report-dir, or --no-report")


def _real_path(path: Path | str) -> str:
    """Return the path with its links followed; a loop of links stays as it is."""
    return os.path.realpath(path)


def _is_given(path: Path, given: set[str]) -> bool:
    """Return whether `path` is one of the files `given`, also by another of its names."""
    if _real_path(path) in given:
        return True
    try:
        mine = os.stat(path)
    except (OSError, ValueError):
        return False
    if mine.st_nlink < 2:  # no second name
        return False
    return any(_is_same(mine, other) for other in given)


def _is_same(mine: os.stat_result, other: str) -> bool:
    try:
        return os.path.samestat(mine, os.stat(other))
    except (OSError, ValueError):
        return False


def _require_writable(named: Path, path: Path, remedy: str) -> None:
    """Raise UsageError naming `named` if no file can be made at `path`."""
    try:
        if path.exists():
            return
        path.parent.resolve()  # a loop of links
        above = next(p for p in Path(os.path.realpath(path)).parents if p.exists())
    except (OSError, RuntimeError) as error:  # a name that is too long, links in a circle
        reason = getattr(error, "strerror", None) or "links that lead in a circle"
        raise UsageError(f"{named}: cannot be written ({reason}); {remedy}") from None
    if not above.is_dir():
        raise UsageError(f"{named}: cannot be written ({above.name} is not a directory); {remedy}")
    if not os.access(above, os.W_OK):
        raise UsageError(f"{named}: cannot be written (permission denied); {remedy}")
