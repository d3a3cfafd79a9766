"""Print how much the scores of two good translations of one sentence differ.

`python benchmarks/rewordings.py SET [--segments N]` takes rows of judged translations, several of
one segment (`id`, `doc`, `seg`, `zh`, `en`, `errors` with `category`, `severity`, `rater`), as the
WMT20 MQM set has them. Good are translations in which no rater marked a Major accuracy error, wrong
are those in which two did. The figures are those of docs/compare.md and docs/baseline.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aligncheck import check_pairs
from aligncheck.comparison.passage import PER_WORD, TREND, share_words
from aligncheck.corrupt.seeded_choice import draw_chance
from aligncheck.report import Pair

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Segment:
    """Two good translations of a segment, and a wrong one if there is one."""

    good: tuple[Row, Row]
    wrong: Row | None


def main() -> None:
    """Score the segments and print the differences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--segments", type=int, default=170)
    given = parser.parse_args()
    segments = choose_segments(given.set, given.segments)
    rows = [row for held in segments for row in (*held.good, held.wrong) if row]
    report = check_pairs([(row["zh"], row["en"]) for row in rows])
    scored = {row["id"]: pair for row, pair in zip(rows, report.pairs, strict=True)}
    print(f"{len(segments)} segments")
    for name in ("similarity", "omission", "coverage", "quality"):
        differences = [
            abs(getattr(scored[a["id"]], name) - getattr(scored[b["id"]], name))
            for a, b in (held.good for held in segments)
        ]
        middle, most = np.quantile(differences, [0.5, 0.9])
        print(f"{name}: half differ by {middle:.3f} or less, nine in ten by {most:.3f}")
    good = [compare_quality(*held.good, scored) for held in segments]
    within = sum(abs(gain) <= margin for gain, margin in good)
    print(f"quality within the margin: {within / len(good):.0%} of the good")
    wrong = [
        compare_quality(row, held.wrong, scored)
        for held in segments
        if held.wrong
        for row in held.good
    ]
    worse = sum(gain < -margin for gain, margin in wrong)
    better = sum(gain > margin for gain, margin in wrong)
    print(f"of {len(wrong)} wrong ones {worse} are told as worse, {better} as better")


def choose_segments(path: Path, count: int) -> list[Segment]:
    """Return segments with two good translations, drawn by a hash of their names."""
    by_segment: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            by_segment[row["doc"], row["seg"]].append(row)
    names = sorted(by_segment, key=lambda name: draw_chance(*name))
    found = (held for name in names for held in _choose_translations(by_segment[name]))
    return [held for held, _ in zip(found, range(count), strict=False)]


def _choose_translations(rows: Sequence[dict[str, object]]) -> Iterator[Segment]:
    distinct = {str(row["en"]): row for row in rows}
    drawn = sorted(distinct.values(), key=lambda row: draw_chance(str(row["id"])))
    good = [row for row in drawn if _count_raters(row) == 0]
    wrong = [row for row in drawn if _count_raters(row) >= 2]
    if len(good) > 1:
        yield Segment((good[0], good[1]), wrong[0] if wrong else None)  # type: ignore[arg-type]  # text is read


def _count_raters(row: Mapping[str, object]) -> int:
    """Return how many raters marked a Major error of accuracy or terms."""
    errors = row["errors"]
    assert isinstance(errors, list)
    return len(
        {
            error["rater"]
            for error in errors
            if error["severity"] in {"Major", "Critical"}
            and error["category"].startswith(("Accuracy", "Terminology"))
        }
    )


def compare_quality(old: Row, new: Row, scored: Mapping[str, Pair]) -> tuple[float, float]:
    """Return the gain of quality from one translation to another, and its margin."""
    before, after = scored[old["id"]].quality, scored[new["id"]].quality
    assert before is not None
    assert after is not None
    margin = max(TREND, PER_WORD * (1 - share_words(old["en"], new["en"])))
    return after - before, margin


if __name__ == "__main__":
    main()
