"""Deliver the comparisons of many documents: a line each, files, an index, one verdict."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from io import StringIO
from pathlib import Path

from aligncheck.commands.output_guard import STDOUT
from aligncheck.commands.report_output import write_outputs
from aligncheck.commands.revision_pairs import ComparedDocument
from aligncheck.comparison.comparison import Change, Comparison, Edit, fails_comparison
from aligncheck.config import Config, FailOn
from aligncheck.write import comparison_text, render_comparison, save_text
from aligncheck.write.joined_texts import join_texts, require_joinable
from aligncheck.write.report_text import strip_controls


def deliver_comparisons(
    compared: Iterable[ComparedDocument],
    wanted: Sequence[tuple[str, str]],
    folder: Path | None,
    config: Config,
    *,
    regression: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write what was asked for and the text; return the exit code.

    2 if a document could not be checked, else 1 if one is worse or has lost its partner.
    """
    for name, _ in wanted:
        require_joinable(name)
    quiet = quiet or any(path == STDOUT for _, path in wanted)
    done: list[ComparedDocument] = []
    for item in compared:
        done.append(item)
        if not quiet:
            sys.stdout.write(_describe_document(item, verbose=verbose))
        if folder is not None and item.comparison is not None:
            for name in ("html", "json"):
                save_text(render_comparison(item.comparison, name), folder / f"{item.name}.{name}")
    held = [item.comparison for item in done if item.comparison is not None]
    write_outputs(
        [
            (join_texts(name, [render_comparison(one, name) for one in held]), path)
            for name, path in wanted
        ]
    )
    if folder is not None:
        save_text(_render_index(done), folder / "index.html")
    if not any(path == STDOUT for _, path in wanted):
        sys.stdout.write(f"{summarise_comparisons(done)}\n")
    return _exit_code(done, config, regression=regression)


def _exit_code(done: Sequence[ComparedDocument], config: Config, *, regression: bool) -> int:
    if any(item.code == 2 for item in done):
        return 2
    lonely = any(item.code for item in done) and config.fail_on is not FailOn.NEVER
    worse = any(
        fails_comparison(item.comparison, config, regression=regression)
        for item in done
        if item.comparison is not None
    )
    return int(lonely or worse)


def _describe_document(item: ComparedDocument, *, verbose: bool) -> str:
    if item.comparison is None:
        return f"{strip_controls(item.name)}: {strip_controls(item.told)}\n"
    out = StringIO()
    comparison_text.write(item.comparison, out, verbose=verbose)
    lines = out.getvalue().splitlines()
    body = "".join(f"  {line}\n" if line else "\n" for line in lines[:-1])
    return f"{strip_controls(item.name)}: {lines[-1]}\n{body}"


def summarise_comparisons(done: Sequence[ComparedDocument]) -> str:
    """Return the last line: what was compared in all, and what came of it."""
    held = [item.comparison for item in done if item.comparison is not None]
    passages = [passage for one in held for passage in one.passages]
    changed = sum(1 for passage in passages if passage.change is not Edit.UNCHANGED)
    trends = Counter(passage.trend for passage in passages)
    told = ", ".join(
        f"{sum(one.summary[change] for one in held)} {change.value}" for change in Change
    )
    still = sum(1 for item in done if item.told == "unchanged")
    others = len(done) - len(held) - still
    aside = f", {others} not compared" if others else ""
    noun = "document" if len(done) == 1 else "documents"
    return (
        f"compared {len(held)} of {len(done)} {noun} ({still} unchanged{aside}), "
        f"{len(passages)} paragraphs, {changed} changed ({trends['better']} better, "
        f"{trends['worse']} worse): findings {told}"
    )


def _render_index(done: Sequence[ComparedDocument]) -> str:
    rows = "\n".join(_format_row(item) for item in sorted(done, key=_rank_document))
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">\n<title>aligncheck</title>\n'
        "<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;"
        "padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{text-align:start;"
        "padding:.3rem .6rem;border-bottom:1px solid #ccc}td.n{text-align:end}"
        ":root{color-scheme:light dark}</style>\n"
        f"<h1>{escape(summarise_comparisons(done))}</h1>\n<table><thead><tr><th>document<th>new"
        f"<th>fixed<th>still<th>moved<th>better<th>worse</tr></thead>\n<tbody>\n{rows}\n</tbody>"
        "</table>\n</html>\n"
    )


def _rank_document(item: ComparedDocument) -> tuple[int, int, str]:
    if item.comparison is None:
        return (0 if item.code else 2), 0, item.name
    return 1, -item.comparison.summary[Change.NEW], item.name


def _format_row(item: ComparedDocument) -> str:
    name = escape(item.name)
    if item.comparison is None:
        return f'<tr><td>{name}<td colspan="6">{escape(item.told)}</tr>'
    link = escape(f"{item.name}.html", quote=True)
    cells = "".join(f'<td class="n">{number}' for number in _count_cells(item.comparison))
    return f'<tr><td><a href="{link}">{name}</a>{cells}</tr>'


def _count_cells(comparison: Comparison) -> list[int]:
    trends = Counter(passage.trend for passage in comparison.passages)
    return [*(comparison.summary[change] for change in Change), trends["better"], trends["worse"]]
