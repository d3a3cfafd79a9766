"""What checking good pairs, and pairs with planted errors, came to, and the figures of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligncheck.corrupt.fact_errors import KINDS
from aligncheck.evaluate.check_results import KeptFinding, Text
from aligncheck.evaluate.declared_groups import group_measured_rules
from aligncheck.evaluate.figures import Figure, SetFigures, measure_share, measure_sums
from aligncheck.evaluate.metrics import Numbers

KeptFindings = tuple[KeptFinding, ...]

GROUPS = group_measured_rules()

_MEANT = "segments without a marked accuracy error"
_CLEAN = "segments without any marked error"
_ALL = "pairs"
ALARMS, PLANTED, HOLES = "false alarms", "planted", "holes"


@dataclass(frozen=True, slots=True)
class PlantedOutcome:
    """Whether a planted error was found: at any level, as a warning or worse."""

    kind: str
    doc: str
    found: bool
    loud: bool


@dataclass(frozen=True, slots=True)
class HoleOutcome:
    """Findings of AC401 in a sentence with a hole: those at its place, and others."""

    doc: str
    hits: int
    others: int


@dataclass(frozen=True, slots=True)
class Trials:
    """All that is measured of a set; several sets' can be put together."""

    judged: bool
    good: tuple[GoodPair, ...]
    said: tuple[KeptFindings, ...]
    outcomes: tuple[PlantedOutcome, ...]
    holes: tuple[HoleOutcome, ...]

    @classmethod
    def merge_sets(cls, several: Sequence[Trials]) -> Trials:
        """Return the trials of several sets as those of one."""
        return cls(
            any(one.judged for one in several),
            tuple(good for one in several for good in one.good),
            tuple(said for one in several for said in one.said),
            tuple(outcome for one in several for outcome in one.outcomes),
            tuple(hole for one in several for hole in one.holes),
        )


@dataclass(frozen=True, slots=True)
class GoodPair:
    """A pair in which nobody marked an accuracy error; `clean`: nor any other."""

    text: Text
    clean: bool


def summarise_trials(name: str, held: Trials) -> SetFigures:
    """Return the figures of what was tried."""
    docs = {document_of(one.text) for one in held.good}
    found = (*_alarm_figures(held), *_recall_figures(held), *_hole_figures(held))
    return SetFigures(name, "facts", len(held.good), len(docs), found)


def _alarm_figures(held: Trials) -> list[Figure]:
    out = []
    subsets = [(_MEANT, held.good), (_CLEAN, [one for one in held.good if one.clean])]
    for what, subset in subsets if held.judged else [(_ALL, held.good)]:
        of = {id(one) for one in subset}
        rows = [
            (one, said) for one, said in zip(held.good, held.said, strict=True) if id(one) in of
        ]
        docs = [document_of(one.text) for one, _ in rows]
        for group, rules in GROUPS.items():
            own = [[f for f in said if f.rule in rules] for _, said in rows]
            loud = [any(f.loud for f in found) for found in own]
            title = f"{ALARMS}, {what}"
            out.append(measure_share(title, f"{group}, at warning or above", docs, loud))
            out.append(
                measure_share(title, f"{group}, infos too", docs, [bool(found) for found in own])
            )
    return out


def _recall_figures(held: Trials) -> list[Figure]:
    out = []
    for kind in KINDS:
        own = [one for one in held.outcomes if one.kind == kind]
        docs = [one.doc for one in own]
        loud = [one.loud for one in own]
        out.append(measure_share(PLANTED, f"{kind}: found as warning or above", docs, loud))
        out.append(measure_share(PLANTED, f"{kind}: found", docs, [one.found for one in own]))
    return out


def _hole_figures(held: Trials) -> list[Figure]:
    """Return AC401 on English sentences, half of them with a word taken out, each once."""
    rows: dict[str, tuple[str, int]] = {}
    for good, said in zip(held.good, held.said, strict=True):
        if good.clean:
            alarms = sum(found.rule == "AC401" for found in said)
            rows.setdefault(good.text.en, (document_of(good.text), alarms))
    docs = [doc for doc, _ in rows.values()]
    out = [
        measure_share(HOLES, "good English with AC401", docs, [bool(n) for _, n in rows.values()])
    ]
    counts = np.array(
        [(one.hits > 0, 1, one.hits, one.hits + one.others) for one in held.holes], np.float64
    ).reshape(-1, 4)
    # The undamaged sentences count with the damaged ones' number: one sentence in two has a hole.
    weight = len(held.holes) / max(1, len(rows))
    calm = np.array([(0, 0, 0, n * weight) for _, n in rows.values()], np.float64).reshape(-1, 4)
    both = np.concatenate([counts, calm])
    where = [*(one.doc for one in held.holes), *docs]
    n = len(held.holes)
    positive = int(counts[:, 0].sum())
    for label, of in (
        ("recall: planted holes found", lambda total: _ratio_of_sums(total, 0, 1)),
        ("precision, a hole in one sentence of two", lambda total: _ratio_of_sums(total, 2, 3)),
    ):
        out.append(measure_sums(HOLES, label, where, both, of, positive=positive, n=n))
    return out


def _ratio_of_sums(total: Numbers, part: int, whole: int) -> float:
    return float(total[part] / total[whole]) if total[whole] else float("nan")


def document_of(text: Text) -> str:
    """Return the document of a pair; a pair without one is its own."""
    return text.doc if text.doc is not None else text.zh
