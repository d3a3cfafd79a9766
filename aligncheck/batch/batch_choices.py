"""What the user of a batch can choose of; it imports nothing, so the command line is quick."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """What runs the jobs."""

    LOCAL = "local"
    DASK = "dask"


class ReportsOf(StrEnum):
    """Whose reports are written beside the results."""

    FAILED = "failed"
    ALL = "all"
    NONE = "none"
