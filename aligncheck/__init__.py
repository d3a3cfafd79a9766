"""Find what an English translation of a Chinese text has dropped, added or changed.

>>> import aligncheck
>>> report = aligncheck.check("source.zh.txt", "target.en.txt")  # doctest: +SKIP
"""

from aligncheck.align import align
from aligncheck.compare import compare
from aligncheck.config import Config
from aligncheck.encode import load_encoder
from aligncheck.errors import AlignCheckError
from aligncheck.pipeline import check, check_pairs
from aligncheck.report import Finding, Report
from aligncheck.version import VERSION as __version__

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
