"""Minimal pairs: how often a good translation ranks above the same one with a known error."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligncheck.coverage import lexicon
from aligncheck.evaluate.damage import Damage, Studied, damages, named, study
from aligncheck.evaluate.figures import Figure, measure, share
from aligncheck.evaluate.scoring import Options, Scored, Text, score
from aligncheck.text.words import en_words, is_content_en, stem

MOST = 300  # good pairs of a set
LEAST_ZH, LEAST_EN = 8, 5  # characters and words that a good pair must have
GROUP = "minimal pairs"


def measure_minimal(name: str, good: Sequence[Text], options: Options) -> list[Figure]:
    """Return how each kind of damage is ranked and pointed at."""
    long = [t for t in good if len(t.zh) >= LEAST_ZH and len(en_words(t.en)) >= LEAST_EN]
    if len(long) > MOST:
        places = np.linspace(0, len(long) - 1, MOST).astype(np.int64)
        long = [long[int(i)] for i in places]
    table = lexicon.load()
    studied = [study(text.zh, text.en, table) for text in long]
    names = _names(studied)
    made = [(i, damage) for i, pair in enumerate(studied) for damage in damages(pair, names)]
    if not made:
        return []
    texts = long + [Text(long[i].zh, d.en, long[i].doc) for i, d in made]
    scored = score(texts, options, f"{name}, minimal pairs")
    trials = [
        (str(i), damage, scored[i], bad)
        for (i, damage), bad in zip(made, scored[len(long) :], strict=True)
    ]
    return [*_by_kind(trials), _suggestions(trials), _calm(scored[: len(long)])]


def _names(studied: Sequence[Studied]) -> list[str]:
    """Collect the names of the set, to put them in each other's place."""
    return sorted(
        {pair.cut(p).cut(pair.en) for pair in studied for p in pair.partners if named(pair, p)}
    )


Trial = tuple[str, Damage, Scored, Scored]


def _by_kind(trials: Sequence[Trial]) -> list[Figure]:
    out = []
    for kind in (*sorted({damage.kind for _, damage, _, _ in trials}), "all"):
        held = [trial for trial in trials if kind in {"all", trial[1].kind}]
        docs = [doc for doc, _, _, _ in held]
        ranked = [good.quality > bad.quality for _, _, good, bad in held]
        info = [_points(damage, bad, loud=False) for _, damage, _, bad in held]
        loud = [_points(damage, bad, loud=True) for _, damage, _, bad in held]
        out.append(share(GROUP, f"{kind}: good one ranked higher", docs, ranked))
        out.append(share(GROUP, f"{kind}: pointed at", docs, info))
        out.append(share(GROUP, f"{kind}: pointed at as warning or above", docs, loud))
    return out


def _points(damage: Damage, bad: Scored, *, loud: bool) -> bool:
    return any(
        found.meets(span) and (found.loud or not loud) for found in bad.found for span in damage.zh
    )


def _suggestions(trials: Sequence[Trial]) -> Figure:
    """Return how often AC103's suggestions share a stem with what was dropped."""
    docs, held = [], []
    for doc, damage, _, bad in trials:
        found = [f for f in bad.found if f.rule == "AC103" and any(f.meets(s) for s in damage.zh)]
        if damage.kind.endswith("dropped") and found:
            said = {
                stem(w.text) for f in found for w in en_words(f.suggestion) if is_content_en(w.text)
            }
            docs.append(doc)
            held.append(not said.isdisjoint(damage.gone))
    flags = np.array(held, dtype=np.float64)
    return measure(
        GROUP,
        "suggestions that share a stem with what was dropped",
        docs,
        lambda drawn: float(flags[drawn].mean()),
        positive=int(flags.sum()),
    )


def _calm(good: Sequence[Scored]) -> Figure:
    loud = [any(f.rule == "AC103" and f.loud for f in scored.found) for scored in good]
    docs = [str(i) for i in range(len(good))]
    return share(GROUP, "good ones with AC103 at warning or above", docs, loud)
