"""A second look at what an aligner left alone, and at the edges of its beads.

An aligner that minimises costs likes to hang a lonely unit onto its neighbour's bead, or to leave
alone what its neighbour says. Each such unit is held against the text it may belong to
(aligncheck.alignment.translation_probability), and goes where it is likelier to belong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

import numpy as np

from aligncheck.alignment.translation_probability import (
    PARAGRAPH_MODEL,
    RATIO,
    LogisticModel,
    cosine,
    profile_text,
    translation_probability,
    unit_features,
)
from aligncheck.document import Bead, Lang
from aligncheck.models import static_encoder
from aligncheck.models.encoder import Floats

ALONE = 0.5  # probability from which a unit leaves its bead; below, it joins its neighbour's
CERTAIN = 0.99  # most that is ever said
FEW = 5  # 1:1 beads that say as much of the length of a translation as what is usual
TOGETHER = 0.5  # probability from which lonely neighbours are each other's partner
CLEAR = 0.1  # cosine by which a unit brings its bead nearer if it surely belongs there
STRANGE = 0.02  # probability of being each other's partner below which a couple is parted
WEAK = 0.35  # its cosine, at most
WORDS = 4  # content words each of both has, at least
COPIED = 6  # least characters of a unit that was copied and not translated
LONGER = 5.0  # lengths of two short units that may be a couple, at most
BLOCK = 5  # lonely neighbours that are looked at as one
MEETING = 100  # couples that are tried at one place


def revise_beads(
    beads: Sequence[Bead], source: Sequence[str], target: Sequence[str], model: LogisticModel
) -> list[Bead]:
    """Look at lonely units and at the edges of beads a second time.

    Beads without a partner get the probability of that as their score. Every unit still stands in
    exactly one bead, in order.
    """
    look = _Look(source, target, model, expansion_ratio(beads, source, target))
    if model is PARAGRAPH_MODEL:  # inside a paragraph the place says more than the words
        beads = _part_strangers(beads, look)
    return _score_unpaired(
        _attach_unpaired(_pair_unpaired(_split_edges(beads, look), look), look), look
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What a second look needs: the units of both sides, the model, the room they take."""

    source: Sequence[str]
    target: Sequence[str]
    model: LogisticModel
    room: float

    def __call__(
        self,
        units: Sequence[int],
        rest: Sequence[int],
        other: Sequence[int],
        lang: Lang,
        first: bool,
    ) -> float:
        """Return the probability that units do not belong before or after `rest`, to `other`."""
        here, there = (self.source, self.target)[:: 1 if lang is Lang.ZH else -1]
        texts = [here[i] for i in rest], [there[j] for j in other]
        text = ("" if lang is Lang.ZH else " ").join(here[unit] for unit in units)
        if _clearly_belongs(text, *texts):
            return 0.0
        return self.model(unit_features(text, *texts, lang, first, self.room))

    def are_strangers(self, bead: Bead) -> bool:
        """Return whether two units of some length are as good as surely no translation."""
        zh, en = self.source[bead.source[0]], self.target[bead.target[0]]
        if bead.score >= WEAK or zh.strip() == en.strip():
            return False
        if min(self.words(bead.source[0], bead.target[0])) < WORDS:
            return False
        return translation_probability([zh], [en]) < STRANGE

    def short(self, i: int, j: int) -> bool:
        """Return whether two units have too few words to judge by, and lengths alike."""
        ratio = (len(self.source[i]) * RATIO + 1) / (len(self.target[j]) + 1)
        return min(self.words(i, j)) < WORDS and 1 / LONGER < ratio < LONGER

    def words(self, i: int, j: int) -> tuple[int, int]:
        """Return how many content words two units have."""
        zh, en = profile_text(self.source[i], Lang.ZH), profile_text(self.target[j], Lang.EN)
        return len(zh.words), len(en.words)


@lru_cache(maxsize=20_000)  # a unit is held against several neighbours
def _quick_vector(text: str) -> Floats:
    return np.asarray(static_encoder.load_static_encoder().encode([text])[0] * max(len(text), 1))


def _clearly_belongs(unit: str, rest: Sequence[str], other: Sequence[str]) -> bool:
    """Return, at little cost, whether a unit stands there as it is, or brings its bead nearer."""
    if len(unit) >= COPIED and any(unit.strip() in text for text in other):
        return True
    near = np.sum([_quick_vector(text) for text in rest], axis=0)
    held = np.sum([_quick_vector(text) for text in other], axis=0)
    return cosine(near + _quick_vector(unit), held) - cosine(near, held) > CLEAR


def expansion_ratio(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> float:
    """Return how long this translation is by its 1:1 beads; few of them say little."""
    ratios = [
        len(target[bead.target[0]]) / (len(source[bead.source[0]]) * RATIO)
        for bead in beads
        if len(bead.source) == len(bead.target) == 1
        and source[bead.source[0]]
        and target[bead.target[0]]
    ]
    if not ratios:
        return 1.0
    return float(np.exp(np.median(np.log(ratios)) * len(ratios) / (len(ratios) + FEW)))


def _part_strangers(beads: Sequence[Bead], look: _Look) -> list[Bead]:
    """Part two units that stand in each other's place and are strangers."""
    out: list[Bead] = []
    for bead in beads:
        if len(bead.source) == len(bead.target) == 1 and look.are_strangers(bead):
            out += [Bead(bead.source, ()), Bead((), bead.target)]
        else:
            out.append(bead)
    return out


def _split_edges(beads: Sequence[Bead], look: _Look) -> list[Bead]:
    """Take units off the edges of beads while they look lonely there."""
    out: list[Bead] = []
    for bead in beads:
        before: list[Bead] = []
        after: list[Bead] = []
        while edges := _rate_edges(bead, look):
            chance, first, alone, kept = max(edges, key=lambda edge: edge[0])
            if chance < ALONE:
                break
            (before if first else after).append(alone)
            bead = kept
        out += [*before, bead, *after[::-1]]
    return out


def _rate_edges(bead: Bead, look: _Look) -> list[tuple[float, bool, Bead, Bead]]:
    """Return for each edge: probability that it is alone, is it the first, itself, the rest."""
    found: list[tuple[float, bool, Bead, Bead]] = []
    if not bead.source or not bead.target:
        return found
    for first in (True, False):
        if len(bead.source) > 1:
            unit, rest = _take_edge_unit(bead.source, first)
            chance = look((unit,), rest, bead.target, Lang.ZH, first)
            found.append((chance, first, Bead((unit,), ()), replace(bead, source=rest)))
        if len(bead.target) > 1:
            unit, rest = _take_edge_unit(bead.target, first)
            chance = look((unit,), rest, bead.source, Lang.EN, first)
            found.append((chance, first, Bead((), (unit,)), replace(bead, target=rest)))
    return found


def _take_edge_unit(units: tuple[int, ...], first: bool) -> tuple[int, tuple[int, ...]]:
    return (units[0], units[1:]) if first else (units[-1], units[:-1])


def _pair_unpaired(beads: Sequence[Bead], look: _Look) -> list[Bead]:
    """Join what stands lonely on both sides of one place and translates each other."""
    out: list[Bead] = []
    for linked, group in groupby(beads, key=lambda bead: bool(bead.source and bead.target)):
        held = list(group)
        left = [bead.source[0] for bead in held if bead.source]
        right = [bead.target[0] for bead in held if bead.target]
        if linked or not left or not right or len(left) * len(right) > MEETING:
            out += held
        else:
            out += _pair_likeliest(left, right, look)
    return out


def _pair_likeliest(left: list[int], right: list[int], look: _Look) -> list[Bead]:
    """Join the likeliest couple, then those before and after it; the rest stays lonely."""
    chances = [
        (translation_probability([look.source[i]], [look.target[j]]), -i, -j)
        for i in left
        for j in right
    ]
    chance, i, j = max(chances, default=(0.0, 0, 0))
    if chance < TOGETHER and not (len(chances) == 1 and look.short(left[0], right[0])):
        return [Bead((i,), ()) for i in left] + [Bead((), (j,)) for j in right]
    i, j = -i, -j
    before = _pair_likeliest([k for k in left if k < i], [k for k in right if k < j], look)
    after = _pair_likeliest([k for k in left if k > i], [k for k in right if k > j], look)
    return [*before, Bead((i,), (j,), round(chance, 4)), *after]


def _attach_unpaired(beads: Sequence[Bead], look: _Look) -> list[Bead]:
    """Hang lonely units onto the neighbours that say them."""
    out: list[Bead] = []
    run: list[Bead] = []
    for bead in beads:
        if not (bead.source and bead.target):
            run.append(bead)
            continue
        before = out.pop() if out else None
        before, left, after = _attach_run(before, run, bead, look)
        out += [*([before] if before else []), *left, *([after] if after else [])]
        run = []
    before, left, _ = _attach_run(out.pop() if out else None, run, None, look)
    return [*out, *([before] if before else []), *left]


def _attach_run(
    before: Bead | None, run: Sequence[Bead], after: Bead | None, look: _Look
) -> tuple[Bead | None, list[Bead], Bead | None]:
    """Hang the ends of a lonely run onto the beads around it, the likeliest first."""
    left = list(run)
    while left:
        options = [
            (_unpaired_probability(part, bead, look, first=first), first, part)
            for bead, first in ((before, False), (after, True))
            if bead is not None
            for part in _edge_groups(left, first=first)
        ]
        fitting = [option for option in options if option[0] < ALONE]
        if not fitting:
            break
        # one unit before several: what is longer fits only if what is shorter does not
        _, first, part = min(fitting, key=lambda option: (_count_units(option[2]), option[0]))
        if first and after is not None:
            after = Bead(part.source + after.source, part.target + after.target, after.score)
        elif before is not None:
            before = Bead(before.source + part.source, before.target + part.target, before.score)
        gone = set(part.source), set(part.target)
        left = [b for b in left if not (gone[0] & set(b.source) or gone[1] & set(b.target))]
    return before, left, after


def _edge_groups(run: Sequence[Bead], *, first: bool) -> list[Bead]:
    """Return the one to BLOCK units of each side that stand at an end; `first`: at the last."""
    source = [i for bead in run for i in bead.source]
    target = [j for bead in run for j in bead.target]
    sizes = range(1, BLOCK + 1)
    found = [
        Bead(tuple(source[-n:] if first else source[:n]), ()) for n in sizes if n <= len(source)
    ]
    return found + [
        Bead((), tuple(target[-n:] if first else target[:n])) for n in sizes if n <= len(target)
    ]


def _count_units(bead: Bead) -> int:
    return len(bead.source) + len(bead.target)


def _score_unpaired(beads: Sequence[Bead], look: _Look) -> list[Bead]:
    """Give lonely beads the least probability that any neighbour leaves them."""
    after: list[Bead | None] = [None] * len(beads)
    following: Bead | None = None
    for k in range(len(beads) - 1, -1, -1):
        after[k] = following
        following = beads[k] if beads[k].source and beads[k].target else following
    out: list[Bead] = []
    before: Bead | None = None
    for k, bead in enumerate(beads):
        if bead.source and bead.target:
            before = bead
            out.append(bead)
            continue
        chances = [_unpaired_probability(bead, before, look, first=False)] if before else []
        following = after[k]
        chances += [_unpaired_probability(bead, following, look, first=True)] if following else []
        out.append(replace(bead, score=round(min([*chances, CERTAIN]), 4)))
    return out


def _unpaired_probability(alone: Bead, bead: Bead, look: _Look, *, first: bool) -> float:
    """Return the probability that a lonely bead does not belong to `bead`."""
    if alone.source:
        return look(alone.source, bead.source, bead.target, Lang.ZH, first)
    return look(alone.target, bead.target, bead.source, Lang.EN, first)
