"""Comparisons in every format: one module per format, imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TextIO, cast

from aligncheck.comparison.comparison import Comparison
from aligncheck.errors import UsageError
from aligncheck.write import save_text


class Writer(Protocol):
    """A module that shows a comparison in one format; same comparison, same characters."""

    def write(self, comparison: Comparison, out: TextIO) -> None:
        """Write all of `comparison` to `out`."""


FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "aligncheck.write.comparison_text",
        "json": "aligncheck.write.comparison_json",
        "html": "aligncheck.write.comparison_html",
    }
)


def load_writer(name: str) -> Writer:
    """Return the writer of format `name`; raises UsageError if there is none."""
    if name not in FORMATS:
        close = get_close_matches(name, FORMATS, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(FORMATS)}"
        raise UsageError(f"unknown output format {name!r} for a comparison; {hint}")
    return cast(Writer, import_module(FORMATS[name]))


def render_comparison(comparison: Comparison, name: str) -> str:
    """Return `comparison` in format `name` as text."""
    out = StringIO()
    load_writer(name).write(comparison, out)
    return out.getvalue()


def save_comparison(comparison: Comparison, name: str, path: Path) -> None:
    """Write `comparison` in format `name` to `path`, whole or not at all."""
    save_text(render_comparison(comparison, name), path)
