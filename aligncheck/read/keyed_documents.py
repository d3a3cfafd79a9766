"""Two files whose texts have keys: paired by them, not aligned."""

from __future__ import annotations

from aligncheck.document import Bead, Lang, Layout, Material, Paragraph
from aligncheck.read.blocks import Block, Page
from aligncheck.read.opened_file import OpenedFile

_LEAST_SHARED = 0.2  # share of the smaller file's keys from which the keys are the same ones


def pair_by_keys(source: OpenedFile, target: OpenedFile, notes: tuple[str, ...]) -> Material | None:
    """Return two catalogues as pairs, one a key, in the order of the source.

    A key that one side lacks is a pair without that side. None if the files have no keys, or
    hardly any in common: then they are aligned as other documents are.
    """
    sides = [_map_keys(file) for file in (source, target)]
    shared = sides[0].keys() & sides[1].keys()
    if len(shared) < _LEAST_SHARED * min(map(len, sides)) or not shared:
        return None
    paragraphs: tuple[list[Paragraph], list[Paragraph]] = ([], [])
    beads: list[Bead] = []
    keys = tuple(dict.fromkeys((*sides[0], *sides[1])))
    for key in keys:
        ends = []
        for side, blocks in zip(paragraphs, sides, strict=True):
            block = blocks.get(key)
            if block is not None:
                side.append(
                    Paragraph(len(side), block.text, block.lines, block.kind, len(side), key)
                )
            ends.append((len(side) - 1,) if block is not None else ())
        beads.append(Bead(ends[0], ends[1]))
    return Material(
        source.document(Lang.ZH, paragraphs[0]),
        target.document(Lang.EN, paragraphs[1]),
        Layout.ALIGNED,
        tuple(beads),
        keys,
        notes,
    )


def _map_keys(file: OpenedFile) -> dict[str, Block]:
    content = file.content
    if not isinstance(content, Page) or not content.keyed:
        return {}
    return {block.place: block for block in content.blocks}
