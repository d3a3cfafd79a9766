"""Where exactly the words of a finding stand in their files: line and columns, in code points.

A report knows lines; the columns are looked up in the file, because the text of a pair is not the
text of the file (marks of Markdown, escapes of JSON and wrapped lines are gone). Where the file is
not there or the words are not found, the line stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePath

from aligncheck.document import Span
from aligncheck.report import DocumentInfo, Finding, Pair, Report, Side
from aligncheck.write.file_location import locate_findings, relative_path, sentence_at

LONGEST = 2_000  # code points of a quotation that is looked up; a longer one keeps its line
REACH = 20_000  # code points after the start of its line within which a quotation is looked for


@dataclass(frozen=True, slots=True)
class Spot:
    """Lines and columns of a file, 1-based; the end column is behind the last code point.

    The columns are None where they are not known; `label` names a place that is no line.
    """

    path: str
    line: int
    end_line: int
    column: int | None = None
    end_column: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place in the English and, as the related one, in the Chinese."""

    finding: Finding
    pair: Pair
    main: Spot
    source: Spot | None


def find_root(folder: Path | None = None) -> Path:
    """Return the repository that holds `folder` (the working directory), or the folder itself."""
    here = Path.cwd() if folder is None else folder.resolve()
    return next((path for path in (here, *here.parents) if (path / ".git").exists()), here)


def locate_exactly(
    report: Report, findings: Iterable[Finding], root: PurePath | None = None
) -> list[Located]:
    """Return the findings with their places, paths relative to `root` (the repository)."""
    base = find_root() if root is None else root
    english, chinese = _SourceFile(report.target), _SourceFile(report.source)
    located = []
    for finding, pair, place in locate_findings(report, findings):
        main = Spot(place.path, place.line, place.end_line, label=place.label)
        source = _find_spot(chinese, pair.source, finding.source_spans)
        if pair.target is not None:
            spans = finding.target_spans or tuple(filter(None, [sentence_at(finding, pair)]))
            main = _find_spot(english, pair.target, spans) or main
        elif place.path == report.source.path and source is not None:
            main, source = source, None
        located.append(
            Located(finding, pair, _relate_spot(main, base), source and _relate_spot(source, base))
        )
    return located


def describe_spot(spot: Spot) -> str:
    """Return `path:line:column` as editors open it, or the name of the place behind the path."""
    if spot.label:
        return f"{spot.path}, {spot.label}"
    return f"{spot.path}:{spot.line}" + (f":{spot.column}" if spot.column is not None else "")


def _relate_spot(spot: Spot, root: PurePath) -> Spot:
    """Return `spot` with its path relative to `root`, also when the check ran below it."""
    path = spot.path
    if "\\" not in path and not path.startswith("/") and isinstance(root, Path):
        path = (Path.cwd() / path).as_posix()
        path = re.sub(r"(?<=/)\./", "", path)
        path = relative_path(Path(path).resolve().as_posix(), root.resolve())
        return replace(spot, path=spot.path if path.startswith("/") else path)
    return replace(spot, path=relative_path(path, root))


def _find_spot(file: _SourceFile, side: Side | None, spans: Iterable[Span]) -> Spot | None:
    chosen = sorted(spans)
    if side is None:
        return None
    if not chosen:
        return Spot(file.path, side.line, side.line, label=side.place_at(0))
    label = side.place_at(chosen[0].start)
    found = [file.find_words(side, span) for span in chosen]
    first, last = found[0], max(found, key=lambda s: (s.end_line, s.end_column or 0))
    if any(spot.column is None for spot in found):
        return Spot(file.path, first.line, last.end_line, label=label)
    return Spot(file.path, first.line, last.end_line, first.column, last.end_column, label)


class _SourceFile:
    """One of the two texts, read when a column is first asked for."""

    def __init__(self, info: DocumentInfo) -> None:
        self.path, self.sha256 = info.path, info.sha256

    @cached_property
    def lines(self) -> Mapping[int, tuple[int, int]]:
        """Map each line's number to its offset in `text` and its length."""
        starts: dict[int, tuple[int, int]] = {}
        at = 0
        for number, line in enumerate(self.text.split("\n"), start=1):
            starts[number] = (at, len(line))
            at += len(line) + 1
        return starts

    @cached_property
    def text(self) -> str:
        """The file as the readers see it, lines ended by a line feed; empty if it is not there."""
        from aligncheck.errors import AlignCheckError
        from aligncheck.read.decoding import decode_text

        try:
            path = Path(self.path)
            raw = path.read_bytes() if path.is_file() else b""  # a pipe cannot be read twice
            if sha256(raw).hexdigest() != self.sha256:
                return ""  # no longer the text that was checked
            whole = decode_text(raw, self.path)
        except (AlignCheckError, OSError, ValueError):
            return ""
        return whole.replace("\r\n", "\n").replace("\r", "\n")

    def find_words(self, side: Side, span: Span) -> Spot:
        """Return where `span` of `side` stands; its line alone where the words are not found."""
        first = side.line_at(span.start)
        line = Spot(self.path, first, max(first, side.line_at(max(span.start, span.end - 1))))
        start = self.lines.get(first, (0, 0))[0]
        edge = max((at for at, _ in side.lines if at <= span.start), default=0)
        before = side.text[edge : span.start]
        hit = self._match_words(before, span.cut(side.text), start) if first in self.lines else None
        if hit is None:
            return line
        begin, end = (self._place_offset(at, first) for at in hit)
        return Spot(self.path, begin[0], end[0], begin[1], end[1])

    def _match_words(self, before: str, words: str, start: int) -> tuple[int, int] | None:
        """Return the half-open offsets of `words`, after as many equals as stand `before` it."""
        if len(words) > LONGEST:
            return None
        if not words:  # a place between two words: behind the last word before it
            last = re.search(r"\S+\s*$", before)
            hit = last and self._match_words(before[: last.start()], last[0].rstrip(), start)
            return (hit[1], hit[1]) if hit else None
        pattern = _flexible_pattern(words)
        nth = sum(1 for _ in pattern.finditer(before))
        for number, hit in enumerate(self._matches(pattern, start)):
            if number == nth:
                return hit
        return None

    def _matches(self, pattern: re.Pattern[str], start: int) -> Iterator[tuple[int, int]]:
        for hit in pattern.finditer(self.text, start, start + REACH):
            yield hit.span()

    def _place_offset(self, offset: int, line: int) -> tuple[int, int]:
        """Return line and column, both 1-based, of an offset at or after the start of `line`."""
        number = line
        while number + 1 in self.lines and self.lines[number + 1][0] <= offset:
            number += 1
        return number, offset - self.lines[number][0] + 1


def _flexible_pattern(words: str) -> re.Pattern[str]:
    """Match `words` with any white space, line ends included, where they have some."""
    return re.compile(r"\s+".join(re.escape(piece) for piece in words.split()) or "(?!)")
