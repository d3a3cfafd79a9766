"""A copy of the checked file with the findings in it, for PO, XLIFF, TMX and XLSX.

What the file says already stays as it is: in PO byte for byte, in the others part for part.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import cast

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.errors import UsageError
from aligncheck.file_bytes import read_limited
from aligncheck.report import Report, Severity, Status
from aligncheck.write.unit_remarks import Remark, Remarks

LARGEST = 2**28  # bytes of a file
_WRITERS = {
    "po": "annotated_po",
    "xliff": "annotated_xml",
    "tmx": "annotated_xml",
    "xlsx": "annotated_xlsx",
}
Writer = Callable[[bytes, Remarks], bytes]


def render_bytes(report: Report) -> bytes:
    """Return the copy.

    Raises UsageError if the file has another format, or is no longer the one that was checked.
    """
    path = report.target.path
    name = _WRITERS.get(report.target.format)
    if name is None:
        raise UsageError(
            f"-o annotated: {path} is {report.target.format}; a copy with findings can be made of "
            "PO, XLIFF, TMX and XLSX"
        )
    try:
        raw = read_limited(Path(path), LARGEST)
    except OSError as error:
        raise UsageError(f"-o annotated: {path} cannot be read ({error.strerror})") from None
    if sha256(raw).hexdigest() != report.target.sha256:
        raise UsageError(f"-o annotated: {path} has changed since it was checked")
    writer = import_module(f"{__package__}.{name}")
    return cast(Writer, writer.annotate)(raw, collect_remarks(report))


def collect_remarks(report: Report) -> Remarks:
    """Return what is said of each unit, by the place of its target, else of its source."""
    made: dict[tuple[int, str], list[Remark]] = {}
    pairs = {pair.id: pair for pair in report.pairs}
    for finding in report.findings:
        if finding.status is not Status.NEW or finding.pair not in pairs:
            continue
        pair = pairs[finding.pair]
        side = pair.target or pair.source
        if side is None:
            continue
        hint = f" Perhaps: {finding.suggestion}" if finding.suggestion else ""
        text = f"{finding.rule} {BY_ID[finding.rule].name}: {finding.message}{hint}"
        remark = Remark(text, finding.severity is not Severity.INFO)
        made.setdefault((side.line, side.place_at(0)), []).append(remark)
    return made
