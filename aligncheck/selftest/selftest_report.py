"""The outcome of a selftest as a table for the terminal, as JSON, or as a page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from aligncheck.selftest import Outcome, Selftest, Trial
from aligncheck.selftest.selftest_plan import ALL_KINDS
from aligncheck.write.report_text import strip_controls

SCHEMA = "aligncheck.selftest/1"
MISSES = 6  # shown, of different kinds as far as there are
AROUND = 48  # characters of English shown on either side of an error
LONGEST = 40  # characters of Chinese shown
HOLE = "__"


def render_selftest(done: Selftest, form: str) -> str:
    """Return the outcome as text, as JSON (`aligncheck.selftest/1`) or as a page of HTML."""
    if form == "html":
        from aligncheck.selftest.selftest_page import render_page

        return render_page(done)
    if form == "json":
        return json.dumps(_report_value(done), ensure_ascii=False, indent=1) + "\n"
    return "\n".join(_report_lines(done)) + "\n"


def count_outcomes(trials: Sequence[Trial], kind: str | None = None) -> dict[str, int]:
    """Count the trials of a kind, or all of them, by outcome."""
    held = [trial for trial in trials if kind in {None, trial.kind}]
    told = Counter(trial.outcome for trial in held)
    counts = {outcome.value: told[outcome] for outcome in Outcome}
    return {"planted": len(held), "gate": sum(trial.gate for trial in held)} | counts


def is_below(done: Selftest, least: float | None) -> bool:
    """Return whether the gate is worth less than it must be."""
    return least is not None and done.worth < least


def _report_value(done: Selftest) -> dict[str, object]:
    kinds = {kind: count_outcomes(done.trials, kind) for kind in ALL_KINDS}
    value = asdict(done)
    trials = value.pop("trials")
    return {
        "schema": SCHEMA,
        **value,
        "worth": round(done.worth, 4),
        "summary": {"all": count_outcomes(done.trials), **kinds},
        "trials": trials,
    }


def _report_lines(done: Selftest) -> Iterator[str]:
    width = max(map(len, ALL_KINDS))
    yield f"{'':<{width}}  planted  at the gate  warning  info  missed"
    absent = []
    for kind in ALL_KINDS:
        found = count_outcomes(done.trials, kind)
        if found["planted"]:
            yield _format_row(kind, found, width)
        else:
            absent.append(kind)
    yield _format_row("all", count_outcomes(done.trials), width)
    if absent:
        yield f"no place for: {', '.join(absent)}"
    missed = choose_misses(done.trials)
    if missed:
        yield ""
        yield "missed, for example:"
    for trial in missed:
        yield f"  {trial.kind}, line {trial.line}: {_quote_trial(trial)}"
    yield ""
    yield summarise_selftest(done)


def _format_row(name: str, found: dict[str, int], width: int) -> str:
    return (
        f"{name:<{width}}  {found['planted']:>7}  {found['gate']:>11}  {found['warning']:>7}"
        f"  {found['info']:>4}  {found['missed']:>6}"
    )


def summarise_selftest(done: Selftest) -> str:
    """Say in one line what this gate is worth on this text."""
    found = count_outcomes(done.trials)
    below = found["warning"] + found["info"] - found["gate"]
    alarms = "1 alarm" if done.alarms == 1 else f"{done.alarms} alarms"
    return (
        f"planted {found['planted']} errors into {done.target} (seed {done.seed}, {done.checks}"
        f" checks): this gate (fail-on {done.fail_on}) is worth {done.worth:.2f}; {found['gate']}"
        f" caught at the gate, {below} below it, {found['missed']} missed; {alarms} on the"
        f" untouched text of {done.pairs} pairs"
    )


def choose_misses(trials: Sequence[Trial]) -> list[Trial]:
    """Return misses, the first of each kind before the second of any."""
    turns: Counter[str] = Counter()
    ordered = []
    for trial in trials:
        if trial.outcome is Outcome.MISSED:
            ordered.append((turns[trial.kind], trial))
            turns[trial.kind] += 1
    ordered.sort(key=lambda item: item[0])
    return [trial for _, trial in ordered[:MISSES]]


def _quote_trial(trial: Trial) -> str:
    """Quote the English around the error, and the Chinese that it should say."""
    wrong = trial.after[trial.start : trial.end]
    before = trial.after[: trial.start][-AROUND:]
    after = trial.after[trial.end :][:AROUND]
    lead = "…" if trial.start > AROUND else ""
    tail = "…" if len(trial.after) - trial.end > AROUND else ""
    english = f"“{lead}{before}[{wrong or HOLE}]{after}{tail}”" if trial.after else "(all of it)"
    source = trial.source if len(trial.source) <= LONGEST else trial.source[: LONGEST - 1] + "…"
    return strip_controls(f"{english} for “{source}”" if source else english)
