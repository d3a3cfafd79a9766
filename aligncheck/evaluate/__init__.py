"""Measure on labelled sets; docs/measuring.md says what each figure means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligncheck.evaluate.render import render

if TYPE_CHECKING:
    from aligncheck.encode import Encoder
    from aligncheck.evaluate.figures import Figures, SetFigures
    from aligncheck.evaluate.scoring import Options, Say
    from aligncheck.evaluate.sets import Couple, Judged, LabelledSet

__all__ = ["evaluate", "render"]


def evaluate(
    sets: Sequence[Path],
    *,
    model: str | None = None,
    limit: int | None = None,
    folds: Path | None = None,
    only: str | None = None,
    keep: bool = True,
    say: Say | None = None,
) -> Figures:
    """Measure on files or folders of labelled rows.

    `folds` names a folder of detectors that are blind to a part of the documents each; judged rows
    are scored by the one that has not seen theirs. `only="facts"` leaves out what needs the
    detector, and measures several sets together, too. `limit` draws that many rows of a set,
    evenly. `keep` holds scores in the cache for the next run, `say` is told how far the run is.
    Raises ReadError for what is no labelled set, EncoderError for what is no model.
    """
    from aligncheck.encode import load_encoder
    from aligncheck.errors import UsageError
    from aligncheck.evaluate import folds as fold_files
    from aligncheck.evaluate import reader
    from aligncheck.evaluate.figures import Figures
    from aligncheck.evaluate.scoring import Options
    from aligncheck.version import VERSION

    if only not in (None, "facts"):
        raise UsageError(
            f"--only {only}: unknown; the one part that can be measured alone is facts"
        )
    read = reader.read(sets, limit)
    blind = fold_files.load(folds) if folds is not None else None
    options = Options(model, blind, keep, say or (lambda _: None))
    encoder = load_encoder(model)
    if only == "facts":
        measured = _facts_alone(read, encoder, options)
    else:
        measured = [_measured(labelled, encoder, options) for labelled in read]
    return Figures(
        VERSION,
        encoder.name,
        encoder.fingerprint,
        f"blind to each document (folds {blind.digest[:8]})" if blind else "as shipped",
        limit,
        tuple(measured),
    )


def _facts_alone(
    sets: Sequence[LabelledSet], encoder: Encoder, options: Options
) -> list[SetFigures]:
    """Measure the checks of facts and of the English: each set, and all together."""
    from aligncheck.evaluate import facts

    held = [(labelled.name, facts.trials(labelled, encoder, options)) for labelled in sets]
    tried = [(name, trials) for name, trials in held if trials.good]
    if len(tried) > 1:
        tried.append(("all sets", facts.Trials.together([trials for _, trials in tried])))
    return [facts.figures(name, trials) for name, trials in tried]


def _measured(held: LabelledSet, encoder: Encoder, options: Options) -> SetFigures:
    """Measure one set by the kind of its rows; the modules are loaded when their kind comes up."""
    from aligncheck.evaluate.figures import SetFigures
    from aligncheck.evaluate.sets import Aside, Chapter, Couple, Judged, Linked, Tagged

    if judged := held.of(Judged):
        return _with_facts(_judged(held.name, judged, options), held, encoder, options)
    if tagged := held.of(Tagged):
        from aligncheck.evaluate.qe import measure_tagged

        return measure_tagged(held.name, tagged, options)
    if chapters := held.of(Chapter):
        from aligncheck.evaluate.retrieval import measure_chapters

        return measure_chapters(held.name, chapters, encoder, options)
    if linked := held.of(Linked):
        from aligncheck.evaluate.links import measure_links

        return measure_links(held.name, linked)
    if aside := held.of(Aside):
        return SetFigures(held.name, "aside", len(aside), None, (), (), (aside[0].reason,))
    found = _couples(held.name, held.of(Couple), encoder, options)
    return _with_facts(found, held, encoder, options)


def _with_facts(
    found: SetFigures, held: LabelledSet, encoder: Encoder, options: Options
) -> SetFigures:
    from dataclasses import replace

    from aligncheck.evaluate import facts

    tried = facts.trials(held, encoder, options)
    if not tried.good:
        return found
    more = facts.figures(held.name, tried).figures
    named = tuple(replace(figure, group=f"facts: {figure.group}") for figure in more)
    return replace(found, figures=(*found.figures, *named))


def _judged(name: str, rows: Sequence[Judged], options: Options) -> SetFigures:
    from dataclasses import replace

    from aligncheck.evaluate.minimal import measure_minimal
    from aligncheck.evaluate.mqm import measure_judged
    from aligncheck.evaluate.scoring import Text

    found = measure_judged(name, rows, options)
    good = [Text(r.zh, r.en, r.doc) for r in rows if r.human and not r.marks and not r.unsure]
    figures, curves = measure_minimal(name, good, options)
    return replace(found, figures=(*found.figures, *figures), curves=(*found.curves, *curves))


def _couples(name: str, rows: Sequence[Couple], encoder: Encoder, options: Options) -> SetFigures:
    from aligncheck.evaluate.figures import SetFigures
    from aligncheck.evaluate.minimal import measure_minimal
    from aligncheck.evaluate.retrieval import neighbours
    from aligncheck.evaluate.scoring import Text

    good = [Text(row.zh, row.en) for row in rows]
    figures, curves = measure_minimal(name, good, options)
    found = (*neighbours(rows, encoder), *figures)
    return SetFigures(name, "couples", len(rows), None, found, tuple(curves))
