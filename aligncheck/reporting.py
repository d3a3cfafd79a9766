"""Where reports go: which formats were asked for, files and the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligncheck import write
from aligncheck.compare import Comparison
from aligncheck.config import Config
from aligncheck.errors import CompareError, UsageError
from aligncheck.pipeline import check
from aligncheck.report import Report
from aligncheck.write import comparison as comparison_writers
from aligncheck.write import console
from aligncheck.write.comparison import console as comparison_console

STDOUT = "-"


def outputs(
    given: Sequence[str], known: Sequence[str] = tuple(write.FORMATS)
) -> list[tuple[str, str]]:
    """Read FORMAT:PATH items; raises UsageError for an unknown format or a missing path."""
    found = []
    for item in given:
        name, colon, path = item.partition(":")
        if name not in known:
            raise UsageError(f"-o {item}: unknown format {name!r}; known are {', '.join(known)}")
        if not colon or not path:
            raise UsageError(f"-o {item}: expected {name}:PATH, or {name}:- for standard output")
        found.append((name, path))
    if sum(1 for _, path in found if path == STDOUT) > 1:
        raise UsageError("-o: only one report can go to standard output")
    return found


def deliver(
    report: Report,
    wanted: Sequence[tuple[str, str]],
    folder: Path | None,
    *,
    color: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the report files, then the text summary unless another format takes stdout."""
    texts = [(write.render(report, name), path) for name, path in wanted]
    if folder is not None:
        stem = Path(report.target.path).name
        for name in ("html", "json"):
            texts.append((write.render(report, name), str(folder / f"{stem}.{name}")))
    for text, path in sorted(texts, key=lambda item: item[1] == STDOUT):
        put(text, path)
    if not any(path == STDOUT for _, path in wanted):
        console.write(report, sys.stdout, color=color, quiet=quiet, verbose=verbose)
        if folder is not None and not quiet:
            sys.stdout.write(f"report: {folder / f'{stem}.html'}\n")


def deliver_comparison(
    comparison: Comparison,
    wanted: Sequence[tuple[str, str]],
    *,
    color: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the comparison where it was asked for; text on stdout unless that is taken."""
    for name, path in wanted:
        put(comparison_writers.render(comparison, name), path)
    if not any(path == STDOUT for _, path in wanted):
        comparison_console.write(comparison, sys.stdout, color=color, quiet=quiet, verbose=verbose)


def load(path: Path, source: Path | None, config: Config) -> Report:
    """Read a report.json, or check a translation against `source`."""
    if source is None:
        if path.suffix != ".json":
            raise CompareError(
                f"{path}: give the Chinese original with --source, or two report.json"
            )
        from aligncheck.write import json

        return json.read(path)
    return check(source, path, config=replace(config, details=False))


def put(text: str, path: str) -> None:
    """Write `text` to a file, whole or not at all, or to standard output."""
    if path == STDOUT:
        sys.stdout.write(text)
    else:
        write.save_text(text, Path(path))
