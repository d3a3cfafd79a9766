"""The command line: parse, call, print, exit. No logic."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from aligncheck.batch.batch_choices import Engine, ReportsOf
from aligncheck.config import Config, Depth, FailOn
from aligncheck.errors import AlignCheckError, UsageError
from aligncheck.read.read_options import Tracked
from aligncheck.version import VERSION

# Our matrices and batches are small: a second thread costs more than it gives.
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}

app = typer.Typer(
    name="aligncheck",
    help="Find what an English translation of a Chinese text has dropped, added or changed.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models_app = typer.Typer(help="The embedded model.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(models_app, name="models")
cache_app = typer.Typer(
    help="What is kept of results.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(cache_app, name="cache")

Output = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", metavar="FORMAT:PATH", help='Write a report; "-" is stdout.'),
]
Model = Annotated[
    str | None,
    typer.Option(
        help="A sentence-transformers model by name or path, instead of the embedded one."
    ),
]
Deep = Annotated[
    Depth | None,
    typer.Option("--depth", help="fast: the word detector alone; full: the judge beside it."),
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="Configuration, instead of the nearest one.")
]
Select = Annotated[
    str | None, typer.Option(metavar="AC…", help="Rules to run, by prefix, with commas.")
]
Ignore = Annotated[
    str | None, typer.Option(metavar="AC…", help="Rules to leave out, by prefix, with commas.")
]
Fail = Annotated[
    FailOn | None, typer.Option("--fail-on", help="Least severity that makes the exit code 1.")
]
Decisions = Annotated[
    Path | None, typer.Option(help="Decisions file; what it dismisses no longer counts.")
]
Baseline = Annotated[
    Path | None, typer.Option(help="Findings that are known; those do not fail the check.")
]
Glossary = Annotated[
    Path | None, typer.Option(help="Glossary, CSV or TBX: the English that terms must have.")
]
Lang = Annotated[
    str | None, typer.Option("--lang", metavar="en|zh", help="Language of the report page.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Check texts that look like no translation, too.")
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Look nothing up of what was found before.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print the last line only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print info findings, too.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Print without colours.")]


class BaselineAction(StrEnum):
    """What `baseline` does."""

    WRITE = "write"
    CHECK = "check"
    PRUNE = "prune"


class Unit(StrEnum):
    """What `align` aligns."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


def main() -> None:
    """Run the command line; one clear line and exit code 2 for whatever the user can mend."""
    for variable, value in ONE_THREAD.items():  # before numpy is imported
        os.environ.setdefault(variable, value)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        _require_stdout()
        try:
            app(prog_name="aligncheck")
        finally:
            with _guard_stdout():
                pass
    except AlignCheckError as error:
        _exit_with_error(error)
    except Exception:  # a fault of ours; Python's own exit code 1 would say "findings"
        traceback.print_exc()
        raise SystemExit(2) from None


@app.callback(invoke_without_command=True)
def _print_version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        _print_text(f"aligncheck {VERSION}")
        raise typer.Exit


@app.command()
def check(
    source: Annotated[
        Path | None,
        typer.Argument(help="The Chinese original, one bilingual file, or a folder of originals."),
    ] = None,
    target: Annotated[
        Path | None, typer.Argument(help="The English translation, or a folder of translations.")
    ] = None,
    output: Output = None,
    report_dir: Annotated[Path | None, typer.Option(help="Folder of the reports.")] = None,
    no_report: Annotated[bool, typer.Option("--no-report", help="Write no report files.")] = False,
    model: Model = None,
    depth: Deep = None,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Fail = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 despite findings.")
    ] = False,
    decisions: Decisions = None,
    baseline: Baseline = None,
    alignment: Annotated[
        Path | None, typer.Option(help="A table of `align -o tsv:` whose pinned rows hold.")
    ] = None,
    glossary: Glossary = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="REF", help="Report only what changed since this git revision."),
    ] = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="Look for originals changed after their translation.")
    ] = False,
    source_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The source's column: name, number, letter.")
    ] = None,
    target_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The target's column: name, number, letter.")
    ] = None,
    tracked: Annotated[
        Tracked | None, typer.Option(help="Tracked changes of Word: accept, reject or fail.")
    ] = None,
    details: Annotated[
        bool, typer.Option("--details", help="Put every word's probability into the JSON.")
    ] = False,
    lang: Lang = None,
    force: Force = False,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Check a translation: two documents, one file that holds both sides, or many documents."""
    from aligncheck.commands import output_guard, report_output
    from aligncheck.commands.stage_times import StageTimes
    from aligncheck.findings.grading import exit_code
    from aligncheck.pipeline import check as run
    from aligncheck.result_cache.open_result_store import open_store

    chosen = _load_config(
        config,
        model=model,
        select=select,
        ignore=ignore,
        depth=depth,
        fail_on=fail_on,
        decisions=decisions,
        baseline=baseline,
        alignment=alignment,
        glossary=glossary,
        report_dir=report_dir,
        since=since,
        source_column=source_column,
        target_column=target_column,
        tracked=tracked,
        stale=stale or None,
        details=details or None,
        lang=lang,
        force=force or None,
        quiet=quiet,
    )
    wanted = report_output.parse_outputs(output or ())
    folder = None if no_report else Path(chosen.report_dir)
    if source is None or (os.path.isdir(source) and target is not None):
        code = _check_many(
            source, target, chosen, wanted, folder, config, quiet=quiet, cached=not no_cache
        )
        raise typer.Exit(0 if exit_zero and code == 1 else code)
    output_guard.check_outputs(
        wanted,
        folder,
        inputs=output_guard.list_inputs(chosen, source, target, config),
        reports=output_guard.name_reports(Path(target or source).name),
    )
    began = _start_clock()
    store = None if no_cache else open_store()
    times = StageTimes()
    report = run(source, target, config=chosen, store=store, watch=times)
    with _guard_stdout():
        report_output.deliver_report(
            report,
            wanted,
            folder,
            color=_use_color(no_color),
            quiet=quiet,
            verbose=verbose,
            seconds=None if began is None else perf_counter() - began,
        )
    if verbose:
        times("report")
        typer.echo(times.tell(), err=True)
    raise typer.Exit(0 if exit_zero else exit_code(report, chosen))


def _check_many(
    source: Path | None,
    target: Path | None,
    chosen: Config,
    wanted: list[tuple[str, str]],
    folder: Path | None,
    config: Path | None,
    *,
    quiet: bool,
    cached: bool,
) -> int:
    """Check two folders, or the pairs of the configuration; return the exit code."""
    from aligncheck.commands import document_pairs, many_documents, output_guard
    from aligncheck.commands.progress_bar import follow_progress

    pairs = document_pairs.list_document_pairs(source, target, chosen)
    read = [path for pair in pairs for path in (pair.source, pair.target)]
    output_guard.check_outputs(
        wanted,
        folder,
        inputs=output_guard.list_inputs(chosen, config, *read),
        reports=many_documents.name_all_reports(pairs),
    )
    began = _start_clock()
    outcomes = many_documents.check_documents(pairs, chosen, cached=cached)
    if sys.stderr.isatty() and not quiet:
        outcomes = follow_progress(outcomes, len(pairs), _show_progress)
    with _guard_stdout():
        return many_documents.deliver_outcomes(
            outcomes, wanted, folder, chosen, quiet=quiet, began=began
        )


@app.command()
def baseline(
    action: Annotated[BaselineAction, typer.Argument(help="write, check or prune.")],
    source: Annotated[Path | None, typer.Argument(help="The original, or a folder.")] = None,
    target: Annotated[Path | None, typer.Argument(help="The translation, or a folder.")] = None,
    file: Annotated[
        Path | None, typer.Option("--baseline", help="The file, aligncheck-baseline.jsonl if none.")
    ] = None,
    scores: Annotated[
        bool, typer.Option("--scores", help="Write the pairs' scores, too: they may not get worse.")
    ] = False,
    depth: Deep = None,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    decisions: Decisions = None,
) -> None:
    """Keep what is known: write it down, tell what of it is gone, take that out."""
    from aligncheck.commands import baseline_file, document_pairs

    chosen = _load_config(config, select=select, ignore=ignore, depth=depth, decisions=decisions)
    path = file or Path(chosen.baseline or baseline_file.DEFAULT)
    pairs = document_pairs.list_document_pairs(source, target, chosen)
    baseline_file.guard_inputs(path, pairs, chosen, config)
    unmarked = replace(chosen, baseline=None, since=None)
    text, code = baseline_file.run_baseline(action.value, pairs, path, unmarked, scores=scores)
    _print_text(text)
    raise typer.Exit(code)


@app.command()
def align(
    source: Annotated[Path, typer.Argument(help="The Chinese original, or one bilingual file.")],
    target: Annotated[Path | None, typer.Argument(help="The English translation.")] = None,
    unit: Annotated[Unit, typer.Option(help="What to align.")] = Unit.PARAGRAPH,
    lines: Annotated[bool, typer.Option("--lines", help="Every line is a unit.")] = False,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FORMAT:PATH", help="json, tsv, tmx or xliff.")
    ] = "json:-",
    model: Model = None,
    force: Force = False,
) -> None:
    """Align two documents and write the beads."""
    from aligncheck.commands import report_output
    from aligncheck.commands.document_alignment import align_documents
    from aligncheck.write.registry import list_formats, render_document

    wanted = report_output.parse_outputs([output], known=list_formats("alignment"))
    report_output.check_outputs(wanted, inputs=(source, target))
    found = align_documents(source, target, unit=unit.value, lines=lines, model=model, force=force)
    with _guard_stdout():
        for name, path in wanted:
            report_output.write_output(render_document(found, "alignment", name), path)


@app.command()
def compare(
    old: Annotated[
        Path, typer.Argument(help="The old translation, its report.json, or a git revision.")
    ],
    new: Annotated[
        Path | None,
        typer.Argument(
            help="The new one likewise; after a git revision, the working copy if none."
        ),
    ] = None,
    source: Annotated[
        Path | None, typer.Option(help="The Chinese original of both, or of the new one.")
    ] = None,
    old_source: Annotated[
        Path | None, typer.Option(help="The original of the old one, if that was another.")
    ] = None,
    source_changed: Annotated[
        bool, typer.Option("--source-changed", help="Compare although the original changed, too.")
    ] = False,
    rivals: Annotated[
        bool, typer.Option("--rivals", help="Two translations of one source: which covers more.")
    ] = False,
    output: Output = None,
    report_dir: Annotated[
        Path | None, typer.Option(help="Folder of pages, one a document, for git revisions.")
    ] = None,
    model: Model = None,
    depth: Deep = None,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Fail = None,
    regression: Annotated[
        bool,
        typer.Option("--fail-on-regression", help="Exit 1 also when a paragraph became worse."),
    ] = False,
    decisions: Decisions = None,
    force: Annotated[
        bool, typer.Option("--force", help="Compare reports whose signatures differ.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Compare two revisions of a translation, or rival ones: what is new, fixed, still there."""
    from aligncheck.commands import compared_files, output_guard, report_output, revision_pairs
    from aligncheck.commands.compared_documents import deliver_comparisons
    from aligncheck.comparison.comparison import fails_comparison
    from aligncheck.write.registry import list_formats

    chosen = _load_config(
        config,
        model=model,
        depth=depth,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        decisions=decisions,
    )
    wanted = report_output.parse_outputs(output or (), known=list_formats("comparison"))
    report_output.check_outputs(
        wanted,
        report_dir,
        inputs=output_guard.list_inputs(chosen, old, new, source, old_source, config),
    )
    if compared_files.names_revision(old, new, source):
        found = revision_pairs.compare_revisions(
            str(old), None if new is None else str(new), chosen
        )
        with _guard_stdout():
            code = deliver_comparisons(
                found,
                wanted,
                report_dir,
                chosen,
                regression=regression,
                quiet=quiet,
                verbose=verbose,
            )
        raise typer.Exit(code)
    comparison = compared_files.compare_files(
        old,
        new,
        source,
        old_source,
        chosen,
        force=force,
        source_changed=source_changed,
        rivals=rivals,
    )
    with _guard_stdout():
        report_output.deliver_comparison(
            comparison, wanted, color=_use_color(no_color), quiet=quiet, verbose=verbose
        )
    raise typer.Exit(int(fails_comparison(comparison, chosen, regression=regression)))


@app.command()
def review(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(help="Reports in JSON; without any, the pairs of the configuration."),
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="Where decisions are written, decisions.jsonl if none.")
    ] = None,
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.", min=0)] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address only.")
    ] = False,
    terminal: Annotated[
        bool, typer.Option("--terminal", help="Ask here, finding by finding, without a browser.")
    ] = False,
    config: ConfigFile = None,
    lang: Lang = None,
) -> None:
    """Review findings in a local page that writes each decision into a file as it is made."""
    from aligncheck.commands import review_server

    chosen = review_server.load_review_settings(config, decisions, lang)
    found = review_server.collect_reports(reports or (), chosen)
    if terminal:
        review_server.review_in_terminal(found, chosen)
    else:
        review_server.serve_reports(found, chosen, port=port, browser=not no_browser)


@app.command()
def terms(
    source: Annotated[Path, typer.Argument(help="The Chinese original, or one bilingual file.")],
    target: Annotated[Path | None, typer.Argument(help="The English translation.")] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="csv:PATH", help="Where the glossary goes.")
    ] = "csv:-",
    least: Annotated[int, typer.Option(help="Times a term must come.", min=2)] = 3,
    model: Model = None,
) -> None:
    """Propose a glossary: the recurring terms of a document with their English."""
    from aligncheck.commands import report_output
    from aligncheck.terms.proposals import propose_terms, render_glossary

    wanted = report_output.parse_outputs([output], known=("csv",))
    report_output.check_outputs(wanted, inputs=(source, target))
    found = propose_terms(source, target, least=least, model=model)
    with _guard_stdout():
        for _, path in wanted:
            report_output.write_output(render_glossary(found), path)


@app.command()
def rules(
    rule: Annotated[str | None, typer.Argument(help="One rule's id or a prefix.")] = None,
    pages: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write a page a rule, as Markdown.")
    ] = None,
) -> None:
    """List the rules, or explain one with an example of each verdict."""
    if pages is not None:
        from aligncheck.commands.rule_page import save_pages

        _print_text(f"{pages}: {save_pages(pages)} pages")
        raise typer.Exit
    from aligncheck.checks.rule_registry import RULES
    from aligncheck.commands.rule_explanation import explain_rule

    known = [r for r in RULES if r.id.startswith((rule or "AC").upper())]
    if not known:
        raise UsageError(f"no rule begins with {rule!r}; `aligncheck rules` lists them")
    with _guard_stdout():
        for item in known:
            typer.echo(f"{item.id}  {item.name:<20} {item.severity.value:<8} {item.help}")
        if rule and len(known) == 1:
            typer.echo(explain_rule(known[0]))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where the texts are.")] = Path("."),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the configuration, write nothing.")
    ] = False,
) -> None:
    """Write a commented configuration, made of what the folder holds."""
    from aligncheck.commands.project_setup import write_configuration

    _print_text(write_configuration(folder, dry=dry_run))


@app.command()
def doctor(config: ConfigFile = None) -> None:
    """Say what is wrong with the installation, the settings and the documents."""
    from aligncheck.commands.project_health import State, examine_project, render_signs

    signs = list(examine_project(config))
    _print_text(render_signs(signs))
    raise typer.Exit(int(any(sign.state is State.WRONG for sign in signs)))


@app.command(name="eval")
def evaluate(
    sets: Annotated[list[Path], typer.Argument(metavar="SET…", help="Labelled sets or folders.")],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="json:PATH", help="Write the figures.")
    ] = None,
    model: Model = None,
    depth: Deep = None,
    limit: Annotated[int | None, typer.Option(help="Rows a set, evenly drawn.", min=1)] = None,
    folds: Annotated[
        Path | None,
        typer.Option(
            help="Folder of fold0.npz …, detectors blind to a part of the documents each."
        ),
    ] = None,
    only: Annotated[
        str | None, typer.Option(metavar="facts", help="Only what needs no detector.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Score every row anew.")] = False,
) -> None:
    """Measure on labelled sets; prints a table."""
    from aligncheck.commands import report_output
    from aligncheck.evaluate import evaluate as run
    from aligncheck.evaluate import render_figures

    wanted = report_output.parse_outputs([output] if output else (), known=("json",))
    held = [path for given in sets for path in (given.rglob("*") if given.is_dir() else [given])]
    report_output.check_outputs(wanted, inputs=held)
    say = _show_progress if sys.stderr.isatty() else None
    figures = run(
        sets,
        model=model,
        depth=depth or Depth.FULL,
        limit=limit,
        folds=folds,
        only=only,
        keep=not no_cache,
        say=say,
    )
    if say is not None:
        _show_progress("")
    with _guard_stdout():
        for name, path in report_output.add_stdout_text(wanted):
            report_output.write_output(render_figures(figures, name), path)


@app.command()
def batch(
    documents: Annotated[
        Path, typer.Argument(help="A manifest, a folder, or a corpus of pairs (TMX, JSONL).")
    ],
    out: Annotated[Path, typer.Option("-o", "--output", help="The folder of the results.")],
    engine: Annotated[Engine, typer.Option(help="Processes here, or a Dask cluster.")] = (
        Engine.LOCAL
    ),
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The scheduler of the cluster.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; one a core if none.")] = None,
    keep: Annotated[
        str | None, typer.Option(metavar="CONDITION", help="Write the pairs that meet it.")
    ] = None,
    reports: Annotated[ReportsOf, typer.Option(help="Whose reports are written.")] = (
        ReportsOf.FAILED
    ),
    parquet: Annotated[bool, typer.Option("--parquet", help="Write Parquet, too.")] = False,
    model: Model = None,
    depth: Deep = None,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Fail = None,
    glossary: Glossary = None,
    force: Force = False,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Check thousands of documents, or a corpus of pairs; a run that was killed goes on."""
    from aligncheck.batch.batch_job import BatchSettings
    from aligncheck.commands.batch_run import Place, run_batch

    chosen = _load_config(
        config,
        quiet=quiet,
        model=model,
        depth=depth,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        glossary=glossary,
        force=force or None,
    )
    code = run_batch(
        documents,
        out,
        BatchSettings(chosen, keep, reports.value, not no_cache),
        Place(engine, scheduler, jobs),
        parquet=parquet,
        say=_show_progress if sys.stderr.isatty() else None,
        tell=_print_text,
    )
    raise typer.Exit(code)


@app.command()
def selftest(
    source: Annotated[Path, typer.Argument(help="The Chinese original, or one bilingual file.")],
    target: Annotated[Path | None, typer.Argument(help="The English translation.")] = None,
    output: Output = None,
    least: Annotated[
        float | None,
        typer.Option("--min", help="Exit 1 if the gate is worth less.", min=0, max=1),
    ] = None,
    count: Annotated[int, typer.Option(help="Errors to plant.", min=1)] = 64,
    seed: Annotated[int, typer.Option(help="Other errors for another number.")] = 0,
    model: Model = None,
    depth: Deep = None,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Fail = None,
    decisions: Decisions = None,
) -> None:
    """Plant errors into a document of yours and tell which of them your settings catch."""
    from aligncheck.commands import output_guard, report_output
    from aligncheck.selftest import selftest as run
    from aligncheck.selftest.selftest_report import is_below, render_selftest

    chosen = _load_config(
        config,
        model=model,
        depth=depth,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        decisions=decisions,
    )
    wanted = report_output.parse_outputs(output or (), known=("text", "json", "html"))
    report_output.check_outputs(
        wanted, inputs=output_guard.list_inputs(chosen, source, target, config)
    )
    say = _show_progress if sys.stderr.isatty() else None
    done = run(source, target, config=chosen, seed=seed, count=count, say=say)
    if say is not None:
        _show_progress("")
    with _guard_stdout():
        for name, path in report_output.add_stdout_text(wanted):
            report_output.write_output(render_selftest(done, name), path)
    if is_below(done, least):
        typer.echo(f"aligncheck: worth {done.worth:.2f}, less than --min {least:g}", err=True)
        raise typer.Exit(1)


@cache_app.command("where")
def cache_where() -> None:
    """Say where results are kept, and how many."""
    from aligncheck.commands.cache_folder import describe_store

    _print_text(describe_store())


@cache_app.command("clear")
def cache_clear() -> None:
    """Throw the kept results away."""
    from aligncheck.commands.cache_folder import clear_store

    _print_text(clear_store())


@models_app.command("info")
def models_info() -> None:
    """Show what the embedded model is and what it was trained on."""
    from aligncheck.models import manifest

    _print_text(manifest.read_model_card())


@models_app.command("list")
def models_list() -> None:
    """List the models that ship with this installation."""
    from aligncheck.models import manifest

    _print_text(manifest.list_models())


@models_app.command("verify")
def models_verify() -> None:
    """Check the installed model's files against their hashes."""
    from aligncheck.models import manifest

    _print_text(manifest.verify_files())


def _load_config(path: Path | None, *, quiet: bool = False, **flags: object) -> Config:
    """Read the configuration and put the given flags over it."""
    from aligncheck.commands.configuration_source import load_settings

    return load_settings(path, flags, sys.stderr, quiet=quiet)


def _start_clock() -> float | None:
    """Return the time now; None where nobody looks, so that the same input has the same output."""
    return perf_counter() if sys.stdout.isatty() else None


def _use_color(off: bool) -> bool:
    return not off and not os.environ.get("NO_COLOR") and sys.stdout.isatty()


def _show_progress(text: str) -> None:
    """Show how far a run is, on a line of its own that the next one takes the place of."""
    typer.echo(f"\r\x1b[K{text}", nl=False, err=True)


def _print_text(text: str) -> None:
    with _guard_stdout():
        typer.echo(text)


def _require_stdout() -> None:
    """Raise UsageError where standard output is closed: its number would go to another file."""
    if sys.stdout is None:
        os.open(os.devnull, os.O_WRONLY)
        raise UsageError("standard output is closed; send it to a file or to /dev/null")


@contextmanager
def _guard_stdout() -> Iterator[None]:
    """Let a reader of our output stop early; the exit code still tells the verdict.

    Raises UsageError if standard output takes no more for another reason, such as a full disk.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise UsageError(f"standard output: cannot be written ({error.strerror})") from None


def _exit_with_error(error: AlignCheckError) -> None:
    from aligncheck.text.terminal_line import strip_controls

    typer.echo(f"aligncheck: {strip_controls(' '.join(str(error).split()))}", err=True)
    raise SystemExit(2) from None
