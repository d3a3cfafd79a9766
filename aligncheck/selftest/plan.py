"""Choose which errors to plant into a document, and which of them to plant together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aligncheck.coverage import lexicon
from aligncheck.document import Kind, Material, Paragraph, Span
from aligncheck.plant import KINDS, Damage, damages, pool, study
from aligncheck.plant.draw import shuffled
from aligncheck.plant.drops import sentence
from aligncheck.report import Pair, SentenceLink, Side

PARAGRAPH = "paragraph dropped"
ALL_KINDS = (*KINDS, PARAGRAPH)
LEAST_ZH, LEAST_EN = 8, 20  # characters that a sentence must have
STUDIED = 4  # sentences read for each error that is wanted
APART = 2  # pairs from one planted error to the next
APART_ALONE = 5  # … to the next where a paragraph is missing


@dataclass(frozen=True, slots=True)
class Plant:
    """One error to plant: paragraph numbers of either side, and the damage to that paragraph.

    `place` counts the pairs of the document up to it.
    """

    place: int
    source: int
    target: int
    damage: Damage

    @property
    def whole(self) -> bool:
        """Tell whether the paragraph itself goes."""
        return self.damage.kind == PARAGRAPH


@dataclass(frozen=True, slots=True)
class _Spot:
    """A sentence and its translation, where they stand in their paragraphs."""

    place: int
    source: int
    target: int
    zh: Span
    en: Span
    alone: bool


def plan(pairs: Sequence[Pair], material: Material, count: int, seed: str) -> list[Plant]:
    """Return up to `count` errors, of all kinds in turn, in no order."""
    spots = shuffled(list(_spots(pairs, material)), "spots", seed)[: STUDIED * count]
    left, right = material.source.paragraphs, material.target.paragraphs
    table = lexicon.load()
    studied = [
        study(spot.zh.cut(left[spot.source].text), spot.en.cut(right[spot.target].text), table)
        for spot in spots
    ]
    held = pool(studied)
    found: dict[str, list[Plant]] = {kind: [] for kind in ALL_KINDS}
    for spot, pair in zip(spots, studied, strict=True):
        text = right[spot.target].text
        made = [_back(spot, damage, text) for damage in damages(pair, held, seed)]
        if not spot.alone:
            made.append(sentence(text, spot.zh, spot.en))
        for damage in made:
            found[damage.kind].append(Plant(spot.place, spot.source, spot.target, damage))
    found[PARAGRAPH] = list(_paragraphs(pairs, material, seed))
    return _in_turn(found, count)


def rounds(plants: Sequence[Plant], *, apart: int = APART) -> list[list[Plant]]:
    """Group errors that stand far enough apart to be planted together."""
    groups: list[list[Plant]] = []
    for plant in plants:
        for group in groups:
            if all(_far(plant, other, apart) for other in group):
                group.append(plant)
                break
        else:
            groups.append([plant])
    return groups


def planted(material: Material, plants: Sequence[Plant]) -> tuple[Material, Mapping[int, int]]:
    """Return the material with these errors, and the old number of each paragraph left."""
    texts = {plant.target: plant.damage.en for plant in plants if not plant.whole}
    gone = {plant.target for plant in plants if plant.whole}
    kept = [p for p in material.target.paragraphs if p.index not in gone]
    number = {p.index: i for i, p in enumerate(kept)}
    paragraphs = tuple(_changed(p, number[p.index], texts.get(p.index)) for p in kept)
    beads = tuple(
        replace(bead, target=tuple(number[j] for j in bead.target if j in number))
        for bead in material.beads
    )
    target = replace(material.target, paragraphs=paragraphs)
    return replace(material, target=target, beads=beads), {i: old for old, i in number.items()}


def _changed(paragraph: Paragraph, index: int, text: str | None) -> Paragraph:
    if text is None:
        return replace(paragraph, index=index)
    return replace(paragraph, index=index, text=text, lines=((0, paragraph.line),))


def _far(one: Plant, other: Plant, apart: int) -> bool:
    alone = one.whole or other.whole
    return abs(one.place - other.place) >= (max(apart, APART_ALONE) if alone else apart)


def _in_turn(found: Mapping[str, list[Plant]], count: int) -> list[Plant]:
    """Take one error of each kind after another, until there are enough or none is left."""
    chosen: list[Plant] = []
    for turn in range(max(map(len, found.values()), default=0)):
        chosen += [plants[turn] for plants in found.values() if turn < len(plants)]
        if len(chosen) >= count:
            break
    return chosen[:count]


def _spots(pairs: Sequence[Pair], material: Material) -> Iterator[_Spot]:
    for place, pair in enumerate(pairs):
        if pair.source is None or pair.target is None or pair.note is not None:
            continue
        for link in pair.sentences:
            found = _spot(place, pair.source, pair.target, link, material)
            if found and _long(found.zh, LEAST_ZH) and _long(found.en, LEAST_EN):
                yield replace(found, alone=len(pair.sentences) == 1)


def _long(span: Span, least: int) -> bool:
    return span.end - span.start >= least


def _spot(
    place: int, source: Side, target: Side, link: SentenceLink, material: Material
) -> _Spot | None:
    """Return a linked sentence that stands in one paragraph on either side."""
    if link.source is None or link.target is None:
        return None
    left = inside(link.source, source, material.source.paragraphs)
    right = inside(link.target, target, material.target.paragraphs)
    if left is None or right is None:
        return None
    return _Spot(place, left[0], right[0], left[1], right[1], alone=False)


def inside(span: Span, side: Side, paragraphs: Sequence[Paragraph]) -> tuple[int, Span] | None:
    """Return the paragraph a stretch of a pair's text stands in, and where; None if in several."""
    at = 0
    for index in side.paragraphs:
        end = at + len(paragraphs[index].text)
        if at <= span.start and span.end <= end:
            return index, Span(span.start - at, span.end - at)
        at = end + 1
    return None


def _back(spot: _Spot, damage: Damage, text: str) -> Damage:
    """Put a damaged sentence back into its paragraph."""
    return damage.inside(text[: spot.en.start], text[spot.en.end :], spot.zh.start)


def _paragraphs(pairs: Sequence[Pair], material: Material, seed: str) -> Iterator[Plant]:
    for place, pair in shuffled(list(enumerate(pairs)), "paragraphs", seed):
        if pair.kind != "1:1" or pair.note or pair.source is None or pair.target is None:
            continue
        source, target = pair.source.paragraphs[0], pair.target.paragraphs[0]
        text = material.source.paragraphs[source].text
        if material.source.paragraphs[source].kind is Kind.BODY and len(text) >= LEAST_ZH:
            damage = Damage(PARAGRAPH, "", (Span(0, len(text)),), frozenset(), Span(0, 0))
            yield Plant(place, source, target, damage)
