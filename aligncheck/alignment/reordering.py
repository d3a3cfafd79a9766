"""Paragraphs and sections that stand elsewhere in the translation.

An aligner that keeps to the order leaves a moved paragraph lonely on both sides. Lonely
paragraphs are matched with each other, each with the one that is nearest both ways; from such a
match on, its loose neighbours follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from aligncheck.alignment.translation_probability import profile_text, translation_probability
from aligncheck.document import Bead, Lang
from aligncheck.models import static_encoder
from aligncheck.models.encoder import Floats

SURE = 0.9  # least probability of a match out of order
AMONG_FEW = 0.6  # the same where few are lonely: chance has fewer couples to hit upon
FEW = 30  # couples
LIKELY = 0.5  # the same beside such a match
WEAK = 0.35  # cosine of a pair in order that may be none
DOUBTFUL = 0.1  # its probability of being one, at most
WORDS = 4  # content words it must have: what is shorter occurs by chance
MARGIN = 0.08  # cosine by which the best must be ahead of the next best
MOST = 2_000  # lonely paragraphs of a side; beyond, two texts are not one text in another order


def rejoin_moved(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return the beads with lonely paragraphs matched across the order, last those out of it."""
    loose = [bead for bead in beads if _is_loose(bead, source, target)]
    free = set(loose)
    left = [bead.source[0] for bead in loose if bead.source]
    right = [bead.target[0] for bead in loose if bead.target]
    if not left or not right or max(len(left), len(right)) > MOST:
        return list(beads)
    links = _match_unpaired(left, right, source, target)
    _extend_matches(links, set(left), set(right), source, target)
    held = {(bead.source[0], bead.target[0]) for bead in loose if bead.source and bead.target}
    new = {link: score for link, score in links.items() if link not in held}
    gone = {i for i, _ in new}, {j for _, j in new}
    kept: list[Bead] = []
    for bead in beads:
        if bead not in free:
            kept.append(bead)
            continue
        rest = (
            Bead(tuple(i for i in bead.source if i not in gone[0]), (), bead.score),
            Bead((), tuple(j for j in bead.target if j not in gone[1]), bead.score),
        )
        whole = rest[0].source == bead.source and rest[1].target == bead.target
        kept += [bead] if whole else [part for part in rest if part.source or part.target]
    return kept + [Bead((i,), (j,), score) for (i, j), score in new.items()]


def mark_in_order(targets: Sequence[int], weights: Sequence[float]) -> list[bool]:
    """Return for each bead, by its place in the target, whether it stands in order.

    The heaviest series that ascends is in order; what is not in it was moved.
    """
    if all(a <= b for a, b in pairwise(targets)):
        return [True] * len(targets)
    rank = {place: k for k, place in enumerate(sorted(set(targets)), start=1)}
    heaviest = _PrefixBest(len(rank))
    before: list[int] = []
    for k, place in enumerate(targets):
        weight, last = heaviest.up_to(rank[place])
        before.append(last)
        heaviest.add(rank[place], weight + weights[k], k)
    out, k = [False] * len(targets), heaviest.up_to(len(rank))[1]
    while k >= 0:
        out[k], k = True, before[k]
    return out


class _PrefixBest:
    """The heaviest series that ends at or below a place, a tree by the bits of places.

    (Fenwick 1994.) Of equally heavy ones the first stays.
    """

    def __init__(self, size: int) -> None:
        self.best = [(0.0, -1)] * (size + 1)

    def up_to(self, place: int) -> tuple[float, int]:
        """Return the weight of the best series and which one it is; 0 and -1 if there is none."""
        found = (0.0, -1)
        while place:
            found = max(found, self.best[place], key=_weigh_series)
            place &= place - 1
        return found

    def add(self, place: int, weight: float, series: int) -> None:
        """Enter a series that ends at `place`."""
        while place < len(self.best):
            self.best[place] = max(self.best[place], (weight, series), key=_weigh_series)
            place += place & -place


def _weigh_series(series: tuple[float, int]) -> tuple[float, int]:
    weight, number = series
    return weight, -number if number >= 0 else -(1 << 60)


def _is_loose(bead: Bead, source: Sequence[str], target: Sequence[str]) -> bool:
    """Return whether a bead has one side only, or one paragraph a side that hardly match."""
    if not bead.source or not bead.target:
        return True
    if len(bead.source) > 1 or len(bead.target) > 1 or bead.score >= WEAK:
        return False
    return translation_probability([source[bead.source[0]]], [target[bead.target[0]]]) < DOUBTFUL


def _extend_matches(
    links: dict[tuple[int, int], float],
    left: set[int],
    right: set[int],
    source: Sequence[str],
    target: Sequence[str],
) -> None:
    """Add loose neighbours of matches, such as the heading of a section that was moved."""
    left -= {i for i, _ in links}
    right -= {j for _, j in links}
    for start in list(links):
        for step in (1, -1):
            i, j = start[0] + step, start[1] + step
            while (
                i in left
                and j in right
                and translation_probability([source[i]], [target[j]]) >= LIKELY
            ):
                links[i, j] = links[start]
                left.remove(i)
                right.remove(j)
                i, j = i + step, j + step


def _match_unpaired(
    left: Sequence[int], right: Sequence[int], source: Sequence[str], target: Sequence[str]
) -> dict[tuple[int, int], float]:
    """Return (i, j) of lonely paragraphs that belong together, with their cosine."""
    zh, en = _text_vectors(source, left, Lang.ZH), _text_vectors(target, right, Lang.EN)
    cosine = zh @ en.T
    least = AMONG_FEW if cosine.size <= FEW else SURE
    links: dict[tuple[int, int], float] = {}
    for a, b in enumerate(cosine.argmax(axis=1)):
        i, j, best = left[a], right[int(b)], float(cosine[a, b])
        if cosine[:, b].argmax() != a or best - _second_best_cosine(cosine, a, int(b)) < MARGIN:
            continue
        if (
            min(
                len(profile_text(source[i], Lang.ZH).words),
                len(profile_text(target[j], Lang.EN).words),
            )
            < WORDS
        ):
            continue
        if translation_probability([source[i]], [target[j]]) >= least:
            links[i, j] = round(min(max(best, 0.0), 1.0), 4)
    return links


def _second_best_cosine(cosine: Floats, a: int, b: int) -> float:
    """Return the next best cosine of either."""
    row, column = np.delete(cosine[a], b), np.delete(cosine[:, b], a)
    return float(max(row.max(initial=-1.0), column.max(initial=-1.0)))


def _text_vectors(texts: Sequence[str], chosen: Sequence[int], lang: Lang) -> Floats:
    return static_encoder.normalise_rows(
        np.stack([profile_text(texts[i], lang).vectors.sum(axis=0) for i in chosen])
    )
