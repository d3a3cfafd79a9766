"""Facts and broken English: false alarms by family, planted changes found, holes; no detector.

docs/measuring.md says what each figure means. A pair is read as `check` reads it, sentences linked,
and judged alone; only what needs the detector is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.rule_registry import FAMILIES, find_in_document
from aligncheck.config import Config
from aligncheck.corrupt import Damage
from aligncheck.coverage.english_holes import add_holes
from aligncheck.document import Bead, Document, Lang, Layout, Material, Paragraph
from aligncheck.evaluate import score_cache
from aligncheck.evaluate.check_results import (
    KeptFinding,
    Options,
    PackedFound,
    Text,
    pack_finding,
    unpack_finding,
)
from aligncheck.evaluate.declared_groups import group_measured_rules, list_finders
from aligncheck.evaluate.figures import Figure, SetFigures, measure_share, measure_sums
from aligncheck.evaluate.labelled_sets import Chapter, Couple, Judged, LabelledSet
from aligncheck.evaluate.metrics import Numbers
from aligncheck.models.encoder import Encoder
from aligncheck.report import Finding, Pair, Side

GROUPS = group_measured_rules()
RULES = tuple(rule for rules in GROUPS.values() for rule in rules)
BATCH = 500  # pairs between two lines of progress
FORM = "facts 2"  # of what is kept
ALARMS, PLANTED, HOLES = "false alarms", "planted", "holes"
_MEANT = "segments without a marked accuracy error"
_CLEAN = "segments without any marked error"
_ALL = "pairs"
KeptFindings = tuple[KeptFinding, ...]


@dataclass(frozen=True, slots=True)
class GoodPair:
    """A pair in which nobody marked an accuracy error; `clean`: nor any other."""

    text: Text
    clean: bool


@dataclass(frozen=True, slots=True)
class PlantedOutcome:
    """Whether a planted error was found: at any level, as a warning or worse."""

    kind: str
    doc: str
    found: bool
    loud: bool


@dataclass(frozen=True, slots=True)
class HoleOutcome:
    """Findings of AC401 in a sentence with a hole: those at its place, and others."""

    doc: str
    hits: int
    others: int


@dataclass(frozen=True, slots=True)
class Trials:
    """All that is measured of a set; several sets' can be put together."""

    judged: bool
    good: tuple[GoodPair, ...]
    said: tuple[KeptFindings, ...]
    outcomes: tuple[PlantedOutcome, ...]
    holes: tuple[HoleOutcome, ...]

    @classmethod
    def merge_sets(cls, several: Sequence[Trials]) -> Trials:
        """Return the trials of several sets as those of one."""
        return cls(
            any(one.judged for one in several),
            tuple(good for one in several for good in one.good),
            tuple(said for one in several for said in one.said),
            tuple(outcome for one in several for outcome in one.outcomes),
            tuple(hole for one in several for hole in one.holes),
        )


def good_pairs(held: LabelledSet) -> list[GoodPair]:
    """Return the good pairs of a set, each once; of chapters, the English alone is of use."""
    good = [
        GoodPair(Text(row.zh, row.en, row.doc), not row.marks)
        for row in held.of(Judged)
        if row.accurate and not row.unsure and not row.partial
    ]
    good += [GoodPair(Text(row.zh, row.en), True) for row in held.of(Couple)]
    good += [
        GoodPair(Text("", english, chapter.doc), True)
        for chapter in held.of(Chapter)
        for english in chapter.en
    ]
    return list({(one.text.zh, one.text.en): one for one in good}.values())


def run_trials(held: LabelledSet, encoder: Encoder, options: Options) -> Trials:
    """Check good pairs as they are, and once for each error planted in them."""
    name, good = held.name, good_pairs(held)
    said = check_texts([one.text for one in good], RULES, encoder, options, name)
    outcomes = _test_planted_errors(name, [one.text for one in good], said, encoder, options)
    holes = _test_holes(name, [one.text for one in good if one.clean], encoder, options)
    return Trials(bool(held.of(Judged)), tuple(good), tuple(said), tuple(outcomes), tuple(holes))


def summarise_trials(name: str, held: Trials) -> SetFigures:
    """Return the figures of what was tried."""
    docs = {_document_of(one.text) for one in held.good}
    found = (*_alarm_figures(held), *_recall_figures(held), *_hole_figures(held))
    return SetFigures(name, "facts", len(held.good), len(docs), found)


def check_texts(
    texts: Sequence[Text], rules: Sequence[str], encoder: Encoder, options: Options, name: str
) -> list[KeptFindings]:
    """Return what these rules say of each pair, or take it from the cache."""
    mark = score_cache.cache_key(
        FORM, encoder.fingerprint, *rules, *(f"{t.zh}\0{t.en}" for t in texts)
    )
    kept = score_cache.load_cached(mark) if options.keep else None
    if isinstance(kept, list) and len(kept) == len(texts):
        return [tuple(map(unpack_finding, cast(list[PackedFound], row))) for row in kept]
    out: list[KeptFindings] = []
    for start in range(0, len(texts), BATCH):
        out += [_keep_findings(text, rules, encoder) for text in texts[start : start + BATCH]]
        options.say(f"{name}, {rules[0]} …: {len(out)} of {len(texts)}")
    if options.keep:
        score_cache.save_cached(mark, [[pack_finding(one) for one in said] for said in out])
    return out


def judged_findings(text: Text, rules: Sequence[str], encoder: Encoder) -> tuple[Finding, ...]:
    """Return what these rules say of one pair, judged as `check` judges."""
    from aligncheck.findings.grading import grade_findings

    pair = _link_pair(text, encoder)
    return grade_findings([pair], _family_findings(pair, rules), Config(select=tuple(rules)))


def _keep_findings(text: Text, rules: Sequence[str], encoder: Encoder) -> KeptFindings:
    return tuple(map(KeptFinding.of, judged_findings(text, rules, encoder)))


def _family_findings(pair: Pair, rules: Sequence[str]) -> Iterable[Finding]:
    """Return what the families of these rules find in a pair that stands alone."""
    context = DocumentContext(add_holes([pair]))
    wanted = [
        family
        for family in FAMILIES
        if not family.across and any(rule.id in rules for rule in family.rules)
    ]
    (found,) = find_in_document(context, wanted)
    return found.own


def _link_pair(text: Text, encoder: Encoder) -> Pair:
    """Make a pair with its sentences linked, as `check_pairs` does."""
    from aligncheck.alignment.pairing import pair_paragraphs

    if not text.zh.strip():
        return Pair("1", "0:1", None, Side(text.en, (0,), ((0, 1),)))
    sides = [(Paragraph(0, one, ((0, 1),), block=1),) for one in (text.zh, text.en)]
    material = Material(
        Document("pairs", Lang.ZH, "pairs", "", sides[0]),
        Document("pairs", Lang.EN, "pairs", "", sides[1]),
        Layout.ALIGNED,
        (Bead((0,), (0,)),),
        ("1",),
    )
    return pair_paragraphs(material, encoder)[0]


def _test_planted_errors(
    name: str,
    texts: Sequence[Text],
    clean: Sequence[KeptFindings],
    encoder: Encoder,
    options: Options,
) -> list[PlantedOutcome]:
    """Plant errors where the rules that should find them are silent, and see what is found."""
    from aligncheck.corrupt import analyse_pair, collect_replacements
    from aligncheck.corrupt.fact_errors import KINDS, corrupt_facts, find_proper_words
    from aligncheck.models import lexicon

    table = lexicon.load_lexicon()
    studied = [analyse_pair(text.zh, text.en, table) for text in texts]
    known, held = find_proper_words(text.en for text in texts), collect_replacements(studied)
    finders = {kind: list_finders(kind) for kind in KINDS}
    made: dict[str, list[tuple[int, Damage]]] = {}
    for i, pair in enumerate(studied):
        for damage in corrupt_facts(pair, held, known):
            if not any(found.rule in finders[damage.kind] for found in clean[i]):
                made.setdefault(damage.kind, []).append((i, damage))
    return [
        outcome
        for kind in KINDS
        for outcome in _test_damaged_texts(
            name, texts, made.get(kind, []), finders[kind], encoder, options
        )
    ]


def _test_damaged_texts(
    name: str,
    texts: Sequence[Text],
    made: Sequence[tuple[int, Damage]],
    rules: Sequence[str],
    encoder: Encoder,
    options: Options,
) -> list[PlantedOutcome]:
    from aligncheck.corrupt.finding_match import points_at_damage

    damaged = [Text(texts[i].zh, damage.en, texts[i].doc) for i, damage in made]
    out = []
    for (i, damage), said in zip(
        made, check_texts(damaged, rules, encoder, options, f"{name}, planted"), strict=True
    ):
        hits = [f for f in said if points_at_damage(f.rule, f.source, f.target, damage)]
        loud = any(found.loud for found in hits)
        out.append(PlantedOutcome(damage.kind, _document_of(texts[i]), bool(hits), loud))
    return out


def _test_holes(
    name: str, texts: Sequence[Text], encoder: Encoder, options: Options
) -> list[HoleOutcome]:
    """Take a word out of each sentence that it leaves a hole in."""
    from aligncheck.corrupt.word_removal import remove_words

    docs = {text.en: _document_of(text) for text in texts}
    planted = [(en, plant) for en in docs for plant in remove_words([en])]
    damaged = [Text("", plant.text) for _, plant in planted]
    said = check_texts(damaged, ("AC401",), encoder, options, f"{name}, holes")
    out = []
    for (en, plant), found in zip(planted, said, strict=True):
        hits = sum(any(a <= plant.at <= b for a, b in one.target) for one in found)
        out.append(HoleOutcome(docs[en], hits, len(found) - hits))
    return out


def _alarm_figures(held: Trials) -> list[Figure]:
    out = []
    subsets = [(_MEANT, held.good), (_CLEAN, [one for one in held.good if one.clean])]
    for what, subset in subsets if held.judged else [(_ALL, held.good)]:
        of = {id(one) for one in subset}
        rows = [
            (one, said) for one, said in zip(held.good, held.said, strict=True) if id(one) in of
        ]
        docs = [_document_of(one.text) for one, _ in rows]
        for group, rules in GROUPS.items():
            own = [[f for f in said if f.rule in rules] for _, said in rows]
            loud = [any(f.loud for f in found) for found in own]
            title = f"{ALARMS}, {what}"
            out.append(measure_share(title, f"{group}, at warning or above", docs, loud))
            out.append(
                measure_share(title, f"{group}, infos too", docs, [bool(found) for found in own])
            )
    return out


def _recall_figures(held: Trials) -> list[Figure]:
    from aligncheck.corrupt.fact_errors import KINDS

    out = []
    for kind in KINDS:
        own = [one for one in held.outcomes if one.kind == kind]
        docs = [one.doc for one in own]
        loud = [one.loud for one in own]
        out.append(measure_share(PLANTED, f"{kind}: found as warning or above", docs, loud))
        out.append(measure_share(PLANTED, f"{kind}: found", docs, [one.found for one in own]))
    return out


def _hole_figures(held: Trials) -> list[Figure]:
    """Return AC401 on English sentences, half of them with a word taken out, each once."""
    rows: dict[str, tuple[str, int]] = {}
    for good, said in zip(held.good, held.said, strict=True):
        if good.clean:
            alarms = sum(found.rule == "AC401" for found in said)
            rows.setdefault(good.text.en, (_document_of(good.text), alarms))
    docs = [doc for doc, _ in rows.values()]
    out = [
        measure_share(HOLES, "good English with AC401", docs, [bool(n) for _, n in rows.values()])
    ]
    counts = np.array(
        [(one.hits > 0, 1, one.hits, one.hits + one.others) for one in held.holes], np.float64
    ).reshape(-1, 4)
    # The undamaged sentences count with the damaged ones' number: one sentence in two has a hole.
    weight = len(held.holes) / max(1, len(rows))
    calm = np.array([(0, 0, 0, n * weight) for _, n in rows.values()], np.float64).reshape(-1, 4)
    both = np.concatenate([counts, calm])
    where = [*(one.doc for one in held.holes), *docs]
    n = len(held.holes)
    positive = int(counts[:, 0].sum())
    for label, of in (
        ("recall: planted holes found", lambda total: _ratio_of_sums(total, 0, 1)),
        ("precision, a hole in one sentence of two", lambda total: _ratio_of_sums(total, 2, 3)),
    ):
        out.append(measure_sums(HOLES, label, where, both, of, positive=positive, n=n))
    return out


def _ratio_of_sums(total: Numbers, part: int, whole: int) -> float:
    return float(total[part] / total[whole]) if total[whole] else float("nan")


def _document_of(text: Text) -> str:
    return text.doc if text.doc is not None else text.zh
