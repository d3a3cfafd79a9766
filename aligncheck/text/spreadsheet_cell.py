"""Cells of tables that no spreadsheet takes for a formula, and their texts back again."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def make_inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> make_inert("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def read_inert(cell: str) -> str:
    """Return the text that `make_inert` made `cell` of.

    >>> read_inert("'=1+1")
    '=1+1'
    """
    held = cell.removeprefix("'")
    return held if held != cell and held.lstrip("'").startswith(_FORMULA) else cell
