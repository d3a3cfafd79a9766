"""Minimal pairs: how often a good translation ranks above the same one with a known error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligncheck.corrupt import KINDS, Damage, analyse_pair, collect_replacements, corrupt_pair
from aligncheck.corrupt.finding_match import points_at_damage
from aligncheck.evaluate import metrics
from aligncheck.evaluate.check_results import KeptFinding, Options, Scored, Text, score_texts
from aligncheck.evaluate.declared_groups import group_measured_rules
from aligncheck.evaluate.figures import Curve, Figure, measure_share, measure_statistic
from aligncheck.evaluate.metrics import Numbers
from aligncheck.models import lexicon
from aligncheck.text.words import en_words, is_content_en, stem_word

MOST = 300  # good pairs of a set
LEAST_ZH, LEAST_EN = 8, 5  # characters and words that a good pair must have
LEAST_FOUND = 10  # findings that a reliability table needs
GROUP = "minimal pairs"


@dataclass(frozen=True, slots=True)
class Trial:
    """One planted error: what was said of the good pair, and of the damaged one."""

    doc: str
    damage: Damage
    good: Scored
    bad: Scored

    def hits(self) -> Iterator[KeptFinding]:
        """Yield the findings on the damaged pair that point at the error."""
        return (
            found
            for found in self.bad.found
            if points_at_damage(found.rule, found.source, found.target, self.damage)
        )


# Rules, by their beginnings, whose alarms on good pairs are counted together.
_GROUPS = group_measured_rules()
ALARMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("AC103",), "AC103"),
    ((*_GROUPS["numbers"], *_GROUPS["dates"]), "a number rule"),
    (_GROUPS["names"], "a name rule"),
    ((*_GROUPS["negation"], *_GROUPS["quotations and citations"]), "AC307 to AC309"),
    (("AC",), "any rule"),
)


def measure_minimal(
    name: str, good: Sequence[Text], options: Options
) -> tuple[list[Figure], list[Curve]]:
    """Return how each kind of damage is ranked and pointed at, and how far to trust each rule."""
    long = [t for t in good if len(t.zh) >= LEAST_ZH and len(en_words(t.en)) >= LEAST_EN]
    if len(long) > MOST:
        places = np.linspace(0, len(long) - 1, MOST).astype(np.int64)
        long = [long[int(i)] for i in places]
    table = lexicon.load_lexicon()
    studied = [analyse_pair(text.zh, text.en, table) for text in long]
    held = collect_replacements(studied)
    made = [(i, damage) for i, pair in enumerate(studied) for damage in corrupt_pair(pair, held)]
    if not made:
        return [], []
    texts = long + [Text(long[i].zh, d.en, long[i].doc) for i, d in made]
    scored = score_texts(texts, options, f"{name}, minimal pairs")
    trials = [
        Trial(str(i), damage, scored[i], bad)
        for (i, damage), bad in zip(made, scored[len(long) :], strict=True)
    ]
    clean = scored[: len(long)]
    known = list(_rule_confidences(trials, clean))
    figures = [*_figures_by_kind(trials), _suggestion_figure(trials), *_false_alarm_figures(clean)]
    return [*figures, *(_confidence_ece(*item) for item in known)], [
        _confidence_curve(*item) for item in known
    ]


def _figures_by_kind(trials: Sequence[Trial]) -> list[Figure]:
    out = []
    there = {trial.damage.kind for trial in trials}
    for kind in (*(kind for kind in KINDS if kind in there), "all"):
        held = [trial for trial in trials if kind in {"all", trial.damage.kind}]
        docs = [trial.doc for trial in held]
        ranked = [trial.good.quality > trial.bad.quality for trial in held]
        info = [any(trial.hits()) for trial in held]
        loud = [any(found.loud for found in trial.hits()) for trial in held]
        out.append(measure_share(GROUP, f"{kind}: good one ranked higher", docs, ranked))
        out.append(measure_share(GROUP, f"{kind}: pointed at", docs, info))
        out.append(measure_share(GROUP, f"{kind}: pointed at as warning or above", docs, loud))
    return out


def _suggestion_figure(trials: Sequence[Trial]) -> Figure:
    """Return how often AC103's suggestions share a stem with what was dropped."""
    docs, held = [], []
    for trial in trials:
        found = [f for f in trial.hits() if f.rule == "AC103"]
        if trial.damage.gone and trial.damage.is_deletion and found:
            said = {
                stem_word(w.text)
                for f in found
                for w in en_words(f.suggestion)
                if is_content_en(w.text)
            }
            docs.append(trial.doc)
            held.append(not said.isdisjoint(trial.damage.gone))
    flags = np.array(held, dtype=np.float64)
    return measure_statistic(
        GROUP,
        "suggestions that share a stem with what was dropped",
        docs,
        lambda drawn: float(flags[drawn].mean()),
        positive=int(flags.sum()),
    )


def _false_alarm_figures(good: Sequence[Scored]) -> list[Figure]:
    """Return the alarms on undamaged pairs."""
    docs = [str(i) for i in range(len(good))]
    return [
        measure_share(
            GROUP,
            f"good ones with {what} at warning or above",
            docs,
            [any(f.rule.startswith(rule) and f.loud for f in s.found) for s in good],
        )
        for rule, what in ALARMS
    ]


RuleConfidences = tuple[str, list[str], Numbers]  # rule, pairs, (n, 3): said, held, weight


def _rule_confidences(
    trials: Sequence[Trial], clean: Sequence[Scored]
) -> Iterator[RuleConfidences]:
    """Yield, for each rule, the confidences of its findings and which of them hold.

    Those that point at a planted error hold; those on a pair without one do not. A pair's damages
    weigh together as much as the pair without any: as if one pair in two had one error.
    """
    times = Counter(trial.doc for trial in trials)
    right = [(t.doc, f, 1.0, 1 / times[t.doc]) for t in trials for f in t.hits()]
    wrong = [(str(i), f, 0.0, 1.0) for i, scored in enumerate(clean) for f in scored.found]
    both = [*right, *wrong]
    for rule in sorted({found.rule for _, found, _, _ in both}):
        own = [item for item in both if item[1].rule == rule]
        if len(own) >= LEAST_FOUND:
            values = np.array([(f.confidence, held, weight) for _, f, held, weight in own])
            yield rule, [doc for doc, _, _, _ in own], values


def _confidence_ece(rule: str, docs: list[str], values: Numbers) -> Figure:
    return measure_statistic(
        "calibration",
        f"ECE of the confidence of {rule}, planted against clean",
        docs,
        lambda drawn: metrics.ece(*values[drawn, :2].T, weights=values[drawn, 2]),
        positive=int(values[:, 1].sum()),
    )


def _confidence_curve(rule: str, _: list[str], values: Numbers) -> Curve:
    bins = metrics.reliability_bins(values[:, 0], values[:, 1], weights=values[:, 2])
    return Curve("calibration", f"confidence of {rule}, planted against clean", tuple(bins))
