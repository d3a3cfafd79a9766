"""Refuse two documents that are no translation of each other.

An aligner pairs any two texts. What it paired is looked at again: how much of the shorter text
stands in beads whose words, too, translate each other. Between unrelated texts that is nothing,
also when they speak of the same things; a fragment or a translation that lacks half has all of
what it shares. A free translation, as of novels, may have little of that, too; its beads are
clearly more alike than each is to all others, and so it is checked, with a note.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligncheck.alignment.translation_probability import (
    RATIO,
    profile_text,
    translation_probability,
)
from aligncheck.document import Bead, Kind, Lang, Layout, Material
from aligncheck.errors import AlignError
from aligncheck.models import static_encoder
from aligncheck.report import Pair

SURE = 0.8  # probability from which a bead is a translation
LEAST = 0.12  # share of the shorter text that must stand in such beads
FEW = 8  # beads up to which one that is less than sure counts for its probability
# How much more alike than by chance beads must be, where their words say too little. Unrelated
# articles and chapters reach .10, chapters of novels with their translations .29 and more.
CLEARLY = 0.2
LOOKED_AT = 300  # beads, evenly drawn: enough to tell, and quick
WORDS = 3  # content words without which a text is too short to be refused


def require_parallel(
    beads: Sequence[Bead],
    source: Sequence[str],
    target: Sequence[str],
    names: tuple[str, str],
    *,
    force: bool = False,
) -> str | None:
    """Return a note if the beads link a free translation, None if they link a close one.

    Raises AlignError, with the evidence, if they link no translation; with `force` that is a note.
    """
    sizes = [len(text) * RATIO for text in source], [float(len(text)) for text in target]
    if not source or not target or _too_short(source, target):
        return None
    linked = [bead for bead in beads if bead.source and bead.target]
    needed = LEAST * min(map(sum, sizes))
    drawn = _sample_beads(linked)
    needed *= len(drawn) / max(len(linked), 1)
    sure = 0.0
    for bead in drawn:
        texts = [source[i] for i in bead.source], [target[j] for j in bead.target]
        chance = translation_probability(*texts)
        counts = 1.0 if chance >= SURE else chance if len(drawn) <= FEW else 0.0
        sure += counts * min(
            sum(sizes[0][i] for i in bead.source), sum(sizes[1][j] for j in bead.target)
        )
        if sure >= needed:
            return None
    alike, chance = _mean_similarity(drawn, source, target)
    evidence = (
        f"{sure / min(map(sum, sizes)):.0%} of the shorter text has a partner whose words "
        f"translate it; similarity {alike:.2f}, by chance {chance:.2f}"
    )
    if len(drawn) > FEW and alike - chance >= CLEARLY:
        return f"a free translation: {evidence}; expect fewer and less certain findings"
    if force:
        return f"checked by force, although this looks like no translation: {evidence}"
    raise AlignError(
        f"{names[0]} and {names[1]}: no translation of each other: {evidence}; "
        "give the original and its own translation, or --force"
    )


def require_parallel_pairs(
    material: Material, pairs: Sequence[Pair], *, force: bool = False
) -> str | None:
    """Do as `require_parallel` for pairs of paragraphs of two documents, their notes left out."""
    if material.layout is not Layout.DOCUMENTS:
        return None
    sides = [
        [paragraph for paragraph in document.paragraphs if paragraph.kind is not Kind.NOTE]
        for document in (material.source, material.target)
    ]
    places = [{p.index: place for place, p in enumerate(held)} for held in sides]
    texts = [[paragraph.text for paragraph in held] for held in sides]
    beads = [
        Bead(
            tuple(places[0][i] for i in pair.source.paragraphs),
            tuple(places[1][j] for j in pair.target.paragraphs),
        )
        for pair in pairs
        if pair.source and pair.target and pair.source.paragraphs[0] in places[0]  # no notes
    ]
    names = material.source.path, material.target.path
    return require_parallel(beads, texts[0], texts[1], names, force=force)


def _too_short(source: Sequence[str], target: Sequence[str]) -> bool:
    """Return whether a side has too few words for a verdict."""
    words = (
        {word for text in texts[:5] for word in profile_text(text, lang).words}
        for texts, lang in ((source, Lang.ZH), (target, Lang.EN))
    )
    return min(map(len, words)) < WORDS


def _sample_beads(linked: Sequence[Bead]) -> list[Bead]:
    if len(linked) <= LOOKED_AT:
        return list(linked)
    return [linked[int(k)] for k in np.linspace(0, len(linked) - 1, LOOKED_AT)]


def _mean_similarity(
    beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]
) -> tuple[float, float]:
    """Return the mean cosine of the beads, and that of each with all others."""
    if not beads:
        return 0.0, 0.0
    sides = [
        static_encoder.normalise_rows(
            np.stack(
                [sum(profile_text(t, lang).vectors.sum(axis=0) for t in texts) for texts in held]
            )
        )
        for lang, held in (
            (Lang.ZH, [[source[i] for i in bead.source] for bead in beads]),
            (Lang.EN, [[target[j] for j in bead.target] for bead in beads]),
        )
    ]
    cosine = sides[0] @ sides[1].T
    n = len(beads)
    alike = float(np.trace(cosine)) / n
    return alike, (float(cosine.sum()) - alike * n) / max(n * (n - 1), 1)
