"""Check many documents at once: two folders, or the pairs of the configuration."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from aligncheck.commands.output_guard import STDOUT, name_reports
from aligncheck.commands.report_output import write_output
from aligncheck.config import Config, FailOn
from aligncheck.errors import AlignCheckError, ConfigError, ReadError, UsageError
from aligncheck.findings.baseline import count_known, load_baseline, mark_known
from aligncheck.findings.grading import build_summary, exit_code
from aligncheck.history.lonely_document import describe_lack
from aligncheck.read.file_formats import READERS
from aligncheck.report import Report, Status
from aligncheck.write import render_report, save_text, save_texts
from aligncheck.write.report_text import describe_aside, last_line, strip_controls

LINED = ("github", "jsonl", "rdjsonl")  # formats that may follow each other in one file
_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """A document and its translation; `name` is its path below the folders, for its reports.

    One side is None for a document without partner; `absent` is where that would be.
    """

    name: str
    source: Path | None
    target: Path | None
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a pair of documents: its report, or why there is none.

    `waived` is a lack that is older than what is reported, and fails nothing.
    """

    pair: DocumentPair
    report: Report | None
    error: str = ""
    waived: bool = False


def list_document_pairs(
    source: Path | None, target: Path | None, config: Config
) -> list[DocumentPair]:
    """Return the pairs of two documents, of two folders, or of the configuration.

    Raises UsageError if there is nothing to check.
    """
    if source is not None and target is not None:
        if source.is_dir() != target.is_dir():
            alone = target if source.is_dir() else source
            raise UsageError(f"{alone}: not a folder; two folders are paired by relative path")
        if source.is_dir():
            return pair_folders(source, target)
        return [DocumentPair(target.stem, source, target)]
    if source is None and config.pair:
        return pair_patterns(config.pair, Path.cwd())
    raise UsageError(
        "nothing to check: give a Chinese and an English document, two folders, or "
        "[[tool.aligncheck.pair]] with source and target in the configuration"
    )


def pair_folders(source: Path, target: Path) -> list[DocumentPair]:
    """Pair the documents of two folders by their relative paths, whatever their endings.

    Raises ReadError if neither holds a document that can be read, UsageError if two documents of
    one folder have one name.
    """
    left, right = _list_documents(source), _list_documents(target)
    if not left and not right:
        raise ReadError(f"{source}, {target}: no document that can be read in either folder")
    return [
        DocumentPair(
            name,
            left.get(name),
            right.get(name),
            f"{target if name in left else source}/{name}",
        )
        for name in sorted({*left, *right})
    ]


def _list_documents(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if hidden or not path.is_file() or path.suffix.lower() not in READERS:
            continue
        name = inside.with_suffix("").as_posix()
        if name in found:
            raise UsageError(f"{path}: {found[name]} has the same name; one of them must go")
        found[name] = path
    return found


def pair_patterns(patterns: Sequence[tuple[str, str]], root: Path) -> list[DocumentPair]:
    """Pair documents by patterns such as `zh/{name}.md` and `en/{name}.md`, from `root`.

    A placeholder stands for a stretch of one path; the same one means the same on both sides.
    Raises ConfigError for patterns that do not share their placeholders or match nothing.
    """
    pairs: dict[str, DocumentPair] = {}
    for source, target in patterns:
        holes = _HOLE.findall(source)
        if sorted(holes) != sorted(_HOLE.findall(target)):
            raise ConfigError(f"pair {source} and {target}: the placeholders are not the same")
        left, right = (dict(_match_pattern(root, pattern)) for pattern in (source, target))
        if not left and not right:
            raise ConfigError(f"pair {source} and {target}: no such file")
        for key in sorted({*left, *right}):
            shown = (right.get(key) or left[key]).relative_to(root)
            name = shown.with_suffix("").as_posix()
            absent = _fill_holes(target if key in left else source, dict(key))
            pairs[name] = DocumentPair(name, left.get(key), right.get(key), absent)
    return list(pairs.values())


def _match_pattern(root: Path, pattern: str) -> Iterator[tuple[tuple[tuple[str, str], ...], Path]]:
    """Yield what the placeholders of a pattern stand for, and the file."""
    parts = _HOLE.split(pattern)
    regex = "".join(
        re.escape(part) if place % 2 == 0 else f"(?P<{part}>[^/]+)"
        for place, part in enumerate(parts)
    )
    for path in sorted(root.glob(_HOLE.sub("*", pattern))):
        match = re.fullmatch(regex, path.relative_to(root).as_posix())
        if match and path.is_file():
            yield tuple(sorted(match.groupdict().items())), path


def _fill_holes(pattern: str, words: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: words[hole[1]], pattern)


def check_documents(
    pairs: Sequence[DocumentPair], config: Config, jobs: int | None = None
) -> Iterator[Outcome]:
    """Yield what comes of each pair, in order; several are checked at once in processes."""
    left = count_known(load_baseline(Path(config.baseline))) if config.baseline else Counter()
    workers = min(jobs or os.cpu_count() or 1, len(pairs))
    if workers < 2:
        outcomes = (check_document_pair(pair, config) for pair in pairs)
        yield from (_mark_outcome(outcome, left, config) for outcome in outcomes)
        return
    with ProcessPoolExecutor(workers) as pool:
        for outcome in pool.map(check_document_pair, pairs, [config] * len(pairs)):
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


def check_document_pair(pair: DocumentPair, config: Config) -> Outcome:
    """Check a pair; a document that cannot be checked is an outcome, too."""
    from aligncheck.pipeline import check

    if pair.source is None or pair.target is None:
        return describe_lonely(pair, config)
    try:
        return Outcome(pair, check(pair.source, pair.target, config=config))
    except AlignCheckError as error:
        return Outcome(pair, None, str(error))


def name_all_reports(pairs: Iterable[DocumentPair]) -> list[str]:
    """Return the names of the reports that checking these pairs writes below their folder."""
    return ["index.html", *(name for pair in pairs for name in name_reports(pair.name))]


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
) -> int:
    """Write each document's reports, the index and the text; return the exit code.

    2 if a document could not be checked, else 1 if one has a finding that fails or no partner.
    """
    for name, _ in wanted:
        if name not in LINED:
            raise UsageError(
                f"-o {name}: holds one document; for many take {', '.join(LINED)}, or the reports"
                " of --report-dir"
            )
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
        write_output("".join(texts), path)
    if folder is not None:
        save_text(render_index(done), folder / "index.html")
    if not any(path == STDOUT for _, path in wanted):
        sys.stdout.write(f"{summarise_outcomes(done)}\n")
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
