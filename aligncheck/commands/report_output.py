"""Where reports go: which formats were asked for, files and the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from aligncheck import write
from aligncheck.comparison.comparison import Comparison
from aligncheck.config import Config
from aligncheck.errors import CompareError, UsageError
from aligncheck.pipeline import check
from aligncheck.report import Report
from aligncheck.write import comparison_text as comparison_console
from aligncheck.write import report_text
from aligncheck.write.registry import list_formats

STDOUT = "-"


def parse_outputs(
    given: Sequence[str], known: Sequence[str] = list_formats("report")
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


def add_stdout_text(wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Add text on standard output unless a report goes there."""
    taken = any(path == STDOUT for _, path in wanted)
    return [*wanted] if taken else [*wanted, ("text", STDOUT)]


def check_outputs(
    wanted: Sequence[tuple[str, str]],
    folder: Path | None = None,
    *,
    inputs: Iterable[Path | str | None] = (),
    stem: str = "",
) -> None:
    """Raise UsageError if a report could not be written, before time is spent on it.

    Neither can two reports go to one file, nor one in the place of what is read: `inputs` are all
    files of this run that must stay. `stem` names the reports of `folder`.
    """
    paths = [Path(path) for _, path in wanted if path != STDOUT]
    given = {Path(path).resolve() for path in inputs if path is not None}
    if folder is not None and stem:
        _check_report_files(folder, stem, given)
    for number, path in enumerate(paths):
        if path.resolve() in given:
            raise UsageError(f"-o {path}: is an input; a report would take its place")
        if path.resolve() in {other.resolve() for other in paths[:number]}:
            raise UsageError(f"-o {path}: given twice; each report needs a file of its own")
        if path.is_dir():
            raise UsageError(f"-o {path}: a directory; give the name of a file")
        _check_writable(path, path, "choose another path")
    if folder is not None:
        _check_writable(folder, folder / "report", "choose another --report-dir, or --no-report")


def _check_report_files(folder: Path, stem: str, given: set[Path]) -> None:
    for path in (folder / f"{stem}.html", folder / f"{stem}.json"):
        if path.resolve() in given:
            raise UsageError(
                f"{path}: is an input; a report would take its place; choose another --report-dir,"
                " or --no-report"
            )


def _check_writable(named: Path, path: Path, remedy: str) -> None:
    """Raise UsageError naming `named` if no file can be made at `path`."""
    if path.exists():
        return
    above = next(parent for parent in path.resolve().parents if parent.exists())
    if not above.is_dir():
        raise UsageError(f"{named}: cannot be written ({above.name} is not a directory); {remedy}")
    if not os.access(above, os.W_OK):
        raise UsageError(f"{named}: cannot be written (permission denied); {remedy}")


def deliver_report(
    report: Report,
    wanted: Sequence[tuple[str, str]],
    folder: Path | None,
    *,
    color: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the report files, then the text summary unless another format takes stdout."""
    texts = [(write.render_report(report, name), path) for name, path in wanted]
    if folder is not None:
        stem = Path(report.target.path).name
        for name in ("html", "json"):
            texts.append((write.render_report(report, name), str(folder / f"{stem}.{name}")))
    for text, path in sorted(texts, key=lambda item: item[1] == STDOUT):
        write_output(text, path)
    if not any(path == STDOUT for _, path in wanted):
        report_text.write(report, sys.stdout, color=color, quiet=quiet, verbose=verbose)
        if folder is not None and not quiet:
            page = report_text.strip_controls(str(folder / f"{stem}.html"))
            sys.stdout.write(f"report: {page}\n")


def deliver_comparison(
    comparison: Comparison,
    wanted: Sequence[tuple[str, str]],
    *,
    color: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the comparison where it was asked for; text on stdout unless that is taken."""
    texts = [(write.render_comparison(comparison, name), path) for name, path in wanted]
    for text, path in sorted(texts, key=lambda item: item[1] == STDOUT):
        write_output(text, path)
    if not any(path == STDOUT for _, path in wanted):
        comparison_console.write(comparison, sys.stdout, color=color, quiet=quiet, verbose=verbose)


def load_report(path: Path, source: Path | None, config: Config) -> Report:
    """Read a report.json; check anything else against `source`."""
    if path.suffix == ".json":
        from aligncheck.write import report_json

        return report_json.read_report(path)
    if source is None:
        raise CompareError(f"{path}: give the Chinese original with --source, or two report.json")
    return check(source, path, config=replace(config, details=False))


def write_output(text: str, path: str) -> None:
    """Write `text` to a file, whole or not at all, or to standard output."""
    if path == STDOUT:
        sys.stdout.write(text)
    else:
        write.save_text(text, Path(path))
