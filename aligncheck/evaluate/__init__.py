"""Measure on labelled sets; docs/measuring.md says what each figure means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligncheck.config import Depth
from aligncheck.evaluate.evaluation_report import render_figures

if TYPE_CHECKING:
    from aligncheck.evaluate.check_results import Options, Say
    from aligncheck.evaluate.figures import Figures, SetFigures
    from aligncheck.evaluate.labelled_sets import Couple, Judged, LabelledSet, Linked
    from aligncheck.models.encoder import Encoder

__all__ = ["evaluate", "render_figures"]


def evaluate(
    sets: Sequence[Path],
    *,
    model: str | None = None,
    depth: Depth = Depth.FULL,
    limit: int | None = None,
    folds: Path | None = None,
    only: str | None = None,
    keep: bool = True,
    say: Say | None = None,
) -> Figures:
    """Measure on files or folders of labelled rows.

    `folds` names a folder of detectors that are blind to a part of the documents each; judged rows
    are scored by the one that has not seen theirs. `only="facts"` leaves out what needs the
    detector, and measures several sets together, too. `depth` is that of the check; fold detectors
    measure the fast one. `limit` draws that many rows of a set,
    evenly. `keep` holds scores in the cache for the next run, `say` is told how far the run is.
    Raises ReadError for what is no labelled set, EncoderError for what is no model.
    """
    from aligncheck.errors import UsageError
    from aligncheck.evaluate import document_folds as fold_files
    from aligncheck.evaluate import labelled_set_reader
    from aligncheck.evaluate.check_results import Options
    from aligncheck.evaluate.figures import Figures
    from aligncheck.models.encoder import load_encoder
    from aligncheck.version import VERSION

    if only not in (None, "facts"):
        raise UsageError(
            f"--only {only}: unknown; the one part that can be measured alone is facts"
        )
    read = labelled_set_reader.read_sets(sets, limit)
    blind = fold_files.load_fold_detectors(folds) if folds is not None else None
    options = Options(model, blind, keep, say or (lambda _: None), depth)
    encoder = load_encoder(model)
    if only == "facts":
        measured = _measure_facts_alone(read, encoder, options)
    else:
        measured = [_measure_set(labelled, encoder, options) for labelled in read]
    return Figures(
        VERSION,
        encoder.name,
        encoder.fingerprint,
        f"blind to each document (folds {blind.digest[:8]})" if blind else f"{depth}, as shipped",
        limit,
        tuple(measured),
    )


def _measure_facts_alone(
    sets: Sequence[LabelledSet], encoder: Encoder, options: Options
) -> list[SetFigures]:
    """Measure the checks of facts and of the English: each set, and all together."""
    from aligncheck.evaluate import fact_figures, fact_trials

    held = [
        (labelled.name, fact_trials.run_trials(labelled, encoder, options)) for labelled in sets
    ]
    tried = [(name, trials) for name, trials in held if trials.good]
    if len(tried) > 1:
        tried.append(("all sets", fact_figures.Trials.merge_sets([trials for _, trials in tried])))
    return [fact_figures.summarise_trials(name, trials) for name, trials in tried]


def _measure_set(held: LabelledSet, encoder: Encoder, options: Options) -> SetFigures:
    """Measure one set by the kind of its rows; the modules are loaded when their kind comes up."""
    from aligncheck.evaluate.figures import SetFigures
    from aligncheck.evaluate.labelled_sets import (
        Aside,
        Chapter,
        Couple,
        Judged,
        Linked,
        Read,
        Tagged,
    )

    if judged := held.of(Judged):
        return _add_fact_figures(
            _measure_judged_set(held.name, judged, options), held, encoder, options
        )
    if read := held.of(Read):
        from aligncheck.evaluate.reading_sets import measure_read_pairs

        return measure_read_pairs(held.name, read, options)
    if tagged := held.of(Tagged):
        from aligncheck.evaluate.quality_estimation import measure_tagged

        return measure_tagged(held.name, tagged, options)
    if chapters := held.of(Chapter):
        from aligncheck.evaluate.retrieval_and_alignment import measure_chapters

        return measure_chapters(held.name, chapters, encoder, options)
    if linked := held.of(Linked):
        return _measure_linked(held.name, linked, options)
    if aside := held.of(Aside):
        return SetFigures(held.name, "aside", len(aside), None, (), (), (aside[0].reason,))
    found = _measure_couples(held.name, held.of(Couple), encoder, options)
    return _add_fact_figures(found, held, encoder, options)


def _add_fact_figures(
    found: SetFigures, held: LabelledSet, encoder: Encoder, options: Options
) -> SetFigures:
    from dataclasses import replace

    from aligncheck.evaluate import fact_figures, fact_trials

    tried = fact_trials.run_trials(held, encoder, options)
    if not tried.good:
        return found
    more = fact_figures.summarise_trials(held.name, tried).figures
    named = tuple(replace(figure, group=f"facts: {figure.group}") for figure in more)
    return replace(found, figures=(*found.figures, *named))


def _measure_judged_set(name: str, rows: Sequence[Judged], options: Options) -> SetFigures:
    from dataclasses import replace

    from aligncheck.evaluate.check_results import Text
    from aligncheck.evaluate.minimal_pairs import measure_minimal
    from aligncheck.evaluate.mqm_segments import measure_judged

    found = measure_judged(name, rows, options)
    good = [Text(r.zh, r.en, r.doc) for r in rows if r.human and not r.marks and not r.unsure]
    figures, curves = measure_minimal(name, good, options)
    return replace(found, figures=(*found.figures, *figures), curves=(*found.curves, *curves))


def _measure_linked(name: str, rows: Sequence[Linked], options: Options) -> SetFigures:
    from dataclasses import replace

    from aligncheck.config import Depth
    from aligncheck.evaluate.shown_words import measure_shown
    from aligncheck.evaluate.word_alignment_error import measure_links
    from aligncheck.models.model_bundle import load_models

    found = measure_links(name, rows)
    models = load_models(contextual=options.depth is Depth.FULL)
    return replace(found, figures=(*found.figures, *measure_shown(rows, models)))


def _measure_couples(
    name: str, rows: Sequence[Couple], encoder: Encoder, options: Options
) -> SetFigures:
    from aligncheck.evaluate.check_results import Text
    from aligncheck.evaluate.figures import SetFigures
    from aligncheck.evaluate.minimal_pairs import measure_minimal
    from aligncheck.evaluate.retrieval_and_alignment import measure_retrieval

    good = [Text(row.zh, row.en) for row in rows]
    figures, curves = measure_minimal(name, good, options)
    found = (*measure_retrieval(rows, encoder), *figures)
    return SetFigures(name, "couples", len(rows), None, found, tuple(curves))
