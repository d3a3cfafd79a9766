"""Plant missing and added paragraphs and sentences into faithful documents and look for them.

    python benchmarks/gaps.py PATH… [--limit DOCUMENTS] [--sentences PARAGRAPHS]

A PATH is a table of rows in order (`zh<TAB>en`, .tsv or .tsv.gz), a JSON list of groups
`[[Chinese paragraphs], [English paragraphs]]`, or a folder that holds two documents of equal
paragraph count. Rows of a table are sentences; three to five in a row make a paragraph.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aligncheck.checks import coverage
from aligncheck.document import Bead, Document, Lang, Layout, Material, Paragraph
from aligncheck.encode import Encoder, Floats, load_encoder
from aligncheck.errors import ReadError
from aligncheck.pairing import link, pairs
from aligncheck.read import read
from aligncheck.report import Pair
from aligncheck.score import score
from aligncheck.text.split import sentences

SEED = 4
LEAST = 6  # rows of a document
MOST = 25
KINDS = ("one", "two", "first", "last", "half", "repeated")
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


@dataclass(frozen=True)
class Row:
    """What belongs together: paragraphs of both sides, and their sentences where these are 1:1."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Planted:
    """Two sides, and the indices of units without a partner on each."""

    kind: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    alone_zh: frozenset[int]
    alone_en: frozenset[int]


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
        rows = [_group(group) for group in json.loads(path.read_text(encoding="utf-8"))]
        kept = [row for row in rows if row is not None]
        return [kept[at : at + MOST] for at in range(0, len(kept), MOST)]
    if path.name.endswith((".tsv", ".tsv.gz")):
        return _table(path, draw)
    return []


def _folder(files: Sequence[Path]) -> list[list[Row]]:
    try:
        found = read(files)
    except ReadError:
        return []
    zh, en = ([p.text for p in side.paragraphs] for side in (found.source, found.target))
    return [[_row((a,), (b,)) for a, b in zip(zh, en, strict=True)]] if len(zh) == len(en) else []


def _group(group: Sequence[str | list[str]]) -> Row | None:
    zh, en = (tuple([side] if isinstance(side, str) else side) for side in group)
    if not 1 <= len(zh) <= 2 or not 1 <= len(en) <= 6 or not all(map(str.strip, zh + en)):
        return None
    return _row(zh, en)


def _row(zh: tuple[str, ...], en: tuple[str, ...]) -> Row:
    left = [s.cut(zh[0]) for s in sentences(zh[0], Lang.ZH)]
    right = [s.cut(en[0]) for s in sentences(en[0], Lang.EN)]
    single = len(zh) == len(en) == 1 and len(left) == len(right) > 2
    return Row(zh, en, tuple(zip(left, right, strict=True)) if single else ())


def _table(path: Path, draw: random.Random) -> list[list[Row]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        cells = [line.rstrip("\n").split("\t") for line in file]
    rows = [(c[0], c[1]) for c in cells if len(c) < 3 or c[2] == "sent"]
    made: list[list[Row]] = []
    at = 0
    while at < len(rows):
        document: list[Row] = []
        for _ in range(draw.randint(8, MOST)):
            parts = tuple(rows[at : at + draw.choice((1, 3, 4, 4, 5))])
            at += len(parts)
            if parts:
                zh, en = "".join(a for a, _ in parts), " ".join(b for _, b in parts)
                document.append(_row((zh,), (en,)))
        made.append(document)
    return made


def paragraphs(rows: list[Row], draw: random.Random) -> Iterator[Planted]:
    """Plant every kind once on either side."""
    yield _removed("faithful", rows, set(), "en")
    for side, name in (("en", "missing"), ("zh", "added")):
        n = len(rows)
        at = draw.randrange(1, n - 2)
        half = set(range(n // 2)) if draw.random() < 0.5 else set(range(n // 2, n))
        chosen = {"one": {at}, "two": {at, at + 1}, "first": {0}, "last": {n - 1}, "half": half}
        for kind, gone in chosen.items():
            yield _removed(f"{name}, {kind}", rows, gone, side)
        again = min(rows, key=lambda row: abs(sum(map(len, row.zh)) - 30))
        longer = list(rows)
        spots = sorted(draw.sample(range(n), min(3, n)), reverse=True)
        for spot in spots:
            longer.insert(spot, again)
        yield _removed(f"{name}, repeated", longer, {spots[1] + 1}, side)


def _removed(kind: str, rows: Sequence[Row], gone: set[int], side: str) -> Planted:
    zh: list[str] = []
    en: list[str] = []
    alone: tuple[set[int], set[int]] = (set(), set())
    for at, row in enumerate(rows):
        if at not in gone or side == "en":
            if at in gone:
                alone[0].update(range(len(zh), len(zh) + len(row.zh)))
            zh += row.zh
        if at not in gone or side == "zh":
            if at in gone:
                alone[1].update(range(len(en), len(en) + len(row.en)))
            en += row.en
    return Planted(kind, tuple(zh), tuple(en), frozenset(alone[0]), frozenset(alone[1]))


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
        yield f"missing, {kind}", zh, en, [parts[i][0] for i in sorted(out)]
        zh = "".join(a for i, (a, _) in enumerate(parts) if i not in out)
        en = " ".join(b for _, b in parts)
        yield f"added, {kind}", zh, en, [parts[i][1] for i in sorted(out)]


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


Told = list[tuple[bool, float]]  # right?, confidence


class Tally:
    """Counts by kind: what was planted, found, told; and every confidence with its truth."""

    def __init__(self) -> None:
        self.planted: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.confidences: Told = []

    def add(self, kind: str, wanted: Counter[str], told: Sequence[tuple[str, float]]) -> None:
        """Count what was told as a warning or more (.5); texts that repeat are all the same."""
        left = Counter(wanted)
        self.planted[kind] += sum(wanted.values())
        for text, confidence in sorted(told, key=lambda item: -item[1]):
            right = left[text] > 0
            left[text] -= right
            self.confidences.append((right, confidence))
            if confidence >= 0.5:
                self.told[kind] += 1
                self.right[kind] += right
                self.found[kind] += right

    def table(self) -> str:
        """Return precision and recall by kind, and how often a confidence holds."""
        lines = [f"{'kind':<22}{'planted':>8}{'told':>7}{'precision':>11}{'recall':>8}"]
        for kind in self.planted:
            lines.append(self._line(kind, [kind]))
        lines.append(self._line("all", list(self.planted)))
        bins: dict[int, Told] = defaultdict(list)
        for right, confidence in self.confidences:
            bins[max(i for i, low in enumerate(BANDS) if low <= confidence)].append(
                (right, confidence)
            )
        lines.append(f"{'confidence':<22}{'n':>8}{'said':>7}{'true':>11}")
        for i, held in sorted(bins.items()):
            said = sum(c for _, c in held) / len(held)
            true = sum(r for r, _ in held) / len(held)
            name = f"{BANDS[i]:.2f}-{min(BANDS[i + 1], 1):.2f}"
            lines.append(f"{name:<22}{len(held):>8}{said:>7.3f}{true:>11.3f}")
        return "\n".join(lines)

    def _line(self, name: str, kinds: Sequence[str]) -> str:
        planted, told, right = (
            sum(counter[kind] for kind in kinds)
            for counter in (self.planted, self.told, self.right)
        )
        precision = f"{right / told:.3f}" if told else "-"
        recall = f"{right / planted:.3f}" if planted else "-"
        return f"{name:<22}{planted:>8}{told:>7}{precision:>11}{recall:>8}"


def measure_paragraphs(found: Sequence[list[Row]], encoder: Encoder, draw: random.Random) -> Tally:
    """Count what AC101 and AC102 say of planted documents."""
    tally = Tally()
    for rows in found:
        for plant in paragraphs(rows, draw):
            # what AC101 and AC102 name, with their confidence
            told = [
                ((plant.zh[b.source[0]] if b.source else plant.en[b.target[0]]), b.score)
                for b in link(plant.zh, plant.en, encoder)
                if not (b.source and b.target)
            ]
            wanted = Counter([plant.zh[i] for i in plant.alone_zh])
            wanted += Counter([plant.en[j] for j in plant.alone_en])
            tally.add(plant.kind, wanted, told)
    return tally


def measure_sentences(
    found: Sequence[Row], encoder: Encoder, draw: random.Random
) -> tuple[Tally, Tally]:
    """Return what the sentence links say (1:0 and 0:1), and what AC107 and its reverse say."""
    links, rule = Tally(), Tally()
    for row in found:
        for kind, zh, en, gone in within(row, draw):
            pair = pairs(material([zh], [en], Bead((0,), (0,))), encoder)[0]
            if pair.source is None or pair.target is None:
                continue
            wanted = Counter(text.strip() for text in gone)
            links.add(kind, wanted, _unlinked(pair))
            if "added" not in kind:
                rule.add(kind, wanted, _missing(score(pair, encoder)))
    return links, rule


def _unlinked(pair: Pair) -> list[tuple[str, float]]:
    told: list[tuple[str, float]] = []
    for held in pair.sentences:
        for side, span, other, lang in (
            (pair.source, held.source, held.target, Lang.ZH),
            (pair.target, held.target, held.source, Lang.EN),
        ):
            if side is not None and span is not None and other is None:
                told += [
                    (part.cut(side.text).strip(), held.confidence)
                    for part in sentences(side.text, lang)
                    if span.start <= part.start < span.end
                ]
    return told


def _missing(pair: Pair) -> list[tuple[str, float]]:
    assert pair.source is not None
    return [
        (finding.source_spans[0].cut(pair.source.text).strip(), finding.confidence)
        for finding in coverage.find(pair)
        if finding.rule == "AC107"
    ]


def main() -> None:
    """Print a table for each path and one for all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=20, help="documents of a path")
    parser.add_argument("--sentences", type=int, default=60, help="paragraphs of a path")
    given = parser.parse_args()
    encoder = Kept(load_encoder())
    for path in given.paths:
        draw = random.Random(SEED)  # noqa: S311  # texts, not secrets
        found = [rows for rows in documents(path, draw) if len(rows) >= LEAST]
        found = draw.sample(found, min(given.limit, len(found)))
        inner = [row for rows in found for row in rows if len(row.parts) > 2]
        inner = draw.sample(inner, min(given.sentences, len(inner)))
        print(f"== {path.name}: {len(found)} documents, {len(inner)} paragraphs of sentences")
        print(measure_paragraphs(found, encoder, draw).table())
        links, rule = measure_sentences(inner, encoder, draw)
        print("-- sentence links 1:0 and 0:1")
        print(links.table())
        print("-- AC107")
        print(rule.table())
        sys.stdout.flush()


if __name__ == "__main__":
    main()
