"""Documents whose paragraphs and sentences are known to belong together, and gaps planted in them.

A path is a table of rows in order (`zh<TAB>en`, .tsv or .tsv.gz), a JSON list of groups
`[[Chinese paragraphs], [English paragraphs]]`, or a folder that holds two documents of equal
paragraph count. Rows of a table are sentences; three to five in a row make a paragraph. The beads
of sentences are known of tables, whose rows they are, and of the groups in GOLD, read by eye.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from aligncheck.document import Bead, Document, Lang, Layout, Material, Paragraph
from aligncheck.errors import ReadError
from aligncheck.models.encoder import Encoder, Floats
from aligncheck.read import read_material
from aligncheck.text.sentence_split import split_sentences

GOLD = Path(__file__).with_name("gaps_gold.json")
SEED = 4
LEAST = 6  # rows of a document
MOST = 25


@dataclass(frozen=True)
class Row:
    """Paragraphs that belong together, and the beads of their sentences if these are known."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Planted:
    """Two sides, the indices of units without a partner on each, and the row each unit is of."""

    kind: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    alone_zh: frozenset[int]
    alone_en: frozenset[int]
    home_zh: tuple[int, ...]
    home_en: tuple[int, ...]


class Kept:
    """An encoder that remembers: the same paragraphs come up in every kind of plant."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.known: dict[str, Floats] = {}

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit rows; only texts that are new are encoded."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.encoder.encode(new), strict=True))
        return np.stack([self.known[text] for text in texts])


def documents(path: Path, draw: random.Random) -> list[list[Row]]:
    """Return the faithful documents of a path."""
    if path.is_dir():
        files = sorted(path.glob("source.*")) + sorted(path.glob("target.*"))
        if len(files) == 2:
            return _folder(files)
        return [d for inner in sorted(path.iterdir()) for d in documents(inner, draw)]
    if path.suffix == ".json":
        return _groups(path)
    if path.name.endswith((".tsv", ".tsv.gz")):
        return _table(path, draw)
    return []


def _folder(files: Sequence[Path]) -> list[list[Row]]:
    try:
        found = read_material(files)
    except ReadError:
        return []
    zh, en = ([p.text for p in side.paragraphs] for side in (found.source, found.target))
    return [[Row((a,), (b,)) for a, b in zip(zh, en, strict=True)]] if len(zh) == len(en) else []


def _groups(path: Path) -> list[list[Row]]:
    gold = next((beads for name, beads in _gold().items() if name in path.name), {})
    groups = json.loads(path.read_text(encoding="utf-8"))
    rows = [_group(group, gold.get(str(at))) for at, group in enumerate(groups)]
    kept = [row for row in rows if row is not None]
    return [kept[at : at + MOST] for at in range(0, len(kept), MOST)]


@cache
def _gold() -> dict[str, dict[str, str]]:
    """Return the beads of sentences of groups that were read by eye, by document and group."""
    found: dict[str, dict[str, str]] = json.loads(GOLD.read_text(encoding="utf-8"))
    return found


def _group(group: Sequence[str | list[str]], gold: str | None) -> Row | None:
    """Return a group of one Chinese paragraph; of several, some have no English or all are one."""
    zh, en = (tuple([side] if isinstance(side, str) else side) for side in group)
    if len(zh) != 1 or not 1 <= len(en) <= 6 or not all(map(str.strip, zh + en)):
        return None
    return Row(zh, en, _parts(zh[0], en[0], gold) if gold else ())


def _parts(zh: str, en: str, gold: str) -> tuple[tuple[str, str], ...]:
    """Return the texts of beads that are written as `1-1 2-1`."""
    left = [span.cut(zh) for span in split_sentences(zh, Lang.ZH)]
    right = [span.cut(en) for span in split_sentences(en, Lang.EN)]
    made: list[tuple[str, str]] = []
    for bead in gold.split():
        p, q = map(int, bead.split("-"))
        made.append(("".join(left[:p]), " ".join(right[:q])))
        left, right = left[p:], right[q:]
    if left or right:
        raise ValueError(f"{GOLD.name}: does not fit {zh[:30]}")
    return tuple(made)


def _table(path: Path, draw: random.Random) -> list[list[Row]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        cells = [line.rstrip("\n").split("\t") for line in file]
    rows = [(c[0].strip(), c[1].strip()) for c in cells if len(c) < 3 or c[2] == "sent"]
    made: list[list[Row]] = []
    at = 0
    while at < len(rows):
        document: list[Row] = []
        for _ in range(draw.randint(8, MOST)):
            parts = tuple(rows[at : at + draw.choice((1, 3, 4, 4, 5))])
            at += len(parts)
            if parts:
                zh, en = "".join(a for a, _ in parts), " ".join(b for _, b in parts)
                document.append(Row((zh,), (en,), parts if _cut_alike(zh, en, parts) else ()))
        made.append(document)
    return made


def _cut_alike(zh: str, en: str, parts: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the sentences of a paragraph end where its rows do."""
    left = [part for a, _ in parts for part in cut(a, Lang.ZH)]
    right = [part for _, b in parts for part in cut(b, Lang.EN)]
    return left == cut(zh, Lang.ZH) and right == cut(en, Lang.EN)


def cut(text: str, lang: Lang) -> list[str]:
    """Return the sentences of a text."""
    return [span.cut(text).strip() for span in split_sentences(text, lang)]


def paragraphs(rows: list[Row], draw: random.Random) -> Iterator[Planted]:
    """Plant every kind once on either side."""
    yield removed("faithful", rows, set(), "en")
    for side, name in (("en", "missing"), ("zh", "added")):
        n = len(rows)
        at = draw.randrange(1, n - 2)
        half = set(range(n // 2)) if draw.random() < 0.5 else set(range(n // 2, n))
        chosen = {"one": {at}, "two": {at, at + 1}, "first": {0}, "last": {n - 1}, "half": half}
        for kind, gone in chosen.items():
            yield removed(f"{name}, {kind}", rows, gone, side)
        again = min(rows, key=lambda row: abs(sum(map(len, row.zh)) - 30))
        longer = list(rows)
        spots = sorted(draw.sample(range(n), min(3, n)), reverse=True)
        for spot in spots:
            longer.insert(spot, again)
        yield removed(f"{name}, repeated", longer, {spots[1] + 1}, side)


def removed(kind: str, rows: Sequence[Row], gone: set[int], side: str) -> Planted:
    """Take some rows out of one side."""
    zh: list[str] = []
    en: list[str] = []
    alone: tuple[set[int], set[int]] = (set(), set())
    home: tuple[list[int], list[int]] = ([], [])
    for at, row in enumerate(rows):
        if at not in gone or side == "en":
            if at in gone:
                alone[0].update(range(len(zh), len(zh) + len(row.zh)))
            zh += row.zh
            home[0].extend([at] * len(row.zh))
        if at not in gone or side == "zh":
            if at in gone:
                alone[1].update(range(len(en), len(en) + len(row.en)))
            en += row.en
            home[1].extend([at] * len(row.en))
    return Planted(
        kind,
        tuple(zh),
        tuple(en),
        frozenset(alone[0]),
        frozenset(alone[1]),
        tuple(home[0]),
        tuple(home[1]),
    )


def within(row: Row, draw: random.Random) -> Iterator[tuple[str, str, str, list[str]]]:
    """Plant missing and added sentences into a paragraph: kind, Chinese, English, what is alone."""
    parts, n = row.parts, len(row.parts)
    gone = {"one": {draw.randrange(1, n - 1)}, "first": {0}, "last": {n - 1}}
    if n >= 4:
        at = draw.randrange(1, n - 2)
        gone |= {"two": {at, at + 1}, "half": set(range(n // 2, n))}
    yield "faithful", "".join(a for a, _ in parts), " ".join(b for _, b in parts), []
    for kind, out in gone.items():
        zh = "".join(a for a, _ in parts)
        en = " ".join(b for i, (_, b) in enumerate(parts) if i not in out)
        gone_zh = [part for i in sorted(out) for part in cut(parts[i][0], Lang.ZH)]
        yield f"missing, {kind}", zh, en, gone_zh
        zh = "".join(a for i, (a, _) in enumerate(parts) if i not in out)
        en = " ".join(b for _, b in parts)
        gone_en = [part for i in sorted(out) for part in cut(parts[i][1], Lang.EN)]
        yield f"added, {kind}", zh, en, gone_en


def material(zh: Sequence[str], en: Sequence[str], *beads: Bead) -> Material:
    """Return both sides as they would be read; as rows that are aligned if `beads` are given."""
    sides = (
        tuple(Paragraph(i, text, ((0, i + 1),)) for i, text in enumerate(texts))
        for texts in (zh, en)
    )
    left, right = sides
    return Material(
        Document("zh", Lang.ZH, "plain", "", left),
        Document("en", Lang.EN, "plain", "", right),
        Layout.ALIGNED if beads else Layout.DOCUMENTS,
        beads,
        tuple(map(str, range(len(beads)))),
    )
