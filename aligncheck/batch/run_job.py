"""Do one job: check a document or some pairs, and say in rows what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligncheck.batch.batch_job import (
    BatchSettings,
    CorpusRow,
    Job,
    JobResult,
    dump_result,
    dump_row,
    fail_job,
    load_result,
    name_files,
)
from aligncheck.batch.keep_filter import Condition, parse_keep
from aligncheck.checks.rule_registry import OF_DOCUMENTS
from aligncheck.config import Config
from aligncheck.errors import AlignCheckError
from aligncheck.pipeline import check_material, check_pairs
from aligncheck.read import read_material
from aligncheck.report import Finding, Pair, Report, Severity
from aligncheck.result_cache.open_result_store import open_store
from aligncheck.result_cache.result_keys import hash_files, hash_parts, stamp_program
from aligncheck.result_cache.result_store import ResultStore
from aligncheck.write import render_report

_UNSAFE = re.compile(r"[^\w.-]+")
WORST = 3  # findings of a document that its row quotes


def run_job(job: Job, settings: BatchSettings) -> JobResult:
    """Return what came of a job; whatever goes wrong with it is a row with the reason."""
    if job.error:
        return fail_job(job, job.error)
    keep = parse_keep(settings.keep) if settings.keep else None
    if job.rows:
        return _check_rows(job, settings, keep)
    store = open_store() if settings.cached else None
    if store is None:
        return _check_files(job, settings, keep, None)
    named = hash_parts(hash_settings(settings.config), settings, job.number, job.name, job.shown)
    key = hash_parts(named, hash_files(job.files))
    if (known := store.get([key]).get(key)) is not None:
        return load_result(known, job)
    result = _check_files(job, settings, keep, store)
    store.put({key: dump_result(result)})
    return result


def _check_files(
    job: Job, settings: BatchSettings, keep: Condition | None, store: ResultStore | None
) -> JobResult:
    try:
        report = _check_document(job, settings.config, store)
    except AlignCheckError as error:
        return fail_job(job, _show_names(job, str(error)))
    except Exception as error:
        return fail_job(job, f"internal fault: {type(error).__name__}: {error}")
    kept = _keep_pairs(job.name, report, keep) if keep else []
    wanted = settings.reports == "all" or (
        settings.reports == "failed" and report.summary.verdict == "fail"
    )
    name = name_report(job) if wanted else None
    files = {f"{name}.{kind}": render_report(report, kind) for kind in ("html", "json") if name}
    row = _describe_document(job, report, name)
    return JobResult(job.number, job.key, (dump_row(row),), tuple(kept), files)


def name_report(job: Job) -> str:
    """Return where the reports of a document go, below the folder of results, without ending."""
    return f"reports/{job.number + 1:06d}-{_UNSAFE.sub('_', job.name)[:60]}"


def _check_document(job: Job, config: Config, store: ResultStore | None) -> Report:
    """Check the files of a job; the report has the names that the list gave them."""
    material = read_material([Path(file) for file in job.files])
    names = dict(zip(job.files, job.shown, strict=True))
    source, target = (
        replace(side, path=names.get(side.path, side.path))
        for side in (material.source, material.target)
    )
    return check_material(replace(material, source=source, target=target), config, store=store)


def _show_names(job: Job, text: str) -> str:
    for file, shown in zip(job.files, job.shown, strict=True):
        text = text.replace(file, shown)
    return text


def _describe_document(job: Job, report: Report, name: str | None) -> dict[str, object]:
    """Return the row of a document: its verdict, its counts, its worst findings."""
    summary = report.summary
    worst = sorted(report.findings, key=lambda f: (-f.severity.rank, -f.confidence))
    scored = [pair.quality for pair in report.pairs if pair.quality is not None]
    return {
        "id": job.name,
        **name_files(job.shown),
        "verdict": summary.verdict,
        "pairs": summary.pairs,
        "unpaired_source": summary.unpaired_source,
        "unpaired_target": summary.unpaired_target,
        "coverage": summary.source_coverage,
        "quality": round(sum(scored) / len(scored), 4) if scored else None,
        "findings": dict(summary.findings),
        "by_rule": dict(summary.by_rule),
        "worst": [
            {"rule": f.rule, "severity": f.severity.value, "pair": f.pair, "message": f.message}
            for f in worst[:WORST]
        ],
        "report": name and f"{name}.html",
    }


def _keep_pairs(name: str, report: Report, keep: Condition) -> list[str]:
    """Return the pairs of a document that meet the condition."""
    said = _group_by_pair(report.findings)
    return [
        dump_row(
            {"id": f"{name}/{pair.id}", "source": pair.source.text, "target": pair.target.text}
        )
        for pair in report.pairs
        if pair.source and pair.target and keep(_score_pair(pair, said.get(pair.id, [])))
    ]


def _check_rows(job: Job, settings: BatchSettings, keep: Condition | None) -> JobResult:
    """Check pairs of a corpus each by itself: its neighbours are of other texts."""
    config = replace(settings.config, ignore=(*settings.config.ignore, *OF_DOCUMENTS))
    readable = [(k, row) for k, row in enumerate(job.rows) if not row.error]
    found = _check_pairs(readable, config) if readable else {}
    lines, kept = [], []
    for k, row in enumerate(job.rows):
        said = found.get(k, row.error)
        if isinstance(said, str):
            lines.append(dump_row({"id": row.name, "error": " ".join(said.split())}))
            continue
        pair, findings = said
        lines.append(dump_row(_describe_pair(row.name, pair, findings)))
        if keep and keep(_score_pair(pair, findings)):
            kept.append(dump_row({"id": row.name, "source": row.source, "target": row.target}))
    return JobResult(job.number, job.key, tuple(lines), tuple(kept))


def _check_pairs(
    rows: Sequence[tuple[int, CorpusRow]], config: Config
) -> dict[int, tuple[Pair, list[Finding]] | str]:
    """Return each pair with its findings; if they cannot be checked together, one by one."""
    try:
        report = check_pairs(
            [{"id": str(k), "source": row.source, "target": row.target} for k, row in rows],
            config=config,
        )
    except Exception as error:
        if len(rows) == 1:
            told = str(error) if isinstance(error, AlignCheckError) else ""
            return {rows[0][0]: told or f"internal fault: {type(error).__name__}: {error}"}
        return {k: said for row in rows for k, said in _check_pairs([row], config).items()}
    said = _group_by_pair(report.findings)
    return {int(pair.id): (pair, said.get(pair.id, [])) for pair in report.pairs}


def _group_by_pair(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.pair, []).append(finding)
    return groups


def _describe_pair(name: str, pair: Pair, findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "id": name,
        "similarity": pair.similarity,
        "omission": pair.omission,
        "addition": pair.addition,
        "quality": pair.quality,
        "coverage": pair.coverage,
        "findings": [
            {"rule": f.rule, "severity": f.severity.value, "confidence": f.confidence}
            for f in findings
        ],
    }


def _score_pair(pair: Pair, findings: Sequence[Finding]) -> dict[str, float | None]:
    """Return what a condition can ask of a pair."""
    levels = [finding.severity for finding in findings]
    return {
        "similarity": pair.similarity,
        "omission": pair.omission,
        "addition": pair.addition,
        "quality": pair.quality,
        "coverage": pair.coverage,
        "errors": float(levels.count(Severity.ERROR)),
        "warnings": float(levels.count(Severity.WARNING)),
        "infos": float(levels.count(Severity.INFO)),
        "source_length": float(len(pair.source.text)) if pair.source else 0.0,
        "target_length": float(len(pair.target.text)) if pair.target else 0.0,
    }


def hash_settings(config: Config) -> bytes:
    """Return a hash of the settings and of the files that they name."""
    named = (config.decisions, config.baseline, config.alignment, config.glossary)
    return hash_parts(stamp_program(), config, hash_files([path for path in named if path]))
