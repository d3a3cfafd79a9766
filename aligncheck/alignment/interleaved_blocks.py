"""Link the blocks of a page that holds both languages in turn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligncheck.document import Bead, Paragraph
from aligncheck.models.encoder import Encoder, Floats

UNSEEN = 0.95  # confidence that a Chinese block of a page has no English beside it
CLOSE = 0.25  # least cosine of a Chinese block and the English one beside it on a page
SIDE_BONUS = 0.1  # cosine that the page's usual order (English first or last) is worth


def link_interleaved(
    source: Sequence[Paragraph], target: Sequence[Paragraph], encoder: Encoder
) -> list[Bead]:
    """Give each Chinese block the English block beside it that says the same.

    Candidates are the nearest English blocks before and after; what the page does most often
    (English first or Chinese first) decides where both are near.
    """
    if not source:
        return [Bead((), (p.index,)) for p in target]
    zh, en = encoder.encode([p.text for p in source]), encoder.encode([p.text for p in target])
    cosine = zh @ en.T
    runs = _group_runs(source)
    options = [_candidate_links(run, source, target, cosine) for run in runs]
    usual = sum(
        _mean_cosine(before, cosine) - _mean_cosine(after, cosine) for before, after in options
    )
    bonus = SIDE_BONUS if usual >= 0 else -SIDE_BONUS
    taken: set[int] = set()
    beads: list[Bead] = []
    for run, (before, after) in zip(runs, options, strict=True):
        first = _mean_cosine(before, cosine) + bonus >= _mean_cosine(after, cosine)
        links = dict(before if first else after)
        for i in run:
            j = links.get(i)
            if j is not None and j not in taken and cosine[i, j] >= CLOSE:
                taken.add(j)
                score = round(float(np.clip(cosine[i, j], 0, 1)), 4)
                beads.append(Bead((source[i].index,), (target[j].index,), score))
            else:
                beads.append(Bead((source[i].index,), (), UNSEEN))
    beads += [Bead((), (p.index,)) for j, p in enumerate(target) if j not in taken]
    return beads


def _group_runs(source: Sequence[Paragraph]) -> list[list[int]]:
    """Group Chinese paragraphs that follow each other without English between."""
    runs: list[list[int]] = []
    for i, paragraph in enumerate(source):
        if runs and paragraph.block == source[i - 1].block + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _candidate_links(
    run: Sequence[int], source: Sequence[Paragraph], target: Sequence[Paragraph], cosine: Floats
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the links of a run with the English blocks before it, and with those after it."""
    first, last = source[run[0]].block, source[run[-1]].block
    before = [j for j, p in enumerate(target) if p.block < first][-len(run) - 1 :]
    after = [j for j, p in enumerate(target) if p.block > last][: len(run) + 1]
    return _link_in_order(run, before, cosine), _link_in_order(run, after, cosine)


def _link_in_order(
    run: Sequence[int], near: Sequence[int], cosine: Floats
) -> list[tuple[int, int]]:
    """Link a run with blocks in order, each at most once, so that the cosines add up to most."""
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(near) + 1)]
    for i in run:
        row: list[tuple[float, list[tuple[int, int]]]] = [best[-1][0]]
        for k, j in enumerate(near, start=1):
            linked = (best[-1][k - 1][0] + float(cosine[i, j]), [*best[-1][k - 1][1], (i, j)])
            row.append(max(linked, best[-1][k], row[k - 1], key=lambda option: option[0]))
        best.append(row)
    return best[-1][-1][1]


def _mean_cosine(links: Sequence[tuple[int, int]], cosine: Floats) -> float:
    return float(np.mean([cosine[i, j] for i, j in links])) if links else -1.0
