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
from types import ModuleType

from aligncheck.checks import (
    calendar_units,
    citation,
    consistency,
    doubled_words,
    glossary_terms,
    latin_words,
    name_rendering,
    name_spellings,
    number_mismatch,
    polarity,
    quotation,
    sentence_hole,
    unbalanced_marks,
    untranslated,
)
from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.garbage_collection import pause_collector
from aligncheck.checks.rule_registry import FAMILIES
from aligncheck.coverage.english_holes import add_holes
from aligncheck.models.lexicon import load_lexicon
from aligncheck.models.missing_word import load_missing_word_model
from aligncheck.report import Finding, Pair, Side
from aligncheck.terms.glossary import Term
from aligncheck.text.words import en_word_table, zh_word_table

LEAST = 60_000  # characters, of both sides, that a run reads
MOST = 20_000  # rows of a TSV file
ROWS = 2_000  # of a document
FOLDER = Path(__file__).parents[1] / "pairs" / "gdp-growth"


Check = Callable[[Sequence[Pair]], Iterable[Finding]]


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


def run(module: ModuleType, terms: Sequence[Term] = ()) -> Check:
    """Return the check of a family over all pairs."""
    (family,) = [one for one in FAMILIES if module.__name__.endswith(f".{one.name}")]
    return lambda pairs: chain.from_iterable(
        family.find_in_pairs(DocumentContext(pairs, terms=terms))
    )


def cut(pairs: Sequence[Pair]) -> Iterable[Finding]:
    """Cut both sides into words as the checks share them; a check that wants spans makes them."""
    for pair in pairs:
        if pair.source and pair.target:
            zh_word_table(pair.source.text)
            en_word_table(pair.target.text)
    return ()


def broken(pairs: Sequence[Pair]) -> Iterable[Finding]:
    """Look for holes in the English of a document at once."""
    return run(sentence_hole)(add_holes(pairs, load_missing_word_model()))


def checks() -> dict[str, Check]:
    """Return what is timed, each by its name; the first is no check."""
    return {
        "cutting into words": cut,
        "AC301-304 numbers and dates": run(number_mismatch),
        "AC304 weekdays and the like": run(calendar_units),
        "AC305 names": run(name_rendering),
        "AC305 spellings": run(name_spellings),
        "AC306 Latin words": run(latin_words),
        "AC307 negations": run(polarity),
        "AC308 quotations and titles": run(quotation),
        "AC309 marks and addresses": run(citation),
        "AC401 hole": broken,
        "AC105 Chinese left in": run(untranslated),
        "AC402 doubled words": run(doubled_words),
        "AC403 marks": run(unbalanced_marks),
        "AC501 glossary": run(
            glossary_terms, [Term("国内生产总值", ("GDP", "gross domestic product"))]
        ),
        "AC502 terms": lambda pairs: consistency.find_term_variants(pairs, load_lexicon()),
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
