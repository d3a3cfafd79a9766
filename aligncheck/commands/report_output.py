"""Where reports go: which formats were asked for, files and the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from aligncheck import write
from aligncheck.commands.output_guard import STDOUT, check_outputs
from aligncheck.comparison.comparison import Comparison
from aligncheck.errors import UsageError
from aligncheck.report import Report
from aligncheck.write import comparison_text as comparison_console
from aligncheck.write import report_text
from aligncheck.write.registry import list_formats

__all__ = [
    "STDOUT",
    "add_stdout_text",
    "check_outputs",
    "deliver_comparison",
    "deliver_report",
    "parse_outputs",
    "write_output",
    "write_outputs",
]


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


def deliver_report(
    report: Report,
    wanted: Sequence[tuple[str, str]],
    folder: Path | None,
    *,
    color: bool,
    quiet: bool,
    verbose: bool,
    seconds: float | None = None,
) -> None:
    """Write the report files, then the text summary unless another format takes stdout."""
    texts = [(write.render_content(report, "report", name), path) for name, path in wanted]
    if folder is not None:
        stem = Path(report.target.path).name
        for name in ("html", "json"):
            texts.append((write.render_report(report, name), str(folder / f"{stem}.{name}")))
    write_outputs(texts)
    if not any(path == STDOUT for _, path in wanted):
        report_text.write(
            report, sys.stdout, color=color, quiet=quiet, verbose=verbose, seconds=seconds
        )
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
    write_outputs(texts)
    if not any(path == STDOUT for _, path in wanted):
        comparison_console.write(comparison, sys.stdout, color=color, quiet=quiet, verbose=verbose)


def write_output(text: str, path: str) -> None:
    """Write `text` to a file, whole or not at all, or to standard output."""
    write_outputs([(text, path)])


def write_outputs(texts: Sequence[tuple[str | bytes, str]]) -> None:
    """Write texts to files, all or none of them, then those that go to standard output."""
    write.save_texts((text, Path(path)) for text, path in texts if path != STDOUT)
    for text, path in texts:
        if path != STDOUT:
            continue
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
