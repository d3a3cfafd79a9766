"""The straight line: read, align, score, find, judge, report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path

from aligncheck.alignment.fixed_alignment import Pin, load_pins
from aligncheck.alignment.pairing import NOTE, find_stale_pins, pair_paragraphs
from aligncheck.alignment.require_parallel import require_parallel_pairs
from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.garbage_collection import pause_collector
from aligncheck.checks.rule_registry import RULES, find_in_document
from aligncheck.config import Config, Depth
from aligncheck.coverage.english_holes import add_holes
from aligncheck.coverage.pair_scores import score_pairs
from aligncheck.document import Bead, Document, Lang, Layout, Material, Paragraph
from aligncheck.errors import ReadError, UsageError
from aligncheck.findings import decisions as decision_files
from aligncheck.findings.baseline import count_known, load_baseline, mark_known
from aligncheck.findings.calibration import (
    Weights,
    calibrate_findings,
    load_confidence_weights,
)
from aligncheck.findings.expired_decisions import drop_expired, find_expired
from aligncheck.findings.grading import build_summary, grade_findings
from aligncheck.findings.pair_quality import reduce_quality
from aligncheck.findings.score_ratchet import (
    describe_unused,
    drop_explained,
    index_scores,
    load_scores,
    name_maker,
)
from aligncheck.findings.suppressions import apply_suppressions
from aligncheck.findings.touched_findings import keep_touched
from aligncheck.history.document_history import History, read_history
from aligncheck.models.judge import Judge
from aligncheck.models.manifest import require_intact
from aligncheck.models.model_bundle import Models, load_models
from aligncheck.read import read_material
from aligncheck.report import NO_ORIGINAL, DocumentInfo, ModelInfo, Pair, Report
from aligncheck.result_cache.result_store import ResultStore
from aligncheck.terms import glossary as glossary_files
from aligncheck.terms.glossary import Term
from aligncheck.version import VERSION

Watch = Callable[[str], None]  # called with the name of a stage when it ends


def ignore_stage(_: str) -> None:
    """Watch nothing."""


def check(
    source: str | Path,
    target: str | Path | None = None,
    *,
    config: Config | None = None,
    store: ResultStore | None = None,
    watch: Watch = ignore_stage,
) -> Report:
    """Check a translation: two documents, or one file that holds both sides.

    Pairs that were examined before are looked up in `store`, and what is new is kept there.
    `watch` is called with the name of each stage when it ends.
    Raises a subclass of AlignCheckError for anything that cannot be read, aligned or loaded.
    """
    paths = [Path(source)] if target is None else [Path(source), Path(target)]
    chosen = config or Config()
    material = read_material(paths, chosen.reading)
    wanted = chosen.since is not None or chosen.stale
    history = read_history(material, chosen.since) if wanted else None
    watch("read")
    return check_material(material, chosen, history=history, store=store, watch=watch)


def check_pairs(
    rows: Iterable[tuple[str, str] | dict[str, str]],
    *,
    config: Config | None = None,
    judge: Judge | None = None,
    confidence: Weights | None = None,
) -> Report:
    """Check pairs as they stand: (source, target) tuples or mappings with id, source, target.

    `judge` and `confidence` take the place of those that ship, for measuring.
    """
    sources: list[Paragraph] = []
    targets: list[Paragraph] = []
    beads: list[Bead] = []
    ids: list[str] = []
    for number, row in enumerate(rows, start=1):
        name, zh, en = _parse_row(row, number)
        lines = ((0, number),)
        left = [Paragraph(len(sources), zh, lines, block=number)] if zh.strip() else []
        right = [Paragraph(len(targets), en, lines, block=number)] if en.strip() else []
        sources += left
        targets += right
        beads.append(Bead(tuple(p.index for p in left), tuple(p.index for p in right)))
        ids.append(name)
    if not beads:
        raise ReadError("pairs: nothing to check, no pair was given")
    material = Material(
        Document("pairs", Lang.ZH, "pairs", "", tuple(sources)),
        Document("pairs", Lang.EN, "pairs", "", tuple(targets)),
        Layout.ALIGNED,
        tuple(beads),
        tuple(ids),
    )
    return check_material(material, config or Config(), judge, confidence)


@pause_collector()
def check_material(
    material: Material,
    config: Config,
    judge: Judge | None = None,
    confidence: Weights | None = None,
    history: History | None = None,
    store: ResultStore | None = None,
    watch: Watch = ignore_stage,
) -> Report:
    """Align, score, find and judge what was read; `history` is that of its files."""
    config.require_rules()
    here = config.narrow_to_files(material.source.path, material.target.path)
    decided = decision_files.load_decisions(Path(config.decisions)) if config.decisions else ()
    known = load_baseline(Path(config.baseline)) if config.baseline else ()
    scores = load_scores(Path(config.baseline)) if config.baseline else ()
    terms = glossary_files.load_glossary(Path(config.glossary)) if config.glossary else None
    fixed = _read_pins(material, config)
    models = _load_models(config, judge)
    watch("load")
    paired = list(pair_paragraphs(material, models.encoder, fixed))
    free = None if fixed else require_parallel_pairs(material, paired, force=config.force)
    watch("align")
    examined = score_pairs(add_holes(paired, models.missing), models, store)
    watch("score")
    context = _describe_context(material, examined, fixed, terms.terms if terms else (), here)
    signature = build_signature(models, here, terms.digest if terms else None)
    made = name_maker(signature)
    recorded = index_scores(scores, made)
    told = find_in_document(
        replace(context, material=material, history=history, recorded=recorded, models=models)
    )
    watch("find")
    scored = [reduce_quality(pair, said.own) for pair, said in zip(examined, told, strict=True)]
    if confidence is None:
        confidence = load_confidence_weights() if config.depth is Depth.FULL else {}
    sure = calibrate_findings(scored, chain.from_iterable(chain(*told)), confidence)
    graded = grade_findings(scored, sure, here, decided)
    aside = apply_suppressions(graded, scored, material, here)
    unused = grade_findings(scored, aside.unused, here, decided)
    marked = mark_known((*aside.findings, *unused), count_known(known))
    expired = find_expired(decided, marked, scored) if here.selects("AC902") else ()
    found = (*drop_explained(marked), *expired)
    shown, scope = keep_touched(found, scored, material, history) if history else (found, ())
    kept = scored if config.details else [replace(pair, words=(), english=()) for pair in scored]
    watch("judge")
    return Report(
        version=VERSION,
        signature=signature,
        model=ModelInfo(models.encoder.name, models.encoder.fingerprint),
        source=_describe_document(material.source),
        target=_describe_document(material.target),
        layout=material.layout,
        config=_list_settings(config),
        summary=build_summary(scored, shown, config),
        pairs=tuple(kept),
        findings=shown,
        notes=(
            *material.notes,
            *([free] if free else ()),
            *(history.notes if history else ()),
            *scope,
            *aside.notes,
            *_compose_notes(scored),
            *describe_unused(scores, made),
            *decision_files.describe_unmatched(
                drop_expired(decided, marked, scored) if expired else decided, found, here
            ),
        ),
        decisions=decision_files.dump_decisions(decided),
        unmatched=tuple(
            d.fingerprint for d in decision_files.find_unmatched_decisions(decided, found)
        ),
    )


def _load_models(config: Config, judge: Judge | None) -> Models:
    """Load the models of a run; `judge` takes the place of the one that the depth asks for."""
    deep = config.depth is Depth.FULL
    if judge is None:
        require_intact(judge=deep)
    return load_models(config.model, contextual=deep, judge=judge)


def _read_pins(material: Material, config: Config) -> list[Pin]:
    if config.alignment is None:
        return []
    if material.layout is not Layout.DOCUMENTS:
        raise UsageError(
            f"{config.alignment}: an alignment is for two documents; {material.source.path} is "
            f"{material.layout.value}; leave --alignment out"
        )
    return load_pins(Path(config.alignment))


def _describe_context(
    material: Material,
    pairs: Sequence[Pair],
    pins: Sequence[Pin],
    terms: Sequence[Term],
    config: Config,
) -> DocumentContext:
    """Return what the checks are given besides a pair."""
    return DocumentContext(
        pairs,
        terms=terms,
        stale_pins=find_stale_pins(material, pins),
        alignment=str(config.alignment),
        named=frozenset(config.select),
        left_out=frozenset(rule.id for rule in RULES if not config.selects(rule.id)),
    )


def build_signature(models: Models, config: Config, glossary: str | None = None) -> str:
    """Return all that the numbers depend on, as sacreBLEU does (Post 2018): key:value|key:value."""
    rules = "+".join(rule.id for rule in RULES if config.selects(rule.id))
    limits = ",".join(f"{rule}>={least}" for rule, least in config.confidence) or "default"
    parts = [
        f"version:{VERSION}",
        f"model:{models.encoder.fingerprint[:16]}",
        f"judge:{models.judge.fingerprint[:16]}",
        f"rules:{rules}",
        f"confidence:{limits}",
    ]
    if glossary:
        parts.append(f"glossary:{glossary}")
    return "|".join(parts)


def _parse_row(row: tuple[str, str] | dict[str, str], number: int) -> tuple[str, str, str]:
    if isinstance(row, tuple):
        return str(number), row[0], row[1]
    source, target = row.get("source", row.get("zh")), row.get("target", row.get("en"))
    if source is None or target is None:
        raise ReadError(f"pairs: row {number} lacks source or target")
    return str(row.get("id", number)), source, target


def _describe_document(document: Document) -> DocumentInfo:
    return DocumentInfo(document.path, document.digest, document.format, len(document.paragraphs))


def _list_settings(config: Config) -> dict[str, object]:
    settings = asdict(config)
    settings["severity"] = {rule: level.value for rule, level in config.severity}
    settings["confidence"] = dict(config.confidence)
    settings["per_file_ignores"] = {p: list(rules) for p, rules in config.per_file_ignores}
    settings["fail_on"] = config.fail_on.value
    settings["depth"] = config.depth.value
    settings["lang"] = config.lang.value
    settings["tracked"] = config.tracked.value
    del settings["report_dir"]  # a report has the same bytes wherever it goes
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in settings.items()
    }


def _compose_notes(found: Sequence[Pair]) -> list[str]:
    alone = sum(len(p.target.paragraphs) for p in found if p.note == NO_ORIGINAL and p.target)
    aside = sum(1 for pair in found if pair.note == NOTE)
    notes = []
    if alone:
        noun = "paragraph" if alone == 1 else "paragraphs"
        notes.append(f"no original given: {alone} {noun} checked for the English only")
    if aside:
        noun = "note" if aside == 1 else "notes"
        notes.append(f"{aside} {noun} read but not aligned")
    return notes
