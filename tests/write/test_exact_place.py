"""Places and the badge: columns are those of the file, behind marks and wrapped lines."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest

from aligncheck import write
from aligncheck.document import Span
from aligncheck.report import Finding, Report, Side
from aligncheck.write.exact_place import locate_exactly


def parse_xml(text: str) -> ElementTree.Element:
    """Read what we have written ourselves."""
    return ElementTree.fromstring(text)  # noqa: S314


def test_the_badge_never_rounds_up(report: Report) -> None:
    nearly = replace(report, summary=replace(report.summary, source_coverage=0.999))
    assert "99%" in write.render_report(nearly, "badge")
    unknown = replace(report, summary=replace(report.summary, source_coverage=None))
    assert "unknown" in str(parse_xml(write.render_report(unknown, "badge"))[0].text)


def test_columns_are_those_of_the_file(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks, wrapped lines and a character beyond the BMP stand before the second "boats"."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "sub"
    folder.mkdir()
    text = "# T\n\nThe **boats** were\nslow, the \U0001f6a2 boats sank.\n"
    (folder / "en.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    said = "The boats were slow, the \U0001f6a2 boats sank."
    start = said.rindex("boats")
    pair = replace(report.pairs[0], target=Side(said, (0,), ((0, 3),)))
    finding = Finding("AC104", pair.id, "m", 0.9, target_spans=(Span(start, start + 5),))
    info = replace(report.target, path="en.md", sha256=sha256(text.encode()).hexdigest())
    changed = replace(report, target=info, pairs=(pair,), findings=(finding,))
    spot = locate_exactly(changed, changed.findings)[0].main
    assert (spot.path, spot.line, spot.column, spot.end_column) == ("sub/en.md", 4, 13, 18)
    other = replace(changed, target=replace(info, sha256="0" * 64))
    assert locate_exactly(other, other.findings)[0].main.column is None
