"""Print what the rules about facts and broken English say of good pairs, for reading.

`python benchmarks/alarms.py [--part 0|1] [--draw N] [--infos] SET…` takes the sets that `eval`
takes (of judged segments those in which no rater marked an accuracy error), counts the warnings of
each family and prints N of the pairs that have one, drawn by a hash of their text. Part 0 is one
half of the documents and part 1 the other: read the alarms of one, and count those of the other.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from aligncheck.corrupt.seeded_choice import draw_chance
from aligncheck.evaluate import labelled_set_reader
from aligncheck.evaluate.fact_figures import GROUPS
from aligncheck.evaluate.fact_trials import RULES, good_pairs, judged_findings
from aligncheck.models.encoder import load_encoder
from aligncheck.report import Finding, Severity

SPLIT = 0.5  # share of the documents in part 0


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--part", type=int, choices=(0, 1))
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--infos", action="store_true")
    parser.add_argument("--rules", default=",".join(RULES))
    given = parser.parse_args()
    rules, encoder = given.rules.split(","), load_encoder(None)
    for held in labelled_set_reader.read_sets(given.sets, given.limit):
        texts = [good.text for good in good_pairs(held)]
        if given.part is not None:
            texts = [
                t for t in texts if (draw_chance("part", t.doc or t.zh) >= SPLIT) == given.part
            ]
        alarms: list[tuple[str, str, list[Finding]]] = []
        counts: Counter[str] = Counter()
        for text in texts:
            said = [
                finding
                for finding in judged_findings(text, rules, encoder)
                if given.infos or finding.severity is not Severity.INFO
            ]
            if said:
                alarms.append((text.zh, text.en, said))
            counts.update({f for f, own in GROUPS.items() if any(s.rule in own for s in said)})
        print(f"{held.name}: {len(texts)} pairs, {len(alarms)} with a finding")
        for family, count in counts.most_common():
            print(f"  {family}: {count} ({count / len(texts):.2%})")
        alarms.sort(key=lambda alarm: draw_chance("draw", alarm[0], alarm[1]))
        for zh, en, said in alarms[: given.draw]:
            print(f"\n- {zh}\n  {en}")
            for finding in said:
                print(f"  {finding.rule} {finding.confidence:.2f} {finding.message}")


if __name__ == "__main__":
    main()
