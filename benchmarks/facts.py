"""Measure how many characters a second the checks of AC3 to AC5 read, on one core.

`python benchmarks/facts.py SOURCE TARGET` checks two documents that are already paragraph by
paragraph, or the two columns of one TSV file (.tsv or .tsv.gz); without arguments it takes
pairs/gdp-growth over and over, which is kind to checks that remember a sentence. Documents of ROWS
pairs go through every check once, each pair for the first time in the process; what is read once
in a process is read before, on another text. Time is the processor's. Reading files, aligning and
scoring are not timed, nor is the spelling check.

Two figures stand at the end: for sentences that are cut into words already, as those of
`aligncheck check` are once they are aligned and scored, and with the cutting.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from aligncheck.checks import (
    calendar_units,
    citation,
    consistency,
    english_defects,
    latin_words,
    name_rendering,
    name_spellings,
    number_mismatch,
    polarity,
    quotation,
    sentence_hole,
)
from aligncheck.checks.garbage_collection import pause_collector
from aligncheck.checks.glossary_terms import Glossary
from aligncheck.report import Finding, Pair, Side
from aligncheck.terms.glossary import Term
from aligncheck.text.words import en_word_table, zh_word_table

LEAST = 60_000  # characters, of both sides, that a run reads
MOST = 20_000  # rows of a TSV file
ROWS = 2_000  # of a document
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


def strangers() -> list[Pair]:
    """Return a pair with a name that is lost, for which the tables of sounds are read."""
    zh, en = "库兹涅佐夫昨天访问了瓦尔帕莱索。", "Ferdinand visited Rotterdam yesterday."
    return [Pair("lost", "1:1", Side(zh, (0,), ((0, 1),)), Side(en, (0,), ((0, 1),)))]


def each(find: Callable[[Pair], Iterable[Finding]], pairs: Sequence[Pair]) -> Iterable[Finding]:
    """Run a check over all pairs."""
    return chain.from_iterable(map(find, pairs))


def cut(pairs: Sequence[Pair]) -> Iterable[Finding]:
    """Cut both sides into words as the checks share them; a check that wants spans makes them."""
    for pair in pairs:
        if pair.source and pair.target:
            zh_word_table(pair.source.text)
            en_word_table(pair.target.text)
    return ()


def named(pairs: Sequence[Pair]) -> Iterable[Finding]:
    """Look for lost names, having read those of a document at once."""
    name_rendering.prepare_pairs(pairs)
    return each(name_rendering.find_in_pair, pairs)


def broken(pairs: Sequence[Pair]) -> Iterable[Finding]:
    """Look for holes in the English of a document at once."""
    sentence_hole.prepare_pairs(pairs)
    return each(sentence_hole.find_in_pair, pairs)


def checks() -> dict[str, Callable[[Sequence[Pair]], Iterable[Finding]]]:
    """Return what is timed, each by its name; the first is no check."""
    glossary = Glossary([Term("国内生产总值", ("GDP", "gross domestic product"))])
    return {
        "cutting into words": cut,
        "AC301-304 numbers and dates": lambda pairs: each(number_mismatch.find_in_pair, pairs),
        "AC304 weekdays and the like": lambda pairs: each(calendar_units.find_in_pair, pairs),
        "AC305 names": named,
        "AC305 spellings": name_spellings.find_in_document,
        "AC306 Latin words": lambda pairs: each(latin_words.find_in_pair, pairs),
        "AC307 negations": lambda pairs: each(polarity.find_in_pair, pairs),
        "AC308 quotations and titles": lambda pairs: each(quotation.find_in_pair, pairs),
        "AC309 marks and addresses": lambda pairs: each(citation.find_in_pair, pairs),
        "AC401 hole": broken,
        "AC105, AC402-403 English": lambda pairs: each(english_defects.find_in_pair, pairs),
        "AC501 glossary": lambda pairs: each(glossary.find, pairs),
        "AC502 terms": consistency.find_term_variants,
        "AC503 paragraphs": consistency.find_paragraph_variants,
    }


def main() -> None:
    """Print a line a check, and all of them without and with the cutting."""
    own = [FOLDER / "source.zh.txt", FOLDER / "target.en.txt"]
    pairs = load([Path(one) for one in sys.argv[1:3]] or own)
    size = sum(len(p.source.text) + len(p.target.text) for p in pairs if p.source and p.target)
    timed = checks()
    warm = load([FOLDER.parent / "court-judgment" / path.name for path in own])[:20] + strangers()
    for check in timed.values():
        list(check(warm))
    taken, found = dict.fromkeys(timed, 0.0), dict.fromkeys(timed, 0)
    for start in range(0, len(pairs), ROWS):
        with pause_collector():  # as in `aligncheck check`
            for name, check in timed.items():
                began = time.process_time()
                found[name] += len(list(check(pairs[start : start + ROWS])))
                taken[name] += time.process_time() - began
    for name in timed:
        _print(name, size, taken[name], f"{found[name]} findings")
    first, *others = taken.values()
    _print("all, words given", size, sum(others), f"{size:,} characters")
    _print("all, words cut", size, first + sum(others), f"{size:,} characters")


def _print(name: str, size: int, seconds: float, more: str) -> None:
    print(f"{name:<30}{size / max(seconds, 1e-9):>14,.0f} characters/s  {more}")


if __name__ == "__main__":
    main()
