"""Reports in every format: one module per format, imported when it is first asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TextIO, cast

from aligncheck.errors import UsageError
from aligncheck.report import Report


class Writer(Protocol):
    """A module that shows a report in one format; same report, same characters."""

    def write(self, report: Report, out: TextIO) -> None:
        """Write all of `report` to `out`."""


FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "aligncheck.write.report_text",
        "json": "aligncheck.write.report_json",
        "html": "aligncheck.write.report_html",
        "github": "aligncheck.write.report_github",
    }
)


def load_writer(name: str) -> Writer:
    """Return the writer of format `name`; raises UsageError if there is none."""
    if name not in FORMATS:
        close = get_close_matches(name, FORMATS, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(FORMATS)}"
        raise UsageError(f"unknown output format {name!r}; {hint}")
    return cast(Writer, import_module(FORMATS[name]))


def render_report(report: Report, name: str) -> str:
    """Return `report` in format `name` as text."""
    out = StringIO()
    load_writer(name).write(report, out)
    return out.getvalue()


def save_report(report: Report, name: str, path: Path) -> None:
    """Write `report` in format `name` to `path`, whole or not at all."""
    save_text(render_report(report, name), path)


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
