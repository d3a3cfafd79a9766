"""Ask for a dependency that the base install does not have."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from aligncheck.errors import MissingExtra


def require_module(module: str, extra: str, purpose: str) -> ModuleType:
    """Import `module`; raise MissingExtra naming the extra to install if it is not there."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise
        raise MissingExtra(f"{purpose} needs {module}: pip install 'aligncheck[{extra}]'") from None
