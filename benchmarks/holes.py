"""Count what AC401 says of good English, and how many planted holes it finds.

`python benchmarks/holes.py DATA` reads sources under DATA (its dev/ and train/) that the network of
holes was not trained on: those held out when its confidence was set, and manuals of software. Each
sentence is read as it is, and once with a word taken out whose loss leaves a hole. Precision is
over both together: as if one sentence in two had a hole, or in `at 3 %` three of a hundred.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aligncheck.models.gap_model import load_gap_model
from aligncheck.models.missing_word import LEAST
from aligncheck.models.model_folder import model_folder
from training import gap_evaluation
from training.gap_model_fit import SHARE

SOURCES = (*gap_evaluation.HELD_OUT, *gap_evaluation.MANUALS)


def main() -> None:
    """Print a line a source and one for all of them."""
    data = Path(sys.argv[1])
    model = load_gap_model(model_folder() / "hole.npz")
    totals = [0] * 6
    print(f"{'source':<18}{'sentences':>10}{'alarms':>8}{'share':>8}{'planted':>9}{'recall':>8}")
    for name in SOURCES:
        texts = gap_evaluation.read_good_sentences(data, name)
        said = gap_evaluation.find_all_holes(model, texts, LEAST)
        planted = gap_evaluation.remove_words(texts)
        found = gap_evaluation.find_all_holes(model, [plant.text for plant in planted], LEAST)
        tally = gap_evaluation.count_found_holes(planted, found)
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
