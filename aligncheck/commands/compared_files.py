"""What `compare` is given: two translations with their original, two reports, two revisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aligncheck.comparison.comparison import Comparison, compare
from aligncheck.config import Config
from aligncheck.errors import CompareError, UsageError
from aligncheck.pipeline import check
from aligncheck.report import Report


def names_revision(old: Path, new: Path | None, source: Path | None) -> bool:
    """Return whether the arguments name git revisions: no source, and no file of that name."""
    given = [path for path in (old, new) if path is not None]
    return source is None and not any(path.exists() or path.suffix == ".json" for path in given)


def compare_files(
    old: Path,
    new: Path | None,
    source: Path | None,
    old_source: Path | None,
    config: Config,
    *,
    force: bool,
    source_changed: bool,
    rivals: bool,
) -> Comparison:
    """Compare two translations, or reports on them; raises what `check` and `compare` raise."""
    if new is None:
        raise UsageError(f"{old}: give the new translation, or its report, as well")
    if rivals and old_source is not None:
        raise UsageError("--old-source: rival translations have one original; leave it out")
    before = load_report(old, old_source or source, config)
    after = load_report(new, source, config)
    changed = source_changed or old_source is not None
    return compare(before, after, force=force, source_changed=changed, rivals=rivals)


def load_report(path: Path, source: Path | None, config: Config) -> Report:
    """Read a report.json; check anything else against `source`."""
    if path.suffix == ".json":
        from aligncheck.write import report_json

        report = report_json.read_report(path)
        if report.config.get("since"):
            raise CompareError(
                f"{path}: was made with --since and holds a part of the findings; check anew "
                "without it"
            )
        return report
    if source is None:
        raise CompareError(
            f"{path}: give the Chinese original with --source, two report.json, or two git "
            "revisions"
        )
    plain = replace(config, details=False, since=None, stale=False)
    return check(source, path, config=plain)
