"""Measure how many characters a second the checks of AC3 to AC5 read, on one core.

`python benchmarks/facts.py SOURCE TARGET` checks two documents that are already paragraph by
paragraph; without arguments it takes pairs/gdp-growth. Only the checks are timed, by the
processor's clock: reading, aligning and scoring are not, nor is the spelling check.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from aligncheck.checks import consistency, english, hole, numbers
from aligncheck.checks.terms import Glossary
from aligncheck.glossary import Term
from aligncheck.report import Finding, Pair, Side

LEAST = 60_000  # characters, of both sides, that a run reads
FOLDER = Path(__file__).parents[1] / "pairs" / "gdp-growth"


def load(source: Path, target: Path) -> list[Pair]:
    """Pair the paragraphs of two files, line by line, over and over until there are enough."""
    sides = [
        [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in (source, target)
    ]
    rows = list(zip(*sides, strict=False))
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
    pairs = load(*(given or (FOLDER / "source.zh.txt", FOLDER / "target.en.txt")))
    size = sum(len(p.source.text) + len(p.target.text) for p in pairs if p.source and p.target)
    glossary = Glossary([Term("国内生产总值", ("GDP", "gross domestic product"))])
    checks: dict[str, Callable[[], Iterable[Finding]]] = {
        "AC301-304 numbers and dates": lambda: each(numbers.find, pairs),
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
