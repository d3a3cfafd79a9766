"""Facts and broken English: false alarms by family, planted changes found, holes; no detector.

docs/measuring.md says what each figure means. A pair is read as `check` reads it, sentences linked,
and judged alone; only what needs the detector is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

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
from aligncheck.evaluate.declared_groups import list_finders
from aligncheck.evaluate.fact_figures import (
    GROUPS,
    GoodPair,
    HoleOutcome,
    KeptFindings,
    PlantedOutcome,
    Trials,
    document_of,
)
from aligncheck.evaluate.labelled_sets import Chapter, Couple, Judged, LabelledSet
from aligncheck.models.encoder import Encoder
from aligncheck.models.model_bundle import load_models
from aligncheck.report import Finding, Pair, Side

RULES = tuple(rule for rules in GROUPS.values() for rule in rules)
BATCH = 500  # pairs between two lines of progress
FORM = "facts 2"  # of what is kept


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
    models = load_models()
    context = DocumentContext(add_holes([pair], models.missing), models=models)
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

    table = load_models().lexicon
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
        out.append(PlantedOutcome(damage.kind, document_of(texts[i]), bool(hits), loud))
    return out


def _test_holes(
    name: str, texts: Sequence[Text], encoder: Encoder, options: Options
) -> list[HoleOutcome]:
    """Take a word out of each sentence that it leaves a hole in."""
    from aligncheck.corrupt.word_removal import remove_words

    docs = {text.en: document_of(text) for text in texts}
    planted = [(en, plant) for en in docs for plant in remove_words([en])]
    damaged = [Text("", plant.text) for _, plant in planted]
    said = check_texts(damaged, ("AC401",), encoder, options, f"{name}, holes")
    out = []
    for (en, plant), found in zip(planted, said, strict=True):
        hits = sum(any(a <= plant.at <= b for a, b in one.target) for one in found)
        out.append(HoleOutcome(docs[en], hits, len(found) - hits))
    return out
