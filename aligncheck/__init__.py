"""Find what an English translation of a Chinese text has dropped, added or changed.

>>> import aligncheck
>>> report = aligncheck.check("source.zh.txt", "target.en.txt")  # doctest: +SKIP

Names are imported when they are first used, so that a command pays for what it needs alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from aligncheck.version import VERSION as __version__  # noqa: N811

if TYPE_CHECKING:
    from aligncheck.alignment.dynamic_program import align
    from aligncheck.comparison.comparison import compare
    from aligncheck.config import Config
    from aligncheck.errors import AlignCheckError
    from aligncheck.models.encoder import load_encoder
    from aligncheck.pipeline import check, check_pairs
    from aligncheck.report import Finding, Report

__all__ = [
    "AlignCheckError",
    "Config",
    "Finding",
    "Report",
    "__version__",
    "align",
    "check",
    "check_pairs",
    "compare",
    "load_encoder",
]

_HOMES = {
    "AlignCheckError": "errors",
    "Config": "config",
    "Finding": "report",
    "Report": "report",
    "align": "alignment.dynamic_program",
    "check": "pipeline",
    "check_pairs": "pipeline",
    "compare": "comparison.comparison",
    "load_encoder": "models.encoder",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'aligncheck' has no attribute {name!r}")
    value = getattr(import_module(f"aligncheck.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
