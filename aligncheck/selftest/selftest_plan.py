"""Choose which errors to plant into a document, and which of them to plant together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aligncheck.corrupt import KINDS, Damage, analyse_pair, collect_replacements, corrupt_pair
from aligncheck.corrupt.deletions import delete_sentence
from aligncheck.corrupt.seeded_choice import shuffle_options
from aligncheck.document import Kind, Material, Paragraph, Span
from aligncheck.models import lexicon
from aligncheck.report import Pair, SentenceLink, Side

PARAGRAPH = "paragraph dropped"
ALL_KINDS = (*KINDS, PARAGRAPH)
LEAST_ZH, LEAST_EN = 8, 20  # characters that a sentence must have
STUDIED = 4  # sentences read for each error that is wanted
APART = 2  # pairs from one planted error to the next
APART_ALONE = 5  # … to the next where a paragraph is missing


@dataclass(frozen=True, slots=True)
class PlannedError:
    """One error to plant: paragraph numbers of either side, and the damage to that paragraph.

    `place` counts the pairs of the document up to it.
    """

    place: int
    source: int
    target: int
    damage: Damage

    @property
    def whole(self) -> bool:
        """Return whether the paragraph itself goes."""
        return self.damage.kind == PARAGRAPH


@dataclass(frozen=True, slots=True)
class _SentencePlace:
    """A sentence and its translation, where they stand in their paragraphs."""

    place: int
    source: int
    target: int
    zh: Span
    en: Span
    alone: bool


def plan_errors(
    pairs: Sequence[Pair], material: Material, count: int, seed: str
) -> list[PlannedError]:
    """Return up to `count` errors, of all kinds in turn, in no order."""
    spots = shuffle_options(list(_find_spots(pairs, material)), "spots", seed)[: STUDIED * count]
    left, right = material.source.paragraphs, material.target.paragraphs
    table = lexicon.load_lexicon()
    studied = [
        analyse_pair(
            spot.zh.cut(left[spot.source].text), spot.en.cut(right[spot.target].text), table
        )
        for spot in spots
    ]
    held = collect_replacements(studied)
    found: dict[str, list[PlannedError]] = {kind: [] for kind in ALL_KINDS}
    for spot, pair in zip(spots, studied, strict=True):
        text = right[spot.target].text
        made = [_restore_sentence(spot, damage, text) for damage in corrupt_pair(pair, held, seed)]
        if not spot.alone:
            made.append(delete_sentence(text, spot.zh, spot.en))
        for damage in made:
            found[damage.kind].append(PlannedError(spot.place, spot.source, spot.target, damage))
    found[PARAGRAPH] = list(_plan_dropped_paragraphs(pairs, material, seed))
    return _take_in_turn(found, count)


def group_rounds(plants: Sequence[PlannedError], *, apart: int = APART) -> list[list[PlannedError]]:
    """Group errors that stand far enough apart to be planted together."""
    groups: list[list[PlannedError]] = []
    for plant in plants:
        for group in groups:
            if all(_are_far_apart(plant, other, apart) for other in group):
                group.append(plant)
                break
        else:
            groups.append([plant])
    return groups


def plant_errors(
    material: Material, plants: Sequence[PlannedError]
) -> tuple[Material, Mapping[int, int]]:
    """Return the material with these errors, and the old number of each paragraph left."""
    texts = {plant.target: plant.damage.en for plant in plants if not plant.whole}
    gone = {plant.target for plant in plants if plant.whole}
    kept = [p for p in material.target.paragraphs if p.index not in gone]
    number = {p.index: i for i, p in enumerate(kept)}
    paragraphs = tuple(_change_paragraph(p, number[p.index], texts.get(p.index)) for p in kept)
    beads = tuple(
        replace(bead, target=tuple(number[j] for j in bead.target if j in number))
        for bead in material.beads
    )
    target = replace(material.target, paragraphs=paragraphs)
    return replace(material, target=target, beads=beads), {i: old for old, i in number.items()}


def _change_paragraph(paragraph: Paragraph, index: int, text: str | None) -> Paragraph:
    if text is None:
        return replace(paragraph, index=index)
    return replace(paragraph, index=index, text=text, lines=((0, paragraph.line),))


def _are_far_apart(one: PlannedError, other: PlannedError, apart: int) -> bool:
    alone = one.whole or other.whole
    return abs(one.place - other.place) >= (max(apart, APART_ALONE) if alone else apart)


def _take_in_turn(found: Mapping[str, list[PlannedError]], count: int) -> list[PlannedError]:
    """Take one error of each kind after another, until there are enough or none is left."""
    chosen: list[PlannedError] = []
    for turn in range(max(map(len, found.values()), default=0)):
        chosen += [plants[turn] for plants in found.values() if turn < len(plants)]
        if len(chosen) >= count:
            break
    return chosen[:count]


def _find_spots(pairs: Sequence[Pair], material: Material) -> Iterator[_SentencePlace]:
    for place, pair in enumerate(pairs):
        if pair.source is None or pair.target is None or pair.note is not None:
            continue
        for link in pair.sentences:
            found = _locate_sentence(place, pair.source, pair.target, link, material)
            if (
                found
                and _is_long_enough(found.zh, LEAST_ZH)
                and _is_long_enough(found.en, LEAST_EN)
            ):
                yield replace(found, alone=len(pair.sentences) == 1)


def _is_long_enough(span: Span, least: int) -> bool:
    return span.end - span.start >= least


def _locate_sentence(
    place: int, source: Side, target: Side, link: SentenceLink, material: Material
) -> _SentencePlace | None:
    """Return a linked sentence that stands in one paragraph on either side."""
    if link.source is None or link.target is None:
        return None
    left = locate_span(link.source, source, material.source.paragraphs)
    right = locate_span(link.target, target, material.target.paragraphs)
    if left is None or right is None:
        return None
    return _SentencePlace(place, left[0], right[0], left[1], right[1], alone=False)


def locate_span(span: Span, side: Side, paragraphs: Sequence[Paragraph]) -> tuple[int, Span] | None:
    """Return the paragraph a stretch of a pair's text stands in, and where; None if in several."""
    at = 0
    for index in side.paragraphs:
        end = at + len(paragraphs[index].text)
        if at <= span.start and span.end <= end:
            return index, Span(span.start - at, span.end - at)
        at = end + 1
    return None


def _restore_sentence(spot: _SentencePlace, damage: Damage, text: str) -> Damage:
    """Put a damaged sentence back into its paragraph."""
    return damage.put_back(text[: spot.en.start], text[spot.en.end :], spot.zh.start)


def _plan_dropped_paragraphs(
    pairs: Sequence[Pair], material: Material, seed: str
) -> Iterator[PlannedError]:
    for place, pair in shuffle_options(list(enumerate(pairs)), "paragraphs", seed):
        if pair.kind != "1:1" or pair.note or pair.source is None or pair.target is None:
            continue
        source, target = pair.source.paragraphs[0], pair.target.paragraphs[0]
        text = material.source.paragraphs[source].text
        if material.source.paragraphs[source].kind is Kind.BODY and len(text) >= LEAST_ZH:
            damage = Damage(PARAGRAPH, "", (Span(0, len(text)),), frozenset(), Span(0, 0))
            yield PlannedError(place, source, target, damage)
