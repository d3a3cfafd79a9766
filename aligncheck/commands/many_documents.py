"""Check many documents at once: two folders, or the pairs of the configuration."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from pathlib import Path
from time import perf_counter

from aligncheck.commands.document_pairs import DocumentPair
from aligncheck.commands.output_guard import STDOUT, name_reports
from aligncheck.commands.report_output import write_output
from aligncheck.config import Config, FailOn
from aligncheck.errors import AlignCheckError
from aligncheck.findings.baseline import count_known, load_baseline, mark_known
from aligncheck.findings.decisions import Decision, describe_stale, load_decisions
from aligncheck.findings.grading import build_summary, exit_code
from aligncheck.history.lonely_document import describe_lack
from aligncheck.report import Report, Status
from aligncheck.result_cache.open_result_store import open_store
from aligncheck.write import render_report, save_text, save_texts
from aligncheck.write.joined_texts import join_texts, require_joinable
from aligncheck.write.report_text import (
    describe_aside,
    describe_scope,
    describe_time,
    last_line,
    strip_controls,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a pair of documents: its report, or why there is none.

    `waived` is a lack that is older than what is reported, and fails nothing.
    """

    pair: DocumentPair
    report: Report | None
    error: str = ""
    waived: bool = False


def check_documents(
    pairs: Sequence[DocumentPair],
    config: Config,
    jobs: int | None = None,
    *,
    cached: bool = False,
) -> Iterator[Outcome]:
    """Yield what comes of each pair, in order; several are checked at once in processes.

    `cached`: what was found of a pair of paragraphs before is looked up.
    """
    left = count_known(load_baseline(Path(config.baseline))) if config.baseline else Counter()
    workers = min(jobs or os.cpu_count() or 1, len(pairs))
    if workers < 2:
        outcomes = (check_document_pair(pair, config, cached=cached) for pair in pairs)
        yield from (_mark_outcome(outcome, left, config) for outcome in outcomes)
        return
    with ProcessPoolExecutor(workers) as pool:
        check_one = partial(check_document_pair, config=config, cached=cached)
        for outcome in pool.map(check_one, pairs):
            yield _mark_outcome(outcome, left, config)


def _mark_outcome(outcome: Outcome, left: Counter[str], config: Config) -> Outcome:
    """Return the outcome with known findings marked anew: they are counted over all documents."""
    report = outcome.report
    if report is None or not config.baseline:
        return outcome
    fresh = [
        replace(f, status=Status.NEW) if f.status is Status.BASELINE else f for f in report.findings
    ]
    found = mark_known(fresh, left)
    marked = replace(
        report,
        findings=found,
        summary=build_summary(report.pairs, found, config),
    )
    return replace(outcome, report=marked)


def check_document_pair(pair: DocumentPair, config: Config, *, cached: bool = False) -> Outcome:
    """Check a pair; a document that cannot be checked is an outcome, too."""
    from aligncheck.pipeline import check

    if pair.source is None or pair.target is None:
        return describe_lonely(pair, config)
    try:
        store = open_store() if cached else None
        report = check(pair.source, pair.target, config=config, store=store)
        return Outcome(pair, _drop_unmatched_note(report, config))
    except AlignCheckError as error:
        return Outcome(pair, None, str(error))


def name_all_reports(pairs: Iterable[DocumentPair]) -> list[str]:
    """Return the names of the reports that checking these pairs writes below their folder."""
    return ["index.html", *(name for pair in pairs for name in name_reports(pair.name))]


def _drop_unmatched_note(report: Report, config: Config) -> Report:
    """Return the report without its note on decisions: those may be on other documents."""
    stale = _list_unmatched([report], config)
    told = describe_stale(stale)
    return replace(report, notes=tuple(note for note in report.notes if note not in told))


def _list_unmatched(reports: Sequence[Report], config: Config) -> list[Decision]:
    """Return the decisions that fit nothing in any of the documents."""
    if not config.decisions or not reports:
        return []
    unmatched = set.intersection(*(set(report.unmatched) for report in reports))
    return [
        decision
        for decision in load_decisions(Path(config.decisions))
        if decision.fingerprint in unmatched
        and (not decision.rule or config.selects(decision.rule))
    ]


def describe_lonely(pair: DocumentPair, config: Config) -> Outcome:
    """Say what a document lacks; with `config.since`, whether that is new."""
    there = pair.source or pair.target
    side = "translation" if pair.target is None else "original"
    told = f"{there}: has no {side}"
    if config.since is None or there is None:
        return Outcome(pair, None, told)
    try:
        lack = describe_lack(there, pair.absent, config.since)
    except AlignCheckError as error:
        return Outcome(pair, None, str(error))
    return Outcome(pair, None, f"{told}, {lack.told}", waived=lack.old)


def deliver_outcomes(
    outcomes: Iterable[Outcome],
    wanted: Sequence[tuple[str, str]],
    folder: Path | None,
    config: Config,
    *,
    quiet: bool,
    began: float | None = None,
) -> int:
    """Write each document's reports, the index and the text; return the exit code.

    2 if a document could not be checked, else 1 if one has a finding that fails or no partner.
    `began`, as `perf_counter` tells it, lets the last line end with the time that went by.
    """
    for name, _ in wanted:
        require_joinable(name)
    done: list[Outcome] = []
    quiet = quiet or any(path == STDOUT for _, path in wanted)
    for outcome in outcomes:
        done.append(outcome)
        if folder is not None and outcome.report is not None:
            save_texts(
                (render_report(outcome.report, file.rpartition(".")[2]), folder / file)
                for file in name_reports(outcome.pair.name)
            )
        if not quiet:
            told = f"{strip_controls(outcome.pair.name)}: {describe_outcome(outcome)}"
            sys.stdout.write(f"{told}\n")
            notes = outcome.report.notes if outcome.report is not None else ()
            sys.stdout.writelines(f"  note {strip_controls(note)}\n" for note in notes)
    for name, path in wanted:
        texts = [render_report(o.report, name) for o in done if o.report is not None]
        write_output(join_texts(name, texts), path)
    if folder is not None:
        save_text(render_index(done), folder / "index.html")
    if not any(path == STDOUT for _, path in wanted):
        checked = [outcome.report for outcome in done if outcome.report is not None]
        stale = _list_unmatched(checked, config) if len(checked) == len(done) else []
        sys.stdout.writelines(f"note {strip_controls(note)}\n" for note in describe_stale(stale))
        seconds = None if began is None else perf_counter() - began
        sys.stdout.write(f"{summarise_outcomes(done)}{describe_time(seconds)}\n")
    return _exit_code(done, config)


def _exit_code(done: Sequence[Outcome], config: Config) -> int:
    lonely = [o for o in done if o.pair.source is None or o.pair.target is None]
    if any(o.report is None and o not in lonely for o in done):
        return 2
    lonely = [outcome for outcome in lonely if not outcome.waived]
    found = any(o.report is not None and exit_code(o.report, config) for o in done)
    alone = bool(lonely) and config.fail_on is not FailOn.NEVER
    return int(found or alone)


def describe_outcome(outcome: Outcome) -> str:
    """Return a line on what came of a pair of documents."""
    if outcome.report is None:
        return strip_controls(outcome.error)
    return last_line(outcome.report)


def summarise_outcomes(done: Sequence[Outcome]) -> str:
    """Return the last line: what was checked in all, and what came of it."""
    reports = [outcome.report for outcome in done if outcome.report is not None]
    pairs = sum(report.summary.pairs for report in reports)
    found = {
        level: sum(report.summary.findings[level] for report in reports)
        for level in ("error", "warning", "info")
    }
    lost = len(done) - len(reports)
    missed = f", {lost} not checked" if lost else ""
    missed += describe_scope(reports[0]) if reports else ""
    return (
        f"checked {_count(pairs, 'pair')} in {_count(len(reports), 'document')}{missed}: "
        f"{_count(found['error'], 'error')}, {_count(found['warning'], 'warning')}, "
        f"{found['info']} info{describe_aside(reports)}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def render_index(done: Sequence[Outcome]) -> str:
    """Return a page that links each document's report, the worst on top."""
    rows = "\n".join(_format_row(outcome) for outcome in sorted(done, key=_rank_outcome))
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">\n<title>aligncheck</title>\n'
        "<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;"
        "padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{text-align:start;"
        "padding:.3rem .6rem;border-bottom:1px solid #ccc}td.n{text-align:end}"
        ":root{color-scheme:light dark}</style>\n"
        f"<h1>{escape(summarise_outcomes(done))}</h1>\n<table><thead><tr><th>document<th>verdict"
        f"<th>errors<th>warnings<th>info<th>coverage</tr></thead>\n<tbody>\n{rows}\n</tbody>"
        "</table>\n</html>\n"
    )


def _rank_outcome(outcome: Outcome) -> tuple[int, int, int, str]:
    if outcome.report is None:
        return 0, 0, 0, outcome.pair.name
    found = outcome.report.summary.findings
    return 1, -found["error"], -found["warning"], outcome.pair.name


def _format_row(outcome: Outcome) -> str:
    name = escape(outcome.pair.name)
    if outcome.report is None:
        return f'<tr><td>{name}<td colspan="5">{escape(describe_outcome(outcome))}</tr>'
    summary = outcome.report.summary
    cells = "".join(f'<td class="n">{summary.findings[n]}' for n in ("error", "warning", "info"))
    share = summary.source_coverage
    covered = "–" if share is None else f"{share:.0%}"
    link = escape(f"{outcome.pair.name}.html", quote=True)
    return f'<tr><td><a href="{link}">{name}</a><td>{summary.verdict}{cells}<td class="n">{covered}'
