"""Plant missing and added paragraphs and sentences into faithful documents and look for them.

    python benchmarks/gaps.py PATH… [--limit DOCUMENTS] [--sentences PARAGRAPHS]

The PATHs are those of benchmarks/planted.py.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from planted import LEAST, SEED, Kept, Row, documents, material, paragraphs, within

from aligncheck.alignment.pairing import link_paragraphs, pair_paragraphs
from aligncheck.checks import omission_addition
from aligncheck.checks.document_context import DocumentContext
from aligncheck.coverage.pair_scores import score_pairs
from aligncheck.document import Bead, Lang
from aligncheck.models.encoder import Encoder, load_encoder
from aligncheck.models.model_bundle import load_models
from aligncheck.report import Pair
from aligncheck.text.sentence_split import split_sentences

BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)

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
                for b in link_paragraphs(plant.zh, plant.en, encoder)
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
    models = replace(load_models(contextual=True), encoder=encoder)
    for row in found:
        for kind, zh, en, gone in within(row, draw):
            pair = pair_paragraphs(material([zh], [en], Bead((0,), (0,))), encoder)[0]
            if pair.source is None or pair.target is None:
                continue
            wanted = Counter(text.strip() for text in gone)
            links.add(kind, wanted, _unlinked(pair))
            if "added" not in kind:
                rule.add(
                    kind,
                    wanted,
                    _missing(score_pairs([pair], models)[0]),
                )
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
                    for part in split_sentences(side.text, lang)
                    if span.start <= part.start < span.end
                ]
    return told


def _missing(pair: Pair) -> list[tuple[str, float]]:
    assert pair.source is not None
    return [
        (finding.source_spans[0].cut(pair.source.text).strip(), finding.confidence)
        for finding in omission_addition.find(DocumentContext([pair]), pair)
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
