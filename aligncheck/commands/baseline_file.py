"""`aligncheck baseline`: write, check and prune the file of findings that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligncheck.commands.document_pairs import DocumentPair
from aligncheck.commands.many_documents import check_documents
from aligncheck.commands.output_guard import check_outputs, list_inputs
from aligncheck.config import Config
from aligncheck.errors import ReadError
from aligncheck.findings.baseline import (
    KnownFinding,
    collect_baseline,
    dump_baseline,
    find_gone,
    load_baseline,
    prune_baseline,
)
from aligncheck.findings.score_ratchet import (
    RecordedScore,
    collect_scores,
    dump_scores,
    load_scores,
    merge_scores,
    name_maker,
    tighten_scores,
)
from aligncheck.report import Report
from aligncheck.write import save_text

DEFAULT = Path("aligncheck-baseline.jsonl")


def guard_inputs(
    path: Path, pairs: Sequence[DocumentPair], config: Config, file: Path | None
) -> None:
    """Raise UsageError if the baseline would take the place of what is read with it."""
    read = [side for pair in pairs for side in (pair.source, pair.target)]
    inputs = list_inputs(replace(config, baseline=None), file, *read)
    check_outputs([("jsonl", str(path))], inputs=inputs)


def run_baseline(
    action: str,
    pairs: Sequence[DocumentPair],
    path: Path,
    config: Config,
    *,
    scores: bool = False,
) -> tuple[str, int]:
    """Do what `action` (write, check, prune) asks; return a line on it, and the exit code.

    `write` records `scores`, too, and goes on doing so once the file has some. `check` exits 1 when
    an entry is found no more: the baseline should be pruned. Raises ReadError if a document cannot
    be checked: what it holds is not known then.
    """
    outcomes = check_documents(pairs, config)
    reports = [_require_report(outcome.report, outcome.error) for outcome in outcomes]
    findings = [finding for report in reports for finding in report.findings]
    checked = _count_checked(reports)
    now = merge_scores(collect_scores(r.pairs, name_maker(r.signature)) for r in reports)
    if action == "write":
        known = _merge_entries([collect_baseline(r.findings, r.pairs) for r in reports])
        kept = now if scores or (path.is_file() and load_scores(path)) else ()
        save_text(dump_baseline(known) + dump_scores(kept), path)
        return f"{path}: {_count_findings(known)} known{_count_scores(kept)}{checked}", 0
    known, recorded = load_baseline(path), load_scores(path)
    gone = find_gone(known, findings)
    if action == "check":
        if not gone:
            return f"{path}: all of {_count_findings(known)} still there{checked}", 0
        return f"{path}: {_describe_gone(gone)} found no more; prune it{checked}", 1
    left = prune_baseline(known, findings)
    kept = tighten_scores(recorded, now)
    save_text(dump_baseline(left) + dump_scores(kept), path)
    told = f"{_count_findings(left)} known{_count_scores(kept)}"
    return f"{path}: {told}, {_describe_gone(gone)} taken out{checked}", 0


def _require_report(report: Report | None, error: str) -> Report:
    if report is None:
        raise ReadError(f"{error}; the baseline was left as it is")
    return report


def _merge_entries(parts: Sequence[Sequence[KnownFinding]]) -> tuple[KnownFinding, ...]:
    kept: dict[str, KnownFinding] = {}
    for entry in (entry for part in parts for entry in part):
        old = kept.get(entry.fingerprint)
        count = entry.count + (old.count if old else 0)
        kept[entry.fingerprint] = KnownFinding(
            entry.fingerprint, entry.rule, count, entry.source, entry.target
        )
    return tuple(kept.values())


def _count_findings(known: Sequence[KnownFinding]) -> str:
    number = sum(entry.count for entry in known)
    return f"{number} finding{'' if number == 1 else 's'}"


def _count_checked(reports: Sequence[Report]) -> str:
    pairs = sum(report.summary.pairs for report in reports)
    documents = "document" if len(reports) == 1 else "documents"
    return f" (checked {pairs} pairs in {len(reports)} {documents})"


def _count_scores(scores: Sequence[RecordedScore]) -> str:
    return f", scores of {len(scores)} pairs" if scores else ""


def _describe_gone(gone: Sequence[KnownFinding]) -> str:
    shown = ", ".join(f"{e.rule} {e.source or e.target}".strip() for e in gone[:3])
    more = f" and {len(gone) - 3} more" if len(gone) > 3 else ""
    return f"{len(gone)} ({shown}{more})" if gone else "none"
