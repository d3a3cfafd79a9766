"""What is sent to a worker, and what comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligncheck.config import Config


class CorpusRow(NamedTuple):
    """A pair of a corpus as it was read; with an `error` it could not be."""

    name: str
    source: str
    target: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A document and its translation, or some pairs of a corpus: what one worker does at once.

    `files` are one bilingual file or two; `shown` are their names as the results tell them. `size`
    is in bytes; `stamp` changes when the files do.
    """

    number: int
    name: str
    files: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    rows: tuple[CorpusRow, ...] = ()
    error: str = ""
    size: int = 0
    stamp: str = ""

    @property
    def key(self) -> str:
        """Return what tells this job from every other one, its content included."""
        parts = [self.number, self.name, self.shown, self.rows, self.error, self.stamp]
        text = json.dumps(parts, ensure_ascii=True)
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What is the same for all jobs: how they are checked, what is kept of them.

    `reports`: whose reports are written, "failed", "all" or "none". `keep`: see `keep_filter`.
    `cached`: what came of unchanged files before is looked up.
    """

    config: Config
    keep: str | None = None
    reports: str = "failed"
    cached: bool = False


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job: lines of JSON for results.jsonl and kept.jsonl, and report files.

    `reports` maps names below the folder of reports to their text.
    """

    number: int
    key: str
    lines: tuple[str, ...]
    kept: tuple[str, ...] = ()
    reports: Mapping[str, str] | None = None


def dump_row(row: Mapping[str, object]) -> str:
    """Return a row as one line of JSON, always the same for the same row."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def fail_job(job: Job, error: str) -> JobResult:
    """Return the result of a job that could not be done: a row with the reason."""
    told = " ".join(error.split())
    if job.rows:
        lines = [dump_row({"id": row.name, "error": row.error or told}) for row in job.rows]
    else:
        lines = [dump_row({"id": job.name, **name_files(job.shown), "error": told})]
    return JobResult(job.number, job.key, tuple(lines))


def name_files(shown: Sequence[str]) -> dict[str, object]:
    """Return the files of a row: a document and its translation, or one file with both."""
    return dict(zip(("source", "target"), shown, strict=False))


def dump_result(result: JobResult) -> bytes:
    """Return what came of a job as it is kept for files that do not change."""
    kept = [list(result.lines), list(result.kept), dict(result.reports or {})]
    return json.dumps(kept, ensure_ascii=True).encode()


def load_result(raw: bytes, job: Job) -> JobResult:
    """Return the result of a job as it was kept by `dump_result`."""
    lines, kept, reports = json.loads(raw)
    return JobResult(job.number, job.key, tuple(lines), tuple(kept), reports)
