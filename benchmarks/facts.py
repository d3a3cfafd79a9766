"""Measure how many characters a second the checks of AC3 to AC5 read, on one core.

`python benchmarks/facts.py SOURCE TARGET` checks two documents that are already paragraph by
paragraph, or the two columns of one TSV file (.tsv or .tsv.gz); without arguments it takes
pairs/gdp-growth over and over, which is kind to checks that remember a sentence. Only the
checks are timed, by the processor's clock: reading, aligning and scoring are not, nor is the
spelling check.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from aligncheck.checks import consistency, english, hole, latin, names, numbers, spellings
from aligncheck.checks.terms import Glossary
from aligncheck.glossary import Term
from aligncheck.report import Finding, Pair, Side

LEAST = 60_000  # characters, of both sides, that a run reads
MOST = 2_000  # rows of a TSV file: a long document
FOLDER = Path(__file__).parents[1] / "pairs" / "gdp-growth"


def lines(path: Path) -> list[str]:
    """Read the lines of a file that are not empty."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [line.strip() for line in text.decode("utf-8").splitlines() if line.strip()]


def load(paths: Sequence[Path]) -> list[Pair]:
    """Pair the paragraphs of the files, line by line; all over again until there are enough."""
    if len(paths) == 1:
        cells = (line.split("\t") for line in lines(paths[0])[:MOST])
        rows = [(row[0], row[1]) for row in cells if len(row) > 1]
    else:
        rows = list(zip(*map(lines, paths), strict=False))
    size = sum(len(zh) + len(en) for zh, en in rows)
    many = rows * (LEAST // size + 1)
    return [
        Pair(f"p{i}", "1:1", Side(zh, (i,), ((0, i + 1),)), Side(en, (i,), ((0, i + 1),)))
        for i, (zh, en) in enumerate(many)
    ]


def each(find: Callable[[Pair], Iterable[Finding]], pairs: Sequence[Pair]) -> Iterable[Finding]:
    """Run a check over all pairs."""
    return chain.from_iterable(map(find, pairs))


def main() -> None:
    """Print a line a check and one for all of them."""
    given = [Path(one) for one in sys.argv[1:3]]
    pairs = load(given or [FOLDER / "source.zh.txt", FOLDER / "target.en.txt"])
    size = sum(len(p.source.text) + len(p.target.text) for p in pairs if p.source and p.target)
    glossary = Glossary([Term("国内生产总值", ("GDP", "gross domestic product"))])
    checks: dict[str, Callable[[], Iterable[Finding]]] = {
        "AC301-304 numbers and dates": lambda: each(numbers.find, pairs),
        "AC305 names": lambda: each(names.find, pairs),
        "AC305 spellings": lambda: spellings.find(pairs),
        "AC306 Latin words": lambda: each(latin.find, pairs),
        "AC401 hole": lambda: each(hole.find, pairs),
        "AC105, AC402-403 English": lambda: each(english.find, pairs),
        "AC501 glossary": lambda: each(glossary.find, pairs),
        "AC502 terms": lambda: consistency.terms(pairs),
        "AC503 paragraphs": lambda: consistency.paragraphs(pairs),
    }
    total = 0.0
    for check in checks.values():
        next(iter(check()), None)  # load what is loaded once
    for name, check in checks.items():
        start = time.process_time()
        found = sum(1 for _ in check())
        taken = time.process_time() - start
        total += taken
        print(
            f"{name:<30}{size / max(taken, 1e-9):>14,.0f} characters/s  {found} findings",
            flush=True,
        )
    print(f"{'all':<30}{size / total:>14,.0f} characters/s  ({size:,} characters)")


if __name__ == "__main__":
    main()
