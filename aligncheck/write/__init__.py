"""Reports and comparisons in every format, and files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from aligncheck.comparison.comparison import Comparison
from aligncheck.errors import UsageError
from aligncheck.report import Report
from aligncheck.write.registry import render_document


def render_report(report: Report, name: str) -> str:
    """Return `report` in format `name` as text."""
    return render_document(report, "report", name)


def save_report(report: Report, name: str, path: Path) -> None:
    """Write `report` in format `name` to `path`, whole or not at all."""
    save_text(render_report(report, name), path)


def render_comparison(comparison: Comparison, name: str) -> str:
    """Return `comparison` in format `name` as text."""
    return render_document(comparison, "comparison", name)


def save_comparison(comparison: Comparison, name: str, path: Path) -> None:
    """Write `comparison` in format `name` to `path`, whole or not at all."""
    save_text(render_comparison(comparison, name), path)


def save_text(text: str, path: Path) -> None:
    """Write `text` to `path` whole or not at all; folders on the way are made.

    The text goes to a file beside the target, which then takes its name, so that no reader meets
    half a report. Raises UsageError if that cannot be done.
    """
    try:
        target = path.resolve()  # so that a link stays a link
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():  # a pipe or a device has no file to replace
            _write_utf8(text, target)
            return
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            _write_utf8(text, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{path}: cannot be written ({reason}); choose another path") from None


def _write_utf8(text: str, path: Path) -> None:
    """Write `text` as UTF-8; half a surrogate pair, which has no UTF-8 form, escaped."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        out.write(text)
