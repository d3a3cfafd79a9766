"""Reports and comparisons in every format."""

from __future__ import annotations

from pathlib import Path

from aligncheck.comparison.comparison import Comparison
from aligncheck.report import Report
from aligncheck.write.registry import render_content, render_document
from aligncheck.write.whole_files import save_text, save_texts

__all__ = [
    "render_comparison",
    "render_content",
    "render_report",
    "save_comparison",
    "save_report",
    "save_text",
    "save_texts",
]


def render_report(report: Report, name: str) -> str:
    """Return `report` in format `name` as text."""
    return render_document(report, "report", name)


def save_report(report: Report, name: str, path: Path) -> None:
    """Write `report` in format `name` to `path`, whole or not at all."""
    save_text(render_content(report, "report", name), path)


def render_comparison(comparison: Comparison, name: str) -> str:
    """Return `comparison` in format `name` as text."""
    return render_document(comparison, "comparison", name)


def save_comparison(comparison: Comparison, name: str, path: Path) -> None:
    """Write `comparison` in format `name` to `path`, whole or not at all."""
    save_text(render_comparison(comparison, name), path)
