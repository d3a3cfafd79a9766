"""A review in a terminal: one finding after the other, one letter each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from aligncheck.document import Span
from aligncheck.findings.decisions import Decision, Verdict
from aligncheck.report import Finding, Pair, Report, Severity, Side, Status
from aligncheck.review.decision_store import DecisionStore
from aligncheck.text.terminal_line import strip_controls

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
PROMPT = "[a]ccept  [d]ismiss  [c]omment  [n]ext  [b]ack  [q]uit > "
VERDICTS = {"a": Verdict.ACCEPT, "d": Verdict.DISMISS, "c": Verdict.COMMENT}
Ask = Callable[[str], str]


def review_report(
    report: Report, store: DecisionStore, console: Console, *, ask: Ask = input, who: str = ""
) -> int:
    """Ask about each open finding, worst first; return how many were decided.

    Every answer is in the decisions file before the next question; the end of input ends it.
    """
    done = {decision.fingerprint for decision in store.load()}
    ranked = sorted(report.findings, key=lambda f: -f.severity.rank)
    left = [f for f in ranked if f.status is Status.NEW and f.fingerprint not in done]
    pairs = {pair.id: pair for pair in report.pairs}
    at = decided = 0
    while at < len(left):
        finding = left[at]
        _show_finding(finding, pairs.get(finding.pair), f"{at + 1} of {len(left)}", console)
        try:
            letter = ask(PROMPT).strip().lower()[:1]
            if letter in VERDICTS:
                reason = "" if letter == "a" else ask("why? " if letter == "d" else "comment: ")
                _keep(finding, pairs.get(finding.pair), VERDICTS[letter], reason, who, store)
                decided += 1
        except EOFError:
            break
        if letter == "q":
            break
        at = max(0, at + {"b": -1, "n": 1, "": 1}.get(letter, int(letter in VERDICTS)))
    return decided


def _show_finding(finding: Finding, pair: Pair | None, place: str, console: Console) -> None:
    console.print()
    head = Text(f"{finding.severity} {finding.rule}", STYLES[finding.severity])
    head.append(f"  {finding.confidence:.0%} sure  {finding.pair}  ({place})", "dim")
    console.print(head)
    console.print(Text(strip_controls(finding.message)))
    for side, spans in (
        (pair.source if pair else None, finding.source_spans),
        (pair.target if pair else None, finding.target_spans),
    ):
        if side is not None:
            text = Text(strip_controls(side.text))
            for span in spans:
                text.stylize("reverse", span.start, max(span.end, span.start + 1))
            console.print(text)
    if finding.suggestion:
        console.print(Text(f"→ {strip_controls(finding.suggestion)}", "green"))


def _keep(
    finding: Finding,
    pair: Pair | None,
    verdict: Verdict,
    reason: str,
    who: str,
    store: DecisionStore,
) -> None:
    sides = (pair.source, pair.target) if pair else (None, None)
    quotes = [
        _quote(side, spans)
        for side, spans in zip(sides, (finding.source_spans, finding.target_spans), strict=True)
    ]
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    mark = finding.fingerprint
    store.apply([(mark, Decision(mark, verdict, reason.strip(), who, at, finding.rule, *quotes))])


def _quote(side: Side | None, spans: Sequence[Span]) -> str:
    return " … ".join(span.cut(side.text) for span in spans) if side else ""
