"""Measure time, memory and hits of sentence alignment as texts grow; run from a checkout's root.

It goes the way of `aligncheck align --unit sentence`. Seconds are those of the processor, on one
thread, so that what else the machine does counts little.

The texts are made: sentences of common words and their likeliest translations, of which some are
split, joined or left out, and a long stretch is missing in the middle of the English. Each size
runs in a process of its own. `python benchmarks/alignment.py 1000 3000 10000`
"""

from __future__ import annotations

import json
import math
import os
import random
import resource
import subprocess
import sys
import time

import numpy as np

SIZES = [1000, 3000, 10000, 30000, 100000]  # Chinese sentences; the English has a fifth more
WORDS = 4000
HOLE = 0.05  # share of the English that is missing in one stretch, 500 sentences at most


def main() -> None:
    """Print a line for each size, and the exponent of time and memory."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    rows = []
    print("Chinese  English  seconds  of them the second look  peak MB  strict F1")
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        row = json.loads(done.stdout)
        rows.append(row)
        print(
            f"{row['zh']:7d}  {row['en']:7d}  {row['seconds']:7.1f}  {row['look']:22.1f}"
            f"  {row['mb']:7.0f}"
            f"  {row['f1']:9.3f}",
            flush=True,
        )
    if len(rows) > 1:
        for what in ("seconds", "mb"):
            slope = np.polyfit(
                [math.log(row["zh"]) for row in rows], [math.log(row[what]) for row in rows], 1
            )[0]
            print(f"{what} grow as n^{slope:.2f}")


def one(size: int) -> None:
    """Align a text of `size` sentences and print what it took."""
    from aligncheck.alignment.dynamic_program import align
    from aligncheck.alignment.null_alignment import revise_beads
    from aligncheck.alignment.translation_probability import SENTENCE_MODEL
    from aligncheck.evaluate.retrieval_and_alignment import count_bead_hits

    zh, en, gold = text(size)
    align(zh[:20], en[:20])  # what is loaded once is not counted
    started = time.process_time()
    first = align(zh, en)
    aligned = time.process_time()
    found = revise_beads(first, zh, en, SENTENCE_MODEL)
    done = time.process_time()
    counts = count_bead_hits(gold, tuple((bead.source, bead.target) for bead in found))
    precision, recall = counts[0] / counts[2], counts[3] / counts[5]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "zh": len(zh),
                "en": len(en),
                "seconds": done - started,
                "look": done - aligned,
                "mb": peak,
                "f1": 2 * precision * recall / (precision + recall),
            }
        )
    )


def text(
    size: int,
) -> tuple[list[str], list[str], tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]]:
    """Return made sentences of both sides and the beads they were made as."""
    draw = random.Random(size)  # noqa: S311 - texts, not secrets
    words = _words()
    zh: list[str] = []
    en: list[str] = []
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    hole = range(size // 2, size // 2 + min(int(size * HOLE), 500))
    while len(zh) < size:
        p, q = draw.choices([(1, 1), (1, 2), (2, 1), (1, 3), (1, 0), (0, 1)], [66, 22, 4, 6, 1, 1])[
            0
        ]
        if len(zh) in hole:
            p, q = 1, 0
        parts = [
            [draw.choice(words) for _ in range(draw.randint(5, 11))] for _ in range(max(p, q, 1))
        ]
        beads.append((tuple(range(len(zh), len(zh) + p)), tuple(range(len(en), len(en) + q))))
        for side, count, at, mark, gap in ((zh, p, 0, "。", ""), (en, q, 1, ".", " ")):
            for k in range(count):
                mine = parts if count == 1 else [parts[k]]
                side.append(gap.join(word[at] for part in mine for word in part) + mark)
    return zh, en, tuple(beads)


def _words() -> list[tuple[str, str]]:
    """Return common Chinese words with their likeliest English stem in the translation table."""
    from aligncheck.models.lexicon import load_lexicon

    table = load_lexicon()
    out = []
    for row in np.argsort(-table.count_zh, kind="stable"):
        word = table.zh.words[int(row)]
        low, high = np.searchsorted(table.keys, [row * len(table.en), (row + 1) * len(table.en)])
        if low == high or len(word) < 2 or not word[0] > "\u4dff":
            continue
        best = low + int(table.forward[low:high].argmax())
        stem = table.en.words[int(table.keys[best] - row * len(table.en))]
        if stem.isalpha() and table.forward[best] > 0.3:
            out.append((word, stem))
        if len(out) == WORDS:
            break
    return out


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]))
    else:
        main()
