"""Where the files that ship with aligncheck lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def model_folder() -> Path:
    """Return the embedded model's folder, in an installed package or in a checkout."""
    installed = _PACKAGE / "models" / "embedded"
    return installed if installed.is_dir() else _PACKAGE.parent / "models" / "embedded"
