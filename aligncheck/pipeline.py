"""The straight line: read, align, score, find, judge, report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path

from aligncheck import decisions as decision_files
from aligncheck import glossary as glossary_files
from aligncheck.checks import find, find_across, prepare, spelling
from aligncheck.checks.terms import Glossary
from aligncheck.collector import held_off
from aligncheck.config import Config
from aligncheck.coverage.tagger import Tagger
from aligncheck.document import Bead, Document, Lang, Layout, Material, Paragraph
from aligncheck.encode import Encoder, load_encoder
from aligncheck.errors import ReadError, UsageError
from aligncheck.judge import judge, summary
from aligncheck.optional import need
from aligncheck.pairing import NOTE, pairs, stale
from aligncheck.pins import Pin, Stale
from aligncheck.pins import load as load_pins
from aligncheck.read import read
from aligncheck.report import NO_ORIGINAL, DocumentInfo, Finding, ModelInfo, Pair, Report
from aligncheck.rules import RULES
from aligncheck.score import score, weighed
from aligncheck.version import VERSION


def check(
    source: str | Path, target: str | Path | None = None, *, config: Config | None = None
) -> Report:
    """Check a translation: two documents, or one file that holds both sides.

    Raises a subclass of AlignCheckError for anything that cannot be read, aligned or loaded.
    """
    paths = [Path(source)] if target is None else [Path(source), Path(target)]
    return check_material(read(paths), config or Config())


def check_pairs(
    rows: Iterable[tuple[str, str] | dict[str, str]],
    *,
    config: Config | None = None,
    detector: Tagger | None = None,
) -> Report:
    """Check pairs as they stand: (source, target) tuples or mappings with id, source, target.

    `detector` takes the place of the one that ships, for measuring.
    """
    sources: list[Paragraph] = []
    targets: list[Paragraph] = []
    beads: list[Bead] = []
    ids: list[str] = []
    for number, row in enumerate(rows, start=1):
        name, zh, en = _row(row, number)
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
    return check_material(material, config or Config(), detector)


@held_off()
def check_material(material: Material, config: Config, detector: Tagger | None = None) -> Report:
    """Align, score, find and judge what was read."""
    encoder = load_encoder(config.model)
    decided = decision_files.load(Path(config.decisions)) if config.decisions else ()
    terms = glossary_files.load(Path(config.glossary)) if config.glossary else None
    wanted = Glossary(terms.terms) if terms else None
    fixed = _pins(material, config)
    paired = list(pairs(material, encoder, fixed))
    prepare(paired)
    examined = score(paired, encoder, detector)
    alone = [tuple(find(pair)) for pair in examined]
    scored = [weighed(pair, found) for pair, found in zip(examined, alone, strict=True)]
    told = chain(
        _stale(material, fixed, scored, config),
        *alone,
        find_across(scored, wanted, spell=_spells(config)),
    )
    found = judge(scored, told, config, decided)
    kept = scored if config.details else [replace(pair, words=()) for pair in scored]
    return Report(
        version=VERSION,
        signature=signature(encoder, config, terms.digest if terms else None),
        model=ModelInfo(encoder.name, encoder.fingerprint),
        source=_info(material.source),
        target=_info(material.target),
        layout=material.layout,
        config=_settings(config),
        summary=summary(scored, found, config),
        pairs=tuple(kept),
        findings=found,
        notes=(*material.notes, *_notes(scored), *decision_files.notes(decided, found, config)),
    )


def _pins(material: Material, config: Config) -> list[Pin]:
    if config.alignment is None:
        return []
    if material.layout is not Layout.DOCUMENTS:
        raise UsageError(
            f"{config.alignment}: an alignment is for two documents; {material.source.path} is "
            f"{material.layout.value}; leave --alignment out"
        )
    return load_pins(Path(config.alignment))


def _stale(
    material: Material, pins: Sequence[Pin], found: Sequence[Pair], config: Config
) -> list[Finding]:
    """Return AC902 for the pins that were not used, at the pair where their paragraphs were."""
    places: dict[str, list[Stale]] = {}
    for item in stale(material, pins):
        near = [
            pair.id
            for pair in found
            if (pair.source and set(pair.source.paragraphs) & set(item.pin.source))
            or (pair.target and set(pair.target.paragraphs) & set(item.pin.target))
        ]
        places.setdefault(near[0] if near else found[-1].id, []).append(item)
    return [
        Finding(
            "AC902", name, " ".join(_unused(item, str(config.alignment)) for item in items), 1.0
        )
        for name, items in places.items()
    ]


def _unused(item: Stale, path: str) -> str:
    return f"The pin on line {item.pin.line} of {path} was not used: {item.why}."


def signature(encoder: Encoder, config: Config, glossary: str | None = None) -> str:
    """Return all that the numbers depend on, as sacreBLEU does (Post 2018): key:value|key:value."""
    rules = "+".join(rule.id for rule in RULES if config.selects(rule.id))
    limits = ",".join(f"{rule}>={least}" for rule, least in config.confidence) or "default"
    parts = [
        f"version:{VERSION}",
        f"model:{encoder.fingerprint[:16]}",
        f"rules:{rules}",
        f"confidence:{limits}",
    ]
    if glossary:
        parts.append(f"glossary:{glossary}")
    return "|".join(parts)


def _row(row: tuple[str, str] | dict[str, str], number: int) -> tuple[str, str, str]:
    if isinstance(row, tuple):
        return str(number), row[0], row[1]
    source, target = row.get("source", row.get("zh")), row.get("target", row.get("en"))
    if source is None or target is None:
        raise ReadError(f"pairs: row {number} lacks source or target")
    return str(row.get("id", number)), source, target


def _info(document: Document) -> DocumentInfo:
    return DocumentInfo(document.path, document.digest, document.format, len(document.paragraphs))


def _spells(config: Config) -> bool:
    """Tell whether AC404 can run; raises MissingExtra if it was asked for by name and cannot."""
    if "AC404" in config.select:
        need("spellchecker", "spelling", "AC404")
    return config.selects("AC404") and spelling.available()


def _settings(config: Config) -> dict[str, object]:
    settings = asdict(config)
    settings["severity"] = {rule: level.value for rule, level in config.severity}
    settings["confidence"] = dict(config.confidence)
    settings["fail_on"] = config.fail_on.value
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in settings.items()
    }


def _notes(found: Sequence[Pair]) -> list[str]:
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
