"""The outcome of a selftest as one page: what the gate is worth, by kind, and what it misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligncheck.selftest import Outcome, Selftest, Trial
from aligncheck.selftest.selftest_plan import ALL_KINDS
from aligncheck.selftest.selftest_report import count_outcomes, summarise_selftest
from aligncheck.write.report_html import render_template

AROUND = 90  # characters of English shown on either side of an error
TOLD = {Outcome.WARNING: "caught", Outcome.INFO: "seen as info", Outcome.MISSED: "missed"}


@dataclass(frozen=True, slots=True)
class KindRow:
    """What became of the errors of one kind; shares in percent of those planted."""

    kind: str
    planted: int
    gate: int
    below: int
    missed: int

    @property
    def shares(self) -> tuple[float, float]:
        """Return the widths of the bar: caught at the gate, and below it."""
        return 100 * self.gate / self.planted, 100 * self.below / self.planted


@dataclass(frozen=True, slots=True)
class TrialCard:
    """One planted error: the English around it, what it does not say, what was said of it."""

    kind: str
    line: int
    outcome: str
    told: str
    before: str
    error: str
    after: str
    source: str
    rules: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template shows."""

    title: str
    worth: str
    summary: str
    rows: tuple[KindRow, ...]
    cards: tuple[TrialCard, ...]
    facts: tuple[tuple[str, str], ...]


def render_page(done: Selftest) -> str:
    """Return the outcome as a page that needs nothing but itself."""
    return render_template("selftest.html", page=build_page(done))


def build_page(done: Selftest) -> Page:
    """Return what the page shows; misses stand first."""
    order = (Outcome.MISSED, Outcome.INFO, Outcome.WARNING)
    ranked = sorted(done.trials, key=lambda trial: order.index(trial.outcome))
    return Page(
        title=f"{done.worth:.2f} – selftest of {done.target}",
        worth=f"{done.worth:.2f}",
        summary=summarise_selftest(done),
        rows=tuple(_count_rows(done.trials)),
        cards=tuple(_build_card(trial) for trial in ranked),
        facts=(
            ("version", done.version),
            ("signature", done.signature),
            ("original", done.source),
            ("translation", done.target),
            ("fail-on", done.fail_on),
        ),
    )


def _count_rows(trials: Sequence[Trial]) -> Iterator[KindRow]:
    for name, kind in [("all", None), *((kind, kind) for kind in ALL_KINDS)]:
        found = count_outcomes(trials, kind)
        if found["planted"]:
            below = found["warning"] + found["info"] - found["gate"]
            yield KindRow(name, found["planted"], found["gate"], below, found["missed"])


def _build_card(trial: Trial) -> TrialCard:
    start = max(0, trial.start - AROUND)
    end = trial.end + AROUND
    return TrialCard(
        kind=trial.kind,
        line=trial.line,
        outcome=trial.outcome.value,
        told=TOLD[trial.outcome],
        before=("…" if start else "") + trial.after[start : trial.start],
        error=trial.after[trial.start : trial.end],
        after=trial.after[trial.end : end] + ("…" if end < len(trial.after) else ""),
        source=trial.source,
        rules=", ".join(trial.rules),
    )
