"""Fit the weights of aligncheck.alignment.translation_probability on planted gaps and print them.

    python benchmarks/gaps_fit.py PATH… [--limit DOCUMENTS]

The PATHs are those of benchmarks/planted.py; measure on others. Three logistic models: paragraphs,
at the edges of the beads that the aligner makes of documents with gaps, some of whose paragraphs
are merged or have a sentence set apart; sentences, likewise inside a paragraph, and halves of
sentences, which are not alone; mates, true pairs against others of the same document.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from planted import LEAST, SEED, Kept, Planted, Row, cut, documents, paragraphs, removed

from aligncheck.alignment.dynamic_program import PARAGRAPHS, WITHIN, align
from aligncheck.alignment.null_alignment import expansion_ratio
from aligncheck.alignment.path_search import Costs
from aligncheck.alignment.translation_probability import pair_features, unit_features
from aligncheck.document import Bead, Lang
from aligncheck.models.encoder import Encoder, Floats, load_encoder

RIDGE = 0.1
BELONGS = 2.0  # weight of a unit that belongs where it stands: of these documents are full
CHANGED = 0.2  # share of paragraphs that are merged, and of those that are cut
# A unit, the rest of its bead, the other side, its language, does it stand first, the room
Asked = tuple[str, tuple[str, ...], tuple[str, ...], Lang, bool, float]
Example = tuple[Floats, bool]


def main() -> None:
    """Print the weights of the three models."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=8, help="documents of a path")
    given = parser.parse_args()
    encoder = Kept(load_encoder())
    asked: dict[str, dict[Asked, bool]] = {"PARAGRAPHS": {}, "SENTENCES": {}}
    mates: list[Example] = []
    for path in given.paths:
        draw = random.Random(SEED)  # noqa: S311  # texts, not secrets
        found = [rows for rows in documents(path, draw) if len(rows) >= LEAST]
        for rows in draw.sample(found, min(given.limit, len(found))):
            for held in (rows, _merged(rows, draw), _apart(rows, draw)):
                if len(held) >= LEAST:
                    for plant in paragraphs(held, draw):
                        asked["PARAGRAPHS"].update(_asked(plant, encoder, PARAGRAPHS))
            for row in rows:
                asked["SENTENCES"].update(_inside(row, encoder, draw))
            mates += _mates(rows, draw)
    for name, known in asked.items():
        _print(
            name, [(unit_features(*question), alone) for question, alone in known.items()], BELONGS
        )
    _print("MATES", mates, 1.0)


def _print(name: str, examples: Sequence[Example], weight: float) -> None:
    print(f"{name} = Model({tuple(round(float(w), 3) for w in _fitted(examples, weight))})")
    print(f"    {len(examples)} examples, {sum(said for _, said in examples)} of them said to be")


def _merged(rows: Sequence[Row], draw: random.Random) -> list[Row]:
    """Merge some neighbours on one side."""
    out: list[Row] = []
    left = list(rows)
    while left:
        row = left.pop(0)
        if left and draw.random() < CHANGED:
            other = left.pop(0)
            if draw.random() < 0.5:
                row = Row(("".join(row.zh + other.zh),), row.en + other.en)
            else:
                row = Row(row.zh + other.zh, (" ".join(row.en + other.en),))
        out.append(row)
    return out


def _apart(rows: Sequence[Row], draw: random.Random) -> list[Row]:
    """Set the first or last sentence of some single paragraphs apart, on one side."""
    out: list[Row] = []
    for row in rows:
        lang, between = draw.choice(((Lang.ZH, ""), (Lang.EN, " ")))
        own = row.zh if lang is Lang.ZH else row.en
        parts = cut(own[0], lang)
        if len(row.zh) == len(row.en) == 1 and len(parts) > 1 and draw.random() < CHANGED:
            at = draw.choice((1, len(parts) - 1))
            two = between.join(parts[:at]), between.join(parts[at:])
            row = Row(two, row.en) if lang is Lang.ZH else Row(row.zh, two)
        out.append(row)
    return out


def _inside(row: Row, encoder: Encoder, draw: random.Random) -> Iterator[tuple[Asked, bool]]:
    """Yield what a second look sees of the sentences of a paragraph."""
    beads = [Row(tuple(cut(a, Lang.ZH)), tuple(cut(b, Lang.EN))) for a, b in row.parts]
    beads = [bead for bead in beads if bead.zh and bead.en]
    if len(beads) > 2:
        for held in (beads, _joined(beads, draw)):
            for gone in ({0}, {len(held) - 1}, {draw.randrange(len(held))}):
                for side in ("zh", "en"):
                    yield from _asked(removed("", held, gone, side), encoder, WITHIN)
    for zh, en in row.parts[:2]:
        for text, other, lang in ((zh, en, Lang.ZH), (en, zh, Lang.EN)):
            for unit, rest, first in _halves(text):
                yield (unit, (rest,), (other,), lang, first, 1.0), False


def _joined(beads: Sequence[Row], draw: random.Random) -> list[Row]:
    """Make one sentence of two neighbours on one side."""
    at = draw.randrange(len(beads) - 1)
    one, two = beads[at], beads[at + 1]
    zh, en = one.zh + two.zh, one.en + two.en
    if draw.random() < 0.5:
        zh = ("，".join(text.rstrip("。") for text in zh) + "。",)
    else:
        en = (", and ".join(text.rstrip(".") for text in en) + ".",)
    return [*beads[:at], Row(zh, en), *beads[at + 2 :]]


def _asked(plant: Planted, encoder: Encoder, costs: Costs) -> Iterator[tuple[Asked, bool]]:
    """Yield the units that a second look may ask of, and whether each is alone there."""
    beads = align(plant.zh, plant.en, encoder, costs)
    room = expansion_ratio(beads, plant.zh, plant.en)
    linked = [bead for bead in beads if bead.source and bead.target]
    for bead in linked:
        for lang in (Lang.ZH, Lang.EN):
            for first in (True, False):
                yield from _peeled(plant, bead, lang, first, room)
    for k, bead in enumerate(beads):
        if bead.source and bead.target:
            continue
        lang = Lang.ZH if bead.source else Lang.EN
        (unit,) = bead.source or bead.target
        before = [b for b in beads[:k] if b.source and b.target][-1:]
        after = [b for b in beads[k:] if b.source and b.target][:1]
        for near_by, first in [(b, False) for b in before] + [(b, True) for b in after]:
            rest, other = _sides(near_by, lang)
            yield _one(plant, unit, rest, other, lang, first, room)


def _peeled(
    plant: Planted, bead: Bead, lang: Lang, first: bool, room: float
) -> Iterator[tuple[Asked, bool]]:
    """Yield the units at one end of a bead, up to the first that belongs there."""
    units, other = _sides(bead, lang)
    left = list(units if first else units[::-1])
    while len(left) > 1 and any(_belongs(plant, unit, other, lang) for unit in left[1:]):
        unit = left.pop(0)
        yield _one(plant, unit, sorted(left), other, lang, first, room)
        if _belongs(plant, unit, other, lang):
            return


def _one(
    plant: Planted,
    unit: int,
    rest: Iterable[int],
    other: Iterable[int],
    lang: Lang,
    first: bool,
    room: float,
) -> tuple[Asked, bool]:
    own, far = (plant.zh, plant.en)[:: 1 if lang is Lang.ZH else -1]
    texts = tuple(own[k] for k in rest), tuple(far[k] for k in other)
    return (own[unit], *texts, lang, first, room), not _belongs(plant, unit, other, lang)


def _belongs(plant: Planted, unit: int, other: Iterable[int], lang: Lang) -> bool:
    sides = (plant.alone_zh, plant.home_zh), (plant.alone_en, plant.home_en)
    (alone, home), (lost, homes) = sides[:: 1 if lang is Lang.ZH else -1]
    return unit not in alone and home[unit] in {homes[k] for k in other if k not in lost}


def _sides(bead: Bead, lang: Lang) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return (bead.source, bead.target) if lang is Lang.ZH else (bead.target, bead.source)


def _halves(text: str) -> list[tuple[str, str, bool]]:
    """Cut a sentence at the middle one of its commas; nothing if it has none in the middle."""
    places = [found.end() for found in re.finditer("[，；]|[,;] ", text)]
    places = [at for at in places if 0.25 < at / len(text) < 0.75]
    if not places:
        return []
    at = places[len(places) // 2]
    return [(text[:at], text[at:], True), (text[at:], text[:at], False)]


def _mates(rows: Sequence[Row], draw: random.Random) -> Iterator[Example]:
    for at, row in enumerate(rows):
        if len(row.zh) > 1 or len(row.en) > 1:
            continue  # the aligner may join either with its neighbour
        other = draw.choice([k for k in range(len(rows)) if k != at])
        beside = at + 1 if at + 1 < len(rows) else at - 1
        yield pair_features(row.zh, row.en), True
        yield pair_features(row.zh, rows[other].en), False
        yield pair_features(row.zh, rows[beside].en), False
        for k, (zh, en) in enumerate(row.parts[:4]):
            yield pair_features([zh], [en]), True
            yield pair_features([zh], [row.parts[k - 1][1]]), False


def _fitted(examples: Sequence[Example], weight: float) -> Floats:
    """Return a logistic model, by Newton's method; what is not so counts `weight` times."""
    rows = np.array([features for features, _ in examples])
    truth = np.array([said for _, said in examples], dtype=np.float64)
    counts = np.where(truth > 0, 1.0, weight)
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (truth - chance)) - RIDGE * weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(
            len(weights)
        )
        weights = weights + np.linalg.solve(bend, slope)
    return np.asarray(weights)


if __name__ == "__main__":
    main()
