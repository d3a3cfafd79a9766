"""Check a manifest, a folder or a corpus: hand out jobs, keep a journal, write what came of it."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aligncheck.batch.batch_choices import Engine
from aligncheck.batch.batch_job import BatchSettings, Job, JobResult
from aligncheck.batch.batch_journal import BatchJournal
from aligncheck.batch.batch_output import (
    render_index,
    render_tmx,
    write_lines,
    write_parquet,
)
from aligncheck.batch.dask_engine import run_on_cluster
from aligncheck.batch.job_list import JobList, list_jobs
from aligncheck.batch.keep_filter import parse_keep
from aligncheck.batch.local_engine import run_locally
from aligncheck.batch.pair_corpus import cut_corpus, is_corpus
from aligncheck.errors import ReadError, UsageError
from aligncheck.models.model_folder import model_folder
from aligncheck.optional import require_module
from aligncheck.version import VERSION
from aligncheck.write import save_text
from aligncheck.write.whole_files import save_texts

JOURNAL = ".batch.journal.jsonl"
EVERY = 0.5  # seconds between two lines of progress

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where jobs run: an engine, the scheduler of a cluster, how many processes."""

    engine: Engine = Engine.LOCAL
    scheduler: str | None = None
    workers: int | None = None


@dataclass(slots=True)
class Tally:
    """What came of all rows, counted."""

    documents: int = 0
    pairs: int = 0
    lost: int = 0
    failed: int = 0
    kept: int = 0
    found: dict[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0, "info": 0})

    def add(self, line: str) -> None:
        """Count a line of results."""
        row = json.loads(line)
        self.documents += 1
        if "error" in row:
            self.lost += 1
            return
        self.pairs += row.get("pairs", 1)
        self.failed += row.get("verdict") == "fail"
        found = row["findings"]
        levels = (
            [level for level in found for _ in range(found[level])]
            if isinstance(found, dict)
            else [one["severity"] for one in found]
        )
        for level in levels:
            self.found[level] += 1

    def tell(self, noun: str) -> str:
        """Return the last line: what was checked, and what came of it."""
        missed = f", {self.lost} not checked" if self.lost else ""
        failed = f" in {self.failed} that fail" if self.failed else ""
        good = self.documents - self.lost
        told = (
            f"checked {self.pairs} pairs"
            if noun == "pair"
            else f"checked {self.pairs} pairs in {good} {noun}{'' if good == 1 else 's'}"
        )
        return (
            f"{told}{missed}: {self.found['error']} errors, {self.found['warning']} warnings, "
            f"{self.found['info']} info{failed}"
        )


def run_batch(
    listed: Path,
    out: Path,
    settings: BatchSettings,
    place: Place,
    *,
    parquet: bool = False,
    say: Say | None = None,
    tell: Say = print,
) -> int:
    """Check all that `listed` names and write the results below `out`; return the exit code.

    2 if a document could not be checked, 1 if one fails, else 0. `say` shows how far the run is,
    `tell` gets lines for the reader. Raises UsageError or ReadError before anything is checked.
    """
    if settings.keep:
        parse_keep(settings.keep)
    if parquet:
        require_module("pyarrow", "parquet", "--parquet")
    if not listed.exists():
        raise ReadError(f"{listed}: no such manifest, corpus or folder")
    corpus = listed.is_file() and is_corpus(listed)
    jobs: Iterable[Job] = cut_corpus(listed) if corpus else list_jobs(listed)
    total = len(jobs) if isinstance(jobs, JobList) else None
    _make_folder(out, listed)
    with _lock(out), BatchJournal(out / JOURNAL, _name_run(settings)) as journal:
        if journal.resumed:
            tell(f"going on with a run of before: {journal.resumed} jobs are done")
        missing = (job for job in jobs if not journal.has(job))
        shown = _show_progress(_run(missing, settings, place, total), say, journal, total)
        for result in shown:
            save_texts(((text, out / name) for name, text in (result.reports or {}).items()))
            journal.append(result)
        tally = _write_results(journal, out, listed, settings, corpus=corpus, parquet=parquet)
        journal.remove()
    tell(tally.tell("pair" if corpus else "document"))
    if settings.keep:
        tell(f"kept {tally.kept} of {tally.pairs} pairs: {_name_kept(out, listed)}")
    return 2 if tally.lost else int(bool(tally.failed) and not settings.keep)


def _run(
    jobs: Iterable[Job], settings: BatchSettings, place: Place, total: int | None
) -> Iterator[JobResult]:
    workers = place.workers or os.cpu_count() or 1
    if place.engine is Engine.DASK:
        return run_on_cluster(jobs, settings, place.scheduler, workers)
    if place.scheduler is not None:
        raise UsageError("--scheduler is for --engine dask")
    return run_locally(jobs, settings, min(workers, total or workers))


def _write_results(
    journal: BatchJournal,
    out: Path,
    listed: Path,
    settings: BatchSettings,
    *,
    corpus: bool,
    parquet: bool,
) -> Tally:
    """Write the files of a complete run, each in the order of the list; return the counts."""
    tally = Tally()

    def count_lines() -> Iterator[str]:
        for line in journal.read("lines"):
            tally.add(line)
            yield line

    def count_kept() -> Iterator[str]:
        for line in journal.read("kept"):
            tally.kept += 1
            yield line

    write_lines(count_lines(), out / "results.jsonl")
    if settings.keep:
        kept = _name_kept(out, listed)
        lines = count_kept()
        write_lines(render_tmx(lines) if kept.suffix == ".tmx" else lines, kept)
    if parquet:
        write_parquet(journal.read("lines"), out / "results.parquet")
    told = tally.tell("pair" if corpus else "document")
    save_text(render_index(journal.read("lines"), told), out / "index.html")
    return tally


def _name_kept(out: Path, listed: Path) -> Path:
    return out / ("kept.tmx" if listed.suffix.lower() == ".tmx" else "kept.jsonl")


def _name_run(settings: BatchSettings) -> str:
    """Return what a journal must agree in for its results to be those of this run."""
    try:
        model = (model_folder() / "model.json").read_text(encoding="utf-8")
    except OSError:
        model = ""
    text = f"{VERSION}|{model}|{settings!r}"
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _make_folder(out: Path, listed: Path) -> None:
    """Raise UsageError if `out` cannot hold results, or would take the place of what is read."""
    if out.resolve() == listed.resolve():
        raise UsageError(f"-o {out}: is the input; choose another folder")
    if listed.parent.resolve() == out.resolve() and listed.name in (
        "results.jsonl", "kept.jsonl", "kept.tmx",
    ):  # fmt: skip
        raise UsageError(f"-o {out}: {listed.name} would be overwritten; choose another folder")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"-o {out}: no folder can be made there ({error.strerror})") from None


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Keep two runs from writing into one folder; raises UsageError if one does already."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield
        return
    path = out / ".batch.lock"
    try:
        with path.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
            path.unlink(missing_ok=True)
    except BlockingIOError:
        raise UsageError(f"-o {out}: another run is writing there") from None


def _show_progress(
    results: Iterable[JobResult], say: Say | None, journal: BatchJournal, total: int | None
) -> Iterator[JobResult]:
    """Pass results on and say now and then how many there are."""
    started = shown = time.monotonic()
    for number, result in enumerate(results, start=1):
        yield result
        now = time.monotonic()
        if say is not None and now - shown >= EVERY:
            shown = now
            of = f" of {total}" if total else ""
            speed = number / (now - started)
            say(f"{journal.resumed + number}{of} jobs, {speed:.1f} a second")
    if say is not None:
        say("")
