"""Count what AC401 says of good English, and how many planted holes it finds.

`python benchmarks/holes.py DATA` reads sources under DATA (its dev/ and train/) that the network of
holes was not trained on: those held out when its confidence was set, and manuals of software. Each
sentence is read as it is, and once with a word taken out whose loss leaves a hole. Precision is
over both together: as if one sentence in two had a hole, or in `at 3 %` three of a hundred.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aligncheck.resources import model_folder
from aligncheck.text.gaps import load
from aligncheck.text.hole import LEAST
from aligncheck.train import holetest
from aligncheck.train.hole import SHARE

SOURCES = (*holetest.HELD_OUT, *holetest.MANUALS)


def main() -> None:
    """Print a line a source and one for all of them."""
    data = Path(sys.argv[1])
    model = load(model_folder() / "hole.npz")
    totals = [0] * 6
    print(f"{'source':<18}{'sentences':>10}{'alarms':>8}{'share':>8}{'planted':>9}{'recall':>8}")
    for name in SOURCES:
        texts = holetest.good(data, name)
        said = holetest.find(model, texts, LEAST)
        planted = holetest.plants(texts)
        found = holetest.find(model, [plant.text for plant in planted], LEAST)
        tally = holetest.tally(planted, found)
        counts = (
            len(texts),
            sum(map(bool, said)),
            sum(map(len, said)),
            len(planted),
            tally.found.total(),
            tally.false,
        )
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        _line(name, counts)
    _line("all", totals)
    texts_, _, extra, planted_, hits, false = totals
    for share, label in ((0.5, "one sentence in two"), (SHARE, f"{SHARE:.0%} of the sentences")):
        wrong = false + extra * (1 - share) / share * planted_ / texts_
        print(f"precision where {label} has a hole: {hits / (hits + wrong):.3f}")


def _line(name: str, counts: tuple[int, ...] | list[int]) -> None:
    texts, alarms, _, planted, hits, _ = counts
    print(
        f"{name:<18}{texts:>10,}{alarms:>8}{alarms / texts:>8.2%}{planted:>9,}"
        f"{hits / planted:>8.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
