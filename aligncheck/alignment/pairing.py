"""From what was read to pairs: beads of paragraphs, their texts, their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from aligncheck.alignment import translation_probability
from aligncheck.alignment.dynamic_program import PARAGRAPHS, WITHIN, align
from aligncheck.alignment.fixed_alignment import Pin, StalePin, fit_pins
from aligncheck.alignment.interleaved_blocks import link_interleaved
from aligncheck.alignment.note_pairing import list_footnotes
from aligncheck.alignment.null_alignment import revise_beads
from aligncheck.alignment.reordering import mark_in_order, rejoin_moved
from aligncheck.document import Bead, Kind, Lang, Layout, Material, Paragraph, Span
from aligncheck.models.encoder import Encoder
from aligncheck.report import NO_ORIGINAL, Pair, SentenceLink, Side
from aligncheck.text.sentence_split import split_sentences

NOTE = "note: read, not aligned"
SPLIT = 8  # sentences that one sentence may be held against whole


def pair_paragraphs(material: Material, encoder: Encoder, pins: Sequence[Pin] = ()) -> list[Pair]:
    """Pair the paragraphs of both sides and link the sentences inside each pair.

    Pins that fit are honoured. Notes stand alone. In document order of the source, target-only
    pairs where the target has them. Whether the documents translate each other at all is for
    `require_parallel`.
    """
    if material.layout is Layout.ALIGNED:
        beads, ids = list(material.beads), list(material.ids)
    else:
        beads = _align_material(material, encoder, pins)
        ids = [f"p{number}" for number in range(1, len(beads) + 1)]
    return [
        _build_pair(name, bead, material, encoder) for name, bead in zip(ids, beads, strict=True)
    ]


def find_stale_pins(material: Material, pins: Sequence[Pin]) -> list[StalePin]:
    """Return the pins that fit no paragraphs of what was read."""
    texts = (
        [p.text for p in side.paragraphs if p.kind is not Kind.NOTE]
        for side in (material.source, material.target)
    )
    return fit_pins(pins, *texts)[1]


def link_paragraphs(
    source: Sequence[str], target: Sequence[str], encoder: Encoder, fixed: Sequence[Bead] = ()
) -> list[Bead]:
    """Link paragraphs: `fixed` beads as they are, the others in order around them, then the moved.

    Sorted by source, what has none at the end.
    """
    both = sorted((b for b in fixed if b.source and b.target), key=lambda bead: bead.source)
    placed = mark_in_order([b.target[0] for b in both], [len(b.source) for b in both])
    walls = [bead for bead, there in zip(both, placed, strict=True) if there]
    gone = {i for bead in fixed for i in bead.source}, {j for bead in fixed for j in bead.target}
    loose: list[Bead] = []
    at = (0, 0)
    for wall in [*walls, Bead((len(source),), (len(target),))]:
        left = [i for i in range(at[0], wall.source[0]) if i not in gone[0]]
        right = [j for j in range(at[1], wall.target[0]) if j not in gone[1]]
        texts = [source[i] for i in left], [target[j] for j in right]
        loose += [
            Bead(tuple(left[i] for i in b.source), tuple(right[j] for j in b.target), b.score)
            for b in revise_beads(
                align(*texts, encoder, PARAGRAPHS), *texts, translation_probability.PARAGRAPH_MODEL
            )
        ]
        at = wall.source[-1] + 1, wall.target[-1] + 1
    found = [*fixed, *rejoin_moved(loose, source, target)]
    return sorted(found, key=lambda bead: (not bead.source, bead.source, bead.target))


def _align_material(material: Material, encoder: Encoder, pins: Sequence[Pin]) -> list[Bead]:
    source = [p for p in material.source.paragraphs if p.kind is not Kind.NOTE]
    target = [p for p in material.target.paragraphs if p.kind is not Kind.NOTE]
    if material.layout is Layout.INTERLEAVED:
        found = link_interleaved(source, target, encoder)
    else:
        fixed, _ = fit_pins(pins, [p.text for p in source], [p.text for p in target])
        found = _link_texts(source, target, encoder, fixed)
    notes = _link_notes(material, encoder)
    return _sort_beads(found + notes, material)


def _link_texts(
    source: Sequence[Paragraph],
    target: Sequence[Paragraph],
    encoder: Encoder,
    fixed: Sequence[Bead] = (),
) -> list[Bead]:
    """Link some paragraphs of both documents; the beads are of their places in the documents."""
    linked = link_paragraphs([p.text for p in source], [p.text for p in target], encoder, fixed)
    return [
        Bead(
            tuple(source[i].index for i in bead.source),
            tuple(target[j].index for j in bead.target),
            bead.score,
        )
        for bead in linked
    ]


def _link_notes(material: Material, encoder: Encoder) -> list[Bead]:
    """Link the footnotes that were translated; the other notes stand alone."""
    mine, yours = list_footnotes(material) if material.layout is Layout.DOCUMENTS else ([], [])
    found = _link_texts(mine, yours, encoder) if yours else []
    held = {i for bead in found for i in bead.source}, {j for bead in found for j in bead.target}
    for p in material.source.paragraphs:
        if p.kind is Kind.NOTE and p.index not in held[0]:
            found.append(Bead((p.index,), ()))
    for p in material.target.paragraphs:
        if p.kind is Kind.NOTE and p.index not in held[1]:
            found.append(Bead((), (p.index,)))
    return found


def _sort_beads(beads: list[Bead], material: Material) -> list[Bead]:
    """Sort beads as a reader meets them: each side's order kept, source first where free."""
    blocks = material.layout is Layout.INTERLEAVED
    if blocks:
        return sorted(beads, key=lambda bead: _first_block(bead, material))
    by_source = sorted((b for b in beads if b.source), key=lambda b: b.source)
    rest = sorted((b for b in beads if not b.source), key=lambda b: b.target)
    both = [bead for bead in by_source if bead.target]
    placed = mark_in_order([b.target[0] for b in both], [len(b.source) for b in both])
    ahead = {bead.source for bead, there in zip(both, placed, strict=True) if there}
    out: list[Bead] = []
    at = 0
    for bead in by_source:
        while bead.source in ahead and at < len(rest) and rest[at].target < bead.target:
            out.append(rest[at])
            at += 1
        out.append(bead)
    return out + rest[at:]


def _first_block(bead: Bead, material: Material) -> int:
    blocks = [material.source.paragraphs[i].block for i in bead.source]
    blocks += [material.target.paragraphs[j].block for j in bead.target]
    return min(blocks)


def _build_pair(name: str, bead: Bead, material: Material, encoder: Encoder) -> Pair:
    source = _join_paragraphs([material.source.paragraphs[i] for i in bead.source])
    target = _join_paragraphs([material.target.paragraphs[j] for j in bead.target])
    note = None
    if source is None or target is None:
        note = _explain_unpaired(bead, material)
    return Pair(
        id=name,
        kind=bead.kind,
        source=source,
        target=target,
        confidence=bead.score,
        sentences=_link_sentences(source, target, encoder),
        note=note,
    )


def _explain_unpaired(bead: Bead, material: Material) -> str | None:
    """Say why a paragraph may well stand alone; None if it should not."""
    both = [material.source.paragraphs[i] for i in bead.source]
    both += [material.target.paragraphs[j] for j in bead.target]
    if all(paragraph.kind is Kind.NOTE for paragraph in both):
        wanted = {p.index for p in list_footnotes(material)[0]} if bead.source else set()
        return None if wanted.issuperset(bead.source) and bead.source else NOTE
    if not bead.source and material.layout in {Layout.INTERLEAVED, Layout.TARGET_ONLY}:
        return NO_ORIGINAL
    return None


def _join_paragraphs(paragraphs: Sequence[Paragraph]) -> Side | None:
    if not paragraphs:
        return None
    lines: list[tuple[int, int]] = []
    places: list[tuple[int, str]] = []
    links: list[tuple[int, str]] = []
    offset = 0
    for paragraph in paragraphs:
        if paragraph.place:
            places.append((offset, paragraph.place))
        lines += [(offset + at, line) for at, line in paragraph.lines]
        links += [(offset + at, target) for at, target in paragraph.links]
        offset += len(paragraph.text) + 1
    return Side(
        "\n".join(p.text for p in paragraphs),
        tuple(p.index for p in paragraphs),
        tuple(lines),
        tuple(places),
        tuple(links),
    )


def _link_sentences(
    source: Side | None, target: Side | None, encoder: Encoder
) -> tuple[SentenceLink, ...]:
    """Link the sentences of a pair; a one-sided pair lists its own."""
    left = split_sentences(source.text, Lang.ZH) if source else []
    right = split_sentences(target.text, Lang.EN) if target else []
    if not left or not right:
        return tuple(
            [SentenceLink(span, None, 1.0) for span in left]
            + [SentenceLink(None, span, 1.0) for span in right]
        )
    if len(left) == len(right) == 1 or not source or not target:
        return (SentenceLink(_enclosing_span(left), _enclosing_span(right), 1.0),)
    texts = [span.cut(source.text) for span in left], [span.cut(target.text) for span in right]
    if min(len(left), len(right)) == 1 and max(len(left), len(right)) <= SPLIT:
        beads = [Bead(tuple(range(len(left))), tuple(range(len(right))))]
    else:
        beads = align(*texts, encoder, WITHIN)
    return tuple(
        SentenceLink(
            _enclosing_span([left[i] for i in bead.source]),
            _enclosing_span([right[j] for j in bead.target]),
            bead.score,
        )
        for bead in revise_beads(beads, *texts, translation_probability.SENTENCE_MODEL)
    )


def _enclosing_span(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None
