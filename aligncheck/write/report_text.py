"""The summary for people in a terminal, and for logs: one block per finding, worst told first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Report, Severity, Status
from aligncheck.text.terminal_line import strip_controls as strip_controls
from aligncheck.write.file_location import Place, locate_findings, sentence_at

AROUND_ZH = (
    24  # code points shown on either side of Chinese words: a line of a terminal is 100 wide
)
AROUND_EN = 48  # the same for English, which is half as wide
LONGEST = 160  # code points of one quotation; the report has the rest
WORD = 16  # code points a quotation may grow by to end with a whole word
HOLE = "__"  # stands for what is missing

SYMBOLS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "●"}
COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style; styles are rich's, "" is the terminal's own."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]


def write(
    report: Report,
    out: TextIO,
    *,
    color: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    seconds: float | None = None,
) -> None:
    """Write the findings and a last line that tells what was checked.

    `quiet` leaves the last line only; `verbose` tells the info findings, too, and those that a
    decision or the baseline has set aside. `seconds` that the check took end the last line.
    """
    print_lines([] if quiet else list(_build_lines(report, verbose=verbose)), out, color=color)
    failed = report.summary.verdict == "fail"
    told = last_line(report) + describe_time(seconds)
    print_lines([(Piece(told, "bold red" if failed else "green"),)], out, color=color)


def describe_time(seconds: float | None) -> str:
    """Return how long a run took, to be put behind its last line; "" if that is not told."""
    return "" if seconds is None else f" ({seconds:.1f} s)"


def print_lines(lines: Sequence[Line], out: TextIO, *, color: bool) -> None:
    """Write lines of styled pieces, as plain text unless `color`; nothing in them is markup."""
    if not color:
        out.writelines("".join(piece.text for piece in line) + "\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=out, force_terminal=True, color_system="standard", no_color=False, soft_wrap=True
    )
    for line in lines:
        text = Text()
        for piece in line:
            text.append(piece.text, style=piece.style)
        console.print(text)


def last_line(report: Report) -> str:
    """Say in one line what was checked, what came of it, and what was set aside."""
    counts = report.summary.findings
    found = [_count_noun(counts.get(level.value, 0), _NAMES[level]) for level in Severity]
    told = ", ".join(found) if any(counts.values()) else "no findings"
    aside = describe_aside([report])
    if "AC903" in report.summary.by_rule:
        aside += ", not all was checked (AC903)"
    return f"checked {_describe_checked(report)}: {told}{aside} — {report.summary.verdict}"


def describe_aside(reports: Iterable[Report]) -> str:
    """Say how many findings a decision or the baseline has set aside; "" if none."""
    held = Counter(finding.status for report in reports for finding in report.findings)
    names = {Status.DISMISSED: "dismissed", Status.BASELINE: "known"}
    return "".join(f", {held[status]} {name}" for status, name in names.items() if held[status])


_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def _describe_checked(report: Report) -> str:
    summary = report.summary
    pairs = _count_noun(summary.pairs, "pair")
    parts = f"{report.source.paragraphs} source and {report.target.paragraphs} target paragraphs"
    alone = f", {summary.no_original} without an original" if summary.no_original else ""
    return f"{pairs} ({parts}{alone}){describe_scope(report)}"


def describe_scope(report: Report) -> str:
    """Say that findings are told on what has changed alone; "" where all are told."""
    since = report.config.get("since")
    return f", told on what changed since {strip_controls(str(since))}" if since else ""


def _count_noun(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {noun}s"


def _build_lines(report: Report, *, verbose: bool) -> Iterator[Line]:
    for note in report.notes:
        yield (Piece("note ", "cyan"), Piece(strip_controls(note)))
    fresh = [f for f in report.findings if f.status is Status.NEW]
    told = (
        list(report.findings) if verbose else [f for f in fresh if f.severity is not Severity.INFO]
    )
    told.sort(key=lambda finding: -finding.severity.rank)
    for finding, pair, place in locate_findings(report, told):
        yield from build_block(finding, pair, place)
        yield ()
    quiet_ones = len(fresh) - sum(1 for finding in told if finding.status is Status.NEW)
    if quiet_ones:
        yield (Piece(f"{_count_noun(quiet_ones, 'info')} not shown; -v tells all", "dim"),)


def build_block(finding: Finding, pair: Pair, place: Place) -> Iterator[Line]:
    """Yield the lines that tell one finding."""
    level, rule = finding.severity, BY_ID[finding.rule]
    aside = f" [{finding.status.value}]" if finding.status is not Status.NEW else ""
    yield (
        Piece(f"{SYMBOLS[level]} {level.value}", COLORS[level]),
        Piece(f" {rule.id} {rule.name}", "bold"),
        Piece(f"  {strip_controls(_name_place(place))}{aside}", "dim"),
    )
    yield (Piece(f"  {strip_controls(finding.message)}"),)
    yield from quote_evidence(finding, pair)


def _name_place(place: Place) -> str:
    return f"{place.path}, {place.label}" if place.label else f"{place.path}:{place.line}"


def quote_evidence(finding: Finding, pair: Pair) -> Iterator[Line]:
    """Yield the words of both sides that the finding speaks of, and what may be missing."""
    if pair.source is not None and (finding.source_spans or pair.target is None):
        yield quote_spans("zh", pair.source.text, finding.source_spans, AROUND_ZH)
    if pair.target is not None:
        spans = finding.target_spans or tuple(filter(None, [sentence_at(finding, pair)]))
        yield quote_spans("en", pair.target.text, spans, AROUND_EN)
    if finding.suggestion:
        yield (Piece("  →   ", "green"), Piece(strip_controls(finding.suggestion), "green"))


def quote_spans(label: str, text: str, spans: Sequence[Span], around: int) -> Line:
    """Return a line that shows the spans, marked, within `around` code points of their text."""
    marks = _merge_spans(spans) or [Span(0, len(text))]
    if marks[-1].end - marks[0].start > LONGEST:
        marks = marks[:1]
    whole = marks == [Span(0, len(text))]
    start, end = _choose_window(text, marks, around)
    pieces = [Piece(f"  {label}  ", "dim"), Piece("…" if start else "", "dim")]
    at = start
    for span in marks:
        pieces.append(Piece(strip_controls(text[at : span.start])))
        pieces.append(Piece(_shorten_quote(text)) if whole else _mark_span(text, span))
        at = span.end
    pieces.append(Piece(strip_controls(text[at:end])))
    pieces.append(Piece("…" if end < len(text) else "", "dim"))
    return tuple(piece for piece in pieces if piece.text)


def _mark_span(text: str, span: Span) -> Piece:
    """Put words into brackets that neither language uses; an empty stretch is a hole."""
    if span.start < span.end:
        return Piece(f"⟦{_shorten_quote(span.cut(text))}⟧", "bold magenta")
    before = " " if text[: span.start][-1:].isalnum() else ""
    after = " " if text[span.end :][:1].isalnum() else ""
    return Piece(f"{before}⟦{HOLE}⟧{after}", "bold magenta")


def _shorten_quote(words: str) -> str:
    """Shorten a long quotation in its middle."""
    if len(words) > LONGEST:
        words = f"{words[: LONGEST // 2]} … {words[-LONGEST // 4 :]}"
    return strip_controls(words)


def _merge_spans(spans: Sequence[Span]) -> list[Span]:
    """Join spans that overlap, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        elif not merged or span != merged[-1]:
            merged.append(span)
    return merged


def _choose_window(text: str, marks: Sequence[Span], around: int) -> tuple[int, int]:
    """Return the stretch to show, widened to whole words where a space is near."""
    start, end = max(0, marks[0].start - around), min(len(text), marks[-1].end + around)
    if start:
        start = text.rfind(" ", max(0, start - WORD), start) + 1 or start
    if end < len(text):
        space = text.find(" ", end, end + WORD)
        end = end if space < 0 else space
    return start, end
