"""Fit the weights of aligncheck.partner on planted gaps and print them.

    python benchmarks/gaps_fit.py PATH… [--limit DOCUMENTS]

The PATHs are those of benchmarks/gaps.py; measure on others. Three logistic models: paragraphs, at
the edges of the beads that the aligner makes of documents with gaps, some of whose paragraphs are
merged; sentences beside a neighbour of their paragraph, with and without their translation, and
halves of sentences, which are not alone; mates, true pairs against others of the same document.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from gaps import LEAST, SEED, Kept, Planted, Row, documents, paragraphs

from aligncheck.alignment import PARAGRAPHS, align
from aligncheck.document import Bead, Lang
from aligncheck.encode import Encoder, Floats, load_encoder
from aligncheck.partner import evidence, likeness

RIDGE = 0.1
Example = tuple[Floats, bool]


def main() -> None:
    """Print the weights of the three models."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=8, help="documents of a path")
    given = parser.parse_args()
    encoder = Kept(load_encoder())
    models: dict[str, list[Example]] = {"PARAGRAPHS": [], "SENTENCES": [], "MATES": []}
    for path in given.paths:
        draw = random.Random(SEED)  # noqa: S311  # texts, not secrets
        found = [rows for rows in documents(path, draw) if len(rows) >= LEAST]
        for rows in draw.sample(found, min(given.limit, len(found))):
            for held in (rows, _merged(rows, draw)):
                if len(held) >= LEAST:
                    for plant in paragraphs(held, draw):
                        models["PARAGRAPHS"] += _edges(plant, encoder)
            models["SENTENCES"] += _beside(rows)
            models["MATES"] += _mates(rows, draw)
    for name, examples in models.items():
        print(f"{name} = Model({tuple(round(float(w), 3) for w in _fitted(examples))})")
        print(f"    {len(examples)} examples")


def _merged(rows: Sequence[Row], draw: random.Random) -> list[Row]:
    """Merge one in five neighbours on one side."""
    out: list[Row] = []
    left = list(rows)
    while left:
        row = left.pop(0)
        if left and draw.random() < 0.2:
            other = left.pop(0)
            if draw.random() < 0.5:
                row = Row(("".join(row.zh + other.zh),), row.en + other.en)
            else:
                row = Row(row.zh + other.zh, (" ".join(row.en + other.en),))
        out.append(row)
    return out


def _edges(plant: Planted, encoder: Encoder) -> Iterator[Example]:
    """Yield what a second look sees of a planted document, and whether the unit is alone."""
    beads = align(plant.zh, plant.en, encoder, PARAGRAPHS)
    linked = [bead for bead in beads if bead.source and bead.target]
    sides = {Lang.ZH: (plant.zh, plant.alone_zh), Lang.EN: (plant.en, plant.alone_en)}
    for bead in linked:
        for lang, far in ((Lang.ZH, Lang.EN), (Lang.EN, Lang.ZH)):
            units, other = _sides(bead, lang)
            texts, alone = sides[lang]
            if len(units) < 2 or alone >= set(units) or sides[far][1] >= set(other):
                continue
            for unit, rest in ((units[0], units[1:]), (units[-1], units[:-1])):
                if not alone >= set(rest):
                    there = [sides[far][0][k] for k in other]
                    near = [texts[k] for k in rest]
                    yield evidence(texts[unit], near, there, lang), unit in alone
    for k, bead in enumerate(beads):
        if bead.source and bead.target:
            continue
        lang = Lang.ZH if bead.source else Lang.EN
        texts, alone = sides[lang]
        (unit,) = bead.source or bead.target
        before = [b for b in beads[:k] if b.source and b.target][-1:]
        for near_by in before + [b for b in beads[k:] if b.source and b.target][:1]:
            units, other = _sides(near_by, lang)
            there = [sides[Lang.EN if lang is Lang.ZH else Lang.ZH][0][i] for i in other]
            yield evidence(texts[unit], [texts[i] for i in units], there, lang), unit in alone


def _sides(bead: Bead, lang: Lang) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return (bead.source, bead.target) if lang is Lang.ZH else (bead.target, bead.source)


def _beside(rows: Sequence[Row]) -> Iterator[Example]:
    for row in rows:
        for (zh, en), (more, again) in list(zip(row.parts, row.parts[1:], strict=False))[:2]:
            yield evidence(more, [zh], [en], Lang.ZH), True
            yield evidence(more, [zh], [en, again], Lang.ZH), False
            yield evidence(again, [en], [zh], Lang.EN), True
            yield evidence(again, [en], [zh, more], Lang.EN), False
            for text, other, lang in ((zh, en, Lang.ZH), (en, zh, Lang.EN)):
                for unit, rest in _halves(text):
                    yield evidence(unit, [rest], [other], lang), False


def _halves(text: str) -> list[tuple[str, str]]:
    """Cut a sentence at the middle one of its commas; nothing if it has none in the middle."""
    places = [found.end() for found in re.finditer("[，；]|[,;] ", text)]
    places = [at for at in places if 0.25 < at / len(text) < 0.75]
    if not places:
        return []
    at = places[len(places) // 2]
    return [(text[:at], text[at:]), (text[at:], text[:at])]


def _mates(rows: Sequence[Row], draw: random.Random) -> Iterator[Example]:
    for at, row in enumerate(rows):
        other = draw.choice([k for k in range(len(rows)) if k != at])
        beside = at + 1 if at + 1 < len(rows) else at - 1
        yield likeness(row.zh, row.en), True
        yield likeness(row.zh, rows[other].en), False
        yield likeness(row.zh, rows[beside].en), False
        for k, (zh, en) in enumerate(row.parts[:4]):
            yield likeness([zh], [en]), True
            yield likeness([zh], [row.parts[k - 1][1]]), False


def _fitted(examples: Sequence[Example]) -> Floats:
    """Return the weights of a logistic model, by Newton's method."""
    rows = np.array([features for features, _ in examples])
    truth = np.array([said for _, said in examples], dtype=np.float64)
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (truth - chance) - RIDGE * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return np.asarray(weights)


if __name__ == "__main__":
    main()
